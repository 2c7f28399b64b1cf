//! Holds slopes and trend tests to the reference values and to what must hold for any series.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::statistics::oracle::{close, number, numbers, read};

fn agree(ours: f64, expected: &Value, tolerance: f64) {
    assert!(close(ours, number(expected), tolerance), "{ours}, expected {expected}");
}

fn from(start: f64, y: &[f64]) -> Vec<(f64, f64)> {
    (0_u32..).zip(y).map(|(step, &y)| (start + f64::from(step), y)).collect()
}

#[test]
fn every_series_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/18_theil_sen_mann_kendall.json"));
    let (input, expected) = (&oracle["input"], &oracle["expected"]);
    let tolerance = number(&oracle["tolerance"]);
    let helsel = numbers(&input["helsel"]["y"]);
    let x = numbers(&input["helsel"]["x"]);
    assert_eq!(from(1.0, &helsel).iter().map(|point| point.0).collect::<Vec<f64>>(), x);
    for (name, start, y) in [
        ("helsel", 1.0, helsel),
        ("nile", number(&input["nile"]["x0"]), numbers(&input["nile"]["y"])),
        ("monthly12", 0.0, numbers(&input["monthly12"])),
        ("ties12", 0.0, numbers(&input["ties12"])),
    ] {
        let (line, lines) = (TheilSen::of(&from(start, &y), 0.95).expect("in range"), &expected["theil_sen"][name]);
        agree(line.slope, &lines["slope"], tolerance);
        agree(line.intercept, &lines["intercept"], tolerance);
        agree(line.low, &lines["lo95"], tolerance);
        agree(line.high, &lines["hi95"], tolerance);
        let (test, tests) = (MannKendall::of(&y).expect("in range"), &expected["mann_kendall"][name]);
        agree(test.s, &tests["S"], tolerance);
        agree(test.variance, &tests["var_S"], tolerance);
        agree(test.z, &tests["z"], tolerance);
        agree(test.p, &tests["p"], tolerance);
        agree(test.tau, &tests["tau"], tolerance);
        let line = TheilSen::of(&from(0.0, &y), 0.95).expect("in range");
        agree(line.slope, &tests["sen_slope"], tolerance);
        agree(line.intercept, &tests["sen_intercept"], tolerance);
    }
    agree(1.0, &oracle["published"]["helsel_slope"], tolerance);
}

#[test]
fn the_exact_distribution_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/19_mann_kendall_exact_null.json"));
    let mut values = 0;
    for (n, tails) in oracle["expected"].as_object().expect("a table") {
        for (s, expected) in tails.as_object().expect("a table") {
            let ours =
                kendall_upper_tail(n.parse().expect("a number"), s.parse().expect("a number")).expect("in range");
            agree(ours, expected, number(&oracle["tolerance"]));
            // The smallest are a few billionths, where an absolute tolerance would say little.
            assert!((ours / number(expected) - 1.0).abs() < 1e-9);
            values += 1;
        }
    }
    assert_eq!(values, 6 + 15 + 23 + 34);
}

#[test]
fn few_values_have_few_orders() {
    assert_eq!((kendall_upper_tail(1, 0.0), kendall_upper_tail(1, 1.0)), (Some(1.0), Some(0.0)));
    assert_eq!((kendall_upper_tail(2, 1.0), kendall_upper_tail(2, -1.0)), (Some(0.5), Some(1.0)));
    assert_eq!(
        (kendall_upper_tail(0, 1.0), kendall_upper_tail(61, 1.0), kendall_upper_tail(5, f64::NAN)),
        (None, None, None)
    );
    let rising = MannKendall::of(&[1.0, 2.0, 3.0, 4.0, 5.0]).expect("in range");
    assert!(close(rising.exact_p.expect("no ties"), 2.0 / 120.0, 1e-12) && close(rising.tau, 1.0, 0.0));
    assert_eq!(MannKendall::of(&[1.0, 1.0, 2.0]).expect("in range").exact_p, None);
    let still = MannKendall::of(&[1.0, 4.0, 2.0, 0.0, 3.0]).expect("in range");
    assert!(close(still.p, 1.0, 1e-12) && still.exact_p == Some(1.0), "{still:?}");
}

#[test]
fn nonsense_is_refused() {
    for y in [vec![], vec![1.0], vec![3.0; 9], vec![1.0, f64::NAN], vec![1.0, f64::INFINITY], vec![1.0; 1_001]] {
        assert_eq!(MannKendall::of(&y), None);
    }
    let two = [(1.0, 1.0), (2.0, 3.0)];
    assert_eq!(TheilSen::of(&two, 0.95).expect("in range").slope.to_bits(), 2.0_f64.to_bits());
    for level in [0.4, 1.0, f64::NAN] {
        assert_eq!(TheilSen::of(&two, level), None);
    }
    for points in [vec![], vec![two[0]], vec![two[0]; 5], vec![(f64::NAN, 1.0), (1.0, 1.0)], vec![two[0]; 1_001]] {
        assert_eq!(TheilSen::of(&points, 0.95), None);
    }
    let level = TheilSen::of(&[(0.0, 5.0), (1.0, 5.0), (2.0, 5.0)], 0.95).expect("in range");
    assert!(close(level.slope, 0.0, 0.0) && close(level.intercept, 5.0, 0.0));
}

proptest! {
    #[test]
    fn any_series_gives_finite_numbers_or_none(
        points in proptest::collection::vec(any::<(f64, f64)>(), 0..12), level: f64,
    ) {
        for level in [level, 0.9] {
            if let Some(line) = TheilSen::of(&points, level) {
                prop_assert!(line.low <= line.slope && line.slope <= line.high && line.intercept.is_finite(), "{line:?}");
            }
        }
        let values: Vec<f64> = points.iter().map(|point| point.1).collect();
        if let Some(test) = MannKendall::of(&values) {
            prop_assert!((0.0..=1.0).contains(&test.p) && test.z.is_finite() && test.tau.abs() <= 1.0, "{test:?}");
            prop_assert!(test.exact_p.is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
    }

    #[test]
    fn a_line_is_found_exactly_and_reversed_time_reverses_it(
        slope in -9.0..9.0f64, intercept in -50.0..50.0f64, values in proptest::collection::vec(0.0..100.0f64, 2..30),
    ) {
        let line: Vec<(f64, f64)> = (0..12).map(f64::from).map(|x| (x, intercept + slope * x)).collect();
        let found = TheilSen::of(&line, 0.95).expect("in range");
        prop_assert!((found.slope - slope).abs() < 1e-9 && (found.intercept - intercept).abs() < 1e-9);
        let mut reversed = values.clone();
        reversed.reverse();
        let (forwards, backwards) = (MannKendall::of(&values), MannKendall::of(&reversed));
        prop_assert!(forwards.is_some() == backwards.is_some());
        if let (Some(forwards), Some(backwards)) = (forwards, backwards) {
            prop_assert!((forwards.s + backwards.s).abs() < 1e-9 && (forwards.p - backwards.p).abs() < 1e-12);
        }
    }
}
