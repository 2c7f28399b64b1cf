//! Agreement between judges who all rated the same targets. Does not know who judged, or what.

use super::sums::{self, count, finite, total};

/// The six intraclass correlations of Shrout & Fleiss (1979), Psychological Bulletin 86:420.
///
/// Each is none where it is undefined (no variance at all), and below 0 where judges agree less than by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoWay {
    /// ICC(1,1): one rating, every target with judges of its own.
    pub single_one_way: Option<f64>,
    /// ICC(2,1): one rating, the same judges for all, judges a random choice; their level counts.
    pub single_random: Option<f64>,
    /// ICC(3,1): one rating, these judges and no others; their level doesn't count.
    pub single_fixed: Option<f64>,
    /// ICC(1,k): the mean of all judges, every target with judges of its own.
    pub mean_one_way: Option<f64>,
    /// ICC(2,k): the mean of all judges, judges a random choice.
    pub mean_random: Option<f64>,
    /// ICC(3,k): the mean of these judges; equals [`alpha`](super::reliability::alpha) with judges as items.
    pub mean_fixed: Option<f64>,
}

/// Mean squares: between targets, within targets, between judges, and what is left.
struct Squares {
    targets: f64,
    within: f64,
    judges: f64,
    rest: f64,
}

impl TwoWay {
    /// The correlations of a table with a row for each target and a column for each judge, without gaps.
    ///
    /// Assumes normal ratings of equal variance. Not for teams whose members rate only their own team: see
    /// [`anova`](super::anova). `None` below two targets or judges, for rows of unequal length, and for ratings that
    /// are not finite or too large to square.
    pub fn of<R: AsRef<[f64]>>(rows: &[R]) -> Option<Self> {
        let (n, k) = (count(rows.len())?, count(rows.first()?.as_ref().len())?);
        let Squares { targets, within, judges, rest } = squares(rows, n, k)?;
        let (one_way, two_way) = (targets - within, targets - rest);
        Some(Self {
            single_one_way: finite(one_way / (targets + (k - 1.0) * within)),
            single_random: finite(two_way / (targets + (k - 1.0) * rest + k * (judges - rest) / n)),
            single_fixed: finite(two_way / (targets + (k - 1.0) * rest)),
            mean_one_way: finite(one_way / targets),
            mean_random: finite(two_way / (targets + (judges - rest) / n)),
            mean_fixed: finite(two_way / targets),
        })
    }
}

fn squares<R: AsRef<[f64]>>(rows: &[R], n: f64, k: f64) -> Option<Squares> {
    let judges = rows.first()?.as_ref().len();
    if n < 2.0 || k < 2.0 || rows.iter().any(|row| row.as_ref().len() != judges) {
        return None;
    }
    let column = |judge: usize| {
        let ratings = rows.iter().map(|row| row.as_ref().get(judge).copied()).collect::<Option<Vec<_>>>()?;
        sums::mean(&ratings)
    };
    let of_targets = rows.iter().map(|row| sums::mean(row.as_ref())).collect::<Option<Vec<_>>>()?;
    let of_judges = (0..judges).map(column).collect::<Option<Vec<_>>>()?;
    let grand = sums::mean(&of_targets)?;
    let within = rows.iter().map(|row| sums::deviation(row.as_ref())).collect::<Option<Vec<_>>>()?;
    // Every rating without the level of its target and of its judge.
    let left = rows.iter().zip(&of_targets).flat_map(|(row, target)| {
        row.as_ref().iter().zip(&of_judges).map(move |(x, judge)| (x - target - (judge - grand)).powi(2))
    });
    Some(Squares {
        targets: finite(k * sums::deviation(&of_targets)? / (n - 1.0))?,
        within: sums::sum(&within)? / (n * (k - 1.0)),
        judges: finite(n * sums::deviation(&of_judges)? / (k - 1.0))?,
        rest: total(left)? / ((n - 1.0) * (k - 1.0)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    use super::super::covariance::Covariance;
    use super::super::oracle::close;
    use super::super::reliability::alpha;
    use super::*;

    /// Table 2 of Shrout & Fleiss (1979): six targets, four judges.
    const RATINGS: [[f64; 4]; 6] = [
        [9.0, 2.0, 5.0, 8.0],
        [6.0, 1.0, 3.0, 2.0],
        [8.0, 4.0, 6.0, 8.0],
        [7.0, 1.0, 2.0, 6.0],
        [10.0, 5.0, 6.0, 9.0],
        [6.0, 2.0, 4.0, 7.0],
    ];

    fn all(ours: TwoWay) -> [Option<f64>; 6] {
        [
            ours.single_one_way,
            ours.single_random,
            ours.single_fixed,
            ours.mean_one_way,
            ours.mean_random,
            ours.mean_fixed,
        ]
    }

    #[test]
    fn six_targets_and_four_judges_of_shrout_and_fleiss() {
        let ours = TwoWay::of(&RATINGS).expect("a table");
        let published = [0.165_74, 0.289_76, 0.714_84, 0.442_80, 0.620_05, 0.909_32];
        for (ours, published) in all(ours).into_iter().zip(published) {
            assert!(ours.is_some_and(|ours| close(ours, published, 5.1e-6)), "{ours:?}, published {published}");
        }
        let alpha = Covariance::of(&RATINGS).as_ref().and_then(alpha).expect("alpha");
        assert!(ours.mean_fixed.is_some_and(|fixed| close(fixed, alpha, 1e-12)), "{alpha}");
    }

    #[test]
    fn judges_who_agree_and_tables_that_are_none() {
        let ours = TwoWay::of(&[[1.0, 1.0], [4.0, 4.0], [6.0, 6.0]]).expect("a table");
        assert!(all(ours).into_iter().all(|icc| icc.is_some_and(|icc| close(icc, 1.0, 1e-15))), "{ours:?}");
        let equal = TwoWay::of(&[[3.0, 3.0]; 4]).expect("a table");
        assert_eq!(all(equal), [None; 6]);
        assert_eq!((TwoWay::of(&[[1.0, 2.0]]), TwoWay::of(&[[1.0], [2.0]])), (None, None));
        assert_eq!((TwoWay::of::<[f64; 2]>(&[]), TwoWay::of(&[vec![1.0, 2.0], vec![1.0]])), (None, None));
        assert_eq!(TwoWay::of(&[[1.0, f64::NAN], [2.0, 3.0]]), None);
    }

    proptest! {
        #[test]
        fn any_table_gives_finite_numbers_or_none(
            rows in proptest::collection::vec(proptest::array::uniform3(ANY), 0..7),
        ) {
            let ours = TwoWay::of(&rows).map(all);
            prop_assert!(ours.into_iter().flatten().flatten().all(f64::is_finite), "{ours:?}");
        }

        #[test]
        fn the_level_of_all_does_not_matter(
            rows in proptest::collection::vec(proptest::array::uniform3(0.0..10.0f64), 2..9), level in -1e4..1e4f64,
        ) {
            let moved: Vec<_> = rows.iter().map(|row| row.map(|x| x + level)).collect();
            let ours = |rows| TwoWay::of::<[f64; 3]>(rows).map_or([None; 6], all);
            for (one, other) in ours(&rows).into_iter().zip(ours(&moved)) {
                prop_assert!(one.zip(other).is_none_or(|(one, other)| close(one, other, 1e-4)), "{one:?} {other:?}");
            }
        }
    }
}
