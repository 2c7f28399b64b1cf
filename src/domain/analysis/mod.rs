//! What the publications of one questionnaire tell together: change, trend, signals. Does not know a sheet, a sum or an
//! exact count: it reads printed figures and head counts, so it can give away nothing that these do not.
//!
//! An analysis is made when a wave is published and kept with it. A later formula gets a later [`Analysis::VERSION`] and
//! leaves older analyses alone.

mod change;
pub mod claims;
mod comparison;
mod difference;
mod division;
mod drift;
mod history;
mod item_range;
mod items;
mod line;
mod middle;
mod movement;
mod reading;
mod setting;
mod signals;

use serde::{Deserialize, Serialize};

pub use change::Change;
pub use comparison::{Comparison, Field};
pub use drift::{Drift, Level};
pub use item_range::ItemRange;
pub use line::LinePoint;
pub use middle::Middle;
pub use movement::Movement;
pub use setting::Setting;
pub use signals::TeamSignals;

use crate::{Cell, Publication, PublishedUnit, UnitPath, WaveLabel};
use difference::{statements_that_differ, teams_that_differ};
use history::{History, Series};
use signals::Teams;

/// A signal that the adviser has dealt with: from there on the team is watched from the level it has reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handled {
    /// The newest wave at that time.
    pub wave: WaveLabel,
    /// The team.
    pub unit: UnitPath,
}

/// A change that was told with the wave before, so that a later analysis can say when it was first told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The team.
    pub unit: UnitPath,
    /// Whether it was a rise.
    pub rose: bool,
    /// The wave in which it was first told.
    pub flagged: WaveLabel,
}

/// What is known beside publications.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The signals that were dealt with.
    pub handled: &'a [Handled],
    /// The changes that the wave before told.
    pub told: &'a [Told],
}

/// A statement that differs from before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedItem {
    /// Its key.
    pub item: String,
    /// Whether it went up.
    pub rose: bool,
}

/// What is told about one unit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitAnalysis {
    /// One for each index: the change since the wave before in which the unit was shown.
    pub changes: Vec<Option<Change>>,
    /// One for each index: the level in each publication, oldest first; a gap where the unit was hidden.
    pub lines: Vec<Vec<Option<LinePoint>>>,
    /// One for each statement: how sure its figure is; empty where the unit is hidden.
    pub item_ranges: Vec<Option<ItemRange>>,
    /// For teams: a lasting change of the score.
    pub drift: Option<Drift>,
    /// For teams: the score differs from the team's own earlier level in this wave.
    pub differs: bool,
    /// For teams: the statements that differ from before.
    pub items: Vec<MovedItem>,
    /// For teams: views are divided.
    pub divided: bool,
    /// The wave in which it was first said that the unit fell silent; for units with enough people, hidden or not.
    pub silent: Option<WaveLabel>,
    /// For teams, where there are at least ten: the team beside the others.
    pub comparison: Option<Comparison>,
}

impl UnitAnalysis {
    /// What may be told of `unit`: of a hidden one no more than that fewer people answer.
    #[must_use]
    pub fn told(self, unit: &PublishedUnit) -> Self {
        match unit.cell() {
            Cell::Shown(_) => self,
            Cell::Hidden => Self { silent: self.silent, ..Self::default() },
        }
    }

    /// How much it asks to be looked at.
    pub fn notice(&self) -> Notice {
        let falls = self.drift.as_ref().is_some_and(|drift| !drift.rose);
        if falls || self.divided || self.silent.is_some() {
            Notice::Signal
        } else if self.drift.is_some() || self.differs || !self.items.is_empty() {
            Notice::Noted
        } else {
            Notice::Quiet
        }
    }
}

/// How much an analysis asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// Nothing stands out from chance.
    Quiet,
    /// Something stands out, but asks for nothing: a rise, or a difference in one wave.
    Noted,
    /// A signal: something the adviser should look at.
    Signal,
}

/// What is told about the organisation as a whole, and how everything was computed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The version of the formulas.
    pub version: u32,
    /// One for each index.
    pub settings: Vec<Setting>,
    /// S: how much further than expected the scores of teams lie from their baselines; at least 1.
    pub scale: f64,
    /// How all teams moved together on the score; `None` with fewer than ten.
    pub movement: Option<Movement>,
    /// All teams beside each other on the score; `None` with fewer than ten.
    pub field: Option<Field>,
    /// One for each index: between which levels eight of ten teams lie, in whole points; `None` with fewer than ten.
    pub middle: Vec<Option<Middle>>,
}

/// Everything that is computed when a wave is published.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The organisation.
    pub summary: Summary,
    /// One for each unit of the newest publication, in its order.
    pub units: Vec<UnitAnalysis>,
}

impl Analysis {
    /// The version of the formulas.
    pub const VERSION: u32 = 1;

    /// The signals of all teams alone, as [`Analysis::of`] gives them, at a fraction of the work: for simulations.
    pub fn signals(publications: &[Publication], handled: &[Handled]) -> Vec<TeamSignals> {
        let history = History::of(publications);
        Teams::of(&history, handled).map(|teams| teams.signals(&history)).unwrap_or_default()
    }

    /// Analyses the publications of one questionnaire, oldest first, for the newest of them.
    ///
    /// `silent` tells since which wave a unit is silent. `None` without a publication.
    pub fn of(
        publications: &[Publication],
        known: Known<'_>,
        silent: impl Fn(&UnitPath) -> Option<WaveLabel>,
    ) -> Option<Self> {
        let newest = publications.last()?;
        let history = History::of(publications);
        let indices = newest.terms().questionnaire.indices();
        let mut units = vec![UnitAnalysis::default(); newest.units().len()];
        let all = Teams::of(&history, known.handled)?;
        let Teams { paths: teams, scores, setting, watch } = &all;

        let mut settings = Vec::with_capacity(indices.len());
        let mut middle = Vec::with_capacity(indices.len());
        for index in indices {
            let column = history.column(&index.key);
            let series: Vec<Series> = teams.iter().map(|team| history.series(team, &column)).collect();
            let setting = Setting::of(&column, &series, setting.retest);
            for (unit, analysis) in newest.units().iter().zip(&mut units) {
                let series = history.series(unit.path(), &column);
                analysis.changes.push(change::since_last(&series, &history, &setting));
                analysis.lines.push(line::line(&series, &history, &setting));
            }
            settings.push(setting);
            let places = teams.iter().filter_map(|team| newest.terms().tree.find(team));
            let levels = places.filter_map(|place| (*units.get(place.position())?.lines.last()?.last()?).as_ref());
            middle.push(Middle::of(&levels.map(|point| point.level).collect::<Vec<_>>()));
        }
        let differ = teams_that_differ(watch, teams.len());
        let items = statements_that_differ(items::shifts(&history, teams));
        let (field, comparisons) = comparison::compare(scores, setting).unzip();
        let comparisons = comparisons.unwrap_or_else(|| vec![None; teams.len()]);
        for (number, (team, items)) in teams.iter().zip(items).enumerate() {
            let Some(place) = newest.terms().tree.find(team) else { continue };
            let Some(unit) = units.get_mut(place.position()) else { continue };
            unit.drift = all.drift(number, &history).map(|drift| drift.told_since(team, known.told, &history));
            unit.differs = differ[number];
            unit.items = items.into_iter().map(|shift| MovedItem { rose: shift.rose(), item: shift.item }).collect();
            unit.divided = all.is_divided(number);
            unit.comparison = comparisons[number];
        }
        for (unit, analysis) in newest.units().iter().zip(&mut units) {
            analysis.silent = silent(unit.path());
            analysis.item_ranges = item_range::ranges(newest, unit.path());
        }
        let month = history.months().last().copied().unwrap_or_default();
        let movement = movement::Movements::of(scores).of_all(month);
        let summary =
            Summary { version: Self::VERSION, settings, scale: tenth(watch.scale()), movement, field, middle };
        Some(Self { summary, units })
    }
}

/// A number of points as it is kept: to a tenth, finer than which nothing here is known.
fn tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

/// Whole points of a difference, which fit on a scale of 100.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the width of the scale")]
fn whole(points: f64) -> i16 {
    points.clamp(-100.0, 100.0) as i16
}

#[cfg(test)]
mod tests;
