//! Intervals of proportions against the literature, their defining equations, and nonsense. Does not know how they are
//! computed.

use proptest::num::f64::ANY;
use proptest::prelude::*;
use serde_json::Value;

use super::super::distribution::beta_cdf;
use super::super::oracle::{close, number, numbers, read};
use super::*;

#[test]
fn wilson_and_clopper_pearson_agree_with_newcombe() {
    let oracle = read(include_str!("../../../../tests/oracles/11_wilson_newcombe_1998.json"));
    let tolerance = number(&oracle["tolerance"]);
    for case in 0..4 {
        let input = numbers(&oracle["input"]["x_n"][case]);
        let ours = [wilson(input[0], input[1], 0.95), clopper_pearson(input[0], input[1], 0.95)];
        for (ours, name) in ours.into_iter().zip(["wilson", "clopper_pearson"]) {
            let (low, high) = ours.expect("in range");
            // The published table has four digits.
            for (table, tolerance) in [("expected", tolerance), ("published", 5.1e-5)] {
                let expected = numbers(&oracle[table][name][case]);
                let agree = close(low, expected[0], tolerance) && close(high, expected[1], tolerance);
                assert!(agree, "{name} {input:?}: {low} {high}");
            }
        }
    }
}

#[test]
fn members_agree_with_the_exact_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/13_hypergeometric_exact_ci.json"));
    let whole = |value: &Value| -> Vec<u32> {
        let list = value.as_array().expect("a list").iter();
        list.map(|v| u32::try_from(v.as_u64().expect("whole")).expect("small")).collect()
    };
    let (input, expected) = (oracle["input"]["x_n_N"].as_array().expect("a list"), &oracle["expected"]);
    for (case, input) in input.iter().enumerate() {
        let counts = whole(input);
        let (x, n, invited) = (counts[0], counts[1], counts[2]);
        let exact = favourable_members_exact(x, n, invited, 0.95).expect("in range");
        assert_eq!(vec![exact.0, exact.1], whole(&expected["exact_K"][case]), "{counts:?}");
        let predictive = favourable_members_predictive(x, n, invited, 0.95).expect("in range");
        assert_eq!(vec![predictive.0, predictive.1], whole(&expected["betabinom_jeffreys_K"][case]), "{counts:?}");
    }
    assert_eq!(input.len(), 63);
}

#[test]
fn jeffreys_solves_its_defining_equation() {
    for n in 1..=30_u32 {
        for x in 0..=n {
            let (x, n) = (f64::from(x), f64::from(n));
            let (low, high) = jeffreys(x, n, 0.95).expect("in range");
            let cdf = |p| beta_cdf(p, x + 0.5, n - x + 0.5).expect("in range");
            assert!(if x > 0.0 { close(cdf(low), 0.025, 1e-12) } else { low.total_cmp(&0.0).is_eq() }, "{x} {n}");
            assert!(if x < n { close(cdf(high), 0.975, 1e-12) } else { high.total_cmp(&1.0).is_eq() }, "{x} {n}");
        }
    }
    // Brown, Cai and DasGupta (2001) print for n = 7: 0 to .292 at x = 0, and .016 to .501 at x = 1.
    let (_, high) = jeffreys(0.0, 7.0, 0.95).expect("in range");
    assert!(close(high, 0.292, 5e-4), "{high}");
    let (low, high) = jeffreys(1.0, 7.0, 0.95).expect("in range");
    assert!(close(low, 0.016, 5e-4) && close(high, 0.501, 5e-4), "{low} {high}");
}

#[test]
fn a_full_answer_narrows_the_climate_and_none_leaves_it() {
    let width = |rho| jeffreys_of_climate(6, 8, 8, rho, 0.95).map(|(low, high)| high - low).expect("in range");
    assert_eq!(jeffreys_of_climate(6, 8, 8, 0.0, 0.95), jeffreys(6.0, 8.0, 0.95));
    assert_eq!(jeffreys_of_climate(6, 8, 8, 0.5, 0.95), jeffreys(12.0, 16.0, 0.95));
    assert!(width(0.0) > width(0.5) && width(0.5) > width(0.9) && width(1.0) < 0.01);
}

#[test]
fn nobody_and_everybody() {
    assert_eq!((jeffreys(0.0, 0.0, 0.95), wilson(0.0, 0.0, 0.95), clopper_pearson(0.0, 0.0, 0.95)), (None, None, None));
    assert_eq!(jeffreys_of_climate(0, 0, 9, 0.5, 0.95), None);
    assert_eq!(favourable_members_exact(0, 0, 9, 0.95), Some((0, 9)));
    assert_eq!(favourable_members_exact(4, 9, 9, 0.95), Some((4, 4)));
    assert_eq!(favourable_members_predictive(4, 9, 9, 0.95), Some((4, 4)));
    assert_eq!((favourable_members_exact(4, 3, 9, 0.95), favourable_members_predictive(4, 9, 8, 0.95)), (None, None));
    let (low, high) = favourable_members_predictive(100_000, 150_000, 300_000, 0.95).expect("in range");
    assert!(low < 200_000 && high > 200_000 && high - low < 2000, "{low} {high}");
}

proptest! {
    #[test]
    fn any_input_gives_an_interval_around_the_share_or_none(x in ANY, n in ANY, level in ANY) {
        for interval in [wilson(x, n, level), clopper_pearson(x, n, level), jeffreys(x, n, level)] {
            prop_assert!(interval.is_none_or(|(low, high)| low >= 0.0 && low <= high && high <= 1.0), "{interval:?}");
        }
    }

    #[test]
    fn intervals_hold_the_share(n in 0.1..5000.0f64, share in 0.0..=1.0f64, level in 0.5..0.999f64) {
        let x = n * share;
        for interval in [wilson(x, n, level), clopper_pearson(x, n, level)] {
            let (low, high) = interval.expect("in range");
            prop_assert!(low <= share + 1e-9 && share - 1e-9 <= high, "{low} {high}");
        }
        prop_assert!(jeffreys(x, n, level).is_some_and(|(low, high)| 0.0 <= low && low < high && high <= 1.0));
    }

    #[test]
    fn members_lie_between_the_logical_bounds(
        x in 0u32..60, more in 0u32..60, missing in 0u32..60, rho in ANY, level in 0.0..1.0f64,
    ) {
        let (n, invited) = (x + more, x + more + missing);
        for limits in [favourable_members_exact, favourable_members_predictive] {
            let limits = limits(x, n, invited, level);
            let sound = limits.is_some_and(|(low, high)| x <= low && low <= high && high <= x + missing);
            prop_assert!(sound || level <= 0.0, "{limits:?}");
        }
        let climate = jeffreys_of_climate(x, n, invited, rho, level);
        prop_assert!(climate.is_none_or(|(low, high)| low >= 0.0 && low <= high && high <= 1.0), "{climate:?}");
    }
}
