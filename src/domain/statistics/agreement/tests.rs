//! Measures of agreement against the reference, and against nonsense. Does not know how they are computed.

use proptest::num::f64::ANY;
use proptest::prelude::*;

use super::super::oracle::{close, number, numbers, read};
use super::*;

#[test]
fn five_raters_and_seven_items_agree_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/08_rwg_awg_ad.json"));
    let (input, expected, tolerance) = (&oracle["input"], &oracle["expected"], number(&oracle["tolerance"]));
    let raters: Vec<_> = input["ratings"].as_array().expect("raters").iter().map(numbers).collect();
    let item = |item: usize| -> Vec<f64> { raters.iter().map(|answers| answers[item]).collect() };
    let items: Vec<_> = (0..7).map(item).collect();
    let five = u32::try_from(raters.len()).expect("few");
    let points = u32::try_from(input["categories"].as_u64().expect("whole")).expect("few");
    let null = uniform_null(points).expect("a scale");
    let check = |name: &str, ours: Option<f64>, expected: f64| {
        let ours = ours.expect(name);
        assert!(close(ours, expected, tolerance), "{name}: {ours}, expected {expected}");
    };
    check("sigma2_uniform", Some(null), number(&expected["sigma2_uniform"]));
    let (mut variances, mut deviations, mut agreements) = (vec![], vec![], vec![]);
    for (place, answers) in items.iter().enumerate() {
        let variance = sums::variance(answers).expect("raters");
        let of_item = |name: &str| number(&expected[name][place]);
        check("item_var", Some(variance), of_item("item_var"));
        check("rwg_item", r_wg(variance, null), of_item("rwg_item"));
        let deviation = average_deviation(answers);
        check("AD_item", deviation, of_item("AD_item"));
        let agreement = sums::mean(answers).and_then(|mean| a_wg(mean, variance, five, 1.0, 5.0));
        check("awg_item", agreement, of_item("awg_item"));
        variances.push(variance);
        deviations.extend(deviation);
        agreements.extend(agreement);
    }
    let variance = sums::mean(&variances).expect("items");
    check("rwg_j", r_wg_j(variance, null, 7), number(&expected["rwg_j"]));
    check("rwg_star_j", r_star_wg_j(variance, null), number(&expected["rwg_star_j"]));
    let skewed = slight_skew_null(points).and_then(|null| r_wg_j(variance, null, 7));
    check("rwg_j_slight_skew", skewed, number(&expected["rwg_j_slight_skew"]));
    check("AD_scale", sums::mean(&deviations), number(&expected["AD_scale"]));
    check("AD_cutoff", Some(average_deviation_limit(points)), number(&expected["AD_cutoff"]));
    check("awg_scale", sums::mean(&agreements), number(&expected["awg_scale"]));
}

#[test]
fn division_beyond_the_null_and_unanimity() {
    let oracle = read(include_str!("../../../../tests/oracles/08_rwg_degenerate.json"));
    let (input, expected, tolerance) = (&oracle["input"], &oracle["expected"], number(&oracle["tolerance"]));
    let variance = |name: &str| sums::variance(&numbers(&input[name])).expect("raters");
    let check =
        |ours: Option<f64>, expected| assert!(ours.is_some_and(|ours| close(ours, number(expected), tolerance)));
    check(Some(variance("split")), &expected["split"]["var"]);
    check(r_star_wg_j(variance("split"), 2.0), &expected["split"]["rwg_raw"]);
    check(r_wg(variance("split"), 2.0), &expected["split"]["rwg_truncated"]);
    check(r_wg(variance("same"), 2.0), &expected["same"]["rwg"]);
}

#[test]
fn nulls_and_limits_of_the_literature() {
    assert_eq!((uniform_null(5), uniform_null(7), uniform_null(1)), (Some(2.0), Some(4.0), None));
    assert_eq!((slight_skew_null(7), slight_skew_null(6)), (Some(2.90), None));
    assert_eq!(a_wg_means(5, 1.0, 5.0), Some((1.8, 4.2)));
    // Half at either end is the largest variance there is, and a_wg then -1.
    let split = a_wg(3.0, 16.0 / 3.0, 4, 1.0, 5.0).expect("in range");
    assert!(close(split, -1.0, 1e-15), "{split}");
    assert_eq!(a_wg(5.0, 0.0, 4, 1.0, 5.0), Some(1.0));
    assert_eq!((a_wg(5.0, 1.0, 4, 1.0, 5.0), a_wg(3.0, 1.0, 1, 1.0, 5.0)), (None, None));
}

#[test]
fn bimodality_by_hand() {
    let is = |answers: &[f64], expected: f64| {
        let ours = bimodality_coefficient(answers).expect("in range");
        assert!(close(ours, expected, 1e-12), "{ours}, expected {expected}");
    };
    // Skewness 0; excess kurtosis -1.2; 3 * 16 / 6 = 8.
    is(&[1.0, 2.0, 3.0, 4.0, 5.0], 1.0 / 6.8);
    // Skewness 0; excess kurtosis -6; 3 * 9 / 2 = 13.5.
    is(&[0.0, 0.0, 1.0, 1.0], 1.0 / 7.5);
    // Even answers: 5/9, and two camps: 1, both as the number of people grows.
    let even: Vec<_> = (0..10_000).map(f64::from).collect();
    let camps: Vec<_> = (0..10_000).map(|person| f64::from(person % 2)).collect();
    assert!(bimodality_coefficient(&even).is_some_and(|even| close(even, 5.0 / 9.0, 1e-3)));
    assert!(bimodality_coefficient(&camps).is_some_and(|camps| close(camps, 1.0, 1e-2)));
    assert_eq!((bimodality_coefficient(&[1.0, 2.0, 3.0]), bimodality_coefficient(&[4.0; 9])), (None, None));
}

proptest! {
    #[test]
    fn any_input_gives_finite_numbers_or_none(
        answers in proptest::collection::vec(ANY, 0..9), a in ANY, b in ANY, c in ANY, d in ANY, n: u32,
    ) {
        let means = a_wg_means(n, a, b);
        let all = [uniform_null(n), r_wg(a, b), r_wg_j(a, b, n), r_star_wg_j(a, b), a_wg(a, b, n, c, d),
            average_deviation(&answers), bimodality_coefficient(&answers), means.map(|m| m.0), means.map(|m| m.1)];
        prop_assert!(all.into_iter().flatten().all(f64::is_finite), "{all:?}");
    }

    #[test]
    fn answers_on_a_scale_stay_in_range(answers in proptest::collection::vec(1u8..=5, 2..30), items in 1u32..12) {
        let n = u32::try_from(answers.len()).expect("few");
        let answers: Vec<_> = answers.into_iter().map(f64::from).collect();
        let (mean, variance) = (sums::mean(&answers).expect("answers"), sums::variance(&answers).expect("answers"));
        for agreement in [r_wg(variance, 2.0), r_wg_j(variance, 2.0, items)] {
            prop_assert!(agreement.is_some_and(|agreement| (0.0..=1.0).contains(&agreement)), "{agreement:?}");
        }
        prop_assert!(a_wg(mean, variance, n, 1.0, 5.0).is_none_or(|a| (-1.0 - 1e-9..=1.0).contains(&a)));
        prop_assert!(bimodality_coefficient(&answers).is_none_or(|b| b > 0.0 && b <= 1.0 + 1e-9));
    }
}
