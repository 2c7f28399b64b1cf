//! Quantiles of Student's t, with the library's traps fenced off. Does not know what they are used for.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// Beyond so many degrees of freedom Student's t is the normal distribution to six digits.
const NEARLY_NORMAL: f64 = 1e6;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_agree_with_25_digits() {
        let oracle: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/oracles/29_quantiles_mpmath.json")).expect("JSON");
        let mut cases = 0;
        for (degrees, quantiles) in oracle["expected"]["t"].as_object().expect("a table") {
            for (p, expected) in quantiles.as_object().expect("a table") {
                let expected: f64 = expected.as_str().expect("digits").parse().expect("a number");
                let (p, degrees) = (p.parse().expect("a number"), degrees.parse().expect("a number"));
                let ours = student_t_quantile(p, degrees).expect("in range");
                assert!((ours / expected - 1.0).abs() < 1e-11, "p {p}, {degrees} degrees: {ours}, expected {expected}");
                cases += 1;
            }
        }
        assert!(cases >= 40, "only {cases} cases were read");
    }

    proptest! {
        #[test]
        fn any_input_gives_a_finite_answer_or_none(p: f64, degrees: f64) {
            prop_assert!(student_t_quantile(p, degrees).is_none_or(f64::is_finite));
        }

        #[test]
        fn any_input_in_range_gives_an_answer(p in 1e-9..0.999_999_999f64, scale in 0.0..40.0f64) {
            prop_assert!(student_t_quantile(p, scale.exp()).is_some_and(f64::is_finite));
        }

        #[test]
        fn the_tails_are_mirrored(p in 1e-9..0.5f64, degrees in 1.0..500.0f64) {
            let (low, high) = (student_t_quantile(p, degrees), student_t_quantile(1.0 - p, degrees));
            let (low, high) = (low.expect("in range"), high.expect("in range"));
            prop_assert!((low + high).abs() <= 1e-6 * (1.0 + high.abs()), "{low} {high}");
        }
    }
}
