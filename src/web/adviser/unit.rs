//! The page of one unit: its trend, what stands out in it, the same figures as a table, its items. Shows what was
//! published, and no more; reads the rows of this unit and of those one level below.

use askama::Template;
use domain::{Cell, Edition, SurveyKey, UnitPath};
use rocket::{State, get};
use store::{KeptAction, Listed, WaveState};
use texts::Texts;

use super::addresses;
use super::beside::{self, Mean, Multiples};
use super::drawings::{self, Drawing, Subject};
use super::handling::Refused;
use super::known::Known;
use super::past::Past;
use super::standing::Standing;
use super::statements::{ItemLine, item_lines};
use super::table::{Row, Style, Table};
use super::{Sight, hidden_why, index_names, name_of};
use crate::House;
use crate::admission::{Admitted, Viewer};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Unit, address, under};
use crate::reports::archive::Report;
use crate::told::Told;

/// Units inside that stand on the page; all of them stand on the overview.
const INSIDE: u64 = 24;
/// The newest actions that stand on the page.
const ACTIONS: usize = 5;

/// One wave in the table under the chart; without a row the unit was hidden.
pub(crate) struct WaveLine {
    wave: String,
    row: Option<Row>,
}

/// The units one level below, side by side.
struct Inside {
    multiples: Option<Multiples>,
    table: Table,
    /// How many there are inside, and where all of them are listed, when not all stand here.
    all: Option<(String, String)>,
}

/// What was done, as far as the page tells it, and where the rest stands.
struct Done {
    told: Vec<Told>,
    /// The pages on which the adviser writes down what was done, and reads what was released of comments.
    actions: String,
    remarks: String,
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
    score: Subject,
    /// What stands out; `None` when the newest wave no longer has this unit.
    standing: Option<Standing>,
    dimensions: Vec<Subject>,
    indices: Vec<String>,
    waves: Vec<WaveLine>,
    statements: Option<Drawing>,
    items: Vec<ItemLine>,
    done: Done,
    /// The report on the newest wave, when its reader may have it.
    report: Report,
    /// Where the adviser writes the note in it.
    note: String,
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
    let (t, sight) = (Texts::of(reader.0), Sight::of(&admitted));
    let survey = match survey.and_then(|key| key.parse().ok()) {
        Some(asked) => asked,
        None => newest_survey(sight, house).await?,
    };
    if !admitted.may_see(path) {
        return Err(Failure::NotFound);
    }
    let past = Past::of(path, &survey, sight, &house.store).await?;
    let latest = past.latest(path).ok_or(Failure::NotFound)?;
    let listed = house.store.published_unit(latest, path).await?.ok_or(Failure::NotFound)?;
    let known = Known::of(path, &past, &listed, house).await?;
    // Signals, and what was done about them, are the adviser's.
    let known = if admitted.is_adviser() { known } else { known.without_signals() };
    let standing =
        if admitted.is_adviser() { Standing::of(path, &past, &known, refused, house, t).await? } else { None };
    let inside = inside(&past, latest, &listed, admitted.is_adviser(), house, t).await?;
    let mut subjects = drawings::trends(path, &past, latest, &known, house, t)?.into_iter();
    let shown = matches!(listed.unit.cell(), Cell::Shown(_));
    let name = name_of(path, &house.organisation);
    let statements = drawings::statements(&name, latest, listed.unit.cell(), &known.told, t)?;
    let mut around: Vec<_> =
        path.up().skip(1).filter(|unit| admitted.may_see(unit)).map(|unit| link(&unit, house)).collect();
    around.reverse();
    Ok(Page(UnitPage {
        t,
        here: format!("{}?survey={survey}", address(path)),
        account: admitted.bar(),
        for_adviser: admitted.is_adviser(),
        name,
        around,
        inside,
        title: latest.questionnaire.title().get(t.language()).to_owned(),
        latest_wave: t.month(latest.opens),
        latest_shown: shown,
        hidden_why: hidden_why(latest, t),
        score: subjects.next().ok_or_else(|| Failure::internal("a chart is missing"))?,
        standing,
        dimensions: subjects.collect(),
        indices: index_names(latest, t),
        waves: wave_lines(path, &past, t),
        statements,
        items: item_lines(latest, listed.unit.cell(), &known.told, t),
        done: done(path, house, t).await?,
        report: Report::of(latest, path, house),
        note: crate::reports::note(&latest.label, path),
    }))
}

async fn newest_survey(sight: Sight, house: &House) -> Result<SurveyKey, Failure> {
    let waves = sight.waves(&house.store).await?;
    let newest = waves.into_iter().rfind(|wave| wave.state == WaveState::Published);
    Ok(newest.ok_or(Failure::NotFound)?.survey)
}

fn link(unit: &UnitPath, house: &House) -> (String, String) {
    (name_of(unit, &house.organisation), address(unit))
}

/// The units one level below, as far as they stand here; `None` when there are none.
async fn inside(
    past: &Past,
    latest: &Edition,
    listed: &Listed,
    signals: bool,
    house: &House,
    t: &'static Texts,
) -> Result<Option<Inside>, Failure> {
    if listed.inside.is_empty() {
        return Ok(None);
    }
    let here = listed.unit.path();
    let below = house.store.published_below(latest, listed, 0, INSIDE).await?.units;
    let multiples = beside::multiples(here, &below, past, latest, house, t).await?;
    let mut found = house.store.unit_analyses(&latest.label, below.iter().map(|listed| listed.position)).await?;
    let (words, list) = (past.words(t), addresses::units(latest));
    let style = Style { house, words: &words, list: &list, root: Some(here.depth() + 1), signals };
    let table = Table::of(&below, &mut found, latest, &style);
    let said = t.tell("overview-inside", &[("count", listed.inside.len())]);
    let all = (listed.inside.len() > below.len()).then(|| (said, addresses::inside(latest, here)));
    Ok(Some(Inside { multiples, table, all }))
}

/// What was done in the unit and around it.
async fn done(unit: &UnitPath, house: &House, t: &Texts) -> Result<Done, Failure> {
    let actions = house.store.actions_for(unit).await?;
    let told = |kept: &KeptAction| Told::of(&kept.action, unit, &house.organisation, t);
    Ok(Done {
        told: actions.iter().take(ACTIONS).map(told).collect(),
        actions: under("/actions", unit),
        remarks: under("/remarks", unit),
    })
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
