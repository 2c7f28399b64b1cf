//! The overview: what stands out in the latest wave, and its units as a heat map, level by level where there are many.
//! Ranks nobody, and reads no more units than it shows.

use std::collections::BTreeMap;

use askama::Template;
use domain::{Edition, SurveyKey, UnitPath, WaveLabel};
use rocket::form::FromForm;
use rocket::response::Redirect;
use rocket::{State, get};
use store::{Stretch, WaveState, WaveSummary};
use texts::Texts;
use texts::findings::Words;

use super::addresses;
use super::noted::Noted;
use super::pages::{Address, Pages, number, skipped};
use super::table::{Style, Table};
use super::{Sight, hidden_why, name_of};
use crate::House;
use crate::admission::{Admitted, Member, Viewer, landing};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// A unit with more units inside is shown one level at a time.
const WHOLE: usize = 200;
/// Units on a page.
const ON_A_PAGE: u64 = 100;

/// What is asked for.
#[derive(FromForm)]
pub(crate) struct Wanted<'r> {
    survey: Option<&'r str>,
    wave: Option<&'r str>,
    /// The unit whose inside is shown.
    inside: Option<&'r str>,
    /// A part of a unit's name.
    find: Option<&'r str>,
    page: Option<u64>,
}

/// The units of one publication.
pub(crate) struct Shown {
    title: String,
    /// What stands out, and the page of the wave: for the adviser.
    noted: Option<(Noted, String)>,
    /// The units around the one whose inside is shown, and this one last: name and address.
    trail: Vec<(String, String)>,
    /// What the form to find a unit keeps.
    kept: Vec<(&'static str, String)>,
    find: String,
    table: Table,
    pages: Option<Pages>,
    hidden_why: String,
}

/// The overview.
#[derive(Template)]
#[template(path = "overview.html")]
pub(crate) struct Overview {
    t: &'static Texts,
    here: String,
    account: Bar,
    organisation: String,
    /// Waves that take answers now: what is said of each, and its page for the adviser.
    open: Vec<(String, Option<String>)>,
    /// Other questionnaires that have a publication: title and address.
    others: Vec<(String, String)>,
    shown: Option<Shown>,
}

/// To where somebody belongs, or to the door.
#[get("/")]
pub(crate) fn home(admitted: Option<Admitted<Member>>) -> Redirect {
    Redirect::to(admitted.map_or("/sign-in", |admitted| landing(admitted.roles())))
}

#[get("/overview?<wanted..>")]
pub(crate) async fn overview(
    wanted: Wanted<'_>,
    admitted: Admitted<Viewer>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Overview>, Failure> {
    let t = Texts::of(reader.0);
    let waves = Sight::of(&admitted).waves(&house.store).await?;
    let newest = published(&waves, &wanted)?;
    let shown = match newest {
        Some(wave) => {
            let edition = house.store.edition(&wave.label).await?.ok_or(Failure::NotFound)?;
            Some(Shown::of(&edition, &wanted, &admitted, &waves, house, t).await?)
        }
        None => None,
    };
    let survey = newest.map(|wave| &wave.survey);
    let open = waves.iter().filter(|wave| wave.state == WaveState::Open);
    let others = others(&waves, survey, house, t).await?;
    Ok(Page(Overview {
        t,
        here: wanted.address().with_some("page", wanted.page).to_string(),
        account: admitted.bar(),
        organisation: house.organisation.clone(),
        open: open.map(|wave| open_line(wave, admitted.is_adviser(), t)).collect(),
        others,
        shown,
    }))
}

impl Wanted<'_> {
    /// The unit whose inside is shown; `None` for a manager of several units who did not choose one.
    fn inside(&self, viewer: &Admitted<Viewer>) -> Result<Option<UnitPath>, Failure> {
        if let Some(inside) = self.inside {
            let inside: UnitPath = inside.parse().map_err(|_| Failure::NotFound)?;
            return if viewer.may_see(&inside) { Ok(Some(inside)) } else { Err(Failure::NotFound) };
        }
        if viewer.is_adviser() {
            return Ok(Some(UnitPath::organisation()));
        }
        let mut units = viewer.roles().units().iter();
        Ok(units.next().filter(|_| units.next().is_none()).cloned())
    }

    /// The address of what is asked for, on its first page.
    fn address(&self) -> Address {
        self.list().with_some("inside", self.inside).with_some("find", self.find)
    }

    /// The address of the whole list.
    fn list(&self) -> Address {
        Address::of("/overview").with_some("survey", self.survey).with_some("wave", self.wave)
    }
}

/// The published wave asked for, among those that may be read; without a name the newest, of the questionnaire asked for if there is one.
fn published<'a>(waves: &'a [WaveSummary], wanted: &Wanted<'_>) -> Result<Option<&'a WaveSummary>, Failure> {
    let mut published = waves.iter().filter(|wave| wave.state == WaveState::Published);
    if let Some(label) = wanted.wave {
        let label: WaveLabel = label.parse().map_err(|_| Failure::NotFound)?;
        return published.find(|wave| wave.label == label).ok_or(Failure::NotFound).map(Some);
    }
    let survey: Option<SurveyKey> = wanted.survey.and_then(|key| key.parse().ok());
    Ok(published.rfind(|wave| survey.as_ref().is_none_or(|survey| wave.survey == *survey)))
}

/// Other questionnaires that have a publication: title and address of each.
async fn others(
    waves: &[WaveSummary],
    shown: Option<&SurveyKey>,
    house: &House,
    t: &Texts,
) -> Result<Vec<(String, String)>, Failure> {
    let mut newest: BTreeMap<String, &WaveSummary> = BTreeMap::new();
    for wave in waves.iter().filter(|wave| wave.state == WaveState::Published && Some(&wave.survey) != shown) {
        newest.insert(wave.survey.to_string(), wave);
    }
    let mut others = Vec::with_capacity(newest.len());
    for (key, wave) in newest {
        others.push((super::waves::title(wave, house, t).await?, format!("/overview?survey={key}")));
    }
    Ok(others)
}

fn open_line(wave: &WaveSummary, for_adviser: bool, t: &Texts) -> (String, Option<String>) {
    let said = t.tell("overview-open", &[("wave", t.month(wave.opens)), ("closes", t.day(wave.closes))]);
    (said, for_adviser.then(|| addresses::wave(&wave.label)))
}

impl Shown {
    async fn of(
        edition: &Edition,
        wanted: &Wanted<'_>,
        viewer: &Admitted<Viewer>,
        waves: &[WaveSummary],
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let words = Words::new(t, waves.iter().map(|wave| (wave.label.clone(), wave.opens)));
        let page = number(wanted.page);
        let find: String = wanted.find.map(str::trim).unwrap_or_default().chars().take(UnitPath::LONGEST).collect();
        let inside = wanted.inside(viewer)?;
        let units = match &inside {
            Some(inside) => units(edition, inside, &find, page, house).await?,
            None => units_of(edition, viewer, house).await?,
        };
        let positions: Vec<usize> = units.units.iter().map(|unit| unit.position).collect();
        let mut found = house.store.unit_analyses(&edition.label, positions).await?;
        let list = wanted.list();
        let depth = inside.as_ref().filter(|_| find.is_empty()).map(UnitPath::depth);
        let style = Style { house, words: &words, list: &list, root: depth, signals: viewer.is_adviser() };
        let kept = [("survey", wanted.survey), ("wave", wanted.wave), ("inside", wanted.inside)];
        let title = [edition.questionnaire.title().get(t.language()).to_owned(), t.month(edition.opens)];
        // Whoever looks for a unit looks for that.
        let noted = if viewer.is_adviser() && find.is_empty() {
            let noted = Noted::briefly(edition, waves, house, &words).await?;
            Some((noted, addresses::wave(&edition.label)))
        } else {
            None
        };
        Ok(Self {
            title: title.join(", "),
            noted,
            trail: inside.map_or_else(Vec::new, |inside| trail(&inside, viewer, &list, house)),
            kept: kept.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect(),
            find,
            table: Table::of(&units.units, &mut found, edition, &style),
            pages: Pages::of(page, ON_A_PAGE, units.of, &wanted.address(), t),
            hidden_why: hidden_why(edition, t),
        })
    }
}

/// The units around the one whose inside is shown, and this one last, as far as the viewer may see them.
fn trail(inside: &UnitPath, viewer: &Admitted<Viewer>, list: &Address, house: &House) -> Vec<(String, String)> {
    let place =
        |unit: UnitPath| (name_of(&unit, &house.organisation), list.with("inside", &unit.to_string()).to_string());
    let mut trail: Vec<_> = inside.up().filter(|unit| viewer.may_see(unit)).map(place).collect();
    trail.reverse();
    if trail.len() > 1 { trail } else { Vec::new() }
}

/// The units of a page, and how many there are on all pages.
async fn units(edition: &Edition, inside: &UnitPath, find: &str, page: u64, house: &House) -> Result<Stretch, Failure> {
    let Some(root) = house.store.published_unit(edition, inside).await? else {
        return Ok(Stretch { units: Vec::new(), of: 0 });
    };
    let skip = skipped(page, ON_A_PAGE);
    if !find.is_empty() {
        return Ok(house.store.published_matching(edition, &root, find, skip, ON_A_PAGE).await?);
    }
    if root.inside.len() <= WHOLE {
        let most = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        return Ok(house.store.published_inside(edition, &root, skip, most).await?);
    }
    let mut below = house.store.published_below(edition, &root, skip, ON_A_PAGE).await?;
    below.units.insert(0, root);
    Ok(below)
}

/// The units a manager is responsible for, each to be opened; a unit the wave did not have is left out.
async fn units_of(edition: &Edition, viewer: &Admitted<Viewer>, house: &House) -> Result<Stretch, Failure> {
    let mut units = Vec::new();
    for unit in viewer.roles().units() {
        units.extend(house.store.published_unit(edition, unit).await?);
    }
    Ok(Stretch { of: units.len() as u64, units })
}
