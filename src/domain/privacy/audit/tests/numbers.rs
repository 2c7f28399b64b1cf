//! Conclusions from ranges, against brute force and against the truth.

use proptest::prelude::*;

use super::super::possible::Possible;
use super::super::sizes::Sizes;
use super::*;

fn holds(possible: Possible, number: u32) -> bool {
    !possible.and(Possible::only(number)).is_empty()
}

/// From fifty on only the least number is known.
fn allows(possible: Possible, number: u32) -> bool {
    if number < 50 {
        holds(possible, number)
    } else {
        possible.is_open() && possible.least().is_some_and(|least| least <= number)
    }
}

fn pins(pinned: &Pinned) -> (usize, usize, Vec<(u64, String)>) {
    let first = pinned.first.iter().map(|group| (group.answers, group.at.to_string())).collect();
    (pinned.of, pinned.count, first)
}

#[test]
fn ranges_that_fit_in_one_way_only_give_the_numbers_away() {
    // Seven teams of 7 to 9 in a whole of 20 to 49: each must be 7.
    let terms = terms(&["A", "B", "C", "D", "E", "F", "G"], 7);
    let classes: Vec<_> = (1..8).map(|unit| class_at(&terms, unit, &[[3; 7]; 7], 7)).collect();
    let ranges = audit_of(&publication(&terms, &classes, |_, _| true), &classes).ranges;
    assert_eq!((ranges.units.of, ranges.units.count), (8, 8));
    assert_eq!(ranges.units.first.len(), Pinned::MOST);
    assert_eq!(ranges.units.first[0].answers, 49);
    assert_eq!((ranges.rests.of, ranges.rests.count), (7, 7));
    // One team fewer leaves room.
    let ranges = audit_of(&publication(&terms, &classes[1..], |unit, _| unit != 1), &classes[1..]).ranges;
    assert_eq!(pins(&ranges.units), (7, 0, vec![]));
}

#[test]
fn a_threshold_of_nine_prints_a_range_of_one_number() {
    let terms = terms(&["A"], 9);
    let classes = [class(&terms, "A", &[[3; 7]; 9], 9), class(&terms, "/", &[[3; 7]; 70], 9)];
    let ranges = audit_of(&publication(&terms, &classes, |_, _| true), &classes).ranges;
    assert_eq!(pins(&ranges.units), (2, 1, vec![(9, "A".to_owned())]));
    // The rest of the whole has no upper bound.
    assert_eq!(pins(&ranges.rests), (2, 1, vec![(9, "A".to_owned())]));
}

#[test]
fn ranges_that_can_t_all_be_true_are_a_finding() {
    let terms = terms(&["A", "B"], 5);
    let people = [[3; 7]; 12];
    let classes = [class(&terms, "A", &people, 5), class(&terms, "B", &people, 5)];
    let honest = publication(&terms, &classes, |_, _| true);
    let mut forged = honest.clone();
    // The whole as it was with A alone: 10 to 19.
    forged.units[0].cell = publication(&terms, &classes[..1], |_, _| true).units[0].cell.clone();
    assert!(audit_of(&honest, &classes).holds());
    let audit = audit_of(&forged, &classes);
    let contradiction = Finding::Contradiction { at: UnitPath::organisation(), family: Family::Sheets };
    assert!(audit.findings.contains(&contradiction), "{:?}", audit.findings);
}

#[test]
fn a_cut_mean_does_not_hide_a_rest_that_agrees() {
    // The whole is printed as "1.5 or lower", but one team at 3.3 leaves room for hardly anything but ones.
    let terms = terms(&["A"], 5);
    let mut team = vec![[3; 7]; 7];
    team.extend([[4; 7]; 3]);
    let classes = [class(&terms, "A", &team, 5), class(&terms, "/", &[[1; 7]; 39], 5)];
    let audit = audit_of(&publication(&terms, &classes, |_, _| true), &classes);
    assert!(audit.holds());
    let narrowest = audit.ranges.narrowest.expect("a rest");
    assert_eq!(narrowest.at, UnitPath::organisation());
    // 1.5 - 10 (3.25 - 1.5) / 39.
    assert!((narrowest.low - 1.0).abs() < 1e-9 && (narrowest.high - 1.051_282).abs() < 1e-6, "{narrowest:?}");
    assert!(narrowest.is_finer() && audit.ranges.finer > 0);
}

#[test]
fn an_ordinary_rest_is_known_less_well_than_if_it_were_printed() {
    let terms = terms(&["A"], 5);
    let classes = [class(&terms, "A", &[[4; 7]; 8], 5), class(&terms, "/", &[[3; 7]; 9], 5)];
    let ranges = audit_of(&publication(&terms, &classes, |_, _| true), &classes).ranges;
    // The whole has 17 answers and a mean of 3.5, A between 5 and 9 and a mean of 4: the rest is between 5 and 14.
    assert_eq!((ranges.means, ranges.finer), (terms.questionnaire.indices().len(), 0));
    let narrowest = ranges.narrowest.expect("a rest");
    let (low, high) = (3.45 - 9.0 * (4.125 - 3.45) / 5.0, 3.55 - 5.0 * (3.875 - 3.55) / 14.0);
    assert!((narrowest.low - low).abs() < 1e-9 && (narrowest.high - high).abs() < 1e-9, "{narrowest:?}");
    assert!((narrowest.step - 0.25).abs() < 1e-9);
}

/// All numbers of all units that obey every rule, by trying them all: for each unit its numbers, and those of its rest.
fn by_trying(parents: &[Option<usize>], ranges: &[(u32, u32)], k: u32) -> Vec<[Vec<u32>; 2]> {
    let mut possible = vec![[vec![], vec![]]; parents.len()];
    let mut numbers: Vec<u32> = ranges.iter().map(|range| range.0).collect();
    loop {
        let mut rests: Vec<i64> = numbers.iter().map(|&number| number.into()).collect();
        for (parent, &number) in parents.iter().zip(&numbers) {
            if let Some(parent) = *parent {
                rests[parent] -= i64::from(number);
            }
        }
        if rests.iter().all(|&rest| rest == 0 || rest >= i64::from(k)) {
            for (unit, [of_unit, of_rest]) in possible.iter_mut().enumerate() {
                of_unit.push(numbers[unit]);
                of_rest.push(u32::try_from(rests[unit]).expect("not negative"));
            }
        }
        // The next combination, like a counter.
        let Some(turn) = (0..numbers.len()).find(|&unit| numbers[unit] < ranges[unit].1) else { return possible };
        numbers[turn] += 1;
        (0..turn).for_each(|unit| numbers[unit] = ranges[unit].0);
    }
}

/// Each unit's answers gather around a point of its own, so that some means are cut off.
fn gathered(units: usize) -> impl Strategy<Value = Vec<Vec<Answers>>> {
    let noise = proptest::collection::vec(proptest::array::uniform7(0u8..12), 0..28);
    let around = |(point, noise): (u8, Vec<Answers>)| {
        let answer = |noise: u8| match noise {
            0 => 0,
            1 | 2 => (point + 1).min(5),
            3 => (point - 1).max(1),
            _ => point,
        };
        noise.into_iter().map(|row| row.map(answer)).collect()
    };
    proptest::collection::vec((1u8..=5, noise).prop_map(around), units)
}

fn true_mean(classes: &[&Class], family: Family) -> f64 {
    let carried = classes.iter().filter_map(|class| evidence::Carried::by(class, family));
    let (mut sum, mut n) = (0.0, 0.0);
    for carried in carried {
        let points: u64 = (1..).zip(carried.counts).map(|(point, count)| point * count).sum();
        #[expect(clippy::cast_precision_loss, reason = "small sums")]
        let (grains, points, answers) = (carried.grains as f64, points as f64, carried.answers as f64);
        sum += grains / 27_720.0 + points;
        n += answers;
    }
    sum / n
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn below_fifty_exactly_the_numbers_remain_that_some_organisation_has(
        above in proptest::collection::vec(0usize..5, 0..5),
        ranges in proptest::collection::vec((0u32..9, 0u32..5, 0u32..6), 6),
        k in 4u32..7,
    ) {
        let terms = terms_of(tree(&above), k);
        let parents = parents(&terms);
        // True numbers first, so that most cases are possible, and then a range around each that mostly holds it.
        let mut numbers: Vec<_> = ranges.iter().map(|&(rest, ..)| if rest < 3 { 0 } else { k + rest - 3 }).collect();
        for unit in (1..parents.len()).rev() {
            numbers[parents[unit].expect("not the root")] += numbers[unit];
        }
        let around = |(number, (_, below, width)): (&u32, &(u32, u32, u32))| {
            let low = number.saturating_sub(*below).min(44);
            (low, low + width)
        };
        let ranges: Vec<_> = numbers.iter().zip(&ranges).map(around).take(parents.len()).collect();
        let publication = publication(&terms, &[], |_, _| true);
        let classes = aggregates(&[]);
        let printed = Printed::of(&Evidence::of(&publication, &classes), Family::Sheets);
        let sizes = Sizes::of(&printed, k, |unit| Possible::between(ranges[unit].0, Some(ranges[unit].1)));
        let tried = by_trying(&parents, &ranges, k);
        if tried[0][0].is_empty() {
            prop_assert!(!sizes.contradictions().is_empty());
        } else {
            prop_assert!(sizes.contradictions().is_empty());
            for (unit, [numbers, rests]) in tried.iter().enumerate() {
                for number in 0..50 {
                    prop_assert_eq!(holds(sizes.unit(unit), number), numbers.contains(&number), "{} at {}", number, unit);
                    prop_assert_eq!(holds(sizes.rest(unit), number), rests.contains(&number), "rest {} at {}", number, unit);
                }
            }
        }
    }

    #[test]
    fn the_truth_is_always_among_what_remains_possible(
        above in proptest::collection::vec(0usize..6, 0..6),
        people in gathered(7),
        k in 4u32..8,
    ) {
        let terms = terms_of(tree(&above), k);
        let (partition, classes) = by_the_rules(&terms, &people);
        let publication = publication(&terms, &classes, |unit, _| partition.published[unit]);
        let aggregates = aggregates(&classes);
        let evidence = Evidence::of(&publication, &aggregates);
        let all = Printed::of(&evidence, Family::Sheets);
        let sheets = ranges::sheets(&evidence, &all);
        for unit in all.units() {
            let number = partition.covered[unit];
            prop_assert!(allows(sheets.unit(unit), number));
            let rest = u32::try_from(all.rest(unit).answers).expect("few");
            prop_assert!(allows(sheets.rest(unit), rest));
        }
        let mut findings = Vec::new();
        for family in evidence.families() {
            let printed = Printed::of(&evidence, family);
            for bounds in narrow::narrow(&evidence, family, &printed, (&all, &sheets), &mut findings) {
                let unit = terms.tree.find(&bounds.at).expect("there").position();
                let own: Vec<_> = classes.iter().filter(|class| class.unit == unit).collect();
                let mean = true_mean(&own, family);
                prop_assert!(bounds.low - 1e-9 <= mean && mean <= bounds.high + 1e-9, "{} not in {:?}", mean, bounds);
            }
        }
        prop_assert!(findings.is_empty(), "{:?}", findings);
    }
}
