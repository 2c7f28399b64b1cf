//! The score of every team under watch: what an analysis tells about lasting changes and divided views. Does not know
//! the other indices, nor how anything is drawn.

use super::Handled;
use super::division;
use super::drift::{Drift, Watch};
use super::history::{History, Series};
use super::setting::{self, Setting};
use crate::{UnitPath, WaveLabel};

/// The signals about one team that come of its score.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamSignals {
    /// The team.
    pub unit: UnitPath,
    /// A lasting change of the score.
    pub drift: Option<Drift>,
    /// Views are divided.
    pub divided: bool,
}

/// All teams of one questionnaire with their scores.
pub(super) struct Teams {
    pub(super) paths: Vec<UnitPath>,
    pub(super) scores: Vec<Series>,
    pub(super) setting: Setting,
    pub(super) watch: Watch,
}

impl Teams {
    /// `None` without a publication.
    pub(super) fn of(history: &History<'_>, handled: &[Handled]) -> Option<Self> {
        let score = &history.publications().last()?.terms().questionnaire.indices().first()?.key;
        let paths = setting::teams(history);
        let column = history.column(score);
        let scores: Vec<Series> = paths.iter().map(|team| history.series(team, &column)).collect();
        let retest = setting::retest(&column, &scores);
        let setting = Setting::of(&column, &scores, retest);
        let watch = Watch::of(&scores, &handled_months(&paths, handled, history), &setting);
        Some(Self { paths, scores, setting, watch })
    }

    /// The change of a team that is to be told in the newest month, if there is one.
    pub(super) fn drift(&self, team: usize, history: &History<'_>) -> Option<Drift> {
        self.watch.drift(team, history)
    }

    /// Whether the views in a team are divided.
    pub(super) fn is_divided(&self, team: usize) -> bool {
        self.scores.get(team).is_some_and(|series| division::is_divided(series, &self.setting))
    }

    /// The signals of all teams.
    pub(super) fn signals(&self, history: &History<'_>) -> Vec<TeamSignals> {
        let signals = |(number, unit): (usize, &UnitPath)| TeamSignals {
            unit: unit.clone(),
            drift: self.drift(number, history),
            divided: self.is_divided(number),
        };
        self.paths.iter().enumerate().map(signals).collect()
    }
}

/// For each team the months of the waves in which a signal of it was dealt with, oldest first.
fn handled_months(teams: &[UnitPath], handled: &[Handled], history: &History<'_>) -> Vec<Vec<usize>> {
    let month = |wave: &WaveLabel| {
        let place = history.publications().iter().position(|publication| publication.terms().label == *wave)?;
        history.months().get(place).copied()
    };
    teams
        .iter()
        .map(|team| {
            let marks = handled.iter().filter(|mark| mark.unit == *team);
            let mut months: Vec<usize> = marks.filter_map(|mark| month(&mark.wave)).collect();
            months.sort_unstable();
            months
        })
        .collect()
}
