//! How a unit's score went over a year or more, described from printed means. Watches nothing, and finds no month of a change.

use chrono::NaiveDate;

use crate::statistics::slope::{MannKendall, TheilSen};
use crate::{Cell, Trend};

/// A steady rise or fall over many waves.
///
/// A description and not a monitor: of all ways to notice a fall it is the slowest. Made of printed means, it tells
/// nothing that they don't.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SteadyTrend {
    waves: usize,
    monthly: f64,
    chance: Option<f64>,
}

impl SteadyTrend {
    /// The fewest waves with a figure: a year of months.
    pub const FEWEST: usize = 12;

    /// The trend through the points that show a figure; `None` with fewer than [`Self::FEWEST`].
    ///
    /// Sen's slope over the days of opening and the test of Mann and Kendall, both as in [`crate::statistics`]; the exact
    /// distribution where no two printed means are equal, else the normal one, corrected for ties. A mean that is cut off
    /// counts as the value at which it is.
    pub fn of(trend: &Trend) -> Option<Self> {
        let shown = trend.points().iter().filter_map(|point| match point.cell.as_ref()? {
            Cell::Shown(figure) => Some((point.opens, figure.mean().points())),
            Cell::Hidden => None,
        });
        Self::through(shown.unzip())
    }

    fn through((days, means): (Vec<NaiveDate>, Vec<f64>)) -> Option<Self> {
        let first = days.first().filter(|_| means.len() >= Self::FEWEST)?;
        let months: Vec<f64> = days.iter().map(|day| months_between(*first, *day)).collect();
        let points: Vec<_> = months.into_iter().zip(means.iter().copied()).collect();
        let monthly = TheilSen::of(&points, 0.95)?.slope;
        let test = MannKendall::of(&means);
        let chance = test.map(|test| test.exact_p.unwrap_or(test.p));
        Some(Self { waves: means.len(), monthly, chance })
    }

    /// How many waves it goes through.
    pub const fn waves(self) -> usize {
        self.waves
    }

    /// Points (0-100) a month; below zero it went down.
    pub const fn monthly(self) -> f64 {
        self.monthly
    }

    /// The probability, from 0 to 1, of a course at least as steady in either direction when nothing but chance is at work;
    /// `None` when every printed mean is the same.
    pub const fn chance(self) -> Option<f64> {
        self.chance
    }
}

/// Months of 30.4375 days, a twelfth of 365.25.
fn months_between(first: NaiveDate, day: NaiveDate) -> f64 {
    // Waves lie centuries apart at most.
    let days = i32::try_from((day - first).num_days()).unwrap_or(i32::MAX);
    f64::from(days) / 30.4375
}

#[cfg(test)]
mod tests {
    use chrono::Months;

    use super::*;

    fn through(means: &[f64]) -> Option<SteadyTrend> {
        let first: NaiveDate = "2025-01-03".parse().expect("a date");
        let days = (0..).map(|month| first + Months::new(month)).take(means.len()).collect();
        SteadyTrend::through((days, means.to_vec()))
    }

    #[test]
    fn a_year_of_waves_is_described_and_less_is_not() {
        let falling: Vec<f64> = (0..12).map(|month| 80.0 - 0.5 * f64::from(month)).collect();
        assert_eq!(through(&falling[..11]), None);
        let trend = through(&falling).expect("a year");
        assert_eq!(trend.waves(), 12);
        assert!((trend.monthly() + 0.5).abs() < 0.02, "{}", trend.monthly());
        // The one order out of 12! in which every pair falls, and the one in which every pair rises.
        let chance = trend.chance().expect("different means");
        assert!((chance * 479_001_600.0 - 2.0).abs() < 1e-6, "{chance}");
    }

    #[test]
    fn a_score_that_never_moved_has_no_chance_to_tell() {
        let trend = through(&[65.0; 14]).expect("a year");
        assert!(trend.monthly().abs() < 1e-12 && trend.chance().is_none());
        let mut restless = [65.0, 67.5].repeat(7);
        restless[0] = 62.5;
        let chance = through(&restless).and_then(SteadyTrend::chance).expect("different means");
        assert!((0.2..=1.0).contains(&chance), "{chance}");
    }
}
