//! The interval around a small team's mean. Does not know how far an interval may be printed.

use super::student_t_quantile;

/// d0: how many degrees of freedom the organisation's variance is worth beside the team's own (Smyth 2004).
///
/// A fixed 4: the moment estimate of d0 ruins the coverage of teams whose views are split.
pub const PRIOR_WEIGHT: f64 = 4.0;

/// rho: the correlation of one person's scores a month apart, until the organisation's own data tell.
pub const RETEST: f64 = 0.5;

/// The variance within a team to start from, in points squared (0-100), for an index of `items` items.
///
/// 650 for one five-point item and 300 for seven; between them the variance of a mean of `J` equally correlated items,
/// `650 (1 + (J - 1) r) / J`, with the one `r` that gives 300 at seven.
#[expect(clippy::cast_precision_loss, reason = "an index has at most 12 items")]
pub fn start_variance(items: usize) -> f64 {
    const ITEM: f64 = 650.0;
    const CORRELATION: f64 = (7.0 * 300.0 / ITEM - 1.0) / 6.0;
    let items = items.max(1) as f64;
    ITEM * (1.0 + (items - 1.0) * CORRELATION) / items
}

/// A team's variance drawn towards the organisation's, with its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moderated {
    /// In the square of the scores' unit.
    pub variance: f64,
    /// Degrees of freedom.
    pub degrees: f64,
}

impl Moderated {
    /// `(d0 s0^2 + d s^2) / (d0 + d)` with `d0 + d` degrees of freedom: Smyth (2004), Statistical Applications in
    /// Genetics and Molecular Biology 3(1):3, with a fixed prior weight `d0`.
    ///
    /// Assumes that the variances of teams scatter around one value. Not for a comparison of spreads: it hides them.
    pub fn of(prior_variance: f64, prior_weight: f64, variance: f64, degrees: f64) -> Self {
        let total = prior_weight + degrees;
        Self { variance: (prior_weight * prior_variance + degrees * variance) / total, degrees: total }
    }

    /// The team's own variance, worked back from the moderated one: the inverse of [`Moderated::of`].
    ///
    /// Negative where `moderated` is smaller than the prior alone allows, which rounding can do.
    pub(crate) fn own(moderated: f64, prior_variance: f64, prior_weight: f64, degrees: f64) -> f64 {
        ((prior_weight + degrees) * moderated - prior_weight * prior_variance) / degrees
    }
}

/// Half the width of a two-sided interval at `level` for the climate among `invited` people of whom `n` answered:
/// `t * sqrt(variance / n * (1 - rho n / invited))`, in the unit of the scores.
///
/// Sampling variance shrinks as everybody answers, a person's day-to-day wobble does not: Cochran (1977), Sampling
/// Techniques, chapter 13, simple response variance. With `rho` 1 it is the textbook correction for a finite
/// population, with 0 there is none. Not for the statement "x of N answered so", which needs no wobble.
///
/// `None` when nobody answered, more than were invited, or the level or the variance makes no sense.
pub fn half_width(moderated: Moderated, n: u32, invited: u32, rho: f64, level: f64) -> Option<f64> {
    let sensible = (0.0..=1.0).contains(&rho) && level > 0.0 && level < 1.0 && moderated.variance >= 0.0;
    if n == 0 || n > invited || !sensible {
        return None;
    }
    // Above the median, so not negative but for rounding.
    let t = student_t_quantile(f64::midpoint(1.0, level), moderated.degrees)?.max(0.0);
    let n = f64::from(n);
    Some(t * (moderated.variance / n * (1.0 - rho * n / f64::from(invited))).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn oracle(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    fn number(value: &Value) -> f64 {
        value.as_f64().expect("a number")
    }

    fn whole(value: &Value) -> u32 {
        format!("{:.0}", number(value)).parse().expect("a whole number")
    }

    #[test]
    fn moderated_variance_and_half_width_agree_with_the_reference() {
        let oracle = oracle(include_str!("../../../tests/oracles/27_moderated_variance.json"));
        let (input, expected) = (&oracle["input"], &oracle["expected"]);
        let tolerance = number(&oracle["tolerance"]);
        let teams = input["s2"].as_array().expect("a list").len();
        assert_eq!(teams, 7);
        for team in 0..teams {
            let degrees = number(&input["df"][team]);
            let moderated =
                Moderated::of(number(&input["s02"]), number(&input["d0"]), number(&input["s2"][team]), degrees);
            assert!((moderated.variance - number(&expected["s2_mod"][team])).abs() < tolerance);
            assert!((moderated.degrees - number(&expected["df"][team])).abs() < tolerance);
            let (n, invited) = (whole(&input["n"][team]), whole(&input["N"][team]));
            let half = half_width(moderated, n, invited, number(&input["rho"]), 0.95).expect("in range");
            assert!((half - number(&expected["half_width"][team])).abs() < tolerance, "team {team}: {half}");
        }
    }

    #[test]
    fn with_a_correlation_of_one_it_is_the_textbook_s_finite_population() {
        let oracle = oracle(include_str!("../../../tests/oracles/14_fpc_mean_lohr_agsrs.json"));
        let input = &oracle["input"];
        let (n, invited) = (whole(&input["n"]), whole(&input["N"]));
        let own = Moderated::of(0.0, 0.0, number(&input["sd"]).powi(2), f64::from(n - 1));
        let half = half_width(own, n, invited, 1.0, 0.95).expect("in range");
        let (low, high) = (number(&oracle["expected"]["ci95_t"][0]), number(&oracle["expected"]["ci95_t"][1]));
        assert!((2.0 * half - (high - low)).abs() < number(&oracle["tolerance"]), "{half}");
    }

    #[test]
    fn the_start_value_is_300_for_seven_items_and_650_for_one() {
        assert!((start_variance(7) - 300.0).abs() < 1e-9);
        assert!((start_variance(1) - 650.0).abs() < 1e-9);
        assert!((start_variance(0) - 650.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn more_answers_never_widen_the_interval(n in 1u32..40, more in 1u32..40, variance in 0.0..2500.0f64) {
            let invited = n + more;
            let width = |n| half_width(Moderated { variance, degrees: 10.0 }, n, invited, RETEST, 0.95);
            prop_assert!(width(n + more).expect("in range") <= width(n).expect("in range") + 1e-9);
        }

        #[test]
        fn nonsense_gives_none_and_never_a_panic(n: u32, invited: u32, rho: f64, level: f64, variance: f64, degrees: f64) {
            if let Some(half) = half_width(Moderated { variance, degrees }, n, invited, rho, level) {
                prop_assert!(n >= 1 && n <= invited && half >= 0.0, "{half}");
            }
        }
    }
}
