//! The change between two rounds of one team, whose members are partly the same people. Does not know who answered.

use super::Moderated;
use super::month::Reading;
use super::{distribution::student_t_two_sided, student_t_quantile};

/// The variance within teams that the organisation knows, and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pool {
    /// `sigma^2`, in points squared.
    pub variance: f64,
    /// `d0`: its degrees of freedom beside the team's own; see [`PRIOR_WEIGHT`](super::PRIOR_WEIGHT).
    pub weight: f64,
}

/// How far a team moved between two rounds, with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The later mean minus the earlier, in points.
    pub difference: f64,
    /// The variance within the team, of both rounds and the pool, in points squared.
    pub within: f64,
    /// The variance of the difference, in points squared; above 0.
    pub variance: f64,
    /// Degrees of freedom.
    pub degrees: f64,
}

impl Change {
    /// `Var = s^2 (1/n1 + 1/n2 - 2 rho Nc / (N1 N2)) + rounding1 + rounding2`, where `s^2` pools both rounds and, if
    /// given, the organisation: `s^2 = (d0 sigma^2 + (n1-1) s1^2 + (n2-1) s2^2) / (d0 + n1 + n2 - 2)`.
    ///
    /// `common` (`Nc`) is how many people were on both rosters: nobody's answers are linked, their number among the
    /// answers is replaced by its expectation when people answer one round independently of the other. People who never
    /// answer make the true overlap larger, so the variance errs on the safe side. Sampling on two occasions: Cochran
    /// (1977), Sampling Techniques, chapter 12. `rho` is the correlation of one person's two scores; 0 gives the test
    /// for two separate groups.
    ///
    /// Not for picking the largest of many changes: see [`multiple`](super::multiple). `None` when a reading makes no
    /// sense, more people are common than were invited, `rho` is outside 0 to 1, the pool is negative, there is no
    /// degree of freedom, or no variance is left.
    pub fn between(before: &Reading, after: &Reading, common: u32, rho: f64, pool: Option<Pool>) -> Option<Self> {
        let pool = pool.unwrap_or(Pool { variance: 0.0, weight: 0.0 });
        let range = 0.0..f64::INFINITY;
        let sensible = before.is_sensible() && after.is_sensible() && (0.0..=1.0).contains(&rho);
        let fits = common <= before.invited.min(after.invited);
        if !sensible || !fits || !range.contains(&pool.variance) || !range.contains(&pool.weight) {
            return None;
        }
        let own = [before, after].map(|round| (round.n - 1.0).max(0.0));
        let degrees = own[0] + own[1];
        let squares = own[0] * before.variance + own[1] * after.variance;
        let plain = if degrees > 0.0 { squares / degrees } else { 0.0 };
        let Moderated { variance: within, degrees } = Moderated::of(pool.variance, pool.weight, plain, degrees);
        let overlap = 2.0 * rho * f64::from(common) / (f64::from(before.invited) * f64::from(after.invited));
        let share = before.n.recip() + after.n.recip() - overlap;
        let variance = within * share + before.rounding + after.rounding;
        let change = Self { difference: after.mean - before.mean, within, variance, degrees };
        (change.is_sensible()).then_some(change)
    }

    fn is_sensible(&self) -> bool {
        let finite = [self.difference, self.variance, self.degrees, self.t()].into_iter().all(f64::is_finite);
        finite && self.variance > 0.0 && self.degrees > 0.0
    }

    /// The difference in standard errors.
    pub fn t(&self) -> f64 {
        self.difference / self.variance.sqrt()
    }

    /// The two-sided p-value of no change; `None` below one degree of freedom.
    pub fn p(&self) -> Option<f64> {
        student_t_two_sided(self.t(), self.degrees)
    }

    /// The two-sided interval around the difference at `level`, in points, not clipped to the scale.
    ///
    /// `None` unless the level lies between 0 and 1, or below one degree of freedom.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        if !(level > 0.0 && level < 1.0) {
            return None;
        }
        let half = student_t_quantile(f64::midpoint(1.0, level), self.degrees)?.max(0.0) * self.variance.sqrt();
        half.is_finite().then_some((self.difference - half, self.difference + half))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    const BEFORE: Reading = Reading { mean: 71.4, n: 7.0, invited: 10, variance: 280.0, rounding: 0.0 };
    const AFTER: Reading = Reading { mean: 60.2, n: 8.0, invited: 10, variance: 350.0, rounding: 0.0 };

    #[test]
    fn every_case_agrees_with_the_reference() {
        let oracle = read(include_str!("../../../tests/oracles/28_overlap_change_test.json"));
        let tolerance = number(&oracle["tolerance"]);
        let cases = oracle["input"]["cases"].as_array().expect("a list");
        let results = oracle["expected"]["results"].as_array().expect("a list");
        assert_eq!((cases.len(), results.len()), (3, 3));
        for (case, expected) in cases.iter().zip(results) {
            let whole = |name: &str| u32::try_from(case[name].as_u64().expect("a whole number")).expect("small");
            let round = |mean, variance, n, invited| Reading {
                mean: number(&case[mean]),
                n: number(&case[n]),
                invited: whole(invited),
                variance: number(&case[variance]),
                rounding: 0.0,
            };
            let (before, after) = (round("y1", "v1", "n1", "N1"), round("y2", "v2", "n2", "N2"));
            // The file does not say it, but its numbers are those of an organisation with this variance.
            let pool = Pool { variance: 297.5, weight: 4.0 };
            let ours =
                Change::between(&before, &after, whole("nc"), number(&case["rho"]), Some(pool)).expect("in range");
            let interval = ours.interval(0.95).expect("in range");
            let limits = numbers(&expected["ci95"]);
            for (ours, expected) in [
                (ours.within, number(&expected["s2"])),
                (ours.variance, number(&expected["var"])),
                (ours.degrees, number(&expected["df"])),
                (ours.t(), number(&expected["t"])),
                (ours.p().expect("in range"), number(&expected["p"])),
                (interval.0, limits[0]),
                (interval.1, limits[1]),
            ] {
                assert!(close(ours, expected, tolerance), "{ours}, expected {expected}");
            }
        }
    }

    #[test]
    fn without_a_pool_it_is_the_textbook_s_pooled_variance() {
        let ours = Change::between(&BEFORE, &AFTER, 10, 0.0, None).expect("in range");
        let within = (6.0 * 280.0 + 7.0 * 350.0) / 13.0;
        assert!(close(ours.within, within, 1e-12) && close(ours.variance, within * (1.0 / 7.0 + 1.0 / 8.0), 1e-12));
        assert!(close(ours.degrees, 13.0, 0.0));
        let rounded = Reading { rounding: 0.5, ..BEFORE };
        let wider = Change::between(&rounded, &AFTER, 10, 0.0, None).expect("in range");
        assert!(close(wider.variance, ours.variance + 0.5, 1e-12));
    }

    #[test]
    fn nonsense_is_refused() {
        let between = |before: Reading, common, rho, pool| Change::between(&before, &AFTER, common, rho, pool);
        assert_eq!(between(Reading { n: 0.0, ..BEFORE }, 10, 0.5, None), None);
        assert_eq!(between(Reading { n: 11.0, ..BEFORE }, 10, 0.5, None), None);
        assert_eq!(between(Reading { mean: f64::NAN, ..BEFORE }, 10, 0.5, None), None);
        assert_eq!(between(BEFORE, 11, 0.5, None), None);
        assert_eq!(between(BEFORE, 10, 1.5, None), None);
        assert_eq!(between(BEFORE, 10, 0.5, Some(Pool { variance: -1.0, weight: 4.0 })), None);
        assert_eq!(between(BEFORE, 10, 0.5, Some(Pool { variance: 300.0, weight: f64::NAN })), None);
        let one = Reading { n: 1.0, ..BEFORE };
        assert_eq!(Change::between(&one, &one, 10, 0.5, None), None);
        assert!(Change::between(&one, &one, 10, 0.5, Some(Pool { variance: 300.0, weight: 4.0 })).is_some());
        let everybody = Reading { n: 10.0, ..BEFORE };
        assert_eq!(Change::between(&everybody, &everybody, 10, 1.0, None), None);
        assert_eq!(between(BEFORE, 10, 0.5, None).and_then(|change| change.interval(1.0)), None);
    }

    proptest! {
        #[test]
        fn any_input_gives_finite_numbers_or_none(
            floats: [f64; 8], counts: [u32; 3], rho: f64, level: f64, pool: Option<(f64, f64)>,
        ) {
            let [m1, m2, n1, n2, v1, v2, r1, r2] = floats;
            let before = Reading { mean: m1, n: n1, invited: counts[0], variance: v1, rounding: r1 };
            let after = Reading { mean: m2, n: n2, invited: counts[1], variance: v2, rounding: r2 };
            let pool = pool.map(|(variance, weight)| Pool { variance, weight });
            if let Some(change) = Change::between(&before, &after, counts[2], rho, pool) {
                prop_assert!(change.variance > 0.0 && change.t().is_finite(), "{change:?}");
                prop_assert!(change.p().is_none_or(|p| (0.0..=1.0).contains(&p)));
                prop_assert!(change.interval(level).is_none_or(|(low, high)| low <= high), "{change:?}");
            }
        }

        #[test]
        fn more_people_in_common_never_widen_it(n in 1.0..10.0f64, common in 0u32..10, rho in 0.0..=1.0f64) {
            let variance = |common| {
                let round = Reading { n, ..BEFORE };
                Change::between(&round, &AFTER, common, rho, None).expect("in range").variance
            };
            prop_assert!(variance(common + 1) <= variance(common));
        }
    }
}
