//! The linear attack: which groups of people can be isolated by adding and subtracting published totals.

use std::collections::BTreeMap;

/// The size of the smallest group whose total can be computed from these totals; `None` when there are no totals.
///
/// Each total is the set of people it counts. People that are in exactly the same totals can never be told apart, so
/// they are one atom. The row space of the totals over the atoms is brought to reduced form; for sets that are nested
/// or disjoint (units of a tree) the smallest 0/1 vectors of that space are among the rows of the reduced form and
/// their pairwise sums and differences, which are all tried.
pub(crate) fn smallest_isolated(totals: &[Vec<usize>]) -> Option<usize> {
    let mut memberships: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (total, people) in totals.iter().enumerate() {
        for &person in people {
            memberships.entry(person).or_default().push(total);
        }
    }
    let mut atoms: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for totals in memberships.into_values() {
        *atoms.entry(totals).or_default() += 1;
    }
    let sizes: Vec<usize> = atoms.values().copied().collect();
    let rows = (0..totals.len()).map(|total| atoms.keys().map(|of| i64::from(of.contains(&total))).collect());
    let reduced = reduce(rows.collect());
    let mut smallest: Option<usize> = None;
    let mut consider = |vector: &[i64]| {
        for sign in [1, -1] {
            if vector.iter().all(|&v| v * sign == 0 || v * sign == 1) && vector.iter().any(|&v| v != 0) {
                let size = vector.iter().zip(&sizes).filter(|(v, _)| **v != 0).map(|(_, size)| size).sum();
                smallest = Some(smallest.map_or(size, |least| least.min(size)));
            }
        }
    };
    for (n, row) in reduced.iter().enumerate() {
        consider(row);
        for other in &reduced[..n] {
            consider(&row.iter().zip(other).map(|(a, b)| a - b).collect::<Vec<_>>());
            consider(&row.iter().zip(other).map(|(a, b)| a + b).collect::<Vec<_>>());
        }
    }
    smallest
}

/// Reduced row echelon form in whole numbers; each row is divided by its greatest common divisor.
fn reduce(mut rows: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    let columns = rows.first().map_or(0, Vec::len);
    let mut done = 0;
    for column in 0..columns {
        let Some(pivot) = (done..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(done, pivot);
        let pivot = rows[done].clone();
        for (n, row) in rows.iter_mut().enumerate() {
            if n != done && row[column] != 0 {
                let (a, b) = (pivot[column], row[column]);
                for (value, by) in row.iter_mut().zip(&pivot) {
                    *value = *value * a - by * b;
                }
                shrink(row);
            }
        }
        done += 1;
    }
    rows.truncate(done);
    for row in &mut rows {
        shrink(row);
    }
    rows
}

fn shrink(row: &mut [i64]) {
    let divisor = row.iter().fold(0, |a, &b| gcd(a, b.abs()));
    let sign = row.iter().find(|&&value| value != 0).map_or(1, |value| value.signum());
    if divisor != 0 {
        for value in row {
            *value /= divisor * sign;
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[test]
fn the_attack_finds_a_rest_that_was_left_open() {
    let (everybody, team): (Vec<usize>, Vec<usize>) = ((0..10).collect(), (0..8).collect());
    assert_eq!(smallest_isolated(&[everybody.clone(), team]), Some(2));
    assert_eq!(smallest_isolated(&[everybody]), Some(10));
    assert_eq!(smallest_isolated(&[(0..5).collect(), (5..12).collect(), (0..13).collect()]), Some(1));
    assert_eq!(smallest_isolated(&[]), None);
}
