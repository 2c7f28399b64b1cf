//! What a printed figure tells of the scores behind it: their mean, about how many, about how far apart. Does not know
//! the scores, and uses nothing that is not printed.
//!
//! Everything that is computed over several waves starts here. Whatever comes of it is a function of printed figures and
//! head counts, so it can tell nobody more than these do, however precise it looks.

use crate::privacy::{Answered, Bound, IndexFigure};
use crate::statistics::monitor::Reading;
use crate::statistics::{Moderated, PRIOR_WEIGHT, RETEST, student_t_quantile};

/// What the figures of one index in one wave have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printing {
    /// The share of all people who took part, between 0 and 1.
    rate: f64,
    /// The organisation's variance within units with which the intervals were made, in points squared.
    pub(super) prior_variance: f64,
    /// Whether the intervals were made with the variance of the unit's own scores.
    own_variance: bool,
    /// Student's t for the lowest number of answers of each range: worked out once, not for each unit.
    quantiles: [(u32, f64); 3],
}

impl Printing {
    /// Where fewer than fifty answered and no share is printed: about what such surveys get.
    pub(super) const USUAL_RATE: f64 = 0.75;

    /// `threshold` is the fewest answers behind a figure.
    pub(super) fn new(rate: f64, prior_variance: f64, own_variance: bool, threshold: u32) -> Self {
        let quantiles = [threshold, 10, 20].map(|from| (from, quantile(f64::from(from))));
        Self { rate, prior_variance, own_variance, quantiles }
    }

    /// The reading of one figure of a unit with `invited` people.
    pub(super) fn reading(&self, figure: IndexFigure, invited: u32) -> Reading {
        let answered = figure.answered();
        let invited = invited.max(answered.from());
        let n = likely_answers(answered, invited, self.rate);
        let step = answered.step_points();
        Reading {
            mean: figure.mean().points(),
            n,
            invited,
            variance: self.variance(figure, invited).unwrap_or(self.prior_variance),
            // A value that was rounded to a step lies anywhere within it (Sheppard 1898).
            rounding: step * step / 12.0,
        }
    }

    /// The variance of the unit's own scores, worked back from the ends of its interval.
    ///
    /// The ends were rounded outwards, each by half a step on average. `None` where the interval was made without the
    /// unit's own variance, or reaches beyond both ends of the scale.
    fn variance(&self, figure: IndexFigure, invited: u32) -> Option<f64> {
        let answered = figure.answered();
        if !self.own_variance || figure.mean().bound() != Bound::Exact {
            return None;
        }
        let (low, high) = figure.interval().points();
        let (mean, step) = (figure.mean().points(), answered.step_points());
        let half = match (low > 0.0, high < 100.0) {
            (true, true) => (high - low - step) / 2.0,
            (true, false) => mean - low - step / 2.0,
            (false, true) => high - mean - step / 2.0,
            (false, false) => return None,
        };
        let n = if answered.to().is_some() {
            f64::from(answered.from())
        } else {
            likely_answers(answered, invited, self.rate)
        };
        let known = self.quantiles.iter().find(|(from, _)| answered.to().is_some() && *from == answered.from());
        let t = known.map_or_else(|| quantile(n), |&(_, t)| t);
        let moderated = (half.max(0.0) / t).powi(2) * n / (1.0 - RETEST * n / f64::from(invited));
        Some(Moderated::own(moderated, self.prior_variance, PRIOR_WEIGHT, n - 1.0).max(0.0))
    }
}

/// The t with which the interval of a mean of `n` scores was made.
fn quantile(n: f64) -> f64 {
    student_t_quantile(0.975, PRIOR_WEIGHT + n - 1.0).unwrap_or(f64::INFINITY)
}

/// About how many answered, of whom only a range is printed: the harmonic mean of the range, each number weighing as
/// much as it is likely when each of `invited` people answers with probability `rate` (the variance of a mean goes with
/// `1/n`).
pub(super) fn likely_answers(answered: Answered, invited: u32, rate: f64) -> f64 {
    let from = answered.from();
    let Some(to) = answered.to() else {
        return (f64::from(invited) * rate).clamp(f64::from(from), f64::from(invited.max(from)));
    };
    let odds = (rate / (1.0 - rate)).ln();
    let (mut log_weight, mut weights, mut inverses) = (0.0_f64, 0.0, 0.0);
    for n in from..=to.min(invited.max(from)) {
        let weight = log_weight.exp();
        weights += weight;
        inverses += weight / f64::from(n);
        // Binomial weights, one from the other; capped so that a rate of 0 or an enormous unit can't overflow.
        let left = f64::from(invited.saturating_sub(n));
        log_weight = (log_weight + (left / f64::from(n + 1)).ln() + odds).clamp(-300.0, 300.0);
    }
    if inverses > 0.0 { weights / inverses } else { f64::from(from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_ten_people_who_were_five_to_nine_about_seven_and_a_half_answered() {
        let likely = likely_answers(Answered::of(7, 5), 10, 0.77);
        assert!((7.3..7.7).contains(&likely), "{likely}");
        assert!((likely_answers(Answered::of(5, 5), 5, 0.77) - 5.0).abs() < 1e-12);
        assert!((likely_answers(Answered::of(800, 5), 1_000, 0.8) - 800.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn the_likely_number_lies_in_its_range(n in 5u32..2_000, more in 0u32..100_000, rate in 0.0..=1.0f64) {
            let answered = Answered::of(n, 5);
            let likely = likely_answers(answered, n + more, rate);
            prop_assert!(likely >= f64::from(answered.from()) - 1e-9, "{likely}");
            prop_assert!(answered.to().is_none_or(|to| likely <= f64::from(to) + 1e-9), "{likely}");
        }
    }
}
