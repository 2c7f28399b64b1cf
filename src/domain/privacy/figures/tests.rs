//! The rules of rounding and cutting off, at their edges and over all inputs.

use proptest::prelude::*;

use super::*;
use crate::privacy::interval::{Footing, Interval};
use crate::privacy::mean::{Bound, step};
use crate::privacy::share::Share;
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
        let footing = Footing { invited: 8, items: 7, prior_variance: 300.0 };
        Interval::of(&moments, Mean::of(&moments).expect("scores"), &footing, 5)
    };
    assert_eq!(interval(&[5; 6]), interval(&[5, 5, 5, 5, 5, 4]));
    assert_eq!(interval(&[5; 6]).map(Interval::high_hundredths), Some(500));
    assert_eq!(interval(&[1; 6]), interval(&[1, 1, 1, 1, 1, 2]));
    assert_eq!(interval(&[1; 6]).map(Interval::low_hundredths), Some(100));
}

#[test]
fn shares_come_in_steps_and_hide_their_ends() {
    assert_eq!(Share::of(0, 10), Share::UnderFifteen);
    assert_eq!(Share::of(2, 10), Share::About(20));
    // 25 % lies between two steps and goes down.
    assert_eq!(Share::of(5, 20), Share::About(20));
    assert_eq!(Share::of(8, 10), Share::About(80));
    assert_eq!(Share::of(9, 10), Share::EightyFiveOrMore);
    assert_eq!(Share::of(10, 10), Share::EightyFiveOrMore);
    // From fifty answers on, fives.
    assert_eq!(Share::of(22, 50), Share::About(45));
    assert_eq!(Share::of(7, 50), Share::About(15));
    assert_eq!(Share::of(6, 50), Share::UnderFifteen);
}

/// Whoever sees both shares of an item and knows every rule, but not the answers: what can they be sure of?
#[test]
fn no_pair_of_shares_gives_away_how_many_answered_or_how_many_chose_a_band() {
    for (from, to) in [(10, 19), (20, 49), (50, 110)] {
        let mut possible = std::collections::BTreeMap::<String, Vec<[u32; 4]>>::new();
        for n in from..=to {
            for favourable in 0..=n {
                for unfavourable in 0..=n - favourable {
                    let middle = n - favourable - unfavourable;
                    let shares = Shares::of(&[unfavourable, 0, middle, favourable, 0]);
                    possible.entry(format!("{shares:?}")).or_default().push([n, favourable, middle, unfavourable]);
                }
            }
        }
        for (shares, cases) in possible {
            for what in 0..4 {
                let first = cases[0][what];
                assert!(cases.iter().any(|case| case[what] != first), "{shares} of {from} to {to} is always {first}");
            }
        }
    }
}

#[test]
fn below_fifty_answers_the_width_does_not_tell_their_number() {
    let footing = Footing { invited: 60, items: 2, prior_variance: 400.0 };
    let interval = |answers: &[u8]| {
        let moments = moments(answers);
        Interval::of(&moments, Mean::of(&moments).expect("scores"), &footing, 5)
    };
    assert_eq!(interval(&[3; 5]), interval(&[3; 9]));
    assert_eq!(interval(&[3; 10]), interval(&[3; 19]));
    assert_ne!(interval(&[3; 9]), interval(&[3; 10]));
    // Nor does it tell how far a short index scatters.
    assert_eq!(interval(&[3; 6]), interval(&[1, 1, 1, 5, 5, 5]));
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
        let footing = Footing { invited: moments.n + absent, items: 7, prior_variance: prior };
        let interval = Interval::of(&moments, mean, &footing, 4).expect("in range");
        prop_assert!(interval.low <= mean.hundredths && mean.hundredths <= interval.high);
        prop_assert_eq!(interval.low % step(moments.n), 0);
        prop_assert_eq!(interval.high % step(moments.n), 0);
        prop_assert!((100..=500).contains(&interval.low) && (100..=500).contains(&interval.high));
        let exact = moments.mean().expect("scores");
        prop_assert!((mean.points() - exact).abs() <= f64::from(step(moments.n)) / 8.0 + 1e-9 || mean.bound != Bound::Exact);
    }
}
