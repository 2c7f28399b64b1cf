//! How the spread of scores follows from their mean, and when a team's spread is out of line. Does not know which team
//! it is, or that only the adviser may hear of it.
//!
//! Scores lie on 0 to 100; the closer to an end, the less room there is to differ: the variance is about
//! `phi m (100 - m)`. A month is a triple of the number of answers (which
//! may be an estimate, so it need not be whole), their mean and their sample variance. Months with
//! fewer than two answers carry no spread and count for nothing.

use super::sums::total;

/// What the organisation's mean weighs beside a team's own, in answers.
const CENTRE_WEIGHT: f64 = 4.0;

fn sensible(months: &[(f64, f64, f64)]) -> bool {
    let spread = months.iter().filter(|month| month.0 >= 2.0);
    spread.clone().all(|&(_, mean, variance)| (0.0..=100.0).contains(&mean) && variance >= 0.0 && variance.is_finite())
}

/// `S (n - 1) s^2` over months with any spread.
fn observed(months: &[(f64, f64, f64)]) -> Option<f64> {
    total(months.iter().filter(|month| month.0 >= 2.0).map(|&(n, _, variance)| (n - 1.0) * variance))
}

/// The mean drawn towards `centre`, so that a small team at the very end keeps some room: `(n m + 4 c) / (n + 4)`.
fn drawn(mean: f64, n: f64, centre: f64) -> f64 {
    (n * mean + CENTRE_WEIGHT * centre) / (n + CENTRE_WEIGHT)
}

/// The organisation's constant `phi = S (n - 1) s^2 / S (n - 1) m (100 - m)` over all teams and months: `McCullagh` &
/// Nelder (1989), Generalized Linear Models, chapter 9, with the variance function of a proportion.
///
/// About .144 for a scale of seven items and .325 for one item of five points. `None` without two answers anywhere,
/// when all means lie at an end, for a mean outside 0 to 100 and a negative or infinite variance.
pub fn phi(months: &[(f64, f64, f64)]) -> Option<f64> {
    if !sensible(months) {
        return None;
    }
    let spread = months.iter().filter(|month| month.0 >= 2.0);
    let room = total(spread.map(|&(n, mean, _)| (n - 1.0) * mean * (100.0 - mean)))?;
    positive(observed(months)? / room)
}

/// The variance that `n` answers with this `mean` should have, in points squared: `phi y (100 - y)` with the mean drawn
/// towards the organisation's `centre`, `y = (n mean + 4 centre) / (n + 4)`.
///
/// For item intervals instead of the team's own variance, whose size would give answers away. `None` for a mean or
/// centre outside 0 to 100, and a negative or infinite `phi`.
pub fn variance_at(phi: f64, mean: f64, n: f64, centre: f64) -> Option<f64> {
    let on_scale = n >= 0.0 && (0.0..=100.0).contains(&mean) && (0.0..=100.0).contains(&centre);
    let y = drawn(mean, n, centre).clamp(0.0, 100.0);
    (on_scale && phi >= 0.0).then_some(phi * y * (100.0 - y)).and_then(positive)
}

/// How much more a team's scores spread than their means explain, over the months given:
/// `R_W = S (n - 1) s^2 / S (n - 1) phi y (100 - y)` with the means drawn as in [`variance_at`].
///
/// 1 is usual; above 1.75 over six months the team is divided. Detects one third against two thirds far apart, not two
/// halves moderately apart. `None` as [`phi`], for a `phi` that is not positive and a centre outside 0 to 100.
pub fn variance_ratio(months: &[(f64, f64, f64)], phi: f64, centre: f64) -> Option<f64> {
    if !sensible(months) {
        return None;
    }
    let spread = months.iter().filter(|month| month.0 >= 2.0);
    let expected = spread.map(|&(n, mean, _)| variance_at(phi, mean, n, centre).map(|variance| (n - 1.0) * variance));
    positive(observed(months)? / total(expected.collect::<Option<Vec<_>>>()?)?)
}

/// The number itself if it is finite and not negative; nothing over nothing is not.
fn positive(value: f64) -> Option<f64> {
    (value >= 0.0 && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    use super::super::oracle::close;
    use super::*;

    fn is(ours: Option<f64>, expected: f64) {
        assert!(ours.is_some_and(|ours| close(ours, expected, 1e-12)), "{ours:?}, expected {expected}");
    }

    #[test]
    fn by_hand() {
        // (4 * 300 + 9 * 400) / (4 * 2400 + 9 * 2100).
        let months = [(5.0, 60.0, 300.0), (10.0, 70.0, 400.0)];
        is(phi(&months), 4800.0 / 28_500.0);
        // y = (6 * 90 + 4 * 65) / 10 = 80.
        is(variance_at(0.15, 90.0, 6.0, 65.0), 0.15 * 80.0 * 20.0);
        is(variance_at(0.15, 90.0, 0.0, 65.0), 0.15 * 65.0 * 35.0);
        // Drawn to 50: y = (300 + 200) / 9 and (700 + 200) / 14.
        let expected = 0.15 * (4.0 * (500.0 / 9.0) * (400.0 / 9.0) + 9.0 * (900.0 / 14.0) * (500.0 / 14.0));
        is(variance_ratio(&months, 0.15, 50.0), 4800.0 / expected);
    }

    #[test]
    fn a_team_of_two_camps_stands_out() {
        // Six months of ten people: 65 % at 85 and 35 % at 30 beside a person's own wobble of 150.
        let mean = 0.65 * 85.0 + 0.35 * 30.0;
        let divided = [(10.0, mean, 0.65 * 0.35 * 55.0 * 55.0 + 150.0); 6];
        assert!(variance_ratio(&divided, 0.144, 67.0).is_some_and(|ratio| ratio > 1.75));
        let usual = [(10.0, 67.0, 300.0); 6];
        assert!(variance_ratio(&usual, 0.144, 67.0).is_some_and(|ratio| ratio < 1.0));
    }

    #[test]
    fn months_without_spread_count_for_nothing() {
        let month = (8.0, 60.0, 250.0);
        let mut gaps = vec![(0.0, f64::NAN, f64::NAN); 36];
        assert_eq!((phi(&gaps), variance_ratio(&gaps, 0.15, 60.0)), (None, None));
        assert_eq!((phi(&[]), variance_ratio(&[], 0.15, 60.0)), (None, None));
        gaps.extend([month, (1.0, 40.0, 0.0)]);
        assert_eq!(phi(&gaps), phi(&[month]));
        assert_eq!(variance_ratio(&gaps, 0.15, 60.0), variance_ratio(&[month], 0.15, 60.0));
        assert_eq!(
            (phi(&[(9.0, 100.0, 0.0)]), phi(&[(9.0, 101.0, 4.0)]), phi(&[(9.0, 50.0, -1.0)])),
            (None, None, None)
        );
        assert_eq!((variance_at(-1.0, 50.0, 9.0, 50.0), variance_ratio(&[month], 0.0, 60.0)), (None, None));
    }

    proptest! {
        #[test]
        fn any_input_gives_finite_numbers_or_none(
            months in proptest::collection::vec((prop_oneof![ANY, 0.0..40.0f64], prop_oneof![ANY, 0.0..100.0f64], ANY), 0..8),
            constant in ANY, centre in ANY,
        ) {
            let all = [phi(&months), variance_ratio(&months, constant, centre),
                variance_ratio(&months, constant.abs(), 67.0), variance_at(constant, 50.0, 9.0, centre),
                variance_at(constant.abs(), 50.0, 9.0, 67.0)];
            prop_assert!(all.into_iter().flatten().all(|value| value.is_finite() && value >= 0.0), "{all:?}");
        }
    }
}
