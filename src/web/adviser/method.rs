//! How the signals of one wave were computed, and how often they are wrong. Knows the organisation as a whole only.

use askama::Template;
use domain::analysis::Setting;
use domain::{Cell, Edition, Teams, Technical};
use rocket::{State, get};
use texts::Texts;
use texts::findings::{Words, all_claims};

use super::addresses;
use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;

/// What is known of all teams on one index.
struct Line {
    index: String,
    centre: String,
    between: String,
    within: String,
    retest: String,
    phi: String,
}

/// How well one index measures.
struct Quality {
    index: String,
    alpha: String,
    icc1: String,
    icc2: String,
    agreement: String,
}

/// What was computed.
struct Computed {
    lead: String,
    lines: Vec<Line>,
    /// Empty while too few people answer.
    qualities: Vec<Quality>,
    took_part: Option<String>,
    scale: String,
    movement: Option<String>,
    /// Whether teams are alike in this wave.
    alike: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "method.html")]
pub(crate) struct MethodPage {
    t: &'static Texts,
    here: String,
    account: Bar,
    wave: String,
    computed: Option<Computed>,
    claims: Vec<String>,
}

#[get("/waves/<wave>/method")]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<MethodPage>, Failure> {
    let (t, label) = (Texts::of(reader.0), wave.0);
    let waves = house.store.waves().await?;
    let opens = waves.iter().find(|wave| wave.label == label).ok_or(Failure::NotFound)?.opens;
    let words = Words::new(t, waves.into_iter().map(|wave| (wave.label, wave.opens)));
    let edition = house.store.edition(&label).await?;
    let summary = house.store.summary(&label).await?.filter(|summary| !summary.settings.is_empty());
    let computed = edition.zip(summary).map(|(edition, summary)| {
        let survey = &edition.questionnaire;
        let names = survey.indices().iter().map(|index| index.name.get(t.language()));
        let title = survey.title().get(t.language()).to_owned();
        Computed {
            lead: t.tell("method-lead", &[("survey", title), ("wave", words.month(&label))]),
            lines: names.zip(&summary.settings).map(|(name, setting)| line(name, setting, t)).collect(),
            qualities: qualities(&edition, t),
            took_part: edition.took_part().map(|share| t.took_part(share)),
            scale: t.tell("method-scale", &[("scale", t.decimal(summary.scale, 1))]),
            alike: summary.field.is_some_and(|field| field.between <= 0.0),
            movement: summary.movement.as_ref().map(|movement| words.movement(movement)),
        }
    });
    Ok(Page(MethodPage {
        t,
        here: addresses::method(&label),
        account: admitted.bar(),
        wave: t.month(opens),
        computed,
        claims: all_claims(t),
    }))
}

/// One line for each index that enough people answered.
fn qualities(edition: &Edition, t: &Texts) -> Vec<Quality> {
    let indices = edition.questionnaire.indices().iter().zip(edition.technical());
    indices
        .filter_map(|(index, cell)| match cell {
            Cell::Hidden => None,
            Cell::Shown(technical) => Some(quality(index.name.get(t.language()), technical, t)),
        })
        .collect()
}

fn quality(index: &str, technical: &Technical, t: &Texts) -> Quality {
    let number = |value: f64| t.decimal(value, 2);
    let of_teams =
        |value: fn(Teams) -> f64| technical.teams().map_or_else(|| "–".to_owned(), |teams| number(value(teams)));
    let [alpha, low, high] = technical.alpha().map(number);
    Quality {
        index: index.to_owned(),
        alpha: format!("{alpha} ({low}–{high})"),
        icc1: of_teams(Teams::icc1),
        icc2: of_teams(Teams::icc2),
        agreement: of_teams(Teams::agreement),
    }
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
