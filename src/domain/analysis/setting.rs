//! What the organisation as a whole tells about any of its teams: level, spread, memory. Does not judge a team.

use serde::{Deserialize, Serialize};

use super::history::{Column, History, Series, figures};
use super::tenth;
use crate::statistics::monitor::{Month, Prior, Reading};
use crate::statistics::pooling::{Estimate, der_simonian_laird, pool};
use crate::statistics::retest::{Pair, usable_retest};
use crate::statistics::sums::median;
use crate::statistics::variance_function::phi;
use crate::statistics::{PRIOR_WEIGHT, RETEST, start_variance};
use crate::{PublishedUnit, UnitPath};

/// The constants behind the lines and signals of one wave, as they were when it was published.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// mu: the mean level of teams, in points (0-100).
    pub centre: f64,
    /// tau^2: the variance between the levels of teams, in points squared.
    pub between: f64,
    /// sigma^2: the variance of scores within a team, in points squared.
    pub within: f64,
    /// rho: the correlation of one person's scores a month apart.
    pub retest: f64,
    /// phi: the variance within teams as a share of `mean (100 - mean)`; `None` before any team was shown.
    pub phi: Option<f64>,
}

impl Setting {
    /// What such teams usually are, until at least ten of them were seen.
    const CENTRE: f64 = 67.0;
    const BETWEEN: f64 = 100.0;
    /// With less, a team's baseline would stick to the organisation's mean and never learn its own.
    const LEAST_BETWEEN: f64 = 10.0;
    /// Fewer teams say too little about how teams differ.
    pub(super) const FEWEST_TEAMS: usize = 10;

    /// The setting of one index; `retest` comes from the score, whose pairs are the most precise.
    pub(super) fn of(column: &Column, teams: &[Series], retest: f64) -> Self {
        let within = within(column);
        let (centre, between) = levels(teams, within, retest).unwrap_or((Self::CENTRE, Self::BETWEEN));
        let readings: Vec<_> = year(teams).map(|reading| (reading.n, reading.mean, reading.variance)).collect();
        Self {
            centre: tenth(centre),
            between: between.max(Self::LEAST_BETWEEN).round(),
            within: within.round(),
            retest,
            phi: phi(&readings).map(|phi| (phi * 1_000.0).round() / 1_000.0),
        }
    }

    /// What is known of a team before its first month.
    pub(super) fn prior(&self) -> Prior {
        Prior {
            mean: self.centre,
            variance: self.between,
            within: self.within,
            weight: PRIOR_WEIGHT,
            retest: self.retest,
        }
    }

    /// The variance of one month's mean around the level of those who could answer.
    pub(super) fn error(&self, reading: &Reading) -> f64 {
        error(reading, self.within, self.retest)
    }
}

/// The variance within teams as the newest publication printed it.
fn within(column: &Column) -> f64 {
    column.newest().map_or_else(|| start_variance(7), |printing| printing.prior_variance.max(1.0))
}

/// The variance of one month's mean around the level of those who could answer.
fn error(reading: &Reading, within: f64, retest: f64) -> f64 {
    let share = 1.0 / reading.n - retest / f64::from(reading.invited.max(1));
    within * share.max(1e-9) + reading.rounding
}

/// The readings of the last twelve months.
fn year(teams: &[Series]) -> impl Iterator<Item = Reading> {
    teams.iter().flat_map(|team| team.months.iter().rev().take(12)).filter_map(|month| month.reading)
}

/// The mean and the variance of the levels of teams, each level being the mean of the last year.
fn levels(teams: &[Series], within: f64, retest: f64) -> Option<(f64, f64)> {
    let error = |reading: &Reading| error(reading, within, retest);
    let levels: Vec<Estimate> = teams
        .iter()
        .filter_map(|team| {
            let readings: Vec<Reading> = team.months.iter().rev().take(12).filter_map(|month| month.reading).collect();
            let weight: f64 = readings.iter().map(|reading| error(reading).recip()).sum();
            let sum: f64 = readings.iter().map(|reading| reading.mean / error(reading)).sum();
            (weight > 0.0).then(|| Estimate { mean: sum / weight, variance: weight.recip() })
        })
        .collect();
    if levels.len() < Setting::FEWEST_TEAMS {
        return None;
    }
    let between = der_simonian_laird(&levels)?;
    Some((pool(&levels, between)?.mean, between))
}

/// rho from how much less than independence successive means of the same team differ, or the usual value.
pub(super) fn retest(column: &Column, teams: &[Series]) -> f64 {
    let within = within(column);
    let longest = teams.iter().map(|team| team.months.len()).max().unwrap_or_default();
    let mut pairs = Vec::new();
    for month in 1..longest {
        let steps: Vec<_> = teams.iter().filter_map(|team| step(&team.months, month)).collect();
        let changes: Vec<f64> = steps.iter().map(|pair| pair.change).collect();
        let Some(common) = median(&changes) else { continue };
        pairs.extend(steps.into_iter().map(|pair| Pair { change: pair.change - common, ..pair }));
    }
    usable_retest(&pairs, within).map_or(RETEST, |rho| (rho * 20.0).round() / 20.0)
}

/// A team in two successive months.
fn step(months: &[Month], month: usize) -> Option<Pair> {
    let (before, now) = (months.get(month - 1)?, months.get(month)?);
    let (one, two) = (before.reading?, now.reading?);
    // moves = N1 + N2 - 2 common
    let common = (one.invited + two.invited).saturating_sub(now.moves) / 2;
    Some(Pair {
        change: two.mean - one.mean,
        n1: one.n,
        n2: two.n,
        invited1: one.invited,
        invited2: two.invited,
        common,
        rounding: one.rounding + two.rounding,
    })
}

/// The teams: shown units without a shown unit inside them. A unit that is hidden in the newest wave is a team when no
/// unit inside it was ever shown.
pub(super) fn teams(history: &History<'_>) -> Vec<UnitPath> {
    let Some((newest, earlier)) = history.publications().split_last() else { return Vec::new() };
    let now = |path: &UnitPath| figures(newest, path).is_some();
    let ever = |path: &UnitPath| now(path) || earlier.iter().any(|publication| figures(publication, path).is_some());
    let paths: Vec<(&UnitPath, bool)> = newest
        .units()
        .iter()
        .map(PublishedUnit::path)
        .filter(|path| ever(path))
        .map(|path| (path, now(path)))
        .collect();
    let is_team = |position: usize, path: &UnitPath, shown: bool| {
        // In path order everything inside a unit follows it at once.
        let mut inside = paths.iter().skip(position + 1).take_while(|(other, _)| path.contains(other));
        inside.all(|&(_, inside)| shown && !inside)
    };
    let teams = paths.iter().enumerate().filter(|&(position, &(path, shown))| is_team(position, path, shown));
    teams.map(|(_, &(path, _))| path.clone()).collect()
}
