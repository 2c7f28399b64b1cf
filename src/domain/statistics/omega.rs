//! Omega: how much of a sum of items one common factor explains. Does not know what the items ask.

use super::covariance::Covariance;
use super::sums::{finite, sum, total};

/// Steps of the iteration; with a clear factor it takes some hundreds.
const STEPS: u32 = 20_000;
/// The smallest share of an item that is its own, so that no item swallows the factor: as R's factanal.
const LEAST_UNIQUE: f64 = 0.005;

/// One common factor behind all items.
#[derive(Debug, Clone, PartialEq)]
pub struct OneFactor {
    /// The correlation of each item with the factor, lambda; their sum is not negative.
    pub loadings: Vec<f64>,
    /// The share of each item's variance that is its own, psi; at least .005.
    pub uniquenesses: Vec<f64>,
    /// Omega of the sum of standardised items: `(S lambda)^2 / ((S lambda)^2 + S psi)`.
    pub omega_standardised: f64,
    /// Omega of the sum of the items as they are, with each loading times the item's standard deviation and each
    /// uniqueness times its variance.
    pub omega: f64,
}

impl OneFactor {
    /// The one-factor model by maximum likelihood on the correlations, with the EM algorithm of Rubin & Thayer (1982),
    /// Psychometrika 47:69; omega after `McDonald` (1999), Test Theory, chapter 6.
    ///
    /// Assumes uncorrelated errors and that one factor is enough, which it does not test. Not below 100 people.
    /// `None` below three items, where the model is not determined, without more people than items, for an item without
    /// variance, and where the iteration does not settle, as without any common factor.
    pub fn of(items: &Covariance) -> Option<Self> {
        let enough = items.items() >= 3 && usize::try_from(items.people()).is_ok_and(|people| people > items.items());
        let correlations = items.correlations().filter(|_| enough)?;
        let (mut loadings, uniquenesses) = settle(&correlations)?;
        if sum(&loadings)? < 0.0 {
            for loading in &mut loadings {
                *loading = -*loading;
            }
        }
        let deviations: Vec<_> = items.variances().into_iter().map(f64::sqrt).collect();
        let omega_standardised = omega(&loadings, &uniquenesses, &vec![1.0; items.items()])?;
        let omega = omega(&loadings, &uniquenesses, &deviations)?;
        Some(Self { loadings, uniquenesses, omega_standardised, omega })
    }
}

fn omega(loadings: &[f64], uniquenesses: &[f64], deviations: &[f64]) -> Option<f64> {
    let common = total(loadings.iter().zip(deviations).map(|(loading, deviation)| loading * deviation))?.powi(2);
    let unique = total(uniquenesses.iter().zip(deviations).map(|(unique, deviation)| unique * deviation * deviation))?;
    finite(common / (common + unique))
}

/// Loadings and uniquenesses that one more step hardly changes.
fn settle(correlations: &Covariance) -> Option<(Vec<f64>, Vec<f64>)> {
    // The sums of correlations with all items: the first step towards the first principal component.
    let sums = correlations.rows().map(sum).collect::<Option<Vec<_>>>()?;
    let length = sum(&sums).filter(|&length| length > 0.0)?.sqrt();
    let mut loadings: Vec<_> = sums.into_iter().map(|sum| (sum / length).clamp(-0.95, 0.95)).collect();
    let mut uniquenesses: Vec<_> = loadings.iter().map(|loading| 1.0 - loading * loading).collect();
    for _ in 0..STEPS {
        let (next_loadings, next_uniquenesses) = step(correlations, &loadings, &uniquenesses)?;
        let change =
            |old: &[f64], new: &[f64]| old.iter().zip(new).map(|(old, new)| (old - new).abs()).fold(0.0, f64::max);
        let moved = change(&loadings, &next_loadings).max(change(&uniquenesses, &next_uniquenesses));
        (loadings, uniquenesses) = (next_loadings, next_uniquenesses);
        if moved < 1e-10 {
            return Some((loadings, uniquenesses));
        }
    }
    None
}

/// One step of EM: what the items tell of the factor, and the regression of the items on it.
fn step(correlations: &Covariance, loadings: &[f64], uniquenesses: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let precision = 1.0 + total(loadings.iter().zip(uniquenesses).map(|(loading, own)| loading * loading / own))?;
    let weights: Vec<_> = loadings.iter().zip(uniquenesses).map(|(loading, own)| loading / own / precision).collect();
    let with_factor = |row: &[f64]| total(row.iter().zip(&weights).map(|(cell, weight)| cell * weight));
    let covariances = correlations.rows().map(with_factor).collect::<Option<Vec<_>>>()?;
    let variance = 1.0 / precision + total(weights.iter().zip(&covariances).map(|(weight, with)| weight * with))?;
    let next: Vec<_> = covariances.iter().map(|with| with / variance).collect();
    let unique = next.iter().zip(&covariances).map(|(loading, with)| (1.0 - loading * with).clamp(LEAST_UNIQUE, 1.0));
    let unique = unique.collect();
    next.iter().all(|loading| loading.is_finite()).then_some((next, unique))
}

#[cfg(test)]
mod tests {
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    use super::super::oracle::{close, number, numbers, read};
    use super::*;

    #[test]
    fn the_attitude_data_agree_with_joreskog_and_statsmodels() {
        let oracle = read(include_str!("../../../tests/oracles/02_omega_total_one_factor_attitude.json"));
        let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
        let rows: Vec<_> = oracle["input"]["data"].as_array().expect("people").iter().map(numbers).collect();
        let ours = OneFactor::of(&Covariance::of(&rows).expect("a table")).expect("settled");
        for (name, ours) in [("loadings", &ours.loadings), ("uniquenesses", &ours.uniquenesses)] {
            let expected = numbers(&expected[name]);
            assert_eq!(ours.len(), expected.len());
            let agree = ours.iter().zip(&expected).all(|(ours, expected)| close(*ours, *expected, tolerance));
            assert!(agree, "{name}: {ours:?}, expected {expected:?}");
        }
        assert!(close(ours.omega_standardised, number(&expected["omega_standardised"]), tolerance), "{ours:?}");
        assert!(close(ours.omega, number(&expected["omega_unstandardised"]), tolerance), "{ours:?}");
    }

    #[test]
    fn a_factor_built_into_three_items_is_found() {
        // The factor and the items' own parts are the four columns of half a factorial design, which are uncorrelated.
        let person = |run: u8| {
            let [factor, first, second] = [0, 1, 2].map(|bit| f64::from(run >> bit & 1) * 2.0 - 1.0);
            [2.0 * factor + first, factor + 2.0 * second, factor + factor * first * second]
        };
        let rows: Vec<_> = (0..8).map(person).collect();
        let ours = OneFactor::of(&Covariance::of(&rows).expect("a table")).expect("settled");
        for (loading, square) in ours.loadings.iter().zip([0.8, 0.2, 0.5]) {
            assert!(close(loading * loading, square, 1e-8), "{loading}, expected the root of {square}");
        }
        // (2 + 1 + 1)^2 of the factor over that and 1 + 4 + 1 of the items' own.
        assert!(close(ours.omega, 16.0 / 22.0, 1e-8), "{ours:?}");
    }

    #[test]
    fn nothing_in_common_or_too_little() {
        let two = Covariance::of(&[[1.0, 2.0], [2.0, 1.0], [4.0, 5.0]]).expect("a table");
        let few = Covariance::of(&[[1.0, 2.0, 3.0], [2.0, 1.0, 5.0], [4.0, 5.0, 2.0]]).expect("a table");
        let constant = Covariance::of(&[[1.0, 2.0, 3.0]; 5]).expect("a table");
        for items in [two, few, constant] {
            assert_eq!(OneFactor::of(&items), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_rows_give_finite_numbers_or_none(
            wild in proptest::collection::vec(proptest::array::uniform3(ANY), 4..7),
            answers in proptest::collection::vec(proptest::array::uniform3(1u8..=5), 4..20),
        ) {
            let answers: Vec<_> = answers.into_iter().map(|row| row.map(f64::from)).collect();
            for items in [Covariance::of(&wild), Covariance::of(&answers)].into_iter().flatten() {
                if let Some(ours) = OneFactor::of(&items) {
                    prop_assert!((0.0..=1.0).contains(&ours.omega) && (0.0..=1.0).contains(&ours.omega_standardised));
                    let sound = ours.uniquenesses.iter().all(|unique| (LEAST_UNIQUE..=1.0).contains(unique));
                    prop_assert!(sound, "{ours:?}");
                }
            }
        }
    }
}
