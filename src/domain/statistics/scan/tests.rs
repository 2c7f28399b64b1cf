//! Holds the scan to the reference values and to what must hold for any months.

use proptest::prelude::*;

use super::*;
use crate::statistics::monitor::{Monitor, Reference};
use crate::statistics::month::tests::{ORDINARY, any_month, of_oracle, ordinary_month, silent, steady};
use crate::statistics::oracle::{close, number, read};

fn fall(months: &[Month]) -> Option<Scan> {
    scan(months, &ORDINARY, Window::default(), Direction::Fall)
}

#[test]
fn every_step_agrees_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/33_scan_statistic.json"));
    let (months, prior) = of_oracle(&oracle["input"]);
    assert!((number(&oracle["input"]["W"]), number(&oracle["input"]["warm"])) == (6.0, 4.0));
    let (tolerance, mut found) = (number(&oracle["tolerance"]), 0);
    for (last, expected) in oracle["expected"]["steps"].as_array().expect("a list").iter().enumerate() {
        let ours = scan(&months[..=last], &prior, Window::default(), Direction::Fall);
        // A gap is null there; no window below the baseline is a z of 0 without a start.
        assert_eq!(
            ours.map(|ours| ours.start),
            expected["start"].as_u64().and_then(|start| usize::try_from(start).ok())
        );
        if let Some(ours) = ours {
            assert!(close(ours.z, number(&expected["z"]), tolerance));
            assert!(close(ours.drop, number(&expected["drop"]), tolerance));
            assert!(close(ours.baseline, number(&expected["baseline"]), tolerance));
            assert!(close(ours.recent, number(&expected["recent"]), tolerance));
            assert!(close(ours.standard_error * ours.z, ours.drop, tolerance));
            found += 1;
        } else {
            assert!(close(expected["z"].as_f64().unwrap_or_default(), 0.0, 0.0));
        }
    }
    assert_eq!(found, 5);
}

#[test]
fn probabilities_follow_the_normal_distribution() {
    let found = fall(&[steady(0.0, 8), steady(-15.0, 3)].concat()).expect("a fall");
    assert_eq!(found.start, 8);
    let at = |points| found.probability_below(points).expect("a number");
    assert!(close(at(-found.drop), 0.5, 1e-12));
    assert!(close(at(-found.drop - 1.959_963_984_540_054 * found.standard_error), 0.975, 1e-9));
    assert!(at(5.0) > 0.95 && at(30.0) < 0.01 && found.probability_below(f64::NAN).is_none());
}

#[test]
fn a_rise_is_a_fall_mirrored() {
    let months = |points: f64| [steady(0.0, 8), steady(points, 3)].concat();
    let fallen = fall(&months(-15.0)).expect("a fall");
    let risen = scan(&months(15.0), &ORDINARY, Window::default(), Direction::Rise).expect("a rise");
    assert!(close(fallen.z, -risen.z, 1e-12));
    assert!(close(
        fallen.probability_below(5.0).expect("in range"),
        risen.probability_below(5.0).expect("in range"),
        1e-12
    ));
    assert_eq!(fall(&months(15.0)), None);
}

#[test]
fn a_change_before_the_window_is_history_and_a_gap_at_the_end_says_nothing() {
    assert_eq!(fall(&[]), None);
    assert_eq!(fall(&silent(36)), None);
    assert_eq!(fall(&[steady(0.0, 8), steady(-15.0, 3), silent(1)].concat()), None);
    let long = fall(&[steady(0.0, 8), steady(-15.0, 1), silent(36), steady(-15.0, 1)].concat()).expect("still lower");
    assert_eq!(long.start, 45);
    let none = Window { months: 0, ..Window::default() };
    assert_eq!(scan(&steady(0.0, 12), &ORDINARY, none, Direction::Fall), None);
    assert_eq!(
        scan(&steady(0.0, 12), &Prior { within: f64::NAN, ..ORDINARY }, Window::default(), Direction::Fall),
        None
    );
}

proptest! {
    #[test]
    fn whatever_the_months_a_finite_answer_or_none(
        months in proptest::collection::vec(prop_oneof![any_month(), ordinary_month()], 0..40),
        window: usize, warm_up in 0u32..6,
    ) {
        for direction in [Direction::Fall, Direction::Rise] {
            if let Some(found) = scan(&months, &ORDINARY, Window { months: window, warm_up }, direction) {
                let values = [found.z, found.drop, found.standard_error, found.baseline, found.recent];
                prop_assert!(values.into_iter().all(f64::is_finite) && found.start < months.len(), "{found:?}");
                prop_assert!(found.probability_below(5.0).is_some_and(|p| (0.0..=1.0).contains(&p)));
            }
        }
    }

    #[test]
    fn a_window_of_one_month_is_the_monitor_s_z(months in proptest::collection::vec(ordinary_month(), 5..24)) {
        let mut monitor = Monitor::new(ORDINARY, Reference::default()).expect("sensible");
        let z = months.iter().map(|month| (monitor.count(), monitor.step(month, 1.0).z)).last();
        if let Some(found) = scan(&months, &ORDINARY, Window { months: 1, warm_up: 4 }, Direction::Fall) {
            let (count, z) = z.expect("not empty");
            prop_assert!(count >= 4 && (found.z - z.expect("a reading")).abs() < 1e-9);
        }
    }
}
