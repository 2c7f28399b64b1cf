//! Watches one team's mean month by month for a lasting fall. Does not know who is told, or when others fall too.

use super::month::Baseline;
pub use super::month::{Month, Prior, Reading};

/// How the sums are formed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// `k`: how many standard errors a month may deviate without being counted; half the change to be found.
    pub allowance: f64,
    /// How many readings the baseline needs before deviations are summed.
    pub warm_up: u32,
}

impl Default for Reference {
    fn default() -> Self {
        Self { allowance: 0.5, warm_up: 4 }
    }
}

/// What one month did to the monitor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// How far the month lies from the baseline, in standard errors; `None` in a month without a reading.
    pub z: Option<f64>,
    /// The sum that grows when the team falls.
    pub lower: f64,
    /// The sum that grows when the team rises.
    pub upper: f64,
    /// The baseline after this month, in points.
    pub baseline: f64,
    /// Its variance, in points squared.
    pub baseline_variance: f64,
    /// The variance of the month's mean, in points squared; `None` in a month without a reading.
    pub v: Option<f64>,
}

/// A self-starting cumulative sum around a baseline that starts at the organisation's mean.
///
/// Each month: `P += rho sigma^2 moves / N^2`; with a reading `x = mean - shift`, `z = (x - b) / sqrt(v + P) / scale`,
/// and after the warm-up `C = max(0, C - z - k)` (mirrored for a rise); then `K = P / (P + v)`, `b += K (x - b)`,
/// `P *= 1 - K`. A month without a reading changes nothing but `P`. Page (1954), Biometrika 41:100; Hawkins (1987), The
/// Statistician 36:299; the scale is the empirical null of Efron (2004), Journal of the American Statistical
/// Association 99:96.
///
/// The baseline keeps learning while a sum grows: frozen, it would lock itself in on a wrong first level. Assumes
/// errors that are independent between months apart from the share `rho` of a person's deviation that stays. Not for
/// two months: see [`change`](super::change); not for the month a fall began: see [`scan`](super::scan).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monitor {
    prior: Prior,
    reference: Reference,
    baseline: Baseline,
    lower: f64,
    upper: f64,
}

impl Monitor {
    /// A monitor that has seen nothing.
    ///
    /// `None` when a variance or the allowance is negative, `within` or `weight` is not above 0, `retest` is outside 0
    /// to 1, or a number is not finite.
    pub fn new(prior: Prior, reference: Reference) -> Option<Self> {
        let sensible = prior.is_sensible() && reference.allowance >= 0.0 && reference.allowance.is_finite();
        sensible.then(|| Self { prior, reference, baseline: Baseline::new(&prior), lower: 0.0, upper: 0.0 })
    }

    /// Takes one month in. `scale` is the robust standard deviation of all teams' `z`; below 1 (or not a number) it is
    /// 1.
    ///
    /// A reading that makes no sense (`n` not above 0 or above the invited, a negative or infinite variance) counts as
    /// none.
    pub fn step(&mut self, month: &Month, scale: f64) -> Step {
        let observed = self.baseline.expect(month, &self.prior);
        let z = observed.map(|observed| {
            let error = (observed.variance + self.baseline.variance).sqrt();
            (observed.mean - self.baseline.mean) / error / scale.max(1.0)
        });
        if let (Some(observed), Some(z)) = (observed, z) {
            if self.baseline.count >= self.reference.warm_up {
                // Finite whatever happens: a sum that overflowed could never be read back.
                self.lower = (self.lower - z - self.reference.allowance).clamp(0.0, f64::MAX);
                self.upper = (self.upper + z - self.reference.allowance).clamp(0.0, f64::MAX);
            }
            self.baseline.learn(observed);
        }
        Step {
            z,
            lower: self.lower,
            upper: self.upper,
            baseline: self.baseline.mean,
            baseline_variance: self.baseline.variance,
            v: observed.map(|observed| observed.variance),
        }
    }

    /// Both sums 0 and a new baseline, once an alarm was handled: the mean since the change, and the variance of that
    /// mean.
    ///
    /// The warm-up is not repeated. A mean or a variance that makes no sense leaves the baseline as it is.
    pub fn restart(&mut self, mean: f64, variance: f64) {
        self.lower = 0.0;
        self.upper = 0.0;
        if mean.is_finite() && variance.is_finite() && variance >= 0.0 {
            self.baseline.mean = mean;
            self.baseline.variance = variance;
        }
    }

    /// The level the team is known to have, in points.
    pub fn baseline(&self) -> f64 {
        self.baseline.mean
    }

    /// The variance of the baseline, in points squared.
    pub fn baseline_variance(&self) -> f64 {
        self.baseline.variance
    }

    /// The sum that grows when the team falls.
    pub fn lower(&self) -> f64 {
        self.lower
    }

    /// The sum that grows when the team rises.
    pub fn upper(&self) -> f64 {
        self.upper
    }

    /// How many readings were taken in.
    pub fn count(&self) -> u32 {
        self.baseline.count
    }
}

#[cfg(test)]
mod tests;
