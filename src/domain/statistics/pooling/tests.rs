//! Partial pooling against published analyses, and against nonsense. Does not know how it is computed.

use proptest::num::f64::ANY;
use proptest::prelude::*;
use serde_json::Value;

use super::super::anova::{Group, OneWay};
use super::super::oracle::{close, number, numbers, read};
use super::*;

fn all_close(ours: impl IntoIterator<Item = f64>, expected: &Value, tolerance: f64) {
    let ours: Vec<_> = ours.into_iter().collect();
    let expected = numbers(expected);
    assert_eq!(ours.len(), expected.len());
    let agree = ours.iter().zip(&expected).all(|(ours, expected)| close(*ours, *expected, tolerance));
    assert!(agree, "{ours:?}, expected {expected:?}");
}

/// The groups' means with a common variance within, and the variance between.
fn of_groups<'a>(groups: impl IntoIterator<Item = &'a Value>) -> (Vec<Group>, Pooled) {
    let groups: Vec<_> = groups.into_iter().map(|group| Group::of(&numbers(group)).expect("a group")).collect();
    let table = OneWay::of(&groups).expect("an analysis");
    let estimate = |g: &Group| Estimate { mean: g.mean, variance: table.variance_within / f64::from(g.n) };
    let estimates: Vec<_> = groups.iter().map(estimate).collect();
    (groups, pool(&estimates, table.variance_between).expect("pooled"))
}

#[test]
fn predictions_of_a_random_intercept_agree_with_lme4() {
    let oracle = read(include_str!("../../../../tests/oracles/04_random_intercept_dyestuff.json"));
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let batches = oracle["input"].as_object().expect("batches");
    let (groups, pooled) = of_groups(batches.values());
    all_close(groups.iter().map(|g| g.mean), &expected["means"], tolerance);
    all_close(groups.iter().map(|g| f64::from(g.n)), &expected["n"], tolerance);
    all_close(pooled.shrunken.iter().map(|s| s.mean - pooled.mean), &expected["blup_deviation"], tolerance);
    for (shrunken, name) in pooled.shrunken.iter().zip(batches.keys()) {
        assert!(close(shrunken.shrinkage, number(&expected["shrinkage_B"]), tolerance));
        let published = number(&oracle["published"]["ranef"][name]);
        assert!(close(shrunken.mean - pooled.mean, published, 1e-6), "{name}");
    }
}

#[test]
fn unequal_groups_agree_with_the_reference() {
    let oracle = read(include_str!("../../../../tests/oracles/05_anova_unbalanced_eb.json"));
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let (groups, pooled) = of_groups(oracle["input"]["groups"].as_array().expect("groups"));
    all_close(groups.iter().map(|g| g.mean), &expected["means"], tolerance);
    all_close(groups.iter().map(|g| f64::from(g.n)), &expected["n"], tolerance);
    assert!(close(pooled.mean, number(&expected["mu_gls"]), tolerance));
    all_close(pooled.shrunken.iter().map(|s| s.shrinkage), &expected["B"], tolerance);
    all_close(pooled.shrunken.iter().map(|s| s.mean), &expected["shrunken"], tolerance);
    all_close(pooled.shrunken.iter().map(|s| s.variance), &expected["post_var"], tolerance);
}

#[test]
fn batting_averages_agree_with_efron_and_morris() {
    let oracle = read(include_str!("../../../../tests/oracles/24_james_stein_baseball.json"));
    let (input, expected, tolerance) = (&oracle["input"], &oracle["expected"], number(&oracle["tolerance"]));
    let bats = number(&input["at_bats"]);
    let averages: Vec<_> = numbers(&input["hits"]).iter().map(|hits| hits / bats).collect();
    let mean = sums::mean(&averages).expect("players");
    let variance = mean * (1.0 - mean) / bats;
    assert!(close(variance, number(&expected["sigma2"]), tolerance));
    let ours = james_stein(&averages, variance).expect("players");
    assert!(close(ours.mean, number(&expected["grand_mean"]), tolerance));
    assert!(close(ours.shrinkage, number(&expected["shrink_factor"]), tolerance));
    assert!(close(ours.shrinkage, number(&oracle["published"]["c"]), 5e-4));
    assert!(ours.estimates.first().is_some_and(|first| close(*first, number(&oracle["published"]["first"]), 5e-4)));
    all_close(ours.estimates, &expected["estimates"], tolerance);
}

#[test]
fn eight_schools_do_not_differ_measurably() {
    let oracle = read(include_str!("../../../../tests/oracles/26_eight_schools_boundary.json"));
    let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
    let schools = numbers(&oracle["input"]["y"]).into_iter().zip(numbers(&oracle["input"]["se"]));
    let schools: Vec<_> = schools.map(|(mean, error)| Estimate { mean, variance: error * error }).collect();
    assert!(close(heterogeneity(&schools).expect("Q"), number(&expected["Q"]), tolerance));
    for tau2 in [der_simonian_laird(&schools), paule_mandel(&schools), restricted_maximum_likelihood(&schools)] {
        assert!(close(tau2.expect("settled"), number(&expected["tau2_DL"]), tolerance), "{tau2:?}");
    }
    let pooled = pool(&schools, 0.0).expect("pooled");
    for (values, tolerance) in [(expected, tolerance), (&oracle["published"], 0.05)] {
        assert!((pooled.mean - number(&values["pooled"])).abs() <= tolerance);
        assert!((pooled.variance.sqrt() - number(&values["se"])).abs() <= tolerance);
    }
    assert!(pooled.shrunken.iter().all(|school| close(school.mean, pooled.mean, 1e-15)));
}

/// Colditz et al. (1994), Journal of the American Medical Association 271:698, as in metafor's dat.bcg: with and
/// without tuberculosis, vaccinated and not.
const TRIALS: [[u32; 4]; 13] = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13_536, 248, 12_619],
    [33, 5_036, 47, 5_761],
    [180, 1_361, 372, 1_079],
    [8, 2_537, 10, 619],
    [505, 87_886, 499, 87_892],
    [29, 7_470, 45, 7_232],
    [17, 1_699, 65, 1_600],
    [186, 50_448, 141, 27_197],
    [5, 2_493, 3, 2_338],
    [27, 16_886, 29, 17_825],
];

fn log_risk_ratio(trial: [u32; 4]) -> Estimate {
    let [ill, well, control_ill, control_well] = trial.map(f64::from);
    let (people, controls) = (ill + well, control_ill + control_well);
    Estimate {
        mean: (ill / people / (control_ill / controls)).ln(),
        variance: 1.0 / ill - 1.0 / people + 1.0 / control_ill - 1.0 / controls,
    }
}

#[test]
fn vaccine_trials_agree_with_metafor() {
    let trials = TRIALS.map(log_risk_ratio);
    assert!(close(heterogeneity(&trials).expect("Q"), 152.233, 5e-6));
    assert!(close(der_simonian_laird(&trials).expect("settled"), 0.308_760_3, 5e-8));
    assert!(close(paule_mandel(&trials).expect("settled"), 0.318_068_5, 5e-8));
    assert!(close(restricted_maximum_likelihood(&trials).expect("settled"), 0.313_243_3, 5e-8));
    // metafor prints for REML: estimate -0.7145, standard error 0.1798.
    let pooled = pool(&trials, 0.313_243_3).expect("pooled");
    assert!(close(pooled.mean, -0.7145, 5e-5) && close(pooled.variance.sqrt(), 0.1798, 5e-5));
}

#[test]
fn morris_shrinks_less_and_is_less_certain() {
    let estimate = |mean| Estimate { mean, variance: 4.0 };
    let estimates = [60.0, 64.0, 68.0, 70.0, 73.0].map(estimate);
    let (plain, corrected) = (pool(&estimates, 12.0).expect("pooled"), morris(&estimates, 12.0).expect("pooled"));
    for (plain, corrected) in plain.shrunken.iter().zip(&corrected.shrunken) {
        assert!(close(1.0 - corrected.shrinkage, (1.0 - plain.shrinkage) / 2.0, 1e-12));
        assert!(corrected.variance_with_mean > plain.variance_with_mean);
    }
    // By hand for the first: B* = 7/8, mu = 67; 3.5 + 16/5/64 + (7/8)^2 of nothing + (1/64) 49.
    let first = corrected.shrunken.first().expect("five");
    assert!(close(first.mean, 67.0 - 49.0 / 8.0, 1e-12), "{first:?}");
    assert!(close(first.variance_with_mean, 3.5 + 16.0 / 5.0 / 64.0 + 49.0 / 64.0, 1e-12), "{first:?}");
    assert_eq!(morris(&estimates[..3], 12.0), None);
}

#[test]
fn nothing_to_pool() {
    let estimate = |mean, variance| Estimate { mean, variance };
    assert_eq!((pool(&[], 1.0), james_stein(&[1.0; 3], 1.0)), (None, None));
    assert_eq!(james_stein(&[2.0; 4], 1.0).map(|js| js.estimates), Some(vec![2.0; 4]));
    for bad in [estimate(f64::NAN, 1.0), estimate(1.0, -1.0), estimate(1.0, f64::NAN)] {
        assert_eq!(pool(&[estimate(1.0, 1.0), bad], 1.0), None);
        assert_eq!(paule_mandel(&[estimate(1.0, 1.0), bad]), None);
    }
    assert_eq!(pool(&[estimate(1.0, 0.0)], 0.0), None);
    assert_eq!((der_simonian_laird(&[estimate(1.0, 1.0)]), pool(&[estimate(1.0, 1.0)], -1.0)), (None, None));
}

proptest! {
    #[test]
    fn any_estimates_give_finite_numbers_or_none(
        estimates in proptest::collection::vec((ANY, ANY), 0..7),
        usual in proptest::collection::vec((0.0..100.0f64, 1e-6..1e3f64), 0..7),
        tau2 in ANY,
    ) {
        for estimates in [estimates, usual] {
            let means: Vec<_> = estimates.iter().map(|(mean, _)| *mean).collect();
            let estimates: Vec<_> = estimates.into_iter().map(|(mean, variance)| Estimate { mean, variance }).collect();
            let found = [heterogeneity(&estimates), der_simonian_laird(&estimates), paule_mandel(&estimates),
                restricted_maximum_likelihood(&estimates)];
            prop_assert!(found.iter().flatten().all(|tau2| tau2.is_finite() && *tau2 >= 0.0), "{found:?}");
            for tau2 in [tau2, 0.0, 100.0] {
                for pooled in [pool(&estimates, tau2), morris(&estimates, tau2)].into_iter().flatten() {
                    prop_assert!(pooled.mean.is_finite() && pooled.variance.is_finite());
                    for one in &pooled.shrunken {
                        prop_assert!((0.0..=1.0).contains(&one.shrinkage), "{one:?}");
                        prop_assert!(one.mean.is_finite() && one.variance_with_mean.is_finite(), "{one:?}");
                    }
                }
            }
            let stein = james_stein(&means, tau2);
            prop_assert!(stein.is_none_or(|stein| stein.estimates.iter().all(|x| x.is_finite())));
        }
    }

    #[test]
    fn restricted_likelihood_settles(estimates in proptest::collection::vec((0.0..100.0f64, 1.0..100.0f64), 2..30)) {
        let estimates: Vec<_> = estimates.into_iter().map(|(mean, variance)| Estimate { mean, variance }).collect();
        prop_assert!(restricted_maximum_likelihood(&estimates).is_some());
    }
}
