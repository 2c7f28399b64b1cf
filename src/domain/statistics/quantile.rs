//! Quantiles of Student's t, with the library's traps fenced off. Does not know what they are used for.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// The quantile of Student's t distribution at `p` with `degrees` of freedom (which need not be whole).
///
/// statrs inverts the incomplete beta function, which can run for ever in extreme tails (statrs-dev/statrs issue 435);
/// therefore `None` unless `1e-12 <= p <= 1 - 1e-12` and the degrees are finite and at least 0.5.
pub fn student_t_quantile(p: f64, degrees: f64) -> Option<f64> {
    if !(1e-12..=1.0 - 1e-12).contains(&p) || !degrees.is_finite() || degrees < 0.5 {
        return None;
    }
    StudentsT::new(0.0, 1.0, degrees).ok()?.try_inverse_cdf(p).ok().filter(|quantile| quantile.is_finite())
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
        fn the_tails_are_mirrored(p in 1e-9..0.5f64, degrees in 1.0..500.0f64) {
            let (low, high) = (student_t_quantile(p, degrees), student_t_quantile(1.0 - p, degrees));
            let (low, high) = (low.expect("in range"), high.expect("in range"));
            prop_assert!((low + high).abs() <= 1e-6 * (1.0 + high.abs()), "{low} {high}");
        }
    }
}
