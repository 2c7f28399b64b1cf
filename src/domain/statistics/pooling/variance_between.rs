//! Estimates of the variance between true means. Does not know what is done with it.

use super::super::sums::{self, count, finite, total};
use super::{Estimate, common_mean};

/// Steps of an iteration; those that settle do so in far fewer.
const STEPS: u32 = 500;

/// Sums over all estimates at one `tau2`, with weights `w = 1 / (tau2 + v)`.
struct Sums {
    /// `S w`, and below it the sums of the second and the third power.
    first: f64,
    second: f64,
    third: f64,
    /// `S w (mean - mu)^2`.
    distance: f64,
    /// `S w^2 (mean - mu)^2`.
    weighted_distance: f64,
}

/// `None` for fewer than two estimates or a variance that is not positive.
fn sums_at(estimates: &[Estimate], tau2: f64) -> Option<Sums> {
    if estimates.len() < 2 || !estimates.iter().all(|e| e.variance > 0.0) {
        return None;
    }
    let (weights, mean, _) = common_mean(estimates, tau2)?;
    let power = |k: i32| total(weights.iter().map(|w| w.powi(k)));
    let distance = |k: i32| total(estimates.iter().zip(&weights).map(|(e, w)| w.powi(k) * (e.mean - mean).powi(2)));
    Some(Sums {
        first: power(1)?,
        second: power(2)?,
        third: power(3)?,
        distance: distance(1)?,
        weighted_distance: distance(2)?,
    })
}

/// Cochran's Q, `S (mean - mu)^2 / v` around the mean weighted by `1 / v`: Cochran (1954), Biometrics 10:101.
/// Chi-squared with `J - 1` degrees of freedom when all true means are equal.
///
/// `None` for fewer than two estimates or a variance that is not positive.
pub fn heterogeneity(estimates: &[Estimate]) -> Option<f64> {
    sums_at(estimates, 0.0).map(|sums| sums.distance)
}

/// The moment estimator of `tau2`: `max(0, (Q - (J - 1)) / (S w - S w^2 / S w))` with `w = 1 / v`: `DerSimonian` &
/// Laird (1986), Controlled Clinical Trials 7:177.
///
/// Too small when the true variance is large. `None` for fewer than two estimates or a variance that is not positive.
pub fn der_simonian_laird(estimates: &[Estimate]) -> Option<f64> {
    let (sums, groups) = (sums_at(estimates, 0.0)?, count(estimates.len())?);
    let excess = (sums.distance - (groups - 1.0)) / (sums.first - sums.second / sums.first);
    finite(excess.max(0.0))
}

/// The `tau2` at which the generalised Q equals its expectation `J - 1`, 0 if it is below already: Paule & Mandel
/// (1982), Journal of Research of the National Bureau of Standards 87:377.
///
/// By bisection: Q falls in `tau2` and has fallen below at the variance of the means. `None` for fewer than two
/// estimates or a variance that is not positive.
pub fn paule_mandel(estimates: &[Estimate]) -> Option<f64> {
    let degrees = count(estimates.len())? - 1.0;
    if sums_at(estimates, 0.0)?.distance <= degrees {
        return Some(0.0);
    }
    let means: Vec<_> = estimates.iter().map(|e| e.mean).collect();
    let (mut low, mut high) = (0.0, sums::variance(&means)?);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if sums_at(estimates, middle)?.distance > degrees {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The `tau2` of restricted maximum likelihood, by Fisher scoring from [`der_simonian_laird`], at least 0: Viechtbauer
/// (2005), Journal of Educational and Behavioral Statistics 30:261.
///
/// Assumes normal true means. `None` for fewer than two estimates, a variance that is not positive, or when it has not
/// settled after 500 steps.
pub fn restricted_maximum_likelihood(estimates: &[Estimate]) -> Option<f64> {
    let mut tau2 = der_simonian_laird(estimates)?;
    for _ in 0..STEPS {
        let sums = sums_at(estimates, tau2)?;
        // With P the projection matrix: y'PPy, its expectation tr P, and the information tr PP.
        let expectation = sums.first - sums.second / sums.first;
        let information =
            sums.second - 2.0 * sums.third / sums.first + (sums.second / sums.first) * (sums.second / sums.first);
        let next = finite((tau2 + (sums.weighted_distance - expectation) / information).max(0.0))?;
        if (next - tau2).abs() <= 1e-13 * next {
            return Some(next);
        }
        tau2 = next;
    }
    None
}
