//! Whether two lists of values differ in their level. Does not know about people who are in both unless they are
//! paired.

use super::distribution::{normal_two_sided, student_t_two_sided};
use super::student_t_quantile;
use super::sums::compensated;
use super::ties::tie_sizes;

/// A difference of means with its t statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// The first mean less the second, in the unit of the values.
    pub difference: f64,
    /// Its standard error; above 0.
    pub standard_error: f64,
    /// Degrees of freedom, at least 1, which need not be whole.
    pub degrees: f64,
    /// The difference in standard errors.
    pub t: f64,
    /// The two-sided p-value of no difference.
    pub p: f64,
}

/// How many values, their mean and their variance.
#[derive(Debug, Clone, Copy)]
struct Sample {
    n: f64,
    mean: f64,
    variance: f64,
}

impl Sample {
    /// `None` below two values, or when something is not finite.
    fn of(values: &[f64]) -> Option<Self> {
        let n = f64::from(u32::try_from(values.len()).ok().filter(|&n| n >= 2)?);
        let mean = compensated(values.iter().copied()) / n;
        let variance = compensated(values.iter().map(|value| (value - mean) * (value - mean))) / (n - 1.0);
        (mean.is_finite() && variance.is_finite()).then_some(Self { n, mean, variance })
    }
}

impl TTest {
    fn new(difference: f64, variance: f64, degrees: f64) -> Option<Self> {
        let standard_error = variance.sqrt();
        let t = difference / standard_error;
        let finite = difference.is_finite() && standard_error.is_finite() && standard_error > 0.0 && t.is_finite();
        let p = student_t_two_sided(t, degrees)?;
        finite.then_some(Self { difference, standard_error, degrees, t, p })
    }

    /// Two independent samples whose variances may differ, with the degrees of freedom of Welch (1947), Biometrika
    /// 34:28.
    ///
    /// Assumes roughly normal values. Not for two rounds of one team, in which the same people answer: see
    /// [`change`](super::change). `None` below two values in a sample, without any variance, or when a value is not
    /// finite.
    pub fn welch(first: &[f64], second: &[f64]) -> Option<Self> {
        let (a, b) = (Sample::of(first)?, Sample::of(second)?);
        let (share_a, share_b) = (a.variance / a.n, b.variance / b.n);
        let sum = share_a + share_b;
        // As shares of the sum, so that no square overflows or vanishes.
        let (part_a, part_b) = (share_a / sum, share_b / sum);
        let degrees = (part_a * part_a / (a.n - 1.0) + part_b * part_b / (b.n - 1.0)).recip();
        // At least 1 but for rounding.
        Self::new(a.mean - b.mean, sum, degrees.max(1.0))
    }

    /// Two independent samples with one variance: Student (1908), Biometrika 6:1. `None` as for [`TTest::welch`].
    pub fn pooled(first: &[f64], second: &[f64]) -> Option<Self> {
        let (a, b) = (Sample::of(first)?, Sample::of(second)?);
        let degrees = a.n + b.n - 2.0;
        let variance = a.variance * ((a.n - 1.0) / degrees) + b.variance * ((b.n - 1.0) / degrees);
        Self::new(a.mean - b.mean, variance * (a.n.recip() + b.n.recip()), degrees)
    }

    /// The same units measured twice, in the same order: the test of their differences.
    ///
    /// `None` when the lists differ in length, and as for [`TTest::welch`].
    pub fn paired(first: &[f64], second: &[f64]) -> Option<Self> {
        if first.len() != second.len() {
            return None;
        }
        let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let sample = Sample::of(&differences)?;
        Self::new(sample.mean, sample.variance / sample.n, sample.n - 1.0)
    }

    /// The two-sided interval around the difference at `level`; `None` unless the level lies between 0 and 1.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        if !(level > 0.0 && level < 1.0) {
            return None;
        }
        let half = student_t_quantile(f64::midpoint(1.0, level), self.degrees)?.max(0.0) * self.standard_error;
        let (low, high) = (self.difference - half, self.difference + half);
        (low.is_finite() && high.is_finite()).then_some((low, high))
    }
}

/// Whether values of one sample tend to be larger than those of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// `U`: in how many pairs the first value is larger, ties counting half.
    pub u: f64,
    /// `(U - n1 n2 / 2) / s`, drawn half a pair towards 0 for continuity.
    pub z: f64,
    /// The two-sided p-value of the normal approximation.
    pub p: f64,
}

impl MannWhitney {
    /// The rank-sum test, normal approximation with the correction for ties and for continuity: Mann & Whitney (1947),
    /// Annals of Mathematical Statistics 18:50.
    ///
    /// Assumes independent samples; the approximation is fair from about eight values in each. `None` for an empty
    /// sample, when all values are equal, when one is not finite, or above 100,000 values in all.
    pub fn of(first: &[f64], second: &[f64]) -> Option<Self> {
        /// Sorting and ranking more would still work, but counts of pairs would no longer be exact.
        const MOST: f64 = 1e5;
        let all: Vec<f64> = first.iter().chain(second).copied().collect();
        let count = |values: &[f64]| u32::try_from(values.len()).ok().filter(|&n| n > 0).map(f64::from);
        let (n1, n2) = (count(first)?, count(second)?);
        let n = n1 + n2;
        if n > MOST || !all.iter().all(|value| value.is_finite()) {
            return None;
        }
        let mut sorted = second.to_vec();
        sorted.sort_by(f64::total_cmp);
        let wins = |value: f64| {
            let below = sorted.partition_point(|&other| other < value);
            let up_to = sorted.partition_point(|&other| other <= value);
            u32::try_from(below + up_to).map_or(f64::NAN, |twice| 0.5 * f64::from(twice))
        };
        let u = compensated(first.iter().map(|&value| wins(value)));
        let ties = compensated(tie_sizes(&all).into_iter().map(|t| t * (t * t - 1.0)));
        let variance = n1 * n2 / 12.0 * ((n + 1.0) - ties / (n * (n - 1.0)));
        let off = u - 0.5 * n1 * n2;
        let z = off.signum() * (off.abs() - 0.5).max(0.0) / variance.sqrt();
        (z.is_finite() && variance > 0.0).then_some(())?;
        Some(Self { u, z, p: normal_two_sided(z)? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    type Test = fn(&[f64], &[f64]) -> Option<TTest>;
    const ALL: [Test; 3] = [TTest::welch, TTest::pooled, TTest::paired];

    fn agree(ours: f64, expected: &Value, tolerance: f64) {
        assert!(close(ours, number(expected), tolerance), "{ours}, expected {expected}");
    }

    #[test]
    fn student_s_sleep_agrees() {
        let oracle = read(include_str!("../../../tests/oracles/15_welch_sleep.json"));
        let (x, y) = (numbers(&oracle["input"]["x"]), numbers(&oracle["input"]["y"]));
        let (expected, published, tolerance) =
            (&oracle["expected"], &oracle["published"], number(&oracle["tolerance"]));
        for (name, test) in ["welch", "pooled", "paired"].into_iter().zip(ALL) {
            let ours = test(&x, &y).expect("in range");
            agree(ours.t, &expected[name]["t"], tolerance);
            agree(ours.p, &expected[name]["p"], tolerance);
            assert!(close(ours.difference, -1.58, 1e-12));
        }
        let welch = TTest::welch(&x, &y).expect("in range");
        let (low, high) = welch.interval(0.95).expect("in range");
        agree(welch.degrees, &expected["welch"]["df"], tolerance);
        agree(low, &expected["welch"]["ci95"][0], tolerance);
        agree(high, &expected["welch"]["ci95"][1], tolerance);
        let ranks = MannWhitney::of(&x, &y).expect("in range");
        agree(ranks.u, &expected["mannwhitney"]["U"], tolerance);
        agree(ranks.p, &expected["mannwhitney"]["p"], tolerance);
        let paired = TTest::paired(&x, &y).expect("in range");
        for (ours, name, digits) in [
            (welch.t, "t", 5e-5),
            (welch.degrees, "df", 5e-4),
            (welch.p, "p", 5e-6),
            (paired.t, "paired_t", 5e-5),
            (paired.p, "paired_p", 5e-7),
            (ranks.u, "W", 0.0),
            (ranks.p, "W_p", 5e-6),
        ] {
            agree(ours, &published[name], digits);
        }
        agree(low, &published["ci"][0], 5e-8);
        agree(high, &published["ci"][1], 5e-8);
    }

    #[test]
    fn samples_that_do_not_overlap_win_every_pair() {
        let ours = MannWhitney::of(&[4.0, 5.0, 6.0], &[1.0, 2.0]).expect("in range");
        assert!(close(ours.u, 6.0, 0.0) && close(ours.z, 2.5 / 3.0_f64.sqrt(), 1e-12));
        let tied = MannWhitney::of(&[1.0, 2.0], &[1.0, 2.0]).expect("in range");
        assert!(close(tied.u, 2.0, 0.0) && close(tied.p, 1.0, 1e-12));
    }

    #[test]
    fn nonsense_is_refused() {
        let two = [1.0, 2.0];
        for bad in [vec![], vec![1.0], vec![1.0, f64::NAN], vec![1.0, f64::INFINITY], vec![f64::MAX, f64::MAX]] {
            for test in ALL {
                assert_eq!((test(&bad, &two), test(&two, &bad)), (None, None), "{bad:?}");
            }
        }
        for test in ALL {
            assert_eq!(test(&[3.0; 4], &[3.0; 4]), None);
        }
        assert_eq!(TTest::paired(&two, &[1.0, 2.0, 3.0]), None);
        assert_eq!((MannWhitney::of(&[], &two), MannWhitney::of(&two, &[])), (None, None));
        assert_eq!((MannWhitney::of(&[3.0; 4], &[3.0; 4]), MannWhitney::of(&[f64::NAN], &two)), (None, None));
        let welch = TTest::welch(&two, &[5.0, 7.0]).expect("in range");
        assert_eq!((welch.interval(0.0), welch.interval(1.0), welch.interval(f64::NAN)), (None, None, None));
    }

    proptest! {
        #[test]
        fn any_samples_give_finite_numbers_or_none(
            x in proptest::collection::vec(any::<f64>(), 0..5), y in proptest::collection::vec(any::<f64>(), 0..5), level: f64,
        ) {
            for test in ALL {
                if let Some(ours) = test(&x, &y) {
                    prop_assert!(ours.t.is_finite() && ours.degrees >= 0.999 && (0.0..=1.0).contains(&ours.p), "{ours:?}");
                    prop_assert!(ours.interval(level).is_none_or(|(low, high)| low <= high && high.is_finite()));
                }
            }
            if let Some(ours) = MannWhitney::of(&x, &y) {
                prop_assert!(ours.u >= 0.0 && ours.z.is_finite() && (0.0..=1.0).contains(&ours.p), "{ours:?}");
            }
        }

        #[test]
        fn exchanging_the_samples_mirrors_them(
            x in proptest::collection::vec(-9i8..9, 2..20), y in proptest::collection::vec(-9i8..9, 2..20),
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = (x.into_iter().map(f64::from).collect(), y.into_iter().map(f64::from).collect());
            if let (Some(ours), Some(mirrored)) = (TTest::welch(&x, &y), TTest::welch(&y, &x)) {
                prop_assert!(close(ours.t, -mirrored.t, 1e-12) && close(ours.p, mirrored.p, 1e-12));
            }
            if let (Some(ours), Some(mirrored)) = (MannWhitney::of(&x, &y), MannWhitney::of(&y, &x)) {
                prop_assert!(close(ours.z, -mirrored.z, 1e-12));
            }
        }
    }
}
