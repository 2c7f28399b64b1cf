//! What a reader can work out from a year's bands, by trying every number there could have been. Reads nothing of how the
//! total was found.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::Passage;

fn threshold(k: u32) -> Threshold {
    Threshold::new(k).expect("a good threshold")
}

fn released(numbers: &[u32], k: u32) -> ReleasedCounts {
    let mut counts = [None; KINDS];
    counts.iter_mut().zip(numbers).for_each(|(count, &n)| *count = Some(n));
    CaseCounts(counts).release(threshold(k))
}

fn band(from: u32, to: impl Into<Option<u32>>) -> CaseBand {
    CaseBand { from, to: to.into() }
}

/// For everything that can be printed of `kinds` numbers below `below`: the numbers that each kind can have had.
fn conclusions(kinds: u32, below: u32, k: u32) -> BTreeMap<String, Vec<BTreeSet<u32>>> {
    let mut known: BTreeMap<String, Vec<BTreeSet<u32>>> = BTreeMap::new();
    for code in 0..below.pow(kinds) {
        let numbers: Vec<u32> = (0..kinds).map(|place| code / below.pow(place) % below).collect();
        let printed = format!("{:?}", released(&numbers, k));
        let possible = known.entry(printed).or_insert_with(|| vec![BTreeSet::new(); numbers.len()]);
        possible.iter_mut().zip(numbers).for_each(|(possible, n)| {
            possible.insert(n);
        });
    }
    known
}

#[test]
fn whatever_is_printed_leaves_k_numbers_to_every_kind() {
    for (kinds, below, k) in [(1, 120, 4), (2, 75, 5), (2, 75, 7), (3, 52, 5), (3, 25, 4), (4, 11, 5), (5, 6, 4)] {
        let mut whole = 0;
        for (printed, possible) in conclusions(kinds, below, k) {
            // Where one of them reaches the edge of what was tried, there are more ways than were tried.
            if possible.iter().any(|numbers| numbers.contains(&(below - 1))) {
                continue;
            }
            whole += 1;
            for numbers in possible {
                assert!(numbers.len() >= usize::try_from(k).expect("small"), "{numbers:?} of {printed}");
            }
        }
        assert!(whole > 0, "nothing was tried with {kinds} kinds below {below}");
    }
}

#[test]
fn two_years_tell_no_more_than_each_of_them() {
    // Both papers lie side by side: what is possible in one year is the same whatever stands in the other.
    let alone = conclusions(2, 8, 5);
    let mut together: BTreeMap<(String, String), Vec<BTreeSet<u32>>> = BTreeMap::new();
    for code in 0..8_u32.pow(4) {
        let [a, b, c, d] = [0, 1, 2, 3].map(|place| code / 8_u32.pow(place) % 8);
        let printed = [[a, b], [c, d]].map(|year| format!("{:?}", released(&year, 5)));
        let possible = together.entry(printed.into()).or_insert_with(|| vec![BTreeSet::new(); 2]);
        possible.iter_mut().zip([a, b]).for_each(|(possible, n)| {
            possible.insert(n);
        });
    }
    for ((year, _), possible) in together {
        assert_eq!(alone[&year], possible);
    }
}

#[test]
fn a_total_is_told_as_precisely_as_that_allows() {
    let total = |numbers: &[u32]| released(numbers, 5).total();
    // Alone it is the band itself.
    assert_eq!(total(&[0]), Some(band(0, 4)));
    assert_eq!(total(&[12]), Some(band(10, 19)));
    // Two small kinds: 5 to 9 would leave four numbers to each, and to say so only then would tell as much.
    assert_eq!([total(&[0, 0]), total(&[4, 4])], [Some(band(0, 9)); 2]);
    assert_eq!([total(&[1, 1, 1]), total(&[4, 4, 4])], [Some(band(0, 4)), Some(band(5, 19))]);
    // Five small kinds with 20 to 49 together would all be 4.
    assert_eq!(total(&[4; 5]), Some(band(10, 49)));
    assert_eq!(total(&[60, 3, 7]), Some(band(50, None)));
    assert_eq!(total(&[]), None, "nothing was kept count of");
    assert_eq!(released(&[99, 99], 100).total(), Some(band(0, None)), "which tells nothing");
}

#[test]
fn zero_is_a_small_number_and_no_count_is_none() {
    let counts = CaseCounts::read(|kind| match kind {
        CaseKind::Bullying => " 0 ",
        CaseKind::Conflict => "9999",
        CaseKind::Integrity => "7",
        _ => "",
    });
    let released = counts.expect("good numbers").release(Threshold::DEFAULT);
    let bands: Vec<_> = released.kinds().filter_map(|(kind, band)| Some((kind, band?))).collect();
    let expected =
        [(CaseKind::Bullying, band(0, 4)), (CaseKind::Integrity, band(5, 9)), (CaseKind::Conflict, band(50, None))];
    assert_eq!(bands, expected);
}

#[test]
fn every_number_that_is_none_is_named() {
    for text in ["-1", "+1", "1.5", "10000", "00001", "many", "1 2", "٣"] {
        let refused = CaseCounts::read(|kind| if kind == CaseKind::Other { text } else { "3" });
        let bad = refused.err().unwrap_or_else(|| panic!("{text} was taken"));
        assert!(bad.names(CaseKind::Other) && !bad.names(CaseKind::Bullying), "{text}");
    }
    let bad = CaseCounts::read(|_| "x").err().expect("no numbers");
    assert!(CaseKind::ALL.into_iter().all(|kind| bad.names(kind)));
}

fn numbers() -> impl Strategy<Value = Vec<Option<u32>>> {
    prop::collection::vec(prop::option::of(prop_oneof![0..12_u32, 0..=CaseCounts::MOST]), KINDS)
}

proptest! {
    #[test]
    fn bands_hold_their_numbers_leave_room_and_come_back_from_the_store(typed in numbers(), k in 4..=100_u32) {
        let mut counts = [None; KINDS];
        counts.copy_from_slice(&typed);
        let sum: u32 = typed.iter().flatten().sum();
        let counts = CaseCounts(counts).release(threshold(k));
        for ((_, band), n) in counts.kinds().zip(&typed) {
            prop_assert_eq!(band.is_some(), n.is_some());
            if let (Some(band), Some(n)) = (band, n) {
                prop_assert!(band.from <= *n && band.to.is_none_or(|to| *n <= to));
                prop_assert!(band.to.is_none_or(|to| to + 1 - band.from >= k), "{:?}", band);
            }
        }
        if let Some(total) = counts.total() {
            prop_assert!(total.from <= sum && total.to.is_none_or(|to| sum <= to));
        }
        let advice = Passage::read("Talk.").expect("short");
        let notes = YearNotes { counts, foreword: None, advice };
        prop_assert_eq!(notes.record().reopen(), Some(notes));
    }

    // Whoever knows how it is done concludes from ends alone: the same must hold for all eight kinds at once.
    #[test]
    fn no_sum_or_difference_of_ends_leaves_fewer_than_k(typed in prop::collection::vec(0..60_u32, 1..=KINDS), k in 4..=20_u32) {
        let counts = released(&typed, k);
        let bands: Vec<_> = counts.kinds().filter_map(|(_, band)| band).collect();
        let total = counts.total().expect("a total");
        for here in 0..bands.len() {
            let possible = (0..=600).filter(|&n| {
                let fits = bands[here].from <= n && bands[here].to.is_none_or(|to| n <= to);
                let others = || bands.iter().enumerate().filter(|(there, _)| *there != here).map(|(_, band)| band);
                let least = n + others().map(|band| band.from).sum::<u32>();
                let most = others().map(|band| band.to).sum::<Option<u32>>().map(|most| n + most);
                fits && total.to.is_none_or(|to| least <= to) && most.is_none_or(|most| total.from <= most)
            });
            prop_assert!(possible.count() >= usize::try_from(k).expect("small"));
        }
    }
}

#[test]
fn what_no_form_can_have_left_does_not_come_back() {
    let notes = YearNotes { counts: released(&[3, 3], 5), foreword: None, advice: None };
    let record = serde_json::to_value(notes.record()).expect("a record");
    assert_eq!(record["counts"], serde_json::json!([0, 0, null, null, null, null, null, null]), "no number is kept");
    for (field, value) in [
        ("counts", serde_json::json!([3, 0, null, null, null, null, null, null])),
        ("total", serde_json::json!(5)),
        ("total", serde_json::Value::Null),
        ("threshold", serde_json::json!(2)),
        ("advice", serde_json::json!("x".repeat(2_001))),
    ] {
        let mut changed = record.clone();
        changed[field] = value;
        let read: NotesRecord = serde_json::from_value(changed).expect("a record");
        assert_eq!(read.reopen(), None, "{field}");
    }
}
