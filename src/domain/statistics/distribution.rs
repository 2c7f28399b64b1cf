//! Quantiles and tails of the usual distributions, with traps fenced off. Does not know what they are used for.
//!
//! Probabilities are asked for from `1e-9` to `1 - 1e-9`, shapes and degrees of freedom up to a million; anything else
//! is `None`. Nothing here can run for ever: every search has a bounded number of steps.

mod discrete;
mod incomplete_beta;

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::gamma::{checked_gamma_lr, checked_gamma_ur};

pub use discrete::{beta_binomial_pmf, binomial_cdf, binomial_pmf, hypergeometric_cdf, hypergeometric_pmf};
use incomplete_beta::regularized;

/// Beyond so many degrees of freedom Student's t is the normal distribution to six digits.
const NEARLY_NORMAL: f64 = 1e6;
/// The largest shape of a beta distribution.
const LARGEST_SHAPE: f64 = 1e6;
/// Halvings after which an interval has shrunk to neighbouring numbers, also for quantiles as small as 1e-60.
const HALVINGS: u32 = 260;

fn inside(p: f64) -> Option<f64> {
    (1e-9..=1.0 - 1e-9).contains(&p).then_some(p)
}

fn shape(value: f64) -> Option<f64> {
    (1e-3..=LARGEST_SHAPE).contains(&value).then_some(value)
}

/// Where the rising `above` turns true between `low` and `high`.
fn bisect(mut low: f64, mut high: f64, above: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if above(middle)? {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The quantile of Student's t distribution at `p` with `degrees` of freedom (which need not be whole).
///
/// statrs inverts the incomplete beta function, which can run for ever in extreme tails (statrs-dev/statrs issue 435)
/// and with enormous degrees; therefore `None` unless `1e-9 <= p <= 1 - 1e-9` and the degrees are at least 1, and the
/// normal distribution from a million degrees on.
pub fn student_t_quantile(p: f64, degrees: f64) -> Option<f64> {
    if !(1e-9..=1.0 - 1e-9).contains(&p) || degrees.is_nan() || degrees < 1.0 {
        return None;
    }
    let quantile = if degrees >= NEARLY_NORMAL {
        Normal::standard().inverse_cdf(p)
    } else {
        StudentsT::new(0.0, 1.0, degrees).ok()?.try_inverse_cdf(p).ok()?
    };
    quantile.is_finite().then_some(quantile)
}

/// The two-sided p-value of Student's `t` with `degrees` of freedom: `P(|T| >= |t|) = I_x(degrees / 2, 1 / 2)` with
/// `x = degrees / (degrees + t^2)`: Abramowitz & Stegun (1964), 26.7.1. Normal from a million degrees on.
///
/// `None` unless `t` is finite and the degrees are at least 1.
pub fn student_t_two_sided(t: f64, degrees: f64) -> Option<f64> {
    if !t.is_finite() || degrees.is_nan() || degrees < 1.0 {
        return None;
    }
    if degrees >= NEARLY_NORMAL {
        return normal_cdf(-t.abs()).map(|tail| 2.0 * tail);
    }
    // t^2 may overflow; then the ratio is 0 and the tail as well.
    let ratio = t / degrees * t;
    regularized(degrees / 2.0, 0.5, 1.0 / (1.0 + ratio), 1.0 / (1.0 + 1.0 / ratio))
}

/// The quantile of the standard normal distribution at `p`, that of statrs refined by one step of Newton's method.
///
/// `None` unless `1e-9 <= p <= 1 - 1e-9`.
pub fn normal_quantile(p: f64) -> Option<f64> {
    let tail = inside(p)?.min(1.0 - p);
    let first = -Normal::standard().inverse_cdf(tail);
    let density = (-0.5 * first * first).exp() / std::f64::consts::TAU.sqrt();
    let quantile = first + (normal_tail(first)? - tail) / density;
    quantile.is_finite().then_some(if p > 0.5 { quantile } else { -quantile })
}

/// The distribution function of the standard normal distribution; `None` unless `z` is finite.
pub fn normal_cdf(z: f64) -> Option<f64> {
    let tail = normal_tail(z.abs())?;
    Some(if z > 0.0 { 1.0 - tail } else { tail })
}

/// `P(|Z| >= |z|)` for the standard normal distribution, the p-value of two sides; `None` unless `z` is finite.
pub fn normal_two_sided(z: f64) -> Option<f64> {
    normal_tail(z.abs()).map(|tail| 2.0 * tail)
}

/// `P(Z > z)` for `z` from 0 on, through the incomplete gamma function: `erfc` of statrs has five digits fewer.
fn normal_tail(z: f64) -> Option<f64> {
    if !z.is_finite() || z < 0.0 {
        return None;
    }
    // From 38 on the tail is smaller than the smallest number.
    let half_square = z.min(40.0).powi(2) / 2.0;
    if half_square <= 0.0 { Some(0.5) } else { checked_gamma_ur(0.5, half_square).ok().map(|tail| tail / 2.0) }
}

/// The quantile of the chi-squared distribution at `p` with `degrees` of freedom (which need not be whole).
///
/// Bisects the incomplete gamma function, in the upper half its complement: Abramowitz & Stegun (1964), 26.4. `None`
/// unless `1e-9 <= p <= 1 - 1e-9` and the degrees lie from 0.1 to a million.
pub fn chi_squared_quantile(p: f64, degrees: f64) -> Option<f64> {
    let p = inside(p)?;
    if !(0.1..=1e6).contains(&degrees) {
        return None;
    }
    // No tail of 1e-9 lies further out than this: Laurent & Massart (2000), d + 2 sqrt(21 d) + 2 * 21.
    let furthest = degrees + 2.0 * (21.0 * degrees).sqrt() + 42.0;
    bisect(0.0, furthest, |x| {
        let (a, x) = (degrees / 2.0, x / 2.0);
        Some(if p > 0.5 { checked_gamma_ur(a, x).ok()? <= 1.0 - p } else { checked_gamma_lr(a, x).ok()? >= p })
    })
}

/// The distribution function of the beta distribution with shapes `a` and `b`: the regularised incomplete beta
/// function `I_x(a, b)`: Abramowitz & Stegun (1964), 26.5.
///
/// `None` unless `0 <= x <= 1` and the shapes lie from 0.001 to a million.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> Option<f64> {
    regularized(shape(a)?, shape(b)?, x, 1.0 - x)
}

/// The quantile of the beta distribution at `p` with shapes `a` and `b`.
///
/// `None` unless `1e-9 <= p <= 1 - 1e-9` and the shapes lie from 0.001 to a million.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    beta_quantile_and_rest(p, a, b).map(|(quantile, _)| quantile)
}

/// The quantile and what it lacks of 1, the smaller of the two with all its digits.
fn beta_quantile_and_rest(p: f64, a: f64, b: f64) -> Option<(f64, f64)> {
    let (p, a, b) = (inside(p)?, shape(a)?, shape(b)?);
    let at_half = regularized(a, b, 0.5, 0.5)?;
    if at_half >= p {
        let low = bisect(0.0, 0.5, |x| Some(regularized(a, b, x, 1.0 - x)? >= p))?;
        return Some((low, 1.0 - low));
    }
    // P(X > x) falls in x and rises in the rest: from below 1 - p to above it.
    let rest = bisect(0.0, 0.5, |y| Some(regularized(b, a, y, 1.0 - y)? >= 1.0 - p))?;
    Some((1.0 - rest, rest))
}

/// The quantile of Fisher's F distribution at `p` with `numerator` and `denominator` degrees of freedom, through the
/// beta distribution: `F = (d2 / d1) x / (1 - x)`: Abramowitz & Stegun (1964), 26.6.
///
/// `None` unless `1e-9 <= p <= 1 - 1e-9` and the degrees lie from 0.002 to two million.
pub fn f_quantile(p: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let (x, rest) = beta_quantile_and_rest(p, numerator / 2.0, denominator / 2.0)?;
    let quantile = denominator / numerator * (x / rest);
    quantile.is_finite().then_some(quantile)
}

/// The upper tail `P(F >= f) = I_x(d2 / 2, d1 / 2)` with `x = d2 / (d2 + d1 f)` of Fisher's F distribution with
/// `numerator` d1 and `denominator` d2 degrees of freedom: the p-value of an analysis of variance.
///
/// `None` unless `f` is finite and not negative and the degrees lie from 0.002 to two million.
pub fn f_upper_tail(f: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let (a, b) = (shape(numerator / 2.0)?, shape(denominator / 2.0)?);
    if !f.is_finite() || f < 0.0 {
        return None;
    }
    let ratio = numerator / denominator * f;
    regularized(b, a, 1.0 / (1.0 + ratio), 1.0 / (1.0 + 1.0 / ratio))
}

#[cfg(test)]
mod tests;
