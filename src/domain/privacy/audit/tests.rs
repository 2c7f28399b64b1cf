//! The attacks against brute force, and against publications that break the rules.

use proptest::prelude::*;

use super::*;
use crate::privacy::class::Class;
use crate::privacy::{Cell, Mean};
use made_up::{Answers, aggregates, by_the_rules, class, class_at, parents, publication, terms, terms_of, tree};

mod made_up;
mod numbers;

fn audit_of(publication: &Publication, classes: &[Class]) -> Audit {
    Audit::of(publication, &aggregates(classes))
}

fn smallest(audit: &Audit) -> Option<(u64, String)> {
    audit.smallest().map(|group| (group.answers, group.at.to_string()))
}

#[test]
fn a_good_publication_holds_and_names_its_smallest_group() {
    let terms = terms(&["Care/A", "Care/B", "Care/C"], 5);
    let classes = [
        class(&terms, "Care/A", &[[4; 7]; 8], 5),
        class(&terms, "Care/B", &[[3; 7]; 6], 5),
        class(&terms, "Care", &[[2; 7]; 7], 5),
    ];
    let hidden = terms.tree.find(&"Care/C".parse().expect("a path")).expect("in the tree").position();
    let audit = audit_of(&publication(&terms, &classes, |unit, _| unit != hidden), &classes);
    assert!(audit.holds(), "{audit:?}");
    assert_eq!(smallest(&audit), Some((6, "Care/B".to_owned())));
    // Everybody is Care, so the organisation has no rest of its own.
    let sheets = &audit.attacks[0];
    assert_eq!((sheets.family, sheets.totals, sheets.groups), (Family::Sheets, 4, 3));
    let families = 1 + terms.questionnaire.indices().len() + terms.questionnaire.items().len();
    assert_eq!((audit.attacks.len(), audit.totals()), (families, 4 * families));
    assert_eq!(Family::Index(0).key(&terms.questionnaire), Some("score"));
}

#[test]
fn the_naive_rule_leaves_one_person_and_the_audit_says_so() {
    let terms = terms(&["A", "B", "C"], 5);
    // A and B are shown because they reach 5; C is one person, hidden, and counted in the whole.
    let classes =
        [class(&terms, "A", &[[4; 7]; 8], 1), class(&terms, "B", &[[3; 7]; 6], 1), class(&terms, "C", &[[1; 7]; 1], 1)];
    let audit = audit_of(&publication(&terms, &classes, |unit, _| unit != 3), &classes);
    assert!(!audit.holds());
    assert_eq!(smallest(&audit), Some((1, "/".to_owned())));
    for attack in &audit.attacks {
        assert_eq!(attack.smallest.as_ref().map(|group| group.answers), Some(1), "{:?}", attack.family);
        let path = "C".parse().expect("a path");
        assert!(audit.findings.contains(&Finding::SmallClass { at: path, family: attack.family, answers: 1 }));
    }
}

#[test]
fn a_group_that_is_too_small_for_one_item_only_is_found() {
    let terms = terms(&["A", "B"], 5);
    let mut people = [[3; 7]; 6];
    people[..4].iter_mut().for_each(|person| person[2] = 0);
    let classes = [class(&terms, "A", &[[4; 7]; 8], 1), class(&terms, "B", &people, 1)];
    let audit = audit_of(&publication(&terms, &classes, |unit, _| unit != 2), &classes);
    assert!(!audit.holds());
    assert_eq!(audit.sharpest().map(|attack| attack.family), Some(Family::Item(2)));
    assert_eq!(smallest(&audit), Some((2, "/".to_owned())));
    assert_eq!(audit.findings.len(), 1);
}

#[test]
fn what_does_not_fit_is_a_finding_and_never_a_panic() {
    let terms = terms(&["A", "B"], 5);
    let good = [class(&terms, "A", &[[4; 7]; 8], 5)];
    let full = publication(&terms, &good, |_, _| true);
    // B is printed with nobody in it; its means could not even be made.
    let audit = audit_of(&full, &good);
    let nothing = Finding::NothingInside { at: "B".parse().expect("a path"), family: Family::Sheets };
    // Eight answers are not two units of five to nine.
    let contradiction = Finding::Contradiction { at: UnitPath::organisation(), family: Family::Sheets };
    assert_eq!(audit.findings, [contradiction, nothing]);
    // A class from elsewhere, and sums that no answers make.
    let mut classes = vec![class(&terms, "A", &[[4; 7]; 8], 5)];
    classes[0].indices[0].iter_mut().for_each(|moments| moments.sum = i64::MAX);
    classes[0].items[1] = Some([u32::MAX; 5]);
    classes[0].items.truncate(3);
    classes.push(class_at(&terms, 99, &[[1; 7]; 5], 5));
    classes.push(class_at(&terms, 0, &[], 5));
    classes[2].indices[0] = classes[0].indices[0];
    let audit = audit_of(&publication(&terms, &good, |unit, _| unit < 2), &classes);
    assert!(audit.findings.contains(&Finding::StrayClass { unit: 99 }));
    let a: UnitPath = "A".parse().expect("a path");
    for family in [Family::Index(0), Family::Item(1)] {
        assert!(audit.findings.contains(&Finding::OtherFigure { at: a.clone(), family }), "{:?}", audit.findings);
    }
    assert!(audit.findings.contains(&Finding::NothingInside { at: a, family: Family::Item(5) }));
    assert!(!audit.holds());
    let nothing = audit_of(&publication(&terms, &[], |_, _| false), &[]);
    assert!(nothing.holds() && nothing.smallest().is_none() && nothing.totals() == 0);
}

#[test]
fn a_mean_that_is_not_that_of_the_classes_is_a_finding() {
    let terms = terms(&["A"], 5);
    let classes = [class(&terms, "A", &[[4; 7]; 8], 5)];
    let mut forged = publication(&terms, &classes, |_, _| true);
    let Cell::Shown(figures) = &forged.units[1].cell else { panic!("A is shown") };
    let mut figures = (**figures).clone();
    let Cell::Shown(index) = &figures.indices[0] else { panic!("with its score") };
    let mut index = **index;
    index.mean = Mean { hundredths: index.mean.hundredths - 25, ..index.mean };
    figures.indices[0] = Cell::of(Some(index));
    forged.units[1].cell = Cell::of(Some(figures));
    let audit = audit_of(&forged, &classes);
    let at = "A".parse().expect("a path");
    assert!(!audit.holds());
    assert!(audit.findings.contains(&Finding::OtherFigure { at, family: Family::Index(0) }));
}

#[test]
fn a_hundred_thousand_units_are_no_trouble() {
    let above: Vec<usize> = (0..100_000).map(|unit| if unit < 300 { 0 } else { 1 + unit % 300 }).collect();
    let terms = terms_of(tree(&above), 5);
    let people = [[4; 7], [3; 7], [5; 7], [2; 7], [3; 7]];
    let classes: Vec<_> = (301..parents(&terms).len()).map(|unit| class_at(&terms, unit, &people, 5)).collect();
    let publication = publication(&terms, &classes, |unit, _| unit == 0 || unit > 300);
    let audit = audit_of(&publication, &classes);
    assert_eq!(audit.smallest().map(|group| group.answers), Some(5));
    assert_eq!(audit.attacks.len(), 1 + terms.questionnaire.indices().len() + terms.questionnaire.items().len());
}

/// Rank of a matrix of zeros and ones, modulo a prime. At most eight rows and columns: no determinant of such a matrix
/// is beyond 56, so none vanishes modulo a larger prime that did not vanish before, and the rank is that over fractions.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    const PRIME: u64 = 257;
    let inverse = |value: u64| (0..PRIME - 2).fold(1, |power, _| power * value % PRIME);
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let (done, rest) = rows.split_at_mut(rank + 1);
        let pivot = &done[rank];
        let scale = if pivot[column] == 1 { 1 } else { inverse(pivot[column]) };
        for row in rest {
            let by = row[column] * scale % PRIME;
            row.iter_mut().zip(pivot).for_each(|(value, pivot)| *value = (*value + (PRIME - by) * pivot) % PRIME);
        }
        rank += 1;
    }
    rank
}

/// The smallest set of classes whose total is a weighted sum of the printed totals, by trying every set; a class that
/// carries nothing of the family is in no total.
fn by_trying(totals: &[Vec<u64>], sizes: &[u64]) -> Option<u64> {
    let least = rank(totals.to_vec());
    let sets = (1_usize..1 << sizes.len()).map(|set| (0..sizes.len()).map(|class| (set >> class & 1) as u64).collect());
    let spanned = |set: &Vec<u64>| rank(totals.iter().cloned().chain([set.clone()]).collect()) == least;
    sets.filter(spanned).map(|set| set.iter().zip(sizes).map(|(inside, size)| inside * size).sum()).min()
}

fn sheets(units: usize) -> impl Strategy<Value = Vec<Vec<Answers>>> {
    let sheet = proptest::array::uniform7(0u8..=5);
    proptest::collection::vec(proptest::collection::vec(sheet, 0..7), units)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_smallest_rest_is_the_smallest_group_that_any_weighted_sum_of_totals_isolates(
        above in proptest::collection::vec(0usize..7, 0..6),
        people in sheets(7),
        shown in proptest::collection::vec(any::<u64>(), 7),
        least in 1u32..5,
    ) {
        let terms = terms_of(tree(&above), 5);
        let parents = parents(&terms);
        let classes: Vec<_> = (0..parents.len())
            .filter(|&unit| !people[unit].is_empty())
            .map(|unit| class_at(&terms, unit, &people[unit], least))
            .collect();
        let bit = |family| match family { Family::Sheets => 0, Family::Index(n) => 10 + n, Family::Item(n) => 30 + n };
        let publication = publication(&terms, &classes, |unit, family| shown[unit] >> bit(family) & 1 == 1);
        let audit = audit_of(&publication, &classes);
        let aggregates = aggregates(&classes);
        let evidence = Evidence::of(&publication, &aggregates);
        for attack in &audit.attacks {
            let carrying: Vec<_> = classes
                .iter()
                .filter_map(|class| Some((class.unit, evidence::Carried::by(class, attack.family)?.answers)))
                .collect();
            let inside = |class: usize, unit| std::iter::successors(Some(class), |&up| parents[up]).any(|up| up == unit);
            let totals: Vec<Vec<u64>> = (0..parents.len())
                .filter(|&unit| evidence.figure(unit, attack.family).is_some())
                .map(|unit| carrying.iter().map(|&(class, _)| u64::from(inside(class, unit))).collect())
                .collect();
            let sizes: Vec<_> = carrying.iter().map(|&(_, size)| size).collect();
            let found = attack.smallest.as_ref().map(|group| group.answers);
            prop_assert_eq!(found, by_trying(&totals, &sizes), "{:?}", attack.family);
            prop_assert_eq!(attack.groups, rank(totals));
        }
    }

    #[test]
    fn whatever_carry_up_decides_holds(
        above in proptest::collection::vec(0usize..12, 0..12),
        people in sheets(13),
        k in 4u32..8,
    ) {
        let terms = terms_of(tree(&above), k);
        let (partition, classes) = by_the_rules(&terms, &people);
        let audit = audit_of(&publication(&terms, &classes, |unit, _| partition.published[unit]), &classes);
        prop_assert!(audit.holds(), "{:?}", audit);
    }
}
