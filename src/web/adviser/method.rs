//! How the signals of one wave were computed, and how often they are wrong. Knows the organisation as a whole only.

use askama::Template;
use domain::WaveLabel;
use domain::analysis::Setting;
use rocket::{State, get};
use texts::Texts;

use super::signals::{Words, all_claims};
use crate::House;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;
use crate::session::Admitted;

/// What is known of all teams on one index.
struct Line {
    index: String,
    centre: String,
    between: String,
    within: String,
    retest: String,
    phi: String,
}

/// What was computed.
struct Computed {
    lead: String,
    lines: Vec<Line>,
    scale: String,
    movement: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "method.html")]
pub(crate) struct MethodPage {
    t: &'static Texts,
    here: String,
    account: String,
    wave: String,
    computed: Option<Computed>,
    claims: Vec<String>,
}

/// The address of the page.
pub(crate) fn address(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/method")
}

#[get("/waves/<wave>/method")]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<MethodPage>, Failure> {
    let (t, label) = (Texts::of(reader.0), wave.0);
    let waves = house.store.waves().await?;
    let opens = waves.iter().find(|wave| wave.label == label).ok_or(Failure::NotFound)?.opens;
    let words = Words::new(t, waves.into_iter().map(|wave| (wave.label, wave.opens)));
    let publication = house.store.publication(&label).await?;
    let summary = house.store.summary(&label).await?.filter(|summary| !summary.settings.is_empty());
    let computed = publication.zip(summary).map(|(publication, summary)| {
        let survey = &publication.terms().questionnaire;
        let names = survey.indices().iter().map(|index| index.name.get(t.language()));
        let title = survey.title().get(t.language()).to_owned();
        Computed {
            lead: t.tell("method-lead", &[("survey", title), ("wave", words.month(&label))]),
            lines: names.zip(&summary.settings).map(|(name, setting)| line(name, setting, t)).collect(),
            scale: t.tell("method-scale", &[("scale", t.decimal(summary.scale, 1))]),
            movement: summary.movement.as_ref().map(|movement| words.movement(movement)),
        }
    });
    Ok(Page(MethodPage {
        t,
        here: address(&label),
        account: admitted.0.to_string(),
        wave: t.month(opens),
        computed,
        claims: all_claims(t),
    }))
}

fn line(index: &str, setting: &Setting, t: &Texts) -> Line {
    Line {
        index: index.to_owned(),
        centre: t.decimal(setting.centre, 0),
        between: t.decimal(setting.between.sqrt(), 1),
        within: t.decimal(setting.within.sqrt(), 1),
        retest: t.decimal(setting.retest, 2),
        phi: setting.phi.map_or_else(|| "–".to_owned(), |phi| t.decimal(phi, 2)),
    }
}
