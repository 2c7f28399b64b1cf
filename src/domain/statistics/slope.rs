//! A steady trend over a year or more: how steep, and whether there is one. Does not find the month of a change.

use super::distribution::normal_two_sided;
use super::student_t_quantile;
use super::sums::{compensated, median};
use super::ties::tie_sizes;

/// Pairs of points are compared, so longer series would take too much time and memory.
pub const MOST_POINTS: usize = 1_000;

/// A straight line through points, robust to outliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// The median slope over all pairs of points, in units of y for each unit of x.
    pub slope: f64,
    /// `median(y) - slope median(x)`, in units of y.
    pub intercept: f64,
    /// The lower limit of the slope.
    pub low: f64,
    /// The upper limit of the slope.
    pub high: f64,
}

impl TheilSen {
    /// The line through points `(x, y)`, with limits for the slope at `level`: Theil (1950); Sen (1968), Journal of the
    /// American Statistical Association 63:1379, the limits from the tie-corrected variance of Kendall's S.
    ///
    /// Assumes independent errors; up to 29 % of the points may be outliers. A description of twelve months or more,
    /// not a monitor: as such it is the slowest. Pairs with the same x say nothing and are left out. `None` without two
    /// different x, above [`MOST_POINTS`], when a number is not finite, or unless `0.5 <= level < 1`.
    pub fn of(points: &[(f64, f64)], level: f64) -> Option<Self> {
        let finite = points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        if points.len() > MOST_POINTS || !finite || !(0.5..1.0).contains(&level) {
            return None;
        }
        let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
        let mut slopes = slopes(points);
        slopes.sort_by(f64::total_cmp);
        let slope = median(&slopes)?;
        let variance = (kendall_variance(&x)? - tie_correction(&y)).max(0.0);
        let reach = student_t_quantile(f64::midpoint(1.0, level), f64::INFINITY)? * variance.sqrt();
        let (low, high) = limits(&slopes, reach)?;
        let line = Self { slope, intercept: median(&y)? - slope * median(&x)?, low, high };
        [line.slope, line.intercept, low, high].into_iter().all(f64::is_finite).then_some(line)
    }
}

/// The slope of each pair of points with different x.
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(points.len() * points.len() / 2);
    for (i, first) in points.iter().enumerate() {
        for second in points.iter().skip(i + 1) {
            let run = second.0 - first.0;
            if run.abs() > 0.0 {
                slopes.push((second.1 - first.1) / run);
            }
        }
    }
    slopes
}

/// The slopes whose ranks lie `reach / 2` below and above the middle.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the positions of the list")]
fn limits(sorted: &[f64], reach: f64) -> Option<(f64, f64)> {
    let count = f64::from(u32::try_from(sorted.len()).ok()?);
    let rank = |position: f64| position.round_ties_even().clamp(0.0, count - 1.0) as usize;
    let (low, high) = (rank((0.5 * (count - reach)).round_ties_even() - 1.0), rank(0.5 * (count + reach)));
    Some((*sorted.get(low)?, *sorted.get(high)?))
}

/// `sum t (t - 1)(2t + 5) / 18` over the groups of equal values.
fn tie_correction(values: &[f64]) -> f64 {
    compensated(tie_sizes(values).into_iter().map(|t| t * (t - 1.0) * (2.0 * t + 5.0))) / 18.0
}

/// The variance of Kendall's S for as many values, corrected for ties among these:
/// `(n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18`.
fn kendall_variance(values: &[f64]) -> Option<f64> {
    let n = f64::from(u32::try_from(values.len()).ok()?);
    Some(n * (n - 1.0) * (2.0 * n + 5.0) / 18.0 - tie_correction(values))
}

/// The test for a steady rise or fall: Mann (1945), Econometrica 13:245; Kendall (1970), Rank Correlation Methods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// `S`: pairs that rise less pairs that fall.
    pub s: f64,
    /// The variance of S without a trend, corrected for ties.
    pub variance: f64,
    /// `(S -+ 1) / sqrt(variance)`, corrected for continuity; 0 when S is 0.
    pub z: f64,
    /// The two-sided p-value of the normal approximation.
    pub p: f64,
    /// Kendall's tau: S over the number of pairs.
    pub tau: f64,
    /// The two-sided p-value of the exact distribution; `None` with ties, or above [`MOST_EXACT`] values.
    pub exact_p: Option<f64>,
}

/// Up to so many values the exact distribution is computed; the normal one is then as good.
pub const MOST_EXACT: usize = 60;

impl MannKendall {
    /// The test on values in the order of time, gaps left out.
    ///
    /// Assumes independent values: testing a growing series every month finds trends in noise. `None` below two values,
    /// above [`MOST_POINTS`], when a value is not finite, or when all are equal.
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() > MOST_POINTS || !values.iter().all(|value| value.is_finite()) {
            return None;
        }
        let sign = |a: f64, b: f64| f64::from(i8::from(b > a) - i8::from(b < a));
        let pairs = values.iter().enumerate().flat_map(|(i, &a)| values.iter().skip(i + 1).map(move |&b| sign(a, b)));
        let s: f64 = pairs.sum();
        let variance = kendall_variance(values).filter(|&variance| variance > 0.0)?;
        let z = s.signum() * (s.abs() - 1.0).max(0.0) / variance.sqrt();
        let n = f64::from(u32::try_from(values.len()).ok()?);
        let untied = tie_sizes(values).len() == values.len() && values.len() <= MOST_EXACT;
        let exact_p =
            untied.then(|| kendall_upper_tail(values.len(), s.abs())).flatten().map(|tail| (2.0 * tail).min(1.0));
        Some(Self { s, variance, z, p: normal_two_sided(z)?, tau: s / (0.5 * n * (n - 1.0)), exact_p })
    }
}

/// `P(S >= s)` for `n` values without ties and without a trend, exactly: Kendall (1970), by the product of
/// `(1 + q + .. + q^(i-1)) / i` over `i` up to `n`.
///
/// `None` for no values, above [`MOST_EXACT`], or when `s` is not a number.
pub fn kendall_upper_tail(n: usize, s: f64) -> Option<f64> {
    if !(1..=MOST_EXACT).contains(&n) || s.is_nan() {
        return None;
    }
    // The probability of each number of falling pairs.
    let mut falling = vec![1.0];
    for (i, size) in (2..=n).zip(2_u32..) {
        let longer = falling.len() + i - 1;
        let at =
            |count: usize| compensated(falling.iter().take(count + 1).skip((count + 1).saturating_sub(i)).copied());
        falling = (0..longer).map(|count| at(count) / f64::from(size)).collect();
    }
    // S is the number of pairs less twice the falling ones.
    let pairs = f64::from(u32::try_from(falling.len()).ok()?) - 1.0;
    let few = falling.iter().zip(0_u32..).filter(|&(_, count)| pairs - 2.0 * f64::from(count) >= s);
    Some(compensated(few.map(|(&probability, _)| probability)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests;
