//! Probabilities of counts: binomial, hypergeometric, beta-binomial. Does not know what is counted.

use statrs::function::beta::checked_ln_beta;
use statrs::function::factorial::ln_binomial;

use super::incomplete_beta::regularized;
use super::shape;

/// The largest number of people or trials: beyond it the logarithms of factorials lose too many digits.
const LARGEST: u32 = 1_000_000;

fn probability(logarithm: f64) -> f64 {
    logarithm.exp().clamp(0.0, 1.0)
}

/// The binomial probability of `k` successes in `n` independent trials: `C(n, k) p^k (1 - p)^(n - k)`.
///
/// `None` for `k > n`, more than a million trials, or unless `0 <= p <= 1`.
pub fn binomial_pmf(k: u32, n: u32, p: f64) -> Option<f64> {
    if k > n || n > LARGEST || !(0.0..=1.0).contains(&p) {
        return None;
    }
    // 0 ln 0 is 0 here: no success is certain where success is impossible.
    let power = |count: u32, p: f64| if count == 0 { 0.0 } else { f64::from(count) * p.ln() };
    let failures = if n == k { 0.0 } else { f64::from(n - k) * (-p).ln_1p() };
    Some(probability(ln_binomial(n.into(), k.into()) + power(k, p) + failures))
}

/// The binomial probability of at most `k` successes in `n` independent trials: `I_(1-p)(n - k, k + 1)`.
///
/// `None` for `k > n`, more than a million trials, or unless `0 <= p <= 1`.
pub fn binomial_cdf(k: u32, n: u32, p: f64) -> Option<f64> {
    if k > n || n > LARGEST || !(0.0..=1.0).contains(&p) {
        return None;
    }
    if k == n {
        return Some(1.0);
    }
    regularized(f64::from(n - k), f64::from(k) + 1.0, 1.0 - p, p)
}

/// Four counts of drawing without replacement that agree with each other.
#[derive(Clone, Copy)]
struct Draw {
    population: u32,
    favourable: u32,
    sample: u32,
}

impl Draw {
    fn new(population: u32, favourable: u32, sample: u32) -> Option<Self> {
        let agree = favourable <= population && sample <= population && population <= LARGEST;
        agree.then_some(Self { population, favourable, sample })
    }

    fn probability(self, k: u32) -> f64 {
        let others = self.population - self.favourable;
        if k > self.favourable || k > self.sample || self.sample - k > others {
            return 0.0;
        }
        let ways = |of: u32, take: u32| ln_binomial(of.into(), take.into());
        let drawn = ways(self.favourable, k) + ways(others, self.sample - k);
        probability(drawn - ways(self.population, self.sample))
    }

    /// `P(k + 1) / P(k)`, for two counts that are both possible.
    fn ratio(self, k: u32) -> f64 {
        let left = f64::from(self.favourable - k) * f64::from(self.sample - k);
        let right = f64::from(k) + 1.0 + f64::from(self.population - self.favourable) - f64::from(self.sample);
        left / ((f64::from(k) + 1.0) * right)
    }

    /// The smallest and the largest possible count.
    fn range(self) -> (u32, u32) {
        let least = (self.favourable + self.sample).saturating_sub(self.population);
        (least, self.favourable.min(self.sample))
    }

    /// `P(X <= k)`; sums away from the mode, where terms only fall, and stops when they no longer count.
    fn at_most(self, k: u32) -> f64 {
        let (least, most) = self.range();
        if k < least || k >= most {
            return if k < least { 0.0 } else { 1.0 };
        }
        let mode =
            (f64::from(self.favourable) + 1.0) * (f64::from(self.sample) + 1.0) / (f64::from(self.population) + 2.0);
        if f64::from(k) <= mode {
            let ratios = (least..k).rev().map(|k| 1.0 / self.ratio(k));
            return tail(self.probability(k), ratios).min(1.0);
        }
        (1.0 - tail(self.probability(k + 1), (k + 1..most).map(|k| self.ratio(k)))).max(0.0)
    }
}

fn tail(first: f64, ratios: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut term) = (first, first);
    for ratio in ratios {
        term *= ratio;
        sum += term;
        if term <= sum * f64::EPSILON / 8.0 {
            break;
        }
    }
    sum
}

/// The hypergeometric probability of `k` favourable people among `sample` drawn without replacement from `population`
/// of whom `favourable` are: `C(K, k) C(N - K, n - k) / C(N, n)`. Zero for an impossible count.
///
/// `None` when more are favourable or drawn than there are, or above a million people.
pub fn hypergeometric_pmf(k: u32, population: u32, favourable: u32, sample: u32) -> Option<f64> {
    Draw::new(population, favourable, sample).map(|draw| draw.probability(k))
}

/// The hypergeometric probability of at most `k` favourable people; see [`hypergeometric_pmf`].
pub fn hypergeometric_cdf(k: u32, population: u32, favourable: u32, sample: u32) -> Option<f64> {
    Draw::new(population, favourable, sample).map(|draw| draw.at_most(k))
}

/// The beta-binomial probability of `k` successes in `n` trials whose probability has a beta distribution with shapes
/// `a` and `b`: `C(n, k) B(k + a, n - k + b) / B(a, b)`: Skellam (1948), Journal of the Royal Statistical Society B
/// 10:257.
///
/// `None` for `k > n`, more than a million trials, or shapes outside 0.001 to a million.
pub fn beta_binomial_pmf(k: u32, n: u32, a: f64, b: f64) -> Option<f64> {
    let (a, b) = (shape(a)?, shape(b)?);
    if k > n || n > LARGEST {
        return None;
    }
    let beta = checked_ln_beta(f64::from(k) + a, f64::from(n - k) + b).ok()? - checked_ln_beta(a, b).ok()?;
    Some(probability(ln_binomial(n.into(), k.into()) + beta))
}
