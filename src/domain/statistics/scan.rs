//! Since when, and by how much, a team lies below (or above) its earlier level. Does not decide whether that is an
//! alarm.

use super::distribution::normal_cdf;
use super::month::{Baseline, Month, Observed, Prior};

/// Which changes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The recent months lie below the baseline.
    Fall,
    /// The recent months lie above the baseline.
    Rise,
}

/// How far back a change may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The longest recent stretch in months, the last month and gaps included.
    pub months: usize,
    /// How many readings must lie before the stretch.
    pub warm_up: u32,
}

impl Default for Window {
    fn default() -> Self {
        Self { months: 6, warm_up: 4 }
    }
}

/// The most striking change that lasts until the last month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scan {
    /// `drop / standard_error`: below 0 for a fall. As a maximum over windows it is not a plain normal score.
    pub z: f64,
    /// The position among the months where the change begins, counted from 0.
    pub start: usize,
    /// `recent - baseline`, in points: below 0 for a fall.
    pub drop: f64,
    /// The standard error of `drop`, in points.
    pub standard_error: f64,
    /// The level before the change, in points.
    pub baseline: f64,
    /// The mean since the change, in points, each month weighed by its precision.
    pub recent: f64,
    /// The variance of the error of `recent`, in points squared.
    pub recent_variance: f64,
    direction: Direction,
}

impl Scan {
    /// The posterior probability that the level changed by more than `points` in the direction that was looked for:
    /// `Phi((|drop| - points) / standard_error)` under a flat prior on the change.
    ///
    /// It takes `start` as given, so it is a little too sure. `None` when `points` is not a number.
    pub fn probability_below(&self, points: f64) -> Option<f64> {
        let size = match self.direction {
            Direction::Fall => -self.drop,
            Direction::Rise => self.drop,
        };
        normal_cdf((size - points) / self.standard_error)
    }
}

/// A month with a reading: its position, the baseline that expected it, and what was seen.
#[derive(Debug, Clone, Copy)]
struct Seen {
    position: usize,
    expected: Baseline,
    observed: Observed,
}

/// Finds the stretch of recent months whose mean lies furthest from the baseline of all months before it: the scan
/// statistic (generalised likelihood ratio) for a lasting change of level, with the baseline of
/// [`Monitor`](super::monitor::Monitor).
///
/// For a change at `s`: `recent = sum(x / v) / sum(1 / v)` over the readings since `s`, `b` and `P` the baseline just
/// before `s` (churn of `s` included), `z = (recent - b) / sqrt(1 / sum(1 / v) + P)`. Of equally striking starts the
/// latest counts. Siegmund & Venkatraman (1995), Annals of Statistics 23:255. It explains an alarm; as an alarm of its
/// own it would test every month afresh.
///
/// `None` when the last month has no reading, too few readings lie before every window, no window lies on the side that
/// is looked for, or the prior makes no sense.
pub fn scan(months: &[Month], prior: &Prior, window: Window, direction: Direction) -> Option<Scan> {
    let seen = observe(months, prior)?;
    let last = months.len().checked_sub(1)?;
    if seen.last()?.position != last {
        return None;
    }
    let (mut weights, mut weighted) = (0.0, 0.0);
    let mut best: Option<Scan> = None;
    for &Seen { position, expected, observed } in seen.iter().rev() {
        if last - position >= window.months || expected.count < window.warm_up {
            break;
        }
        weights += observed.variance.recip();
        weighted += observed.mean / observed.variance;
        let (recent, baseline) = (weighted / weights, expected.mean);
        let drop = recent - baseline;
        let standard_error = (weights.recip() + expected.variance).sqrt();
        let found = Scan {
            z: drop / standard_error,
            start: position,
            drop,
            standard_error,
            baseline,
            recent,
            recent_variance: weights.recip(),
            direction,
        };
        if found.z.is_finite() && found.surprise() > best.map_or(0.0, |best| best.surprise()) {
            best = Some(found);
        }
    }
    best
}

impl Scan {
    /// How far the change lies on the side that was looked for, in standard errors.
    fn surprise(&self) -> f64 {
        match self.direction {
            Direction::Fall => -self.z,
            Direction::Rise => self.z,
        }
    }
}

/// The months with a reading, each with the baseline that had learnt from all months before it.
fn observe(months: &[Month], prior: &Prior) -> Option<Vec<Seen>> {
    if !prior.is_sensible() {
        return None;
    }
    let mut baseline = Baseline::new(prior);
    let mut seen = Vec::with_capacity(months.len());
    for (position, month) in months.iter().enumerate() {
        if let Some(observed) = baseline.expect(month, prior) {
            seen.push(Seen { position, expected: baseline, observed });
            baseline.learn(observed);
        }
    }
    Some(seen)
}

#[cfg(test)]
mod tests;
