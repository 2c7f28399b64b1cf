//! Carry-up: which sheets stand together, and which units are shown. Knows counts only, never an answer.
//!
//! Sheets that are too few for a figure in their own unit are carried up to the next unit, until they are k together
//! with others; those make a class. Classes are disjoint and hold at least k sheets, and a unit's figures are made of
//! all classes inside it. Every published number is thus a function of whole classes, and so is every sum or
//! difference of published numbers: nothing about fewer than k sheets can be computed.

use crate::{Coverage, Threshold};

/// What is decided for one wave; each list has one entry per unit, in the order of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Whether a class is made at this unit.
    pub makes_class: Vec<bool>,
    /// The unit whose class the sheets placed directly in this unit belong to; `None` when they are used nowhere.
    pub class_of: Vec<Option<usize>>,
    /// Whether this unit is shown.
    pub published: Vec<bool>,
    /// Sheets in classes inside this unit: what its figures stand on.
    pub covered: Vec<u32>,
}

/// Decides the partition of one wave in a single pass from the leaves to the root.
///
/// `parents[v]` is the unit around `v` (`None` for the root) and must come before `v`; `direct[v]` counts the sheets of
/// people placed in `v` itself. Time and memory are linear in the number of units.
pub fn carry_up(parents: &[Option<usize>], direct: &[u32], threshold: Threshold, coverage: Coverage) -> Partition {
    let units = parents.len().min(direct.len());
    let k = threshold.get();
    let mut pool = direct[..units].to_vec();
    let mut answered = pool.clone();
    let mut covered = vec![0; units];
    let mut published = vec![false; units];
    let mut makes_class = vec![false; units];
    for unit in (0..units).rev() {
        let take = pool[unit] >= k;
        let would = covered[unit] + if take { pool[unit] } else { 0 };
        published[unit] = would >= k && coverage.allows(would, answered[unit]);
        if published[unit] && take {
            makes_class[unit] = true;
            covered[unit] = would;
            pool[unit] = 0;
        }
        if let Some(parent) = parents[unit] {
            pool[parent] += pool[unit];
            covered[parent] += covered[unit];
            answered[parent] += answered[unit];
        }
    }
    let mut class_of = vec![None; units];
    for unit in 0..units {
        class_of[unit] = if makes_class[unit] { Some(unit) } else { parents[unit].and_then(|parent| class_of[parent]) };
    }
    Partition { makes_class, class_of, published, covered }
}

#[cfg(test)]
mod tests;
