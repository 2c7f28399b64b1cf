//! Carry-up against brute force on every small tree, and against its theorem on larger ones.

use proptest::prelude::*;

use super::*;

/// Trees as parent lists in which a unit comes after its parent.
fn trees(most: usize) -> impl Strategy<Value = Vec<Option<usize>>> {
    (1..=most).prop_flat_map(|units| {
        (1..units)
            .map(|unit| (0..unit).boxed())
            .collect::<Vec<_>>()
            .prop_map(|parents| std::iter::once(None).chain(parents.into_iter().map(Some)).collect())
    })
}

fn inside(parents: &[Option<usize>], unit: usize, around: usize) -> bool {
    std::iter::successors(Some(unit), |&unit| parents[unit]).any(|above| above == around)
}

fn total(parents: &[Option<usize>], direct: &[u32], unit: usize) -> u32 {
    (0..parents.len()).filter(|&other| inside(parents, other, unit)).map(|other| direct[other]).sum()
}

/// What a class holds.
fn size(partition: &Partition, direct: &[u32], class: usize) -> u32 {
    (0..direct.len()).filter(|&unit| partition.class_of[unit] == Some(class)).map(|unit| direct[unit]).sum()
}

/// Every group of sheets that sums and differences of published totals can isolate, by trying all of them.
///
/// A published unit's total counts the sheets of each class inside it. A combination with coefficients -1, 0 and 1
/// isolates a group when every sheet is counted 0 times or once.
fn isolated_groups(partition: &Partition, parents: &[Option<usize>], direct: &[u32]) -> Vec<u32> {
    let counts_in = |unit: usize| -> Vec<i32> {
        // The sheets placed in `owner` are in the figure of `unit` when their class lies inside it.
        let inside = |owner: usize| partition.class_of[owner].is_some_and(|class| inside(parents, class, unit));
        (0..parents.len()).map(|owner| i32::from(inside(owner))).collect()
    };
    let totals: Vec<Vec<i32>> = (0..parents.len()).filter(|&unit| partition.published[unit]).map(counts_in).collect();
    let mut groups = Vec::new();
    combine(&totals, &mut vec![0; parents.len()], direct, &mut groups);
    groups
}

/// Tries the coefficients 0, 1 and -1 for the first total, and all combinations of the others with each.
fn combine(totals: &[Vec<i32>], counted: &mut [i32], direct: &[u32], groups: &mut Vec<u32>) {
    let Some((total, others)) = totals.split_first() else {
        if counted.iter().all(|&count| count == 0 || count == 1) {
            let group: u32 =
                counted.iter().zip(direct).filter(|(count, _)| **count == 1).map(|(_, sheets)| sheets).sum();
            if group > 0 {
                groups.push(group);
            }
        }
        return;
    };
    combine(others, counted, direct, groups);
    for (sign, back) in [(1, -1), (-1, 1)] {
        counted.iter_mut().zip(total).for_each(|(count, has)| *count += sign * has);
        combine(others, counted, direct, groups);
        counted.iter_mut().zip(total).for_each(|(count, has)| *count += back * has);
    }
}

/// Every ordered tree of so many units, as parent lists: each next unit hangs below the last one or one above it.
fn every_tree(units: usize) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![vec![None]];
    for unit in 1..units {
        let grown = all.iter().flat_map(|parents: &Vec<Option<usize>>| {
            let places = std::iter::successors(Some(unit - 1), |&above| parents[above]);
            places.map(|place| parents.iter().copied().chain([Some(place)]).collect()).collect::<Vec<_>>()
        });
        all = grown.collect();
    }
    all
}

#[test]
fn every_tree_up_to_nine_units_is_safe_and_complete() {
    let (threshold, free) = (Threshold::new(4).expect("the floor"), Coverage::new(0).expect("a percentage"));
    let mut seen = 0;
    for units in 1..=9 {
        for (number, parents) in every_tree(units).into_iter().enumerate() {
            for turn in 0..3 {
                // None, too few, just too few, just enough, more than enough, in an order of its own for each tree.
                let direct: Vec<u32> = (0..units)
                    .map(|unit| [0, 1, 3, 4, 2, 7, 5][(number * 31 + turn * 17 + unit * unit * 5) % 7])
                    .collect();
                let partition = carry_up(&parents, &direct, threshold, free);
                for unit in 0..units {
                    let enough = total(&parents, &direct, unit) >= 4;
                    assert_eq!(partition.published[unit], enough, "{parents:?} {direct:?} unit {unit}");
                }
                let smallest = isolated_groups(&partition, &parents, &direct).into_iter().min();
                assert!(smallest.is_none_or(|group| group >= 4), "{parents:?} {direct:?}: {smallest:?}");
                seen += 1;
            }
        }
    }
    // The Catalan numbers up to the eighth, three times.
    assert_eq!(seen, 3 * (1 + 1 + 2 + 5 + 14 + 42 + 132 + 429 + 1430));
}

#[test]
fn every_tree_up_to_five_units_with_every_count_up_to_k_is_safe_and_complete() {
    let threshold = Threshold::new(4).expect("the floor");
    for units in 1..=5_u32 {
        for shape in 0..(1..units).product::<u32>() {
            let mut code = shape;
            let parents: Vec<Option<usize>> = (0..units)
                .map(|unit| {
                    (unit > 0).then(|| {
                        let parent = code % unit;
                        code /= unit;
                        parent as usize
                    })
                })
                .collect();
            for counts in 0..4_u32.pow(units) {
                // 0, 2, 4 and 7 sheets: none, too few, just enough, more than enough.
                let direct: Vec<u32> =
                    (0..units).map(|unit| [0, 2, 4, 7][(counts / 4_u32.pow(unit) % 4) as usize]).collect();
                let free = Coverage::new(0).expect("a percentage");
                let partition = carry_up(&parents, &direct, threshold, free);
                for unit in 0..parents.len() {
                    let enough = total(&parents, &direct, unit) >= 4;
                    assert_eq!(partition.published[unit], enough, "{parents:?} {direct:?} unit {unit}");
                }
                let smallest = isolated_groups(&partition, &parents, &direct).into_iter().min();
                assert!(smallest.is_none_or(|group| group >= 4), "{parents:?} {direct:?}: {smallest:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_sum_or_difference_of_published_figures_isolates_fewer_than_k(
        parents in trees(9),
        counts in proptest::collection::vec(0u32..12, 9),
        k in 4u32..8,
        percent in 0u32..=100,
    ) {
        let direct = &counts[..parents.len()];
        let (threshold, coverage) = (Threshold::new(k).expect("allowed"), Coverage::new(percent).expect("a percentage"));
        let partition = carry_up(&parents, direct, threshold, coverage);
        for group in isolated_groups(&partition, &parents, direct) {
            prop_assert!(group >= k, "a group of {group} in {partition:?}");
        }
    }

    #[test]
    fn a_unit_is_shown_exactly_when_its_classes_reach_k_and_the_coverage(
        parents in trees(60),
        counts in proptest::collection::vec(0u32..9, 60),
        percent in 0u32..=100,
    ) {
        let direct = &counts[..parents.len()];
        let (threshold, coverage) = (Threshold::DEFAULT, Coverage::new(percent).expect("a percentage"));
        let partition = carry_up(&parents, direct, threshold, coverage);
        for unit in 0..parents.len() {
            // A class holds whole units' sheets, at least k, all of them inside the unit that makes it.
            let class = size(&partition, direct, unit);
            prop_assert_eq!(class > 0, partition.makes_class[unit]);
            prop_assert!(class == 0 || class >= threshold.get());
            if let Some(owner) = partition.class_of[unit] {
                prop_assert!(inside(&parents, unit, owner));
            }
            let covered: u32 = (0..parents.len())
                .filter(|&class| inside(&parents, class, unit))
                .map(|class| size(&partition, direct, class))
                .sum();
            prop_assert_eq!(partition.covered[unit], covered);
            let all = total(&parents, direct, unit);
            prop_assert_eq!(
                partition.published[unit],
                covered >= threshold.get() && coverage.allows(covered, all)
            );
            // With coverage free, whoever has k sheets is shown.
            prop_assert!(percent > 0 || (partition.published[unit] == (all >= threshold.get())));
        }
        // What is used nowhere is less than k.
        let unused: u32 = (0..parents.len()).filter(|&u| partition.class_of[u].is_none()).map(|u| direct[u]).sum();
        prop_assert!(unused < threshold.get());
    }
}
