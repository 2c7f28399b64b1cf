//! The line through a unit's waves with its bands. Does not draw it.

use serde::{Deserialize, Serialize};

use super::history::{History, Series};
use super::setting::Setting;
use super::tenth;
use crate::statistics::local_level::{LocalLevel, WANDER};

/// The level of a unit in one wave, as all its waves together tell it.
///
/// Kept as two whole numbers of tenths: an organisation of ten thousand units keeps a million of them with each wave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(i32, i32)", into = "(i32, i32)")]
pub struct LinePoint {
    /// The level, in points (0-100).
    pub level: f64,
    /// Its standard error, in points.
    pub error: f64,
}

impl From<(i32, i32)> for LinePoint {
    fn from((level, error): (i32, i32)) -> Self {
        Self { level: f64::from(level) / 10.0, error: f64::from(error) / 10.0 }
    }
}

impl From<LinePoint> for (i32, i32) {
    fn from(point: LinePoint) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "points on a scale of 100 and a little beyond it")]
        let tenths = |points: f64| (points * 10.0).round() as i32;
        (tenths(point.level), tenths(point.error))
    }
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
