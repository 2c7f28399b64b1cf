//! The line through a unit's waves with its bands. Does not draw it.

use serde::{Deserialize, Serialize};

use super::history::{History, Series};
use super::setting::Setting;
use super::tenth;
use crate::statistics::local_level::{LocalLevel, WANDER};

/// The level of a unit in one wave, as all its waves together tell it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinePoint {
    /// The level, in points (0-100).
    pub level: f64,
    /// Its standard error, in points.
    pub error: f64,
}

impl LinePoint {
    /// The band that holds the level with 95 % certainty, within the scale.
    pub fn band(&self) -> (f64, f64) {
        self.around(1.96)
    }

    /// The band that holds it with 80 % certainty.
    pub fn inner_band(&self) -> (f64, f64) {
        self.around(1.28)
    }

    fn around(&self, errors: f64) -> (f64, f64) {
        ((self.level - errors * self.error).max(0.0), (self.level + errors * self.error).min(100.0))
    }
}

/// A local level with the wander of an ordinary team, from the newest publication backwards; a gap where the unit was
/// hidden, and nothing before the first wave in which it was shown.
///
/// It runs through printed means with the error of a mean of about so many answers, so it is computed from what is printed
/// and tells no more.
pub(super) fn line(series: &Series, history: &History<'_>, setting: &Setting) -> Vec<Option<LinePoint>> {
    let none = || vec![None; history.publications().len()];
    let Some(level) = LocalLevel::of_months(&series.months, &setting.prior(), WANDER) else { return none() };
    let point = |&month: &usize| {
        series.months.get(month)?.reading?;
        let estimate = level.smoothed.get(month)?;
        Some(LinePoint { level: tenth(estimate.mean), error: tenth(estimate.variance.sqrt()) })
    };
    history.months().iter().map(point).collect()
}
