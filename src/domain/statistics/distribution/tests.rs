//! Distributions against 25 digits, against each other, and against nonsense. Does not know how they are computed.

use proptest::num::f64::ANY;
use proptest::prelude::*;
use serde_json::Value;

use super::super::oracle::{close, number, numbers, read};
use super::*;

/// Walks a table of families of quantiles: name of the parameters, p, expected; returns how many there were.
fn each(table: &Value, mut check: impl FnMut(&[f64], f64, f64)) -> usize {
    let mut cases = 0;
    for (parameters, quantiles) in table.as_object().expect("a table") {
        let parameters: Vec<f64> = parameters.split(',').map(|p| p.parse().expect("a number")).collect();
        for (p, expected) in quantiles.as_object().expect("a table") {
            check(&parameters, p.parse().expect("a number"), number(expected));
            cases += 1;
        }
    }
    cases
}

/// Differs relatively by at most `tolerance`.
fn agree(ours: Option<f64>, expected: f64, tolerance: f64) {
    let ours = ours.expect("in range");
    assert!((ours / expected - 1.0).abs() <= tolerance, "{ours}, expected {expected}");
}

#[test]
fn quantiles_agree_with_25_digits() {
    let oracle = read(include_str!("../../../../tests/oracles/29_quantiles_mpmath.json"));
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    // The one of statrs is good for 11 digits.
    let t = each(&expected["t"], |v, p, expected| agree(student_t_quantile(p, v[0]), expected, 1e-11));
    let beta = each(&expected["beta"], |v, p, expected| agree(beta_quantile(p, v[0], v[1]), expected, tolerance));
    let chi = each(&expected["chi2"], |v, p, expected| agree(chi_squared_quantile(p, v[0]), expected, tolerance));
    for (p, expected) in expected["normal"].as_object().expect("a table") {
        // 0.999999 as a double has lost ten digits of its tail, so the lower tail is asked for, where none are lost.
        let tail = format!("{:.6}", 1.0 - p.parse::<f64>().expect("a number")).parse().expect("a number");
        agree(normal_quantile(tail).map(|z| -z), number(expected), tolerance);
        agree(normal_quantile(1.0 - tail), number(expected), 1e-10);
    }
    assert_eq!((t, beta, chi), (60, 21, 20));
}

#[test]
fn probabilities_of_counts_agree_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/30_discrete_pmf.json"));
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let check = |name: &str, ours: &dyn Fn(u32) -> Option<f64>| {
        for (k, expected) in (0..).zip(numbers(&expected[name])) {
            let ours = ours(k).expect("in range");
            assert!(close(ours, expected, tolerance), "{name} {k}: {ours}, expected {expected}");
        }
    };
    check("hypergeom_pmf", &|k| hypergeometric_pmf(k, 10, 6, 7));
    check("hypergeom_cdf", &|k| hypergeometric_cdf(k, 10, 6, 7));
    check("binom_pmf", &|k| binomial_pmf(k, 12, 0.75));
    check("binom_cdf", &|k| binomial_cdf(k, 12, 0.75));
    check("betabinom_pmf", &|k| beta_binomial_pmf(k, 3, 5.5, 2.5));
}

#[test]
fn tails_of_published_tests() {
    // Student's sleep data, paired: R prints t = -4.0621, 9 degrees, p = 0.002833.
    assert!(close(student_t_two_sided(-4.0621, 9.0).expect("in range"), 0.002_833, 1e-6));
    // One degree of freedom is the Cauchy distribution, two have a closed form.
    agree(student_t_two_sided(1.0, 1.0), 0.5, 1e-14);
    agree(student_t_two_sided(2.0, 2.0), 1.0 - 2.0 / 6.0_f64.sqrt(), 1e-14);
    agree(f_upper_tail(1.0, 5.0, 5.0), 0.5, 1e-14);
    // With two degrees in the numerator: (1 + 2 f / d2)^(-d2 / 2).
    agree(f_upper_tail(3.0, 2.0, 10.0), 1.6_f64.powi(-5), 1e-13);
    // Tables of F: the upper 5 % point with 3 and 10 degrees is 3.708.
    assert!(close(f_quantile(0.95, 3.0, 10.0).expect("in range"), 3.708, 5e-4));
    agree(chi_squared_quantile(0.5, 2.0), 2.0 * std::f64::consts::LN_2, 1e-14);
    assert_eq!(normal_cdf(0.0), Some(0.5));
}

#[test]
fn counts_that_can_not_be() {
    assert_eq!(
        (binomial_pmf(4, 3, 0.5), binomial_cdf(4, 3, 0.5), beta_binomial_pmf(4, 3, 1.0, 1.0)),
        (None, None, None)
    );
    assert_eq!((hypergeometric_pmf(0, 3, 4, 1), hypergeometric_cdf(0, 3, 1, 4)), (None, None));
    assert_eq!((hypergeometric_pmf(9, 3, 1, 2), hypergeometric_cdf(9, 3, 1, 2)), (Some(0.0), Some(1.0)));
    assert_eq!(
        (binomial_pmf(0, 3, 0.0), binomial_pmf(3, 3, 1.0), binomial_pmf(1, 3, 0.0)),
        (Some(1.0), Some(1.0), Some(0.0))
    );
    assert_eq!((binomial_cdf(0, 0, 0.3), hypergeometric_cdf(0, 0, 0, 0)), (Some(1.0), Some(1.0)));
}

#[test]
fn enormous_shapes_are_nearly_normal() {
    let z = 1.959_963_984_540_054;
    let deviation = (0.25 / 1_000_001.0_f64).sqrt();
    let quantile = beta_quantile(0.975, 5e5, 5e5).expect("in range");
    assert!(close((quantile - 0.5) / deviation, z, 1e-5), "{quantile}");
    assert!(close(student_t_two_sided(z, 999_999.0).expect("in range"), 0.05, 1e-6));
    let draw = hypergeometric_cdf(5_000, 1_000_000, 500_000, 10_000).expect("in range");
    assert!(close(draw, 0.504, 1e-3), "{draw}");
}

proptest! {
    #[test]
    fn any_input_gives_a_finite_answer_or_none(p in ANY, a in ANY, b in ANY) {
        let all = [student_t_quantile(p, a), student_t_two_sided(p, a), normal_quantile(p), normal_cdf(p),
            chi_squared_quantile(p, a), beta_cdf(p, a, b), beta_quantile(p, a, b), f_quantile(p, a, b),
            f_upper_tail(p, a, b), binomial_pmf(3, 9, p), binomial_cdf(3, 9, p), beta_binomial_pmf(3, 9, a, b)];
        prop_assert!(all.into_iter().flatten().all(f64::is_finite), "{all:?}");
    }

    #[test]
    fn any_input_in_range_gives_an_answer(tail in -20.7..-0.01f64, a in -6.0..13.0f64, b in -6.0..13.0f64) {
        let (a, b) = (a.exp(), b.exp());
        for p in [tail.exp(), 1.0 - tail.exp()] {
            let quantile = beta_quantile(p, a, b).expect("in range");
            prop_assert!((0.0..=1.0).contains(&quantile), "{quantile}");
            prop_assert!(chi_squared_quantile(p, a + 0.1).is_some_and(f64::is_finite));
            prop_assert!(normal_quantile(p).is_some_and(f64::is_finite));
            prop_assert!(student_t_quantile(p, a.max(1.0)).is_some_and(f64::is_finite));
            prop_assert!(student_t_two_sided(a, b.max(1.0)).is_some_and(f64::is_finite));
            prop_assert!(f_upper_tail(tail.exp(), a, b).is_some_and(f64::is_finite));
        }
    }

    #[test]
    fn quantiles_undo_distribution_functions(p in 0.001..0.999f64, a in 0.5..60.0f64, b in 0.5..60.0f64) {
        let beta = beta_quantile(p, a, b).and_then(|x| beta_cdf(x, a, b)).expect("in range");
        prop_assert!((beta - p).abs() < 1e-9, "{beta}");
        let f = f_quantile(p, a, b).and_then(|f| f_upper_tail(f, a, b)).expect("in range");
        prop_assert!((f - (1.0 - p)).abs() < 1e-11, "{f}");
        let normal = normal_quantile(p).and_then(normal_cdf).expect("in range");
        prop_assert!((normal - p).abs() < 1e-13, "{normal}");
        let t = student_t_quantile(p, a.max(1.0)).and_then(|t| student_t_two_sided(t, a.max(1.0))).expect("in range");
        prop_assert!((t - 2.0 * p.min(1.0 - p)).abs() < 1e-9, "{t}");
    }

    #[test]
    fn the_tails_are_mirrored(p in 1e-9..0.5f64, degrees in 1.0..500.0f64) {
        let (low, high) = (student_t_quantile(p, degrees), student_t_quantile(1.0 - p, degrees));
        let (low, high) = (low.expect("in range"), high.expect("in range"));
        prop_assert!((low + high).abs() <= 1e-6 * (1.0 + high.abs()), "{low} {high}");
    }

    #[test]
    fn probabilities_of_counts_add_up(
        n in 0u32..60, more in 0u32..60, k in 0u32..120, p in 0.0..=1.0f64, a in 0.1..20.0f64,
    ) {
        let (population, favourable) = (n + more, k.min(n + more));
        let mut sums = [0.0; 3];
        for k in 0..=n {
            sums[0] += binomial_pmf(k, n, p).expect("in range");
            sums[1] += hypergeometric_pmf(k, population, favourable, n).expect("in range");
            sums[2] += beta_binomial_pmf(k, n, a, 1.0 + p).expect("in range");
            let cumulated = [binomial_cdf(k, n, p), hypergeometric_cdf(k, population, favourable, n)];
            for (ours, sum) in cumulated.into_iter().zip(sums) {
                prop_assert!(ours.is_some_and(|ours| (ours - sum).abs() < 1e-10), "{ours:?} {sum}");
            }
        }
        prop_assert!(sums.iter().all(|sum| (sum - 1.0).abs() < 1e-10), "{sums:?}");
    }
}
