//! Holds the monitor to the reference values and to what must hold for any months.

use proptest::prelude::*;

use super::*;
use crate::statistics::month::tests::{ORDINARY, any_month, of_oracle, ordinary_month, silent, steady};
use crate::statistics::oracle::{close, number, read};

fn run(months: &[Month], scale: f64) -> (Monitor, Vec<Step>) {
    let mut monitor = Monitor::new(ORDINARY, Reference::default()).expect("a sensible prior");
    let steps = months.iter().map(|month| monitor.step(month, scale)).collect();
    (monitor, steps)
}

#[test]
fn every_step_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/35_eb_cusum.json"));
    let (months, prior) = of_oracle(&oracle["input"]);
    let reference = Reference { allowance: number(&oracle["input"]["k"]), warm_up: 4 };
    let mut monitor = Monitor::new(prior, reference).expect("a sensible prior");
    let steps = oracle["expected"]["steps"].as_array().expect("a list");
    assert_eq!((steps.len(), number(&oracle["input"]["warm"])), (months.len(), 4.0));
    let tolerance = number(&oracle["tolerance"]);
    for (month, expected) in months.iter().zip(steps) {
        let step = monitor.step(month, number(&oracle["input"]["scale"]));
        assert_eq!(step.z.is_some(), expected["z"].is_number());
        assert_eq!(step.v.is_some(), expected.get("v").is_some());
        if let (Some(z), Some(v)) = (step.z, step.v) {
            assert!(close(z, number(&expected["z"]), tolerance));
            assert!(close(v, number(&expected["v"]), tolerance));
        }
        assert!(close(step.lower, number(&expected["C"]), tolerance));
        assert!(close(step.baseline, number(&expected["baseline"]), tolerance));
        assert!(close(step.baseline_variance, number(&expected["P"]), tolerance));
    }
    assert_eq!(monitor.count(), 10);
}

#[test]
fn a_fall_and_a_rise_are_mirrored() {
    let sums = |points: f64| {
        let months = [steady(0.0, 8), steady(points, 6)].concat();
        let (monitor, _) = run(&months, 1.0);
        (monitor.lower(), monitor.upper())
    };
    let ((fallen, unrisen), (unfallen, risen)) = (sums(-15.0), sums(15.0));
    assert!(close(fallen, risen, 1e-9));
    assert!(fallen > 4.0 && unrisen.abs() < 1e-12 && unfallen.abs() < 1e-12, "{fallen}");
}

#[test]
fn after_a_restart_the_new_level_is_ordinary() {
    let (mut monitor, _) = run(&[steady(0.0, 8), steady(-15.0, 6)].concat(), 1.0);
    monitor.restart(52.0, 6.0);
    assert!((monitor.baseline(), monitor.baseline_variance(), monitor.lower()) == (52.0, 6.0, 0.0));
    for month in steady(-15.0, 12) {
        assert!(monitor.step(&month, 1.0).lower.abs() < 1e-12);
    }
    let before = monitor;
    monitor.restart(f64::NAN, 6.0);
    monitor.restart(52.0, -1.0);
    assert_eq!(monitor, before);
}

#[test]
fn three_years_of_silence_only_widen_the_baseline() {
    let (monitor, steps) = run(&[steady(-15.0, 6), silent(36)].concat(), 1.0);
    let (before, after) = (steps[5], steps[41]);
    assert!(close(after.baseline, before.baseline, 0.0));
    assert!(close(after.baseline_variance, before.baseline_variance + 36.0 * 1.5, 1e-12));
    assert_eq!((after.z, after.v, monitor.count()), (None, None, 6));
}

#[test]
fn priors_without_sense_are_refused() {
    let refused = |prior| Monitor::new(prior, Reference::default()).is_none();
    assert!(refused(Prior { mean: f64::NAN, ..ORDINARY }) && refused(Prior { variance: -1.0, ..ORDINARY }));
    assert!(refused(Prior { within: 0.0, ..ORDINARY }) && refused(Prior { weight: 0.0, ..ORDINARY }));
    assert!(refused(Prior { retest: 1.1, ..ORDINARY }) && refused(Prior { retest: f64::NAN, ..ORDINARY }));
    for allowance in [-0.5, f64::NAN, f64::INFINITY] {
        assert!(Monitor::new(ORDINARY, Reference { allowance, ..Reference::default() }).is_none());
    }
}

proptest! {
    #[test]
    fn whatever_the_months_nothing_but_finite_numbers_comes_out(
        months in proptest::collection::vec(prop_oneof![any_month(), ordinary_month()], 0..40), scale: f64,
    ) {
        for step in run(&months, scale).1 {
            let values = [step.lower, step.upper, step.baseline, step.baseline_variance];
            prop_assert!(values.into_iter().chain(step.z).chain(step.v).all(f64::is_finite), "{step:?}");
            prop_assert!(step.lower >= 0.0 && step.upper >= 0.0 && step.baseline_variance >= 0.0);
        }
    }

    #[test]
    fn a_shift_of_all_months_and_of_the_organisation_changes_no_sum(
        months in proptest::collection::vec(ordinary_month(), 1..24), by in -30.0..30.0f64,
    ) {
        let moved: Vec<Month> = months.iter().map(|month| Month { shift: month.shift - by, ..*month }).collect();
        let mut monitor = Monitor::new(Prior { mean: ORDINARY.mean + by, ..ORDINARY }, Reference::default()).expect("sensible");
        for (month, step) in moved.iter().zip(run(&months, 1.0).1) {
            let ours = monitor.step(month, 1.0);
            prop_assert!((ours.lower - step.lower).abs() < 1e-9 && (ours.upper - step.upper).abs() < 1e-9);
        }
    }

    #[test]
    fn a_larger_scale_never_raises_an_alarm(months in proptest::collection::vec(ordinary_month(), 1..24)) {
        let (plain, floored) = (run(&months, 1.0).1, run(&months, 0.2).1);
        prop_assert_eq!(&plain, &floored);
        for (plain, scaled) in plain.iter().zip(run(&months, 1.5).1) {
            prop_assert!(scaled.z.unwrap_or_default().abs() <= plain.z.unwrap_or_default().abs());
        }
    }
}
