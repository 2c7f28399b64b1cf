//! All teams of one wave beside each other, allowing for small numbers. Makes no list in order of score.

use serde::{Deserialize, Serialize};

use super::history::Series;
use super::setting::Setting;
use super::tenth;
use crate::statistics::distribution::normal_quantile;
use crate::statistics::pooling::{Estimate, der_simonian_laird, morris};

/// A team beside the others: the data of a funnel plot.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The estimate that allows for small numbers: the team's mean drawn towards that of all teams, in points.
    pub shrunken: f64,
    /// Its standard error (Morris 1983), in points.
    pub error: f64,
    /// About how many answered: the place on the horizontal axis.
    pub answers: f64,
    /// How far chance alone takes 95 of 100 such teams from the mean of all, in points.
    pub limit_95: f64,
    /// The same for 998 of 1,000.
    pub limit_998: f64,
}

/// The teams of one wave together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The mean of all teams, in points.
    pub centre: f64,
    /// The variance between them that chance does not explain, in points squared; 0 when they do not differ measurably.
    pub between: f64,
    /// How many teams there are.
    pub teams: usize,
}

/// The teams that are shown in the newest wave beside each other; `None` with fewer than ten of them.
pub(super) fn compare(teams: &[Series], setting: &Setting) -> Option<(Field, Vec<Option<Comparison>>)> {
    let readings: Vec<_> = teams.iter().map(|team| team.months.last().and_then(|month| month.reading)).collect();
    let estimates: Vec<Estimate> = readings
        .iter()
        .flatten()
        .map(|reading| Estimate { mean: reading.mean, variance: setting.error(reading) })
        .collect();
    if estimates.len() < Setting::FEWEST_TEAMS {
        return None;
    }
    let between = der_simonian_laird(&estimates)?;
    let pooled = morris(&estimates, between)?;
    let (wide, wider) = (normal_quantile(0.975)?, normal_quantile(0.999)?);
    let mut shrunken = pooled.shrunken.iter();
    let comparison = |reading: &Option<crate::statistics::monitor::Reading>| {
        let reading = reading.as_ref()?;
        let team = shrunken.next()?;
        let chance = setting.error(reading).sqrt();
        Some(Comparison {
            shrunken: tenth(team.mean),
            error: tenth(team.variance_with_mean.sqrt()),
            answers: tenth(reading.n),
            limit_95: tenth(wide * chance),
            limit_998: tenth(wider * chance),
        })
    };
    let comparisons = readings.iter().map(comparison).collect();
    Some((Field { centre: tenth(pooled.mean), between: tenth(between), teams: estimates.len() }, comparisons))
}
