//! Classes added up, unit by unit, and made into figures. Does not decide which units are shown.

use super::class::{Class, Counts};
use super::figures::{IndexFigure, ItemFigure};
use super::interval::{Footing, Interval};
use super::mean::{Answered, Mean};
use super::{Cell, Method, UnitFigures};
use crate::statistics::Moments;
use crate::wave::Terms;

/// The union of all classes inside one unit.
#[derive(Clone)]
pub(super) struct Tally {
    /// How often each point was chosen, with the sheets of the classes that carry the item.
    pub(super) items: Vec<Option<(Counts, u32)>>,
    /// Moments, with the sheets of the classes that carry the index.
    pub(super) indices: Vec<Option<(Moments, u32)>>,
}

/// The classes inside each unit, added up; positions are those of the tree.
pub(super) fn tally(terms: &Terms, classes: &[Class], parents: &[Option<usize>]) -> Vec<Tally> {
    let empty = Tally {
        items: vec![None; terms.questionnaire.items().len()],
        indices: vec![None; terms.questionnaire.indices().len()],
    };
    let mut tallies = vec![empty; parents.len()];
    for class in classes {
        tallies[class.unit] = Tally {
            items: class.items.iter().map(|counts| counts.map(|counts| (counts, class.sheets))).collect(),
            indices: class.indices.iter().map(|moments| moments.map(|moments| (moments, class.sheets))).collect(),
        };
    }
    // Classes of children are disjoint from a class of their parent, so tallies add up.
    for unit in (1..parents.len()).rev() {
        if let Some(parent) = parents[unit] {
            let (above, below) = tallies.split_at_mut(unit);
            above[parent].add(&below[0]);
        }
    }
    tallies
}

impl Tally {
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.items.iter_mut().zip(&other.items) {
            if let Some((counts, sheets)) = theirs {
                let mine = mine.get_or_insert_default();
                mine.0.iter_mut().zip(counts).for_each(|(mine, theirs)| *mine += theirs);
                mine.1 += sheets;
            }
        }
        for (mine, theirs) in self.indices.iter_mut().zip(&other.indices) {
            if let Some((moments, sheets)) = theirs {
                let mine = mine.get_or_insert_default();
                mine.0.merge(moments);
                mine.1 += sheets;
            }
        }
    }

    /// What may be shown of a unit with `covered` sheets in classes and `invited` people.
    pub(super) fn figures(&self, terms: &Terms, method: &Method, covered: u32, invited: u32) -> UnitFigures {
        // The classes that carry a figure must themselves speak for the unit.
        let enough = |sheets: u32| terms.coverage.allows(sheets, covered);
        let item = |entry: &Option<(Counts, u32)>| {
            let (counts, sheets) = entry.as_ref()?;
            if enough(*sheets) { ItemFigure::of(counts) } else { None }
        };
        let k = terms.threshold.get();
        let index = |position: usize| {
            let (moments, sheets) = self.indices[position].as_ref()?;
            if !enough(*sheets) {
                return None;
            }
            let mean = Mean::of(moments)?;
            let items = terms.questionnaire.indices()[position].items.len();
            let footing = Footing { invited, items, prior_variance: f64::from(method.variances[position]) };
            let interval = Interval::of(moments, mean, &footing, k)?;
            Some(IndexFigure { mean, interval, answered: Answered::of(moments.n, k) })
        };
        UnitFigures {
            answered: Answered::of(covered, k),
            indices: (0..self.indices.len()).map(|position| Cell::of(index(position))).collect(),
            items: self.items.iter().map(|entry| Cell::of(item(entry))).collect(),
        }
    }
}
