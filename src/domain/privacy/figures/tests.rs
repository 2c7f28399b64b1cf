//! The rules of rounding and cutting off, at their edges and over all inputs.

use proptest::prelude::*;

use super::*;
use crate::statistics::Score;

fn moments(answers: &[u8]) -> Moments {
    let mut moments = Moments::default();
    answers.iter().filter_map(|&answer| Score::of([Some(answer)])).for_each(|score| moments.add(score));
    moments
}

#[test]
fn the_number_of_answers_is_a_range_that_starts_at_k() {
    let range = |n, k| (Answered::of(n, k).from(), Answered::of(n, k).to());
    assert_eq!(range(5, 5), (5, Some(9)));
    assert_eq!(range(9, 4), (4, Some(9)));
    assert_eq!(range(10, 5), (10, Some(19)));
    assert_eq!(range(49, 5), (20, Some(49)));
    assert_eq!(range(50, 5), (50, None));
    assert_eq!(range(14, 12), (12, Some(19)));
}

#[test]
fn a_mean_is_rounded_to_its_step_with_halves_upwards() {
    let value = |answers: &[u8]| Mean::of(&moments(answers)).map(|mean| (mean.hundredths(), mean.bound()));
    // 25/8 = 3.125 lies exactly between 3.00 and 3.25.
    assert_eq!(value(&[3, 3, 3, 3, 3, 3, 3, 4]), Some((325, Bound::Exact)));
    // 24/7 = 3.4286.
    assert_eq!(value(&[3, 3, 3, 3, 4, 4, 4]), Some((350, Bound::Exact)));
    // Twenty answers: 63/20 = 3.15 lies exactly between 3.1 and 3.2.
    assert_eq!(value(&[[3; 17].as_slice(), &[4; 3]].concat()), Some((320, Bound::Exact)));
    assert_eq!(value(&[]), None);
}

#[test]
fn beyond_one_and_a_half_and_four_and_a_half_nothing_more_is_said() {
    let value = |answers: &[u8]| Mean::of(&moments(answers)).map(|mean| (mean.hundredths(), mean.bound()));
    assert_eq!(value(&[1; 5]), Some((150, Bound::OrLower)));
    assert_eq!(value(&[5; 5]), Some((450, Bound::OrHigher)));
    assert_eq!(value(&[4, 5]), Some((450, Bound::Exact)));
    assert_eq!(value(&[1, 2]), Some((150, Bound::Exact)));
    // Intervals of unanimous teams are those of any team beyond the cut.
    let interval = |answers: &[u8]| {
        let moments = moments(answers);
        Interval::of(&moments, Mean::of(&moments).expect("scores"), 8, 300.0)
    };
    assert_eq!(interval(&[5; 6]), interval(&[5, 5, 5, 5, 5, 4]));
    assert_eq!(interval(&[5; 6]).map(Interval::high_hundredths), Some(500));
    assert_eq!(interval(&[1; 6]), interval(&[1, 1, 1, 1, 1, 2]));
    assert_eq!(interval(&[1; 6]).map(Interval::low_hundredths), Some(100));
}

#[test]
fn shares_hide_their_ends() {
    assert_eq!(Share::of(0, 10), Share::TenOrLess);
    assert_eq!(Share::of(1, 10), Share::TenOrLess);
    assert_eq!(Share::of(2, 10), Share::Percent(20));
    assert_eq!(Share::of(9, 10), Share::NinetyOrMore);
    assert_eq!(Share::of(10, 10), Share::NinetyOrMore);
    // 17/40 = 42.5 %.
    assert_eq!(Share::of(17, 40), Share::Percent(43));
    // 3/29 = 10.3 % and 26/29 = 89.7 %, rounded before the ends are hidden.
    assert_eq!(Share::of(3, 29), Share::TenOrLess);
    assert_eq!(Share::of(26, 29), Share::NinetyOrMore);
    assert_eq!(Share::of(105, 1000), Share::Percent(11));
}

#[test]
fn an_item_is_a_mean_or_shares_but_never_both() {
    assert!(matches!(ItemFigure::of(&[1, 1, 2, 3, 2]), Some(ItemFigure::Mean(_))));
    assert!(matches!(ItemFigure::of(&[1, 1, 2, 3, 3]), Some(ItemFigure::Shares(_))));
    assert_eq!(ItemFigure::of(&[0; 5]), None);
}

proptest! {
    #[test]
    fn the_interval_holds_the_mean_and_lies_on_its_steps(
        answers in proptest::collection::vec(1u8..=5, 4..40),
        absent in 0u32..20,
        prior in 1.0..1500.0f64,
    ) {
        let moments = moments(&answers);
        let mean = Mean::of(&moments).expect("scores");
        let interval = Interval::of(&moments, mean, moments.n + absent, prior).expect("in range");
        prop_assert!(interval.low <= mean.hundredths && mean.hundredths <= interval.high);
        prop_assert_eq!(interval.low % step(moments.n), 0);
        prop_assert_eq!(interval.high % step(moments.n), 0);
        prop_assert!((100..=500).contains(&interval.low) && (100..=500).contains(&interval.high));
        let exact = moments.mean().expect("scores");
        prop_assert!((mean.points() - exact).abs() <= f64::from(step(moments.n)) / 8.0 + 1e-9 || mean.bound != Bound::Exact);
    }
}
