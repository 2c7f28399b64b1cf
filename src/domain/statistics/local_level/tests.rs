//! Holds line and band to the reference values and to what must hold for any steps.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::statistics::month::tests::{ORDINARY, any_month, of_oracle, ordinary_month, silent, steady};
use crate::statistics::oracle::{close, number, numbers, read};

fn agree(ours: &[Estimate], expected: &Value, means: &str, variances: &str, tolerance: f64) {
    let (means, variances) = (&expected[means], &expected[variances]);
    assert_eq!(ours.len(), numbers(means).len());
    for (ours, expected) in ours.iter().zip(numbers(means)) {
        assert!(close(ours.mean, expected, tolerance));
    }
    if !variances.is_null() {
        for (ours, expected) in ours.iter().zip(numbers(variances)) {
            assert!(close(ours.variance, expected, tolerance));
        }
    }
}

#[test]
fn the_band_of_a_team_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/36_trend_band_local_level.json"));
    let (months, prior) = of_oracle(&oracle["input"]);
    let ours = LocalLevel::of_months(&months, &prior, number(&oracle["input"]["q"])).expect("in range");
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    agree(&ours.filtered, expected, "filtered", "filtered_var", tolerance);
    agree(&ours.smoothed, expected, "smoothed", "smoothed_var", tolerance);
}

#[test]
fn the_nile_agrees_with_the_textbook_also_with_gaps() {
    let oracle = read(include_str!("../../../../tests/oracles/23_local_level_nile.json"));
    let (input, expected) = (&oracle["input"], &oracle["expected"]);
    let tolerance = number(&oracle["tolerance"]);
    let gaps: Vec<Vec<f64>> = input["gaps_0based"].as_array().expect("a list").iter().map(numbers).collect();
    let steps = |with_gaps: bool| {
        let mut steps = Vec::new();
        for (year, mean) in (0_u32..).zip(numbers(&input["y"])) {
            let missing = with_gaps && gaps.iter().any(|gap| gap[0] <= f64::from(year) && f64::from(year) < gap[1]);
            let observation = (!missing).then(|| Estimate { mean, variance: number(&input["sigma2_eps"]) });
            steps.push(Step { wander: if year == 0 { 0.0 } else { number(&input["sigma2_eta"]) }, observation });
        }
        steps
    };
    let start = Estimate { mean: number(&input["a1"]), variance: number(&input["P1"]) };
    let full = LocalLevel::of(start, &steps(false)).expect("in range");
    agree(&full.filtered, expected, "filtered", "filtered_var", tolerance);
    agree(&full.smoothed, expected, "smoothed", "smoothed_var", tolerance);
    assert!(close(full.log_likelihood(), number(&expected["loglik_P1_1e7"]), tolerance));
    let first = steps(false)[0].observation.expect("the first year is there");
    let diffuse = LocalLevel::of(first, &steps(false)[1..]).expect("in range").log_likelihood();
    assert!(close(diffuse, number(&expected["loglik_diffuse_first_obs_dropped"]), tolerance));
    assert!(close(diffuse, number(&oracle["published"]["loglik_diffuse"]), 1e-5));
    let broken = LocalLevel::of(start, &steps(true)).expect("in range");
    agree(&broken.filtered, expected, "filtered_with_gaps", "", tolerance);
    agree(&broken.smoothed, expected, "smoothed_with_gaps", "smoothed_var_with_gaps", tolerance);
    assert!(broken.log_densities[30].is_none() && full.log_densities.iter().all(Option::is_some));
}

#[test]
fn three_years_of_silence_widen_the_band_and_leave_the_line() {
    let months = [steady(-5.0, 6), silent(36), steady(-5.0, 1)].concat();
    let ours = LocalLevel::of_months(&months, &ORDINARY, WANDER).expect("in range");
    let (before, during) = (ours.filtered[5], ours.filtered[41]);
    assert!(close(during.mean, before.mean, 0.0));
    assert!(close(during.variance, before.variance + 36.0 * (WANDER + 1.5), 1e-9));
    assert!(ours.smoothed[24].variance < ours.filtered[24].variance);
    let empty = LocalLevel::of_months(&[], &ORDINARY, WANDER).expect("in range");
    assert!(empty.filtered.is_empty() && empty.smoothed.is_empty());
}

#[test]
fn a_level_that_never_moves_is_the_mean() {
    let observation = |mean: f64| Step { wander: 0.0, observation: Some(Estimate { mean, variance: 9.0 }) };
    let steps = [observation(60.0), observation(70.0), observation(80.0)];
    let ours = LocalLevel::of(Estimate { mean: 0.0, variance: 1e14 }, &steps).expect("in range");
    for level in ours.smoothed {
        assert!(close(level.mean, 70.0, 1e-9));
        assert!(close(level.variance, 3.0, 1e-9));
    }
    let known = LocalLevel::of(Estimate { mean: 50.0, variance: 0.0 }, &steps).expect("in range");
    assert!(known.smoothed.iter().all(|level| (level.mean, level.variance) == (50.0, 0.0)));
}

#[test]
fn nonsense_is_refused() {
    let start = Estimate { mean: 67.0, variance: 100.0 };
    let step = |wander, mean, variance| [Step { wander, observation: Some(Estimate { mean, variance }) }];
    for bad in [
        step(-1.0, 0.0, 1.0),
        step(f64::NAN, 0.0, 1.0),
        step(0.0, f64::NAN, 1.0),
        step(0.0, 0.0, 0.0),
        step(0.0, 0.0, -1.0),
        step(0.0, 0.0, f64::INFINITY),
        step(0.0, 1e200, 1e-200),
        step(f64::INFINITY, 0.0, 1.0),
    ] {
        assert_eq!(LocalLevel::of(start, &bad), None, "{bad:?}");
    }
    for start in [Estimate { mean: f64::NAN, ..start }, Estimate { variance: -1.0, ..start }] {
        assert_eq!(LocalLevel::of(start, &[]), None);
    }
    assert_eq!(LocalLevel::of_months(&[], &Prior { retest: 2.0, ..ORDINARY }, WANDER), None);
}

proptest! {
    #[test]
    fn whatever_the_months_only_finite_numbers_come_out(
        months in proptest::collection::vec(prop_oneof![any_month(), ordinary_month()], 0..40), wander: f64,
    ) {
        for wander in [wander, WANDER] {
            if let Some(ours) = LocalLevel::of_months(&months, &ORDINARY, wander) {
                let all = ours.filtered.iter().chain(&ours.smoothed);
                prop_assert!(all.clone().count() == 2 * months.len());
                prop_assert!(all.clone().all(|level| level.mean.is_finite() && level.variance.is_finite()), "{ours:?}");
                prop_assert!(ours.log_likelihood().is_finite());
            }
        }
    }

    #[test]
    fn hindsight_never_widens_the_band(months in proptest::collection::vec(ordinary_month(), 0..40)) {
        let ours = LocalLevel::of_months(&months, &ORDINARY, WANDER).expect("in range");
        for (filtered, smoothed) in ours.filtered.iter().zip(&ours.smoothed) {
            prop_assert!(smoothed.variance <= filtered.variance + 1e-9);
        }
    }
}
