//! The page of one unit: its trend, what stands out in it, the same figures as a table, its items. Shows what was
//! published, and no more; reads the rows of this unit and of those one level below.

use askama::Template;
use domain::{Cell, Edition, SurveyKey, UnitPath};
use rocket::{State, get};
use store::{Listed, WaveState};
use texts::Texts;

use super::drawings::{Drawing, trends};
use super::handling::Refused;
use super::known::Known;
use super::past::Past;
use super::standing::Standing;
use super::statements::{ItemLine, item_lines};
use super::table::Row;
use super::{hidden_why, index_names, name_of};
use crate::House;
use crate::admission::{Admitted, Viewer};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Unit, address};

/// Units inside that are named on the page; all of them stand on the overview.
const INSIDE: u64 = 24;

/// One wave in the table under the chart; without a row the unit was hidden.
pub(crate) struct WaveLine {
    wave: String,
    row: Option<Row>,
}

/// The units one level below.
struct Inside {
    /// Name and address of each.
    units: Vec<(String, String)>,
    /// How many there are, and where all of them are listed, when not all are named.
    all: Option<(String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "unit.html")]
pub(crate) struct UnitPage {
    t: &'static Texts,
    here: String,
    account: Bar,
    /// Whether what is for the adviser alone is shown.
    for_adviser: bool,
    name: String,
    /// The units around it, from the top: name and address.
    around: Vec<(String, String)>,
    inside: Option<Inside>,
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
    admitted: Admitted<Viewer>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<UnitPage>, Failure> {
    page(&UnitPath::organisation(), survey, None, admitted, house, reader).await
}

#[get("/units/<path..>?<survey>")]
pub(crate) async fn unit(
    path: Unit,
    survey: Option<&str>,
    admitted: Admitted<Viewer>,
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
    admitted: Admitted<Viewer>,
    house: &House,
    reader: Reader,
) -> Result<Page<UnitPage>, Failure> {
    let t = Texts::of(reader.0);
    let survey = match survey.and_then(|key| key.parse().ok()) {
        Some(asked) => asked,
        None => newest_survey(house).await?,
    };
    if !admitted.may_see(path) {
        return Err(Failure::NotFound);
    }
    let past = Past::of(path, &survey, &house.store).await?;
    let latest = past.latest(path).ok_or(Failure::NotFound)?;
    let listed = house.store.published_unit(latest, path).await?.ok_or(Failure::NotFound)?;
    let known = Known::of(path, &past, &listed, house).await?;
    // Signals, and what was done about them, are the adviser's.
    let known = if admitted.is_adviser() { known } else { known.without_signals() };
    let standing =
        if admitted.is_adviser() { Standing::of(path, &past, &known, refused, house, t).await? } else { None };
    let inside = inside(latest, &listed, house, t).await?;
    let mut drawings = trends(path, &past, latest, &known, house, t)?.into_iter();
    let shown = matches!(listed.unit.cell(), Cell::Shown(_));
    let mut around: Vec<_> =
        path.up().skip(1).filter(|unit| admitted.may_see(unit)).map(|unit| link(&unit, house)).collect();
    around.reverse();
    Ok(Page(UnitPage {
        t,
        here: format!("{}?survey={survey}", address(path)),
        account: admitted.bar(),
        for_adviser: admitted.is_adviser(),
        name: name_of(path, &house.organisation),
        around,
        inside,
        title: latest.questionnaire.title().get(t.language()).to_owned(),
        latest_wave: t.month(latest.opens),
        latest_shown: shown,
        hidden_why: hidden_why(latest, t),
        score: drawings.next().ok_or_else(|| Failure::internal("a chart is missing"))?,
        standing,
        dimensions: drawings.collect(),
        indices: index_names(latest, t),
        waves: wave_lines(path, &past, t),
        items: item_lines(latest, listed.unit.cell(), &known.told, t),
    }))
}

async fn newest_survey(house: &House) -> Result<SurveyKey, Failure> {
    let waves = house.store.waves().await?;
    let newest = waves.into_iter().rfind(|wave| wave.state == WaveState::Published);
    Ok(newest.ok_or(Failure::NotFound)?.survey)
}

fn link(unit: &UnitPath, house: &House) -> (String, String) {
    (name_of(unit, &house.organisation), address(unit))
}

/// The units one level below, as far as the page names them; `None` when there are none.
async fn inside(latest: &Edition, listed: &Listed, house: &House, t: &Texts) -> Result<Option<Inside>, Failure> {
    if listed.inside.is_empty() {
        return Ok(None);
    }
    let below = house.store.published_below(latest, listed, 0, INSIDE).await?;
    let list = super::overview::inside(latest, listed.unit.path());
    let all = (t.tell("overview-inside", &[("count", listed.inside.len())]), list);
    let units = below.units.iter().map(|unit| link(unit.unit.path(), house)).collect();
    Ok(Some(Inside { units, all: (listed.inside.len() > below.units.len()).then_some(all) }))
}

/// Newest first.
fn wave_lines(path: &UnitPath, past: &Past, t: &Texts) -> Vec<WaveLine> {
    let waves = past.editions().iter().rev();
    let lines = waves.filter_map(|edition| {
        let unit = past.find(edition, path)?;
        Some(WaveLine { wave: t.month(edition.opens), row: Row::of(unit.cell(), t) })
    });
    lines.collect()
}
