//! Months for the tests of everything that reads months. Does not know what is done with them.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::statistics::oracle::number;

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a whole number")).expect("a small number")
}

/// The months and the prior of a reference file; what the file does not have is 0.
pub(in crate::statistics) fn of_oracle(input: &Value) -> (Vec<Month>, Prior) {
    let prior = Prior {
        mean: number(&input["mu0"]),
        variance: number(&input["tau2"]),
        within: number(&input["pool"]),
        weight: number(&input["d0"]),
        retest: number(&input["rho"]),
    };
    let at = |name: &str, month: usize| input.get(name).map(|list| &list[month]);
    let months = (0..input["y"].as_array().expect("a list").len()).map(|index| {
        let invited = whole(&input["N"][index]);
        let reading = input["y"][index].as_f64().map(|mean| Reading {
            mean,
            n: number(&input["n"][index]),
            invited,
            variance: number(&input["s2"][index]),
            rounding: 0.0,
        });
        let (moves, shift) = (at("moves", index).map_or(0, whole), at("org_shift", index).map_or(0.0, number));
        Month { reading, moves, invited, shift }
    });
    (months.collect(), prior)
}

/// An ordinary month of an ordinary team, half of them without a result.
pub(in crate::statistics) fn ordinary_month() -> impl Strategy<Value = Month> {
    (any::<bool>(), 0.0..100.0f64, 1u32..30, 0u32..10, 0.0..900.0f64, 0u32..4, -5.0..5.0f64).prop_map(
        |(published, mean, n, silent, variance, moves, shift)| {
            let invited = n + silent;
            let reading = Reading { mean, n: f64::from(n), invited, variance, rounding: 0.0 };
            Month { reading: published.then_some(reading), moves, invited, shift }
        },
    )
}

/// Anything at all: enormous, tiny, negative, infinite, not a number.
pub(in crate::statistics) fn any_month() -> impl Strategy<Value = Month> {
    (any::<[f64; 5]>(), any::<[u32; 3]>(), any::<bool>()).prop_map(|(floats, counts, published)| {
        let [mean, n, variance, rounding, shift] = floats;
        let [invited, moves, team] = counts;
        let reading = published.then_some(Reading { mean, n, invited, variance, rounding });
        Month { reading, moves, invited: team, shift }
    })
}

/// A prior of an ordinary organisation.
pub(in crate::statistics) const ORDINARY: Prior =
    Prior { mean: 67.0, variance: 100.0, within: 300.0, weight: 4.0, retest: 0.5 };

/// The same reading month after month, shifted by `points`.
pub(in crate::statistics) fn steady(points: f64, months: usize) -> Vec<Month> {
    let reading = Reading { mean: 67.0 + points, n: 8.0, invited: 10, variance: 300.0, rounding: 0.0 };
    vec![Month { reading: Some(reading), moves: 0, invited: 10, shift: 0.0 }; months]
}

/// Months without any result.
pub(in crate::statistics) fn silent(months: usize) -> Vec<Month> {
    vec![Month { reading: None, moves: 1, invited: 10, shift: 0.0 }; months]
}

#[test]
fn nonsense_is_read_as_a_gap() {
    let ordinary = Reading { mean: 70.0, n: 8.0, invited: 10, variance: 300.0, rounding: 0.0 };
    let nonsense = [
        Reading { n: 0.0, ..ordinary },
        Reading { n: 11.0, ..ordinary },
        Reading { n: f64::NAN, ..ordinary },
        Reading { mean: f64::NAN, ..ordinary },
        Reading { mean: f64::INFINITY, ..ordinary },
        Reading { variance: -1.0, ..ordinary },
        Reading { variance: f64::NAN, ..ordinary },
        Reading { rounding: -1.0, ..ordinary },
        Reading { rounding: f64::INFINITY, ..ordinary },
    ];
    for reading in nonsense {
        let mut spread = Spread::default();
        let month = Month { reading: Some(reading), moves: 0, invited: 10, shift: 0.0 };
        assert_eq!(spread.observe(&month, &ORDINARY), None, "{reading:?}");
        assert_eq!(spread, Spread::default(), "{reading:?}");
    }
}

#[test]
fn one_answer_adds_no_spread_and_everybody_answering_leaves_some_variance() {
    let month = |n, invited, retest| {
        let reading = Reading { mean: 70.0, n, invited, variance: 900.0, rounding: 0.0 };
        let month = Month { reading: Some(reading), moves: 0, invited, shift: 0.0 };
        Spread::default().observe(&month, &Prior { retest, ..ORDINARY }).expect("in range").variance
    };
    assert!((month(1.0, 10, 0.5) - 300.0 * (1.0 - 0.05)).abs() < 1e-9);
    assert!((month(0.5, 10, 0.5) - 300.0 * (2.0 - 0.05)).abs() < 1e-9);
    assert!(month(10.0, 10, 1.0) > 0.0);
}

#[test]
fn a_rounded_mean_counts_for_less() {
    let mut months = steady(3.0, 1);
    let exact = Spread::default().observe(&months[0], &ORDINARY).expect("in range").variance;
    if let Some(reading) = &mut months[0].reading {
        reading.rounding = 1.0 / 12.0;
    }
    let rounded = Spread::default().observe(&months[0], &ORDINARY).expect("in range").variance;
    assert!((rounded - exact - 1.0 / 12.0).abs() < 1e-12);
}
