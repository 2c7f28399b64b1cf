//! Whether the items of a scale hang together: Cronbach's alpha and what belongs to it. Does not know the items.
//!
//! For the organisation, half-yearly; a team is too small for any of it. Below 100 people alpha alone should be
//! printed, from there on beside [`omega`](super::omega).

use super::covariance::Covariance;
use super::distribution::f_quantile;
use super::sums::{count, finite, sum};

/// Cronbach's alpha, `J / (J - 1) (1 - S s_j^2 / s_total^2)`: Cronbach (1951), Psychometrika 16:297. A lower bound of
/// the reliability of the sum when errors are uncorrelated; below 0 when items contradict each other.
///
/// Assumes items turned the same way. High alpha does not show that there is one dimension. `None` below two items and
/// without variance of the total.
pub fn alpha(items: &Covariance) -> Option<f64> {
    alpha_of_variances(&items.variances(), items.total_variance()?)
}

/// [`alpha`] from the items' variances and that of people's sums over them.
///
/// `None` below two items, for a negative or infinite variance, and for a total variance of 0.
pub fn alpha_of_variances(item_variances: &[f64], total_variance: f64) -> Option<f64> {
    let items = count(item_variances.len()).filter(|&items| items >= 2.0)?;
    if !item_variances.iter().all(|&variance| variance >= 0.0) || !total_variance.is_finite() || total_variance <= 0.0 {
        return None;
    }
    finite(items / (items - 1.0) * (1.0 - sum(item_variances)? / total_variance))
}

/// Standardised alpha, `J r / (1 + (J - 1) r)` with the mean correlation `r` between items: as if all items had the
/// same variance.
///
/// Not the reliability of the score that is used unless the items do. `None` below two items and for one without
/// variance.
pub fn standardised_alpha(items: &Covariance) -> Option<f64> {
    let (correlation, items) = (items.mean_correlation()?, count(items.items())?);
    finite(items * correlation / (1.0 + (items - 1.0) * correlation))
}

/// For each item [`alpha`] of the others, none where that is undefined. Higher than alpha itself: the item doesn't fit.
///
/// Not for picking items on the same data: it favours chance.
pub fn alpha_if_dropped(items: &Covariance) -> Vec<Option<f64>> {
    let variances = items.variances();
    let without = |(item, (row, own)): (usize, (&[f64], &f64))| {
        let others = variances.iter().enumerate().filter(|(other, _)| *other != item).map(|(_, variance)| *variance);
        let rest = items.total_variance()? - 2.0 * sum(row)? + own;
        alpha_of_variances(&others.collect::<Vec<_>>(), rest)
    };
    items.rows().zip(&variances).enumerate().map(without).collect()
}

/// For each item its correlation with the sum of the others, none where either does not vary: Henrysson (1963),
/// Psychometrika 28:211. Below .3 the item measures something else.
pub fn corrected_item_total(items: &Covariance) -> Vec<Option<f64>> {
    let variances = items.variances();
    let with_rest = |(row, own): (&[f64], &f64)| {
        let all = sum(row)?;
        let rest = items.total_variance()? - 2.0 * all + own;
        let correlation = (all - own) / own.sqrt() / rest.max(0.0).sqrt();
        finite(correlation).map(|correlation| correlation.clamp(-1.0, 1.0))
    };
    items.rows().zip(&variances).map(with_rest).collect()
}

/// The interval of Feldt (1965), Psychometrika 30:357, around alpha at `level`, low and high:
/// `1 - (1 - alpha) F_(1 - c)` to `1 - (1 - alpha) F_c` with `c = (1 - level) / 2` and `n - 1` and `(n - 1)(J - 1)`
/// degrees of freedom.
///
/// Assumes normal answers and items of equal covariance; for skewed items it is too narrow. `None` below two people or
/// items, for an alpha above 1 or not finite, and a level outside 0 to 1.
pub fn feldt_interval(alpha: f64, people: u32, items: u32, level: f64) -> Option<(f64, f64)> {
    let sensible = alpha.is_finite() && alpha <= 1.0 && level > 0.0 && level < 1.0;
    if people < 2 || items < 2 || !sensible {
        return None;
    }
    let people = f64::from(people) - 1.0;
    let both = people * (f64::from(items) - 1.0);
    let outside = (1.0 - level) / 2.0;
    let limit = |p: f64| finite(1.0 - (1.0 - alpha) * f_quantile(p, people, both)?);
    Some((limit(1.0 - outside)?, limit(outside)?))
}

#[cfg(test)]
mod tests {
    use proptest::num::f64::ANY;
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::oracle::{close, number, numbers, read};
    use super::*;

    fn table(rows: &Value) -> Covariance {
        let rows: Vec<_> = rows.as_array().expect("people").iter().map(numbers).collect();
        Covariance::of(&rows).expect("a table")
    }

    #[test]
    fn alpha_of_the_attitude_data_agrees_with_psych_and_pingouin() {
        let oracle = read(include_str!("../../../tests/oracles/01_cronbach_alpha_attitude.json"));
        let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
        let items = table(&oracle["input"]["data"]);
        let (raw, standardised) = (alpha(&items).expect("alpha"), standardised_alpha(&items).expect("alpha"));
        assert!(close(raw, number(&expected["alpha"]), tolerance), "{raw}");
        assert!(close(standardised, number(&expected["alpha_standardised"]), tolerance), "{standardised}");
        assert!(close(raw, number(&oracle["published"]["raw_alpha"]), 5e-3));
        assert!(close(standardised, number(&oracle["published"]["std_alpha"]), 5e-3));
        for (name, ours) in
            [("alpha_if_dropped", alpha_if_dropped(&items)), ("corrected_item_total", corrected_item_total(&items))]
        {
            let expected = numbers(&expected[name]);
            assert_eq!(ours.len(), expected.len());
            for (ours, expected) in ours.into_iter().zip(expected) {
                assert!(ours.is_some_and(|ours| close(ours, expected, tolerance)), "{name}: {ours:?}, {expected}");
            }
        }
        let (low, high) = feldt_interval(raw, items.people(), 7, 0.95).expect("in range");
        for (name, tolerance) in [("feldt_ci95", tolerance), ("pingouin_ci_rounded", 5e-4)] {
            let expected = numbers(&expected[name]);
            assert!(close(low, expected[0], tolerance) && close(high, expected[1], tolerance), "{low} {high}");
        }
    }

    #[test]
    fn equal_and_unrelated_items() {
        let equal = Covariance::of(&[[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [4.0, 4.0, 4.0]]).expect("a table");
        assert!([alpha(&equal), standardised_alpha(&equal)].iter().all(|a| a.is_some_and(|a| close(a, 1.0, 1e-14))));
        let unrelated = Covariance::of(&[[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]).expect("a table");
        assert!(alpha(&unrelated).is_some_and(|alpha| close(alpha, 0.0, 1e-14)));
        let one = Covariance::of(&[[1.0], [2.0]]).expect("a table");
        assert_eq!((alpha(&one), standardised_alpha(&one), alpha_if_dropped(&one)), (None, None, vec![None]));
        let constant = Covariance::of(&[[1.0, 3.0], [1.0, 3.0]]).expect("a table");
        assert_eq!((alpha(&constant), corrected_item_total(&constant)), (None, vec![None, None]));
        assert_eq!((alpha_of_variances(&[1.0, -1.0], 3.0), feldt_interval(0.8, 1, 7, 0.95)), (None, None));
    }

    proptest! {
        #[test]
        fn any_rows_give_finite_numbers_or_none(
            rows in proptest::collection::vec(proptest::array::uniform3(ANY), 0..6),
            a in ANY, level in ANY, n: u32, m: u32,
        ) {
            let interval = feldt_interval(a, n, m, level);
            prop_assert!(interval.is_none_or(|(low, high)| low.is_finite() && high.is_finite()));
            prop_assert!(alpha_of_variances(&[a, a.abs(), 1.0], level).is_none_or(f64::is_finite));
            if let Some(items) = Covariance::of(&rows) {
                let mut all = vec![alpha(&items), standardised_alpha(&items)];
                all.extend(alpha_if_dropped(&items));
                all.extend(corrected_item_total(&items));
                prop_assert!(all.into_iter().flatten().all(f64::is_finite));
            }
        }

        #[test]
        fn alpha_never_exceeds_one(rows in proptest::collection::vec(proptest::array::uniform4(1u8..=5), 2..40)) {
            let rows: Vec<_> = rows.into_iter().map(|row| row.map(f64::from)).collect();
            let items = Covariance::of(&rows).expect("a table");
            prop_assert!(alpha(&items).is_none_or(|alpha| alpha <= 1.0 + 1e-12));
        }
    }
}
