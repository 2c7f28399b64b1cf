//! Intervals around a proportion, and limits for a count among all members. Does not know what makes an answer
//! favourable, or what may be shown.
//!
//! Never the Wald interval `p +- z sqrt(p (1 - p) / n)`: at five answers its coverage falls to a few per cent. All
//! functions give `None` for a negative or infinite count, `x > n`, a level outside 0 to 1 (or within `2e-9` of
//! either), and above a million answers.

use super::distribution::{beta_binomial_pmf, beta_quantile, hypergeometric_cdf, normal_quantile};

/// The most answers an interval is calculated for.
const LARGEST: f64 = 1e6 - 1.0;

/// Half of what a two-sided interval leaves out, once all inputs make sense.
fn outside(x: f64, n: f64, level: f64) -> Option<f64> {
    let sensible = n > 0.0 && n <= LARGEST && (0.0..=n).contains(&x) && level > 0.0 && level < 1.0;
    sensible.then_some((1.0 - level) / 2.0)
}

/// The score interval of Wilson (1927), Journal of the American Statistical Association 22:209, for `x` of `n`, low and
/// high: `(x + z^2/2 +- z sqrt(x (n - x) / n + z^2/4)) / (n + z^2)`.
///
/// Assumes independent answers from a large population. `None` as the module says, and for `n` 0.
pub fn wilson(x: f64, n: f64, level: f64) -> Option<(f64, f64)> {
    let z = -normal_quantile(outside(x, n, level)?)?;
    let (centre, total) = (x + z * z / 2.0, n + z * z);
    let half = z * (x * (n - x) / n + z * z / 4.0).sqrt();
    // The rounding of the square root may not pull an end of nothing or all away from it.
    let low = if x <= 0.0 { 0.0 } else { ((centre - half) / total).max(0.0) };
    let high = if x >= n { 1.0 } else { ((centre + half) / total).min(1.0) };
    Some((low, high))
}

/// The exact interval of Clopper & Pearson (1934), Biometrika 26:404: beta quantiles of `(x, n - x + 1)` and
/// `(x + 1, n - x)`.
///
/// Covers at least `level`, often far more; not for charts of small teams, where it is needlessly wide. `None` as the
/// module says, and for `n` 0.
pub fn clopper_pearson(x: f64, n: f64, level: f64) -> Option<(f64, f64)> {
    let outside = outside(x, n, level)?;
    let low = if x <= 0.0 { 0.0 } else { beta_quantile(outside, x, n - x + 1.0)? };
    let high = if x >= n { 1.0 } else { beta_quantile(1.0 - outside, x + 1.0, n - x)? };
    Some((low, high))
}

/// The Jeffreys interval: quantiles of the beta distribution with shapes `x + 1/2` and `n - x + 1/2`, with the end 0 at
/// `x = 0` and 1 at `x = n`: Brown, Cai & `DasGupta` (2001), Statistical Science 16:101.
///
/// Counts need not be whole. Assumes independent answers from a large population; for the present members of a team
/// see [`jeffreys_of_climate`]. `None` as the module says, and for `n` 0.
pub fn jeffreys(x: f64, n: f64, level: f64) -> Option<(f64, f64)> {
    let outside = outside(x, n, level)?;
    let (a, b) = (x + 0.5, n - x + 0.5);
    let low = if x <= 0.0 { 0.0 } else { beta_quantile(outside, a, b)? };
    let high = if x >= n { 1.0 } else { beta_quantile(1.0 - outside, a, b)? };
    Some((low, high))
}

/// The [`jeffreys`] interval for the climate among `invited` people of whom `n` answered, `x` of them favourably: with
/// `n / (1 - rho n / invited)` answers in the same proportion.
///
/// `rho` is the correlation of one person's answers a month apart; see
/// [`half_width`](super::half_width) for the reasoning. Where nothing is left to chance (`rho` 1 and everybody
/// answered) the interval is that of a million answers. `None` as the module says, for `n` 0 or above `invited`, and
/// for `rho` outside 0 to 1.
pub fn jeffreys_of_climate(x: u32, n: u32, invited: u32, rho: f64, level: f64) -> Option<(f64, f64)> {
    if n == 0 || x > n || n > invited || !(0.0..=1.0).contains(&rho) {
        return None;
    }
    let (x, n, invited) = (f64::from(x), f64::from(n), f64::from(invited));
    outside(x, n, level)?;
    let effective = (n / (1.0 - rho * n / invited)).min(LARGEST);
    jeffreys(x / n * effective, effective, level)
}

/// How many of `invited` members are favourable, when `x` of the `n` who answered are: all `K` that neither tail of the
/// hypergeometric distribution rejects at half of `1 - level`: Buonaccorsi (1987), The American Statistician 41:215.
///
/// Assumes that those who answered are a random choice, and that no answer would be another one tomorrow. Covers at
/// least `level`; with nearly everybody answering it gives the logical bounds. `None` as the module says, and for `n`
/// above `invited`; all members for `n` 0.
pub fn favourable_members_exact(x: u32, n: u32, invited: u32, level: f64) -> Option<(u32, u32)> {
    let outside = whole_outside(x, n, invited, level)?;
    let (least, most) = (x, invited - (n - x));
    // Both tails move one way as the number of favourable members grows.
    let low = first(least, most, |members| {
        let fewer = if x == 0 { 0.0 } else { hypergeometric_cdf(x - 1, invited, members, n)? };
        Some(1.0 - fewer > outside)
    })?;
    let beyond = first(least, most + 1, |members| {
        Some(members > most || hypergeometric_cdf(x, invited, members, n)? <= outside)
    })?;
    Some((low, beyond.saturating_sub(1).max(low)))
}

/// How many of `invited` members are favourable, when `x` of the `n` who answered are: `x` and a beta-binomial count
/// among the others, with the shapes of the [`jeffreys`] interval; the limits are the quantiles at half of `1 - level`
/// from each end: Ericson (1969), Journal of the Royal Statistical Society B 31:195.
///
/// Narrower than [`favourable_members_exact`] and right on average instead of always; the same assumptions, and `None`
/// for the same reasons.
pub fn favourable_members_predictive(x: u32, n: u32, invited: u32, level: f64) -> Option<(u32, u32)> {
    let outside = whole_outside(x, n, invited, level)?;
    let (a, b, others) = (f64::from(x) + 0.5, f64::from(n - x) + 0.5, invited - n);
    let low = cumulated(others, outside, |k| beta_binomial_pmf(k, others, a, b))?;
    let high = others - cumulated(others, outside, |k| beta_binomial_pmf(others - k, others, a, b))?;
    Some((x + low.min(high), x + high.max(low)))
}

/// [`outside`] for counts of members.
fn whole_outside(x: u32, n: u32, invited: u32, level: f64) -> Option<f64> {
    let sensible = x <= n && n <= invited && f64::from(invited) <= LARGEST && level > 0.0 && level < 1.0;
    sensible.then_some((1.0 - level) / 2.0)
}

/// The first number from `low` to `high` that passes, when all after it pass too; `high` if none does.
fn first(mut low: u32, mut high: u32, passes: impl Fn(u32) -> Option<bool>) -> Option<u32> {
    while low < high {
        let middle = u32::midpoint(low, high);
        if passes(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

/// The first count up to `most` at which the summed probability exceeds `limit`.
fn cumulated(most: u32, limit: f64, probability: impl Fn(u32) -> Option<f64>) -> Option<u32> {
    let mut sum = 0.0;
    for count in 0..most {
        sum += probability(count)?;
        if sum > limit {
            return Some(count);
        }
    }
    Some(most)
}

#[cfg(test)]
mod tests;
