//! Holds run lengths to the reference values and to what must hold for any chart.

use proptest::prelude::*;

use super::*;
use crate::statistics::oracle::{close, number, read};

type RunLength = fn(f64, f64, f64) -> Option<f64>;

#[test]
fn every_run_length_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/22_arl_cusum_ewma.json"));
    let (expected, published) = (&oracle["expected"], &oracle["published"]);
    let cases: [(&str, usize, RunLength); 2] =
        [("cusum_one_sided", 12, cusum_run_length), ("ewma_two_sided", 20, ewma_run_length)];
    for (name, count, run_length) in cases {
        let table = expected[name].as_object().expect("a table");
        assert_eq!(table.len(), count);
        for (chart, expected) in table {
            let p: Vec<f64> = chart
                .split(',')
                .map(|part| part.split('=').nth(1).expect("a number").parse().expect("a number"))
                .collect();
            let (ours, expected) = (run_length(p[0], p[1], p[2]).expect("in range"), number(expected));
            // Relative, as the file says, and in fact far closer.
            assert!(
                (ours / expected - 1.0).abs() < number(&oracle["tolerance"]) * 1e-4,
                "{chart}: {ours}, expected {expected}"
            );
        }
    }
    let printed = |length: Option<f64>, name: &str, digits: f64| {
        assert!((length.expect("in range") - number(&published[name])).abs() <= digits, "{name}: {length:?}");
    };
    printed(cusum_run_length(0.5, 5.0, 0.0), "cusum_one_sided_k05_h5", 0.5);
    printed(cusum_run_length(0.5, 4.0, 0.0), "cusum_one_sided_k05_h4", 0.5);
    printed(cusum_run_length(0.5, 5.0, 1.0), "cusum_delta1_h5", 0.05);
    printed(cusum_run_length(0.5, 4.0, 1.0), "cusum_delta1_h4", 0.005);
    printed(ewma_run_length(0.1, 2.814, 1.0), "ewma_01_delta1", 0.05);
    for pair in published["ewma_500"].as_array().expect("a list") {
        let length = ewma_run_length(number(&pair[0]), number(&pair[1]), 0.0).expect("in range");
        assert!((length - 500.0).abs() < 0.5, "{length}");
    }
}

#[test]
fn a_chart_without_memory_is_geometric() {
    // With weight 1 each value stands alone, and so it does with a limit of 0.
    let beyond = 1.0 - (normal_cdf(3.0).expect("in range") - normal_cdf(-3.0).expect("in range"));
    assert!(close(ewma_run_length(1.0, 3.0, 0.0).expect("in range"), 1.0 / beyond, 1e-9));
    let above = 1.0 - normal_cdf(1.0).expect("in range");
    assert!(close(cusum_run_length(1.0, 0.0, 0.0).expect("in range"), 1.0 / above, 1e-9));
}

#[test]
fn the_points_integrate_polynomials_exactly() {
    for (power, expected) in [(0, 2.0), (1, 0.0), (2, 2.0 / 3.0), (40, 2.0 / 41.0), (180, 2.0 / 181.0)] {
        let integral = compensated(gauss_legendre(-1.0, 1.0).into_iter().map(|(x, weight)| weight * x.powi(power)));
        assert!(close(integral, expected, 1e-13), "{power}: {integral}");
    }
}

#[test]
fn nonsense_and_endless_runs_are_refused() {
    for bad in [-0.1, 31.0, f64::NAN, f64::INFINITY] {
        assert_eq!((cusum_run_length(bad, 4.0, 0.0), cusum_run_length(0.5, bad, 0.0)), (None, None), "{bad}");
        assert_eq!((ewma_run_length(bad, 3.0, 0.0), ewma_run_length(0.1, bad, 0.0)), (None, None), "{bad}");
    }
    assert_eq!((ewma_run_length(0.1, 3.0, f64::NAN), cusum_run_length(0.5, 4.0, -31.0)), (None, None));
    assert_eq!((cusum_run_length(0.5, 30.0, 0.0), cusum_run_length(5.0, 25.0, 0.0)), (None, None));
    assert_eq!(ewma_run_length(0.1, 6.1, 0.0), None);
    assert_eq!((ewma_run_length(0.1, 0.0, 0.0), ewma_run_length(0.04, 3.0, 0.0)), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_chart_gives_a_length_or_none(k in 0.0..31.0f64, h in 0.0..31.0f64, weight in 0.0..1.1f64, shift in -31.0..31.0f64) {
        let lengths = [cusum_run_length(k, h, shift), ewma_run_length(weight, h / 5.0, shift)];
        prop_assert!(lengths.into_iter().flatten().all(|length| (1.0..=LONGEST).contains(&length)), "{lengths:?}");
    }

    #[test]
    fn a_higher_limit_runs_longer_and_a_shift_shorter(k in 0.2..1.0f64, h in 0.5..6.0f64, shift in 0.0..2.0f64) {
        let length = |h, shift| cusum_run_length(k, h, shift).expect("in range");
        prop_assert!(length(h + 0.1, shift) > length(h, shift) && length(h, shift + 0.1) < length(h, shift));
    }
}
