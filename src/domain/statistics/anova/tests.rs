//! The analysis of variance against certified values, and against nonsense. Does not know how it is computed.

use proptest::num::f64::ANY;
use proptest::prelude::*;
use serde_json::Value;

use super::super::oracle::{close, number, numbers, read};
use super::*;

fn analyse<'a>(groups: impl IntoIterator<Item = &'a Value>) -> OneWay {
    let groups: Vec<_> = groups.into_iter().map(|group| Group::of(&numbers(group)).expect("a group")).collect();
    OneWay::of(&groups).expect("an analysis")
}

fn certified(text: &str) {
    let oracle = read(text);
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let ours = analyse(oracle["input"]["groups"].as_array().expect("groups"));
    let table = [
        ("df_between", f64::from(ours.groups - 1)),
        ("df_within", f64::from(ours.people - ours.groups)),
        ("SSB", ours.square_between),
        ("MSB", ours.mean_square_between),
        ("SSW", ours.square_within),
        ("MSW", ours.mean_square_within),
        ("F", ours.f.expect("F")),
    ];
    for (name, ours) in table {
        let expected = number(&expected[name]);
        assert!((ours / expected - 1.0).abs() <= tolerance, "{name}: {ours}, expected {expected}");
    }
}

#[test]
fn certified_resistances() {
    certified(include_str!("../../../../tests/oracles/06_nist_anova_SiRstv.json"));
}

#[test]
fn certified_with_few_and_with_many_leading_digits() {
    certified(include_str!("../../../../tests/oracles/06_nist_anova_SmLs01.json"));
    certified(include_str!("../../../../tests/oracles/06_nist_anova_SmLs04.json"));
}

fn reference(ours: &OneWay, oracle: &Value) {
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let table = [
        ("J", f64::from(ours.groups)),
        ("N", f64::from(ours.people)),
        ("grand_mean", ours.grand_mean),
        ("SSB", ours.square_between),
        ("SSW", ours.square_within),
        ("MSB", ours.mean_square_between),
        ("MSW", ours.mean_square_within),
        ("F", ours.f.expect("F")),
        ("p", ours.p.expect("p")),
        ("n0", ours.n0),
        ("tau2", ours.variance_between),
        ("sigma2", ours.variance_within),
        ("ICC1", ours.icc1().expect("ICC(1)")),
        ("ICC1_bartko_mean_n", ours.icc1_mean_size().expect("ICC(1)")),
        ("ICC2", ours.icc2().expect("ICC(2)")),
    ];
    for (name, ours) in table {
        // Relative above 1: sums of squares run into tens of thousands.
        assert!(close(ours, number(&expected[name]), tolerance), "{name}: {ours}, expected {}", expected[name]);
    }
}

#[test]
fn balanced_groups_agree_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/04_random_intercept_dyestuff.json"));
    let ours = analyse(oracle["input"].as_object().expect("batches").values());
    reference(&ours, &oracle);
    let (expected, published) = (&oracle["expected"], &oracle["published"]);
    assert!(close(ours.variance_between.sqrt(), number(&expected["sd_batch"]), 1e-9));
    assert!(close(ours.variance_within.sqrt(), number(&expected["sd_resid"]), 1e-9));
    assert!(close(ours.variance_between, number(&published["var_batch"]), 1e-4));
    assert!(close(ours.variance_within, number(&published["var_resid"]), 1e-4));
}

#[test]
fn unbalanced_groups_agree_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/05_anova_unbalanced_eb.json"));
    reference(&analyse(oracle["input"]["groups"].as_array().expect("groups")), &oracle);
}

#[test]
fn too_little_to_analyse() {
    let group = |values: &[f64]| Group::of(values).expect("a group");
    let empty = Group { n: 0, mean: f64::NAN, deviation: f64::NAN };
    assert_eq!(Group::of(&[]), None);
    assert_eq!(OneWay::of(&[]), None);
    assert_eq!(OneWay::of(&[group(&[1.0, 2.0]), empty]), None);
    assert_eq!(OneWay::of(&[group(&[1.0]), group(&[2.0])]), None);
    let (pair, more) = (group(&[1.0, 2.0]), group(&[3.0, 5.0, 7.0]));
    assert_eq!(OneWay::of(&[pair, empty, more]), OneWay::of(&[pair, more]));
    assert_eq!(OneWay::of(&[pair, Group { deviation: -1.0, ..more }]), None);
    let equal = OneWay::of(&[group(&[4.0; 3]), group(&[4.0; 5])]).expect("an analysis");
    assert_eq!((equal.f, equal.p, equal.icc1(), equal.icc2(), equal.variance_between), (None, None, None, None, 0.0));
    let apart = OneWay::of(&[group(&[4.0; 3]), group(&[5.0; 5])]).expect("an analysis");
    assert_eq!((apart.f, apart.icc1(), apart.icc2()), (None, Some(1.0), Some(1.0)));
}

proptest! {
    #[test]
    fn any_groups_give_finite_numbers_or_none(groups in proptest::collection::vec((0u32.., ANY, ANY), 0..6)) {
        let groups: Vec<_> = groups.into_iter().map(|(n, mean, deviation)| Group { n, mean, deviation }).collect();
        if let Some(ours) = OneWay::of(&groups) {
            let all = [Some(ours.grand_mean), Some(ours.mean_square_between), Some(ours.mean_square_within),
                Some(ours.variance_between), Some(ours.n0), ours.f, ours.p, ours.icc1(), ours.icc2()];
            prop_assert!(all.into_iter().flatten().all(f64::is_finite), "{all:?}");
        }
    }

    #[test]
    fn squares_add_up(groups in proptest::collection::vec(proptest::collection::vec(0.0..100.0f64, 1..9), 2..9)) {
        let all: Vec<f64> = groups.concat();
        let parts: Vec<_> = groups.iter().filter_map(|values| Group::of(values)).collect();
        if let Some(ours) = OneWay::of(&parts) {
            let whole = sums::deviation(&all).expect("values");
            prop_assert!(close(ours.square_between + ours.square_within, whole, 1e-10));
            prop_assert!(ours.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert!(ours.icc1().is_none_or(|icc| icc <= 1.0) && ours.icc2().is_none_or(|icc| icc <= 1.0));
        }
    }
}
