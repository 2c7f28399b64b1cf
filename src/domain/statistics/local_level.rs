//! A slowly wandering level seen through noisy months: line and band. Does not know why the level moves.

use super::month::{Month, Prior, Spread};
pub use super::pooling::Estimate;

/// The variance by which a team's level wanders each month, in points squared, until the organisation's own data tell.
///
/// Sensible between 2 and 9: with 0 the band is far too narrow as soon as levels wander at all.
pub const WANDER: f64 = 4.0;

/// One step in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// By how much the level's variance grows before this step.
    pub wander: f64,
    /// What was seen, with its known error variance; `None` for a gap.
    pub observation: Option<Estimate>,
}

/// The level at each step.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalLevel {
    /// From the steps up to and including each: what was known at the time, and right for the newest step.
    pub filtered: Vec<Estimate>,
    /// From all steps: right for closed periods.
    pub smoothed: Vec<Estimate>,
    /// The logarithm of each observation's density given those before it; `None` at gaps.
    pub log_densities: Vec<Option<f64>>,
}

impl LocalLevel {
    /// The log-likelihood of all observations.
    pub fn log_likelihood(&self) -> f64 {
        self.log_densities.iter().flatten().sum()
    }

    /// The Kalman filter and the Rauch-Tung-Striebel smoother for `y_t = level_t + error`,
    /// `level_t = level_(t-1) + wander`, with known variances: Durbin & Koopman (2012), Time Series Analysis by State
    /// Space Methods, chapter 2.
    ///
    /// `start` is the level before the first step. Where nothing is known of it, start with the first observation and
    /// its variance, and give the steps after it: that is the exact diffuse start of section 2.9. Assumes normal,
    /// independent errors. Not for a jump: the line bends over several months where [`scan`](super::scan) finds the
    /// month.
    ///
    /// `None` when a number is not finite, a variance is negative, an observation has no error variance, or something
    /// overflows. Without steps the lists are empty.
    pub fn of(start: Estimate, steps: &[Step]) -> Option<Self> {
        if !start.mean.is_finite() || !(0.0..f64::INFINITY).contains(&start.variance) {
            return None;
        }
        let (mut predicted, mut filtered) = (Vec::with_capacity(steps.len()), Vec::with_capacity(steps.len()));
        let mut log_densities = Vec::with_capacity(steps.len());
        let mut level = start;
        for step in steps {
            if !(0.0..f64::INFINITY).contains(&step.wander) {
                return None;
            }
            level.variance += step.wander;
            predicted.push(level);
            let log_density = match step.observation {
                Some(observation) => Some(update(&mut level, observation)?),
                None => None,
            };
            if !level.variance.is_finite() {
                return None;
            }
            log_densities.push(log_density);
            filtered.push(level);
        }
        let smoothed = smooth(&predicted, &filtered);
        Some(Self { filtered, smoothed, log_densities })
    }

    /// The level of a team: it starts at the prior, wanders by `wander` each month plus the churn of people, and its
    /// months have the error variance that [`Monitor`](super::monitor::Monitor) uses.
    ///
    /// The shift of the organisation is not subtracted: the line runs through the means that are printed. A reading
    /// that makes no sense is a gap. `None` when the prior or the wander makes no sense.
    pub fn of_months(months: &[Month], prior: &Prior, wander: f64) -> Option<Self> {
        if !prior.is_sensible() {
            return None;
        }
        let mut spread = Spread::default();
        let step = |month: &Month| {
            let observed = spread.observe(month, prior);
            let observation = observed.map(|seen| Estimate { mean: seen.mean, variance: seen.variance });
            Step { wander: wander + prior.churn(month), observation }
        };
        let steps: Vec<Step> = months.iter().map(step).collect();
        Self::of(Estimate { mean: prior.mean, variance: prior.variance }, &steps)
    }
}

/// Takes one observation in and gives the logarithm of its density; `None` when it makes no sense or overflows.
fn update(level: &mut Estimate, observation: Estimate) -> Option<f64> {
    let total = level.variance + observation.variance;
    let surprise = observation.mean - level.mean;
    let log_density = -0.5 * ((std::f64::consts::TAU * total).ln() + surprise * surprise / total);
    if observation.variance.is_nan() || observation.variance <= 0.0 || !log_density.is_finite() {
        return None;
    }
    let gain = level.variance / total;
    level.mean += gain * surprise;
    // Not `P (1 - K)`: from an enormous start that would lose digits.
    level.variance = gain * observation.variance;
    Some(log_density)
}

/// Backwards: each filtered level is corrected by what the next smoothed level differs from its prediction.
fn smooth(predicted: &[Estimate], filtered: &[Estimate]) -> Vec<Estimate> {
    let mut smoothed = filtered.to_vec();
    let mut next: Option<(Estimate, Estimate)> = None;
    for (level, &predicted) in smoothed.iter_mut().zip(predicted).rev() {
        if let Some((next_predicted, next_smoothed)) = next {
            // A level that cannot have moved and is known exactly has nothing to correct.
            let share = if next_predicted.variance > 0.0 { level.variance / next_predicted.variance } else { 0.0 };
            level.mean += share * (next_smoothed.mean - next_predicted.mean);
            level.variance += share * share * (next_smoothed.variance - next_predicted.variance);
            level.variance = level.variance.max(0.0);
        }
        next = Some((predicted, *level));
    }
    smoothed
}

#[cfg(test)]
mod tests;
