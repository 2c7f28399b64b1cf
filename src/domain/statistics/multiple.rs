//! Many p-values at once: adjusted, and which of them to believe. Does not know which tests they came from.

/// Puts adjusted values back where their p-values stood; `None` for an empty list or a value that is no probability.
///
/// `fold` walks the sorted values with their ranks, counted from 1, and gives the adjusted ones in the same order.
fn adjust(p: &[f64], fold: impl Fn(&[(f64, f64)], f64) -> Vec<f64>) -> Option<Vec<f64>> {
    let tests = f64::from(u32::try_from(p.len()).ok().filter(|&tests| tests > 0)?);
    if !p.iter().all(|p| (0.0..=1.0).contains(p)) {
        return None;
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p.get(a).copied().unwrap_or_default().total_cmp(&p.get(b).copied().unwrap_or_default()));
    let sorted: Vec<(f64, f64)> =
        (1_u32..).zip(&order).map(|(rank, &at)| (f64::from(rank), p.get(at).copied().unwrap_or_default())).collect();
    let mut placed: Vec<(usize, f64)> = order.into_iter().zip(fold(&sorted, tests)).collect();
    placed.sort_by_key(|&(at, _)| at);
    Some(placed.into_iter().map(|(_, adjusted)| adjusted).collect())
}

/// From the largest p-value down, each no larger than the one before: `min over j >= i of factor(j, m) p_(j)`.
fn step_up(p: &[f64], factor: impl Fn(f64, f64) -> f64) -> Option<Vec<f64>> {
    adjust(p, |sorted, tests| {
        let mut least = 1.0_f64;
        let mut adjusted: Vec<f64> = sorted
            .iter()
            .rev()
            .map(|&(rank, p)| {
                least = least.min(factor(rank, tests) * p);
                least
            })
            .collect();
        adjusted.reverse();
        adjusted
    })
}

/// p-values adjusted for the false discovery rate: `min over j >= i of m p_(j) / j`, in the order given; reject those up to q.
///
/// Controls the expected share of false rejections at q for independent or positively dependent tests: Benjamini & Hochberg
/// (1995), Journal of the Royal Statistical Society B 57:289. Not for a single test that matters by itself, and not repeated
/// every month: that is what [`monitor`](super::monitor) is for.
/// `None` for an empty list or a value that is no probability.
pub fn benjamini_hochberg(p: &[f64]) -> Option<Vec<f64>> {
    step_up(p, |rank, tests| tests / rank)
}

/// As [`benjamini_hochberg`] times `sum(1/i)`: for any dependence. Benjamini & Yekutieli (2001), Annals of Statistics 29:1165.
pub fn benjamini_yekutieli(p: &[f64]) -> Option<Vec<f64>> {
    let tests = u32::try_from(p.len()).ok()?;
    let harmonic: f64 = (1..=tests).rev().map(|i| f64::from(i).recip()).sum();
    step_up(p, |rank, tests| harmonic * tests / rank)
}

/// p-values adjusted for any false rejection at all: `min over j >= i of (m - j + 1) p_(j)`, for independent or positively
/// dependent tests. Hochberg (1988), Biometrika 75:800. `None` as for [`benjamini_hochberg`].
pub fn hochberg(p: &[f64]) -> Option<Vec<f64>> {
    step_up(p, |rank, tests| tests - rank + 1.0)
}

/// p-values adjusted for any false rejection at all: `max over j <= i of (m - j + 1) p_(j)`, for any dependence.
/// Holm (1979), Scandinavian Journal of Statistics 6:65. `None` as for [`benjamini_hochberg`].
pub fn holm(p: &[f64]) -> Option<Vec<f64>> {
    adjust(p, |sorted, tests| {
        let mut most = 0.0_f64;
        let adjusted = sorted.iter().map(|&(rank, p)| {
            most = most.max((tests - rank + 1.0) * p).min(1.0);
            most
        });
        adjusted.collect()
    })
}

/// `min(1, m p)`, for any dependence; [`holm`] is never worse. `None` as for [`benjamini_hochberg`].
pub fn bonferroni(p: &[f64]) -> Option<Vec<f64>> {
    adjust(p, |sorted, tests| sorted.iter().map(|&(_, p)| (tests * p).min(1.0)).collect())
}

/// One p-value for "nothing is true in this whole family": `min over i of m p_(i) / i`. Simes (1986), Biometrika 73:751.
///
/// For independent or positively dependent tests. `None` as for [`benjamini_hochberg`].
pub fn simes(p: &[f64]) -> Option<f64> {
    benjamini_hochberg(p)?.into_iter().min_by(f64::total_cmp)
}

/// What was found in one family of tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// The p-value of the whole family, after [`simes`].
    pub p: f64,
    /// Whether the family was selected among the families.
    pub selected: bool,
    /// Which of its tests are rejected, in the order given; none in a family that was not selected.
    pub rejected: Vec<bool>,
}

/// Families first, then only inside the families found: [`simes`] for each, [`benjamini_hochberg`] over families at `q`, and within
/// the R selected of m families at `q R / m`. Benjamini & Bogomolov (2014), Journal of the Royal Statistical Society B 76:297.
///
/// Controls the average share of false rejections over the selected families. For items within teams.
/// `None` without families, for a family without tests, a value that is no probability, or unless `0 < q < 1`.
pub fn benjamini_bogomolov(families: &[Vec<f64>], q: f64) -> Option<Vec<Family>> {
    if !(q > 0.0 && q < 1.0) {
        return None;
    }
    let whole: Vec<f64> = families.iter().map(|tests| simes(tests)).collect::<Option<_>>()?;
    let adjusted = benjamini_hochberg(&whole)?;
    let selected = u32::try_from(adjusted.iter().filter(|&&p| p <= q).count()).ok()?;
    let within = q * f64::from(selected) / f64::from(u32::try_from(families.len()).ok()?);
    let results = families.iter().zip(whole).zip(adjusted).map(|((tests, p), adjusted)| {
        let selected = adjusted <= q;
        let rejected = benjamini_hochberg(tests)?.into_iter().map(|p| selected && p <= within).collect();
        Some(Family { p, selected, rejected })
    });
    results.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    type Adjustment = fn(&[f64]) -> Option<Vec<f64>>;
    const ALL: [(&str, Adjustment); 5] = [
        ("bh", benjamini_hochberg),
        ("by", benjamini_yekutieli),
        ("holm", holm),
        ("hochberg", hochberg),
        ("bonferroni", bonferroni),
    ];

    fn agree(ours: &[f64], expected: &[f64], tolerance: f64) {
        assert_eq!(ours.len(), expected.len());
        for (&ours, &expected) in ours.iter().zip(expected) {
            assert!(close(ours, expected, tolerance), "{ours}, expected {expected}");
        }
    }

    #[test]
    fn the_published_fifteen_agree() {
        let oracle = read(include_str!("../../../tests/oracles/16_bh_1995.json"));
        let (p, level) = (numbers(&oracle["input"]["p"]), number(&oracle["input"]["alpha"]));
        for (name, adjustment) in ALL {
            let ours = adjustment(&p).expect("probabilities");
            agree(&ours, &numbers(&oracle["expected"][name]), number(&oracle["tolerance"]));
            let rejected = ours.iter().filter(|&&p| p <= level).count();
            if let Some(expected) = oracle["expected"]["rejected"].get(name) {
                assert_eq!(Some(rejected as u64), expected.as_u64(), "{name}");
                assert_eq!(oracle["published"][format!("{name}_rejections")], *expected);
            }
        }
    }

    #[test]
    fn ties_and_any_order_by_hand() {
        let p = [0.5, 0.01, 0.03, 0.03, 0.2];
        agree(&benjamini_hochberg(&p).expect("probabilities"), &[0.5, 0.05, 0.05, 0.05, 0.25], 1e-12);
        agree(&holm(&p).expect("probabilities"), &[0.5, 0.05, 0.12, 0.12, 0.4], 1e-12);
        agree(&hochberg(&p).expect("probabilities"), &[0.5, 0.05, 0.09, 0.09, 0.4], 1e-12);
        agree(&[simes(&p).expect("probabilities")], &[0.05], 1e-12);
    }

    #[test]
    fn families_first_and_then_inside_by_hand() {
        let families = [vec![0.001, 0.5], vec![0.2, 0.8], vec![0.04, 0.01]];
        let ours = benjamini_bogomolov(&families, 0.05).expect("probabilities");
        let expected = [(0.002, true, [true, false]), (0.4, false, [false; 2]), (0.02, true, [false, true])];
        for (ours, (p, selected, rejected)) in ours.iter().zip(expected) {
            assert!(close(ours.p, p, 1e-12));
            assert_eq!((ours.selected, ours.rejected.as_slice()), (selected, rejected.as_slice()));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for (name, adjustment) in ALL {
            assert_eq!(adjustment(&[]), None, "{name}");
            for p in [-0.1, 1.1, f64::NAN] {
                assert_eq!(adjustment(&[0.5, p]), None, "{name} {p}");
            }
        }
        assert_eq!((simes(&[]), benjamini_bogomolov(&[], 0.1)), (None, None));
        assert_eq!(benjamini_bogomolov(&[vec![0.1], vec![]], 0.1), None);
        for q in [0.0, 1.0, f64::NAN] {
            assert_eq!(benjamini_bogomolov(&[vec![0.1]], q), None);
        }
    }

    proptest! {
        #[test]
        fn adjusted_values_are_larger_and_keep_their_order(p in proptest::collection::vec(0.0..=1.0f64, 1..40)) {
            let [bh, by, holm, hochberg, bonferroni] = ALL.map(|(_, adjustment)| adjustment(&p).expect("probabilities"));
            for i in 0..p.len() {
                prop_assert!(p[i] <= bh[i] + 1e-12 && bh[i] <= by[i] + 1e-12 && bh[i] <= hochberg[i] + 1e-12);
                prop_assert!(hochberg[i] <= holm[i] + 1e-12 && holm[i] <= bonferroni[i] + 1e-12 && bonferroni[i] <= 1.0);
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || bh[i] <= bh[j] && holm[i] <= holm[j]);
                }
            }
        }

        #[test]
        fn the_order_of_tests_does_not_matter(mut p in proptest::collection::vec(0.0..=1.0f64, 1..40)) {
            let mut forwards = benjamini_hochberg(&p).expect("probabilities");
            p.reverse();
            forwards.reverse();
            prop_assert_eq!(forwards, benjamini_hochberg(&p).expect("probabilities"));
        }

        #[test]
        fn a_single_family_is_plain_benjamini_hochberg(p in proptest::collection::vec(0.0..=1.0f64, 1..20), q in 0.01..0.5f64) {
            let plain: Vec<bool> = benjamini_hochberg(&p).expect("probabilities").iter().map(|&p| p <= q).collect();
            let ours = benjamini_bogomolov(&[p], q).expect("probabilities");
            prop_assert_eq!(&ours[0].rejected, &plain);
        }
    }
}
