//! Partial pooling: means drawn towards each other as far as chance explains their differences. Does not know whose
//! means they are, or how many it takes before shrunken ones may be shown.

mod variance_between;

use super::sums::{self, count, finite, total};
pub use variance_between::{der_simonian_laird, heterogeneity, paule_mandel, restricted_maximum_likelihood};

/// A mean that chance has a part in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its sampling variance, in the square of the mean's unit.
    pub variance: f64,
}

/// One mean after pooling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunken {
    /// `w = 1 / (tau2 + v)`: what the mean weighs in the common one.
    pub weight: f64,
    /// `B = tau2 / (tau2 + v)`, the reliability: how much of the distance to the common mean is kept.
    pub shrinkage: f64,
    /// `mu + B (mean - mu)`.
    pub mean: f64,
    /// `v B`: the variance that is left when the common mean and `tau2` are known.
    pub variance: f64,
    /// `v B + (1 - B)^2 / S w`: with the uncertainty of the common mean. That of `tau2` is left out; see [`morris`].
    pub variance_with_mean: f64,
}

/// All means after pooling.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// The common mean by generalised least squares: `mu = S w mean / S w`.
    pub mean: f64,
    /// Its sampling variance `1 / S w`.
    pub variance: f64,
    /// The means in the order they came in.
    pub shrunken: Vec<Shrunken>,
}

/// The weights and the common mean; `None` as [`pool`] says.
fn common_mean(estimates: &[Estimate], tau2: f64) -> Option<(Vec<f64>, f64, f64)> {
    let sound = |e: &Estimate| e.mean.is_finite() && e.variance >= 0.0 && e.variance + tau2 > 0.0;
    if !tau2.is_finite() || tau2 < 0.0 || estimates.is_empty() || !estimates.iter().all(sound) {
        return None;
    }
    let weights: Vec<_> = estimates.iter().map(|e| 1.0 / (tau2 + e.variance)).collect();
    let weight = finite(1.0 / sums::sum(&weights)?)?;
    let mean = total(estimates.iter().zip(&weights).map(|(e, w)| w * e.mean))? * weight;
    Some((weights, finite(mean)?, weight))
}

/// Empirical Bayes with a known variance `tau2` between the true means, which may be 0 (then all become equal):
/// Fay & Herriot (1979), Journal of the American Statistical Association 74:269, without covariates.
///
/// Assumes normal true means around one common mean. Not for a team's own page: it fails exactly where teams are
/// unlike the others. `None` for no estimates, a negative or infinite variance, or `tau2 + v` of 0.
pub fn pool(estimates: &[Estimate], tau2: f64) -> Option<Pooled> {
    let (weights, mean, variance) = common_mean(estimates, tau2)?;
    let shrunken = estimates.iter().zip(weights).map(|(estimate, weight)| {
        let shrinkage = finite(tau2 * weight)?.min(1.0);
        shrink(*estimate, weight, shrinkage, mean, variance)
    });
    Some(Pooled { mean, variance, shrunken: shrunken.collect::<Option<_>>()? })
}

fn shrink(estimate: Estimate, weight: f64, shrinkage: f64, mean: f64, variance: f64) -> Option<Shrunken> {
    let left = estimate.variance * shrinkage;
    Some(Shrunken {
        weight,
        shrinkage,
        mean: finite(mean + shrinkage * (estimate.mean - mean))?,
        variance: finite(left)?,
        variance_with_mean: finite(left + (1.0 - shrinkage) * (1.0 - shrinkage) * variance)?,
    })
}

/// [`pool`] with an estimated `tau2`: Morris (1983), Journal of the American Statistical Association 78:47.
///
/// Shrinks less, `1 - B* = (1 - B)(J - 3)/(J - 1)`, and `variance_with_mean` has a term for the uncertainty of `tau2`,
/// `2/(J - 3) (1 - B*)^2 (mean - mu)^2 (v' + tau2)/(v + tau2)`, where `v'` is the mean variance weighted by `w`.
///
/// `None` for fewer than four estimates, and as [`pool`].
pub fn morris(estimates: &[Estimate], tau2: f64) -> Option<Pooled> {
    let groups = count(estimates.len()).filter(|&groups| groups >= 4.0)?;
    let (weights, mean, variance) = common_mean(estimates, tau2)?;
    let typical = total(estimates.iter().zip(&weights).map(|(e, w)| w * e.variance))? * variance;
    let shrunken = estimates.iter().zip(weights).map(|(estimate, weight)| {
        let drawn = (estimate.variance * weight).min(1.0) * (groups - 3.0) / (groups - 1.0);
        let distance = estimate.mean - mean;
        let of_tau2 = 2.0 / (groups - 3.0) * (drawn * distance).powi(2) * (typical + tau2) * weight;
        let mut shrunken = shrink(*estimate, weight, 1.0 - drawn, mean, variance)?;
        shrunken.variance_with_mean = finite(shrunken.variance_with_mean + of_tau2)?;
        Some(shrunken)
    });
    Some(Pooled { mean, variance, shrunken: shrunken.collect::<Option<_>>()? })
}

/// Means of equal variance after James-Stein shrinkage towards their mean.
#[derive(Debug, Clone, PartialEq)]
pub struct JamesStein {
    /// The mean they are drawn to.
    pub mean: f64,
    /// `c = 1 - (J - 3) variance / S(x - mean)^2`, never below 0: how much of each distance is kept.
    pub shrinkage: f64,
    /// The estimates in the order the values came in.
    pub estimates: Vec<f64>,
}

/// The James-Stein estimator towards the common mean, in the positive-part form: Efron & Morris (1975), Journal of the
/// American Statistical Association 70:311.
///
/// Assumes one known sampling `variance` for all; for unequal ones see [`pool`]. `None` for fewer than four values, one
/// that is not finite, or a negative variance.
pub fn james_stein(values: &[f64], variance: f64) -> Option<JamesStein> {
    let groups = count(values.len()).filter(|&groups| groups >= 4.0 && variance >= 0.0 && variance.is_finite())?;
    let (mean, deviation) = (sums::mean(values)?, sums::deviation(values)?);
    let ratio = (groups - 3.0) * variance / deviation;
    // Without any spread there is nothing to keep or to lose.
    let shrinkage = if deviation > 0.0 { (1.0 - ratio).max(0.0) } else { 0.0 };
    let estimates = values.iter().map(|x| finite(mean + shrinkage * (x - mean)));
    Some(JamesStein { mean, shrinkage, estimates: estimates.collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests;
