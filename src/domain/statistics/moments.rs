//! Sums of scores and of their squares, in whole numbers. Does not know which scores went in, or in which order.

use super::{GRAINS, POINTS_PER_SCALE_POINT, Score};

/// Count, sum and sum of squares of scores, in grains; equal for every order of the same scores, to the last bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Moments {
    pub(crate) n: u32,
    pub(crate) sum: i64,
    pub(crate) squares: i64,
}

impl Moments {
    pub(crate) fn add(&mut self, score: Score) {
        self.n += 1;
        self.sum += score.grains();
        // Fits for 480 million people: a square is below 2 * 10^10.
        self.squares += score.grains() * score.grains();
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// Moments of one item from how often each point was chosen.
    pub(crate) fn of_counts(counts: &[u32; 5]) -> Self {
        let mut moments = Self::default();
        for (point, &count) in (1_i64..).zip(counts) {
            moments.n += count;
            moments.sum += i64::from(count) * point * GRAINS;
            moments.squares += i64::from(count) * point * point * GRAINS * GRAINS;
        }
        moments
    }

    /// The mean from 0 to 100; `None` without scores.
    pub(crate) fn mean(&self) -> Option<f64> {
        let n = i64::from(self.n);
        (n > 0).then(|| ratio(self.sum - n * GRAINS, n * GRAINS) * POINTS_PER_SCALE_POINT)
    }

    /// The sum of squared deviations from the mean, in points squared (0-100).
    ///
    /// `n * squares - sum^2` is computed exactly, so nothing cancels.
    pub(crate) fn deviation(&self) -> f64 {
        let n = i128::from(self.n);
        if n == 0 {
            return 0.0;
        }
        let exact = n * i128::from(self.squares) - i128::from(self.sum) * i128::from(self.sum);
        let grains = i128::from(GRAINS);
        wide_ratio(exact, n * grains * grains) * POINTS_PER_SCALE_POINT * POINTS_PER_SCALE_POINT
    }

    /// The sample variance in points squared; 0 below two scores.
    pub(crate) fn variance(&self) -> f64 {
        if self.n < 2 { 0.0 } else { self.deviation() / f64::from(self.n - 1) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the last step of an exact calculation: one rounding to 53 bits")]
fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}

#[expect(clippy::cast_precision_loss, reason = "the last step of an exact calculation: one rounding to 53 bits")]
fn wide_ratio(numerator: i128, denominator: i128) -> f64 {
    numerator as f64 / denominator as f64
}

/// Variance within groups, pooled over groups: the sum of squared deviations over the sum of degrees of freedom.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pooled {
    deviation: f64,
    degrees: u32,
}

impl Pooled {
    /// Below this many degrees of freedom a pooled variance is too uncertain to use.
    const ENOUGH: u32 = 30;

    pub(crate) fn add(&mut self, group: &Moments) {
        self.deviation += group.deviation();
        self.degrees += group.n.saturating_sub(1);
    }

    /// The pooled variance in points squared; `None` while there is too little of it.
    pub(crate) fn variance(&self) -> Option<f64> {
        (self.degrees >= Self::ENOUGH).then(|| self.deviation / f64::from(self.degrees))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moments(answers: &[u8]) -> Moments {
        let mut moments = Moments::default();
        answers.iter().filter_map(|&answer| Score::of([Some(answer)])).for_each(|score| moments.add(score));
        moments
    }

    #[test]
    fn equal_answers_have_no_variance_and_none_have_no_mean() {
        assert_eq!(moments(&[]).mean(), None);
        for equal in [moments(&[]).deviation(), moments(&[3]).variance(), moments(&[5; 40]).variance()] {
            assert!(equal.abs() < f64::EPSILON, "{equal}");
        }
        assert_eq!(moments(&[5; 40]).mean(), Some(100.0));
    }

    #[test]
    fn a_pool_speaks_only_when_it_has_enough() {
        let mut pooled = Pooled::default();
        for _ in 0..7 {
            pooled.add(&moments(&[1, 2, 3, 4, 5]));
        }
        assert_eq!(pooled.variance(), None);
        pooled.add(&moments(&[1, 2, 3, 4, 5]));
        assert_eq!(pooled.variance(), Some(2.5 * 625.0));
    }

    proptest! {
        #[test]
        fn sums_don_t_depend_on_order_or_grouping(mut answers in proptest::collection::vec(1u8..=5, 1..60), cut in 0usize..60) {
            let whole = moments(&answers);
            let cut = cut.min(answers.len());
            let mut parts = moments(&answers[..cut]);
            parts.merge(&moments(&answers[cut..]));
            prop_assert_eq!(whole, parts);
            answers.reverse();
            prop_assert_eq!(whole, moments(&answers));
            let mut counts = [0; 5];
            for &answer in &answers {
                counts[usize::from(answer) - 1] += 1;
            }
            prop_assert_eq!(whole, Moments::of_counts(&counts));
        }

        #[test]
        fn the_variance_is_that_of_the_textbook(answers in proptest::collection::vec(1u8..=5, 2..60)) {
            let points: Vec<f64> = answers.iter().map(|&a| f64::from(a - 1) * 25.0).collect();
            let n = f64::from(u32::try_from(points.len()).expect("few answers"));
            let mean = points.iter().sum::<f64>() / n;
            let variance = points.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let ours = moments(&answers);
            prop_assert!((ours.mean().unwrap_or_default() - mean).abs() < 1e-9);
            prop_assert!((ours.variance() - variance).abs() < 1e-9 * (1.0 + variance));
        }
    }
}
