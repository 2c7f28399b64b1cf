//! The overview: what stands out in the latest wave, and every unit of it as a tree. Ranks nobody.

use askama::Template;
use domain::{Publication, SurveyKey};
use rocket::response::Redirect;
use rocket::{State, get};
use store::{WaveState, WaveSummary};
use texts::Texts;

use super::noted::Noted;
use super::{Row, hidden_why, name_of};
use crate::House;
use crate::admission::{Admitted, Adviser, Member, landing};
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::address;

/// One unit in the tree.
pub(crate) struct Line {
    depth: usize,
    name: String,
    address: String,
    row: Option<Row>,
}

/// The latest publication of one questionnaire.
pub(crate) struct Latest {
    title: String,
    wave: String,
    indices: Vec<String>,
    hidden_why: String,
    comments: String,
    noted: Noted,
    lines: Vec<Line>,
}

/// The overview.
#[derive(Template)]
#[template(path = "overview.html")]
pub(crate) struct Overview {
    t: &'static Texts,
    here: String,
    account: String,
    organisation: String,
    /// Waves that take answers now: what is said of each, and where it is closed.
    open: Vec<(String, String)>,
    /// Other questionnaires that have a publication.
    others: Vec<String>,
    latest: Option<Latest>,
}

/// To where somebody belongs, or to the door.
#[get("/")]
pub(crate) fn home(admitted: Option<Admitted<Member>>) -> Redirect {
    Redirect::to(admitted.map_or("/sign-in", |admitted| landing(admitted.roles())))
}

#[get("/overview?<survey>")]
pub(crate) async fn overview(
    survey: Option<&str>,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Overview>, Failure> {
    let t = Texts::of(reader.0);
    let waves = house.store.waves().await?;
    let asked: Option<SurveyKey> = survey.and_then(|key| key.parse().ok());
    let newest = newest_published(&waves, asked.as_ref());
    let latest = match newest {
        Some(wave) => house.store.publication(&wave.label).await?,
        None => None,
    };
    let latest = match latest {
        Some(publication) => {
            let noted = Noted::of(&publication, &waves, house, t).await?;
            Some(self::latest(&publication, noted, house, t))
        }
        None => None,
    };
    let shown = newest.map(|wave| &wave.survey);
    let mut others: Vec<String> = waves
        .iter()
        .filter(|wave| wave.state == WaveState::Published && Some(&wave.survey) != shown)
        .map(|wave| wave.survey.to_string())
        .collect();
    others.sort_unstable();
    others.dedup();
    let here = asked.map_or_else(|| "/overview".to_owned(), |key| format!("/overview?survey={key}"));
    Ok(Page(Overview {
        t,
        here,
        account: admitted.name(),
        organisation: house.organisation.clone(),
        open: waves.iter().filter(|wave| wave.state == WaveState::Open).map(|wave| open_line(wave, t)).collect(),
        others,
        latest,
    }))
}

/// The newest published wave, of the questionnaire asked for if there is one.
fn newest_published<'a>(waves: &'a [WaveSummary], survey: Option<&SurveyKey>) -> Option<&'a WaveSummary> {
    let published = |wave: &&WaveSummary| wave.state == WaveState::Published;
    waves.iter().filter(published).rfind(|wave| survey.is_none_or(|survey| wave.survey == *survey))
}

fn open_line(wave: &WaveSummary, t: &Texts) -> (String, String) {
    let said = t.tell("overview-open", &[("wave", wave.label.to_string()), ("closes", t.day(wave.closes))]);
    (said, format!("/waves/{}/closure", wave.label))
}

fn latest(publication: &Publication, noted: Noted, house: &House, t: &Texts) -> Latest {
    let terms = publication.terms();
    let language = t.language();
    let lines = publication.units().iter().map(|unit| Line {
        depth: unit.path().depth(),
        name: name_of(unit.path(), &house.organisation),
        address: address(unit.path()),
        row: Row::of(unit.cell(), t),
    });
    Latest {
        title: terms.questionnaire.title().get(language).to_owned(),
        wave: t.month(terms.opens),
        indices: terms.questionnaire.indices().iter().map(|index| index.name.get(language).to_owned()).collect(),
        hidden_why: hidden_why(publication, t),
        comments: format!("/waves/{}/comments", terms.label),
        noted,
        lines: lines.collect(),
    }
}
