//! What employees are told of earlier answers: what was done, how their unit came out, what was released of comments. The
//! same for everybody of a unit; knows no link and no answer.

use std::collections::HashMap;
use std::slice;

use domain::{Cell, PublishedUnit, UnitPath, WaveLabel};
use store::WaveSummary;
use texts::Texts;

use crate::House;
use crate::adviser::{Figure, name_of};
use crate::errors::Failure;
use crate::told::{Told, Words};

/// The most actions on a page: the newest say enough, and the page is for answering.
const MOST: usize = 5;

/// What was done where the reader counts, the newest first.
pub(super) async fn done(house: &House, here: &UnitPath, t: &Texts) -> Result<Vec<Told>, Failure> {
    let actions = house.store.actions_for(here).await?;
    Ok(actions.iter().take(MOST).map(|kept| Told::of(&kept.action, here, &house.organisation, t)).collect())
}

/// What became of the wave before.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) last: Option<Last>,
    /// Whether words of comments were released. They stand on a page of their own, never beside a score.
    pub(crate) words: bool,
}

/// How the reader's unit came out, as far as it was published.
pub(crate) struct Last {
    pub(crate) title: String,
    /// That the unit itself has no figure, and why.
    pub(crate) missing: Option<Missing>,
    /// The unit, or the smallest one around it that is shown.
    pub(crate) shown: Option<Shown>,
}

/// Why there is no figure of the reader's own unit.
pub(crate) enum Missing {
    Hidden(String),
    Absent(String),
}

/// A score with its range.
pub(crate) struct Shown {
    /// That it is of a unit around the reader's own.
    pub(crate) around: Option<String>,
    pub(crate) name: String,
    pub(crate) figure: Figure,
}

/// Released words with unit and month.
pub(crate) struct Remarks {
    pub(crate) heading: String,
    pub(crate) words: Words,
}

impl Heard {
    /// What the newest released publication of the questionnaire tells the people of `here`.
    pub(super) async fn of(house: &House, open: &domain::Terms, here: &UnitPath, t: &Texts) -> Result<Self, Failure> {
        let Some(newest) = newest_before(house, open).await? else { return Ok(Self::default()) };
        let month = t.month(newest.opens);
        let Some(edition) = house.store.edition(&newest.label).await? else { return Ok(Self::default()) };
        let units: Vec<_> = here.up().collect();
        let published = house.store.published_over_time(slice::from_ref(&edition), &units).await?;
        let published = published.into_iter().map(|((_, path), unit)| (path, unit)).collect();
        let last = Some(Last::of(&published, here, &month, house, t));
        Ok(Self { last, words: !remarks(house, &newest.label, here, &month, t).await?.is_empty() })
    }
}

/// What was released of the comments of the wave before to the people of `here`.
pub(super) async fn words(
    house: &House,
    open: &domain::Terms,
    here: &UnitPath,
    t: &Texts,
) -> Result<Vec<Remarks>, Failure> {
    match newest_before(house, open).await? {
        Some(newest) => remarks(house, &newest.label, here, &t.month(newest.opens), t).await,
        None => Ok(Vec::new()),
    }
}

/// The newest wave of the same questionnaire that was released.
async fn newest_before(house: &House, open: &domain::Terms) -> Result<Option<WaveSummary>, Failure> {
    let readable = |wave: &WaveSummary| wave.is_released() && wave.survey == *open.questionnaire.key();
    Ok(house.store.waves().await?.into_iter().rfind(readable))
}

impl Last {
    /// Made of the reader's unit and the ones around it, as they were published.
    fn of(
        published: &HashMap<UnitPath, PublishedUnit>,
        here: &UnitPath,
        month: &str,
        house: &House,
        t: &Texts,
    ) -> Self {
        let name = |unit: &UnitPath| name_of(unit, &house.organisation);
        let figure = |unit: &UnitPath| match published.get(unit)?.cell() {
            Cell::Hidden => None,
            Cell::Shown(figures) => match figures.indices().first()? {
                Cell::Shown(score) => Some(Figure::of(**score, t)),
                Cell::Hidden => None,
            },
        };
        let found = here.up().find_map(|unit| figure(&unit).map(|figure| (unit, figure)));
        let own = found.as_ref().is_some_and(|(unit, _)| unit == here);
        let missing = match published.get(here) {
            _ if own => None,
            Some(_) => Some(Missing::Hidden(t.tell("last-hidden", &[("unit", name(here))]))),
            None => Some(Missing::Absent(t.tell("last-absent", &[("unit", name(here))]))),
        };
        let shown = found.map(|(unit, figure)| Shown {
            around: (!own).then(|| t.tell("last-around", &[("unit", name(&unit))])),
            name: name(&unit),
            figure,
        });
        Self { title: t.tell("last-title", &[("month", month)]), missing, shown }
    }
}

/// What was released of the comments of one wave to the people of a unit.
async fn remarks(
    house: &House,
    wave: &WaveLabel,
    here: &UnitPath,
    month: &str,
    t: &Texts,
) -> Result<Vec<Remarks>, Failure> {
    let found = house.store.remarks_for(here).await?.into_iter().filter(|remarks| remarks.wave == *wave);
    let said = |remarks: store::ReleasedRemarks| {
        let unit = name_of(&remarks.unit, &house.organisation);
        let heading = t.tell("heard-of", &[("unit", unit.as_str()), ("wave", month)]);
        Remarks { heading, words: Words::of(&remarks.words, t) }
    };
    Ok(found.map(said).collect())
}
