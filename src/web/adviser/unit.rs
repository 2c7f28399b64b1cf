//! The page of one unit: its trend, what stands out in it, the same figures as a table, its items. Shows what was
//! published, and no more.

use askama::Template;
use domain::{Publication, SurveyKey, Trend, UnitPath};
use rocket::{State, get};
use store::WaveState;
use texts::Texts;

use super::handling::Refused;
use super::known::{Known, is_shown};
use super::standing::Standing;
use super::statements::{ItemLine, item_lines};
use super::{Row, guide, hidden_why, name_of};
use crate::House;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Unit, address};
use crate::session::Admitted;

/// One wave in the table under the chart; without a row the unit was hidden.
pub(crate) struct WaveLine {
    wave: String,
    row: Option<Row>,
}

/// The chart of one index.
pub(crate) struct Drawing {
    name: String,
    svg: String,
    /// The address of what to say about it.
    guide: String,
}

/// The page.
#[derive(Template)]
#[template(path = "unit.html")]
pub(crate) struct UnitPage {
    t: &'static Texts,
    here: String,
    account: String,
    name: String,
    /// The units around it, from the top: name and address.
    around: Vec<(String, String)>,
    /// The units inside it: name and address.
    inside: Vec<(String, String)>,
    title: String,
    latest_wave: String,
    latest_shown: bool,
    hidden_why: String,
    score: Drawing,
    /// What stands out; `None` when the newest wave no longer has this unit.
    standing: Option<Standing>,
    dimensions: Vec<Drawing>,
    indices: Vec<String>,
    waves: Vec<WaveLine>,
    items: Vec<ItemLine>,
}

#[get("/units?<survey>")]
pub(crate) async fn organisation(
    survey: Option<&str>,
    admitted: Admitted,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<UnitPage>, Failure> {
    page(&UnitPath::organisation(), survey, None, admitted, house, reader).await
}

#[get("/units/<path..>?<survey>")]
pub(crate) async fn unit(
    path: Unit,
    survey: Option<&str>,
    admitted: Admitted,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<UnitPage>, Failure> {
    page(&path.0, survey, None, admitted, house, reader).await
}

/// The page of a unit; `refused` is a note that was not kept.
pub(crate) async fn page(
    path: &UnitPath,
    survey: Option<&str>,
    refused: Option<Refused>,
    admitted: Admitted,
    house: &House,
    reader: Reader,
) -> Result<Page<UnitPage>, Failure> {
    let t = Texts::of(reader.0);
    let asked: Option<SurveyKey> = survey.and_then(|key| key.parse().ok());
    let survey = if let Some(survey) = asked {
        survey
    } else {
        let waves = house.store.waves().await?;
        let newest = waves.into_iter().rfind(|wave| wave.state == WaveState::Published);
        newest.ok_or(Failure::NotFound)?.survey
    };
    let publications = house.store.publications(Some(&survey)).await?;
    // The newest wave in which the organisation had this unit.
    let latest = publications.iter().rfind(|publication| publication.unit(path).is_some()).ok_or(Failure::NotFound)?;
    let known = Known::of(path, &publications, latest, house).await?;
    let standing = Standing::of(path, &publications, &known, refused, house, t).await?;
    Ok(Page(UnitPage { standing, ..view(path, &publications, latest, &known, &admitted, house, t)? }))
}

fn view(
    path: &UnitPath,
    publications: &[Publication],
    latest: &Publication,
    known: &Known,
    admitted: &Admitted,
    house: &House,
    t: &'static Texts,
) -> Result<UnitPage, Failure> {
    let language = t.language();
    let survey = &latest.terms().questionnaire;
    let name = name_of(path, &house.organisation);
    let link = |unit: &UnitPath| (name_of(unit, &house.organisation), address(unit));
    let mut around: Vec<_> = path.up().skip(1).map(|unit| link(&unit)).collect();
    around.reverse();
    let notes = known.labels();
    let mut drawings = Vec::new();
    for (number, index) in survey.indices().iter().enumerate() {
        let trend = Trend::of(publications, path, &index.key);
        let id = format!("trend-{number}");
        let caption = charts::Caption {
            unit: &name,
            index: index.name.get(language),
            threshold: latest.terms().threshold.get(),
            id: &id,
        };
        let chart = charts::trend(&trend, &caption, &known.overlay(number, &notes), t)?;
        drawings.push(Drawing {
            name: index.name.get(language).to_owned(),
            svg: chart.svg().to_owned(),
            guide: guide::address(survey.key(), &index.key, path),
        });
    }
    let dimensions = drawings.split_off(1);
    Ok(UnitPage {
        t,
        here: format!("{}?survey={}", address(path), survey.key()),
        account: admitted.0.to_string(),
        name,
        around,
        inside: latest.inside(path).map(|unit| link(unit.path())).collect(),
        title: survey.title().get(language).to_owned(),
        latest_wave: t.month(latest.terms().opens),
        latest_shown: is_shown(latest, path),
        hidden_why: hidden_why(latest, t),
        standing: None,
        score: drawings.pop().ok_or_else(|| Failure::internal("a chart is missing"))?,
        dimensions,
        indices: survey.indices().iter().map(|index| index.name.get(language).to_owned()).collect(),
        waves: wave_lines(path, publications, t),
        items: item_lines(latest, path, &known.told, t),
    })
}

/// Newest first.
fn wave_lines(path: &UnitPath, publications: &[Publication], t: &Texts) -> Vec<WaveLine> {
    publications
        .iter()
        .rev()
        .filter_map(|publication| {
            let unit = publication.unit(path)?;
            Some(WaveLine { wave: t.month(publication.terms().opens), row: Row::of(unit.cell(), t) })
        })
        .collect()
}
