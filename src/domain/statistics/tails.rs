//! Tail probabilities of the normal and of Student's t distribution, fenced. Does not know quantiles.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// Beyond so many degrees of freedom Student's t is the normal distribution to six digits.
const NEARLY_NORMAL: f64 = 1e6;

/// `P(Z <= z)` for the standard normal distribution; `None` when `z` is not a number.
pub(super) fn normal_below(z: f64) -> Option<f64> {
    (!z.is_nan()).then(|| Normal::standard().cdf(z))
}

/// `P(|Z| >= |z|)` for the standard normal distribution, accurate in the tail; `None` when `z` is not a number.
pub(super) fn normal_beyond(z: f64) -> Option<f64> {
    (!z.is_nan()).then(|| (2.0 * Normal::standard().sf(z.abs())).min(1.0))
}

/// `P(|T| >= |t|)` for Student's t with so many degrees of freedom, which need not be whole.
///
/// `None` when `t` is not a number or there is less than one degree of freedom; normal from a million degrees on.
pub(super) fn student_t_beyond(t: f64, degrees: f64) -> Option<f64> {
    if t.is_nan() || degrees.is_nan() || degrees < 1.0 {
        return None;
    }
    if degrees >= NEARLY_NORMAL {
        return normal_beyond(t);
    }
    let tail = 2.0 * StudentsT::new(0.0, 1.0, degrees).ok()?.sf(t.abs());
    tail.is_finite().then(|| tail.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::student_t_quantile;

    #[test]
    fn tables_agree() {
        let close = |ours: Option<f64>, expected: f64| assert!((ours.expect("in range") / expected - 1.0).abs() < 1e-9);
        close(normal_below(1.959_963_984_540_054), 0.975);
        close(normal_beyond(-1.644_853_626_951_472_7), 0.1);
        close(normal_beyond(6.0), 1.973_175_290_075_396e-9);
        close(student_t_beyond(1.0, 1.0), 0.5);
        close(student_t_beyond(-2.0, 2.0), 1.0 - 2.0 / 6.0_f64.sqrt());
    }

    proptest! {
        #[test]
        fn any_input_gives_a_probability_or_none(t: f64, degrees: f64) {
            let all = [normal_below(t), normal_beyond(t), student_t_beyond(t, degrees), student_t_beyond(t, degrees.abs())];
            prop_assert!(all.into_iter().flatten().all(|p| (0.0..=1.0).contains(&p)), "{all:?}");
        }

        // Up to 8,000 degrees: beyond, it is the quantile that loses digits.
        #[test]
        fn tails_invert_quantiles(p in 0.000_1..0.999_9f64, scale in 0.0..9.0f64) {
            let t = student_t_quantile(1.0 - p / 2.0, scale.exp()).expect("in range");
            let ours = student_t_beyond(t, scale.exp()).expect("in range");
            prop_assert!((ours / p - 1.0).abs() < 1e-6, "{ours} {p}");
        }
    }
}
