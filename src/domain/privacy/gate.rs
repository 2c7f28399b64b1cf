//! The one place where ballots are opened and figures are released. Does not know where either is kept.
//!
//! A wave that is still open can't be reviewed:
//!
//! ```
//! # use domain::*;
//! fn close(wave: Wave<Open>, keys: &WaveKeys, wraps: &[SealedWrappingKey]) -> Review {
//!     Gate::review(wave.close(), keys, wraps)
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use domain::*;
//! fn peek(wave: Wave<Open>, keys: &WaveKeys, wraps: &[SealedWrappingKey]) -> Review {
//!     Gate::review(wave, keys, wraps)
//! }
//! ```

use super::class::{Class, Counts, pooled_variance};
use super::figures::{IndexFigure, ItemFigure};
use super::interval::{Footing, Interval};
use super::mean::{Answered, Mean};
use super::remarks::seal_remarks;
use super::{
    Cell, ClassAggregates, Method, Participation, Publication, PublishedUnit, Responses, Review, UnitFigures, carry_up,
};
use crate::ballot::{Comment, CustodyPublicKey, SealError, SealedComments, SealedWrappingKey, Sheet, WaveKeys};
use crate::statistics::{Moments, start_variance};
use crate::wave::{Closed, Terms};
use crate::{UnitIndex, Wave};

/// What comes out of the gate.
#[derive(Debug)]
pub struct Reviewed {
    /// What may be shown.
    pub publication: Publication,
    /// What is kept for the variances of later waves.
    pub classes: ClassAggregates,
    /// How many took part so far, unit by unit, for the waves to come.
    pub responses: Responses,
    /// Comments of classes that are large enough, which only the custodian can read.
    pub comments: Vec<SealedComments>,
    /// Ballots that were damaged and could not be opened.
    pub unreadable: usize,
}

/// Why nothing was released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// Most of the ballots don't open: the wave's wrapping keys are missing or damaged.
    #[error(
        "{ballots} of {of} sealed sheets and comments can't be unwrapped: rows of the wave's table of wrapping keys are \
         missing or damaged. Nothing was changed; put that table back from a copy of the database and close again"
    )]
    Unwrapped {
        /// How many don't open.
        ballots: usize,
        /// How many there are.
        of: usize,
    },
    /// The custodian's key can't be used.
    #[error("the comments could not be sealed for the custodian")]
    Comments(#[from] SealError),
}

/// The gate. It has no state: what it releases depends on its arguments only.
#[derive(Debug)]
pub struct Gate;

impl Gate {
    /// Begins to open the ballots of a closed wave in memory; [`Review::release`] ends it.
    ///
    /// `wraps` are the wrapping keys under which the wave's ballots lie, as the store keeps them.
    pub fn review(wave: Wave<Closed>, keys: &WaveKeys, wraps: &[SealedWrappingKey]) -> Review {
        Review::of(wave, keys, wraps)
    }

    /// What would be released of made-up sheets, by the same rules: for simulations.
    ///
    /// Nobody's ballot comes near it: it takes sheets that were never sealed, and gives no comments.
    pub fn rehearse(
        terms: &Terms,
        sheets: impl IntoIterator<Item = (UnitIndex, Sheet)>,
        earlier: &Earlier<'_>,
    ) -> (Publication, ClassAggregates, Responses) {
        let mut units: Vec<Vec<Sheet>> = terms.tree.units().iter().map(|_| Vec::new()).collect();
        for (unit, sheet) in sheets {
            if let Some(unit) = units.get_mut(unit.position()) {
                unit.push(sheet);
            }
        }
        let (publication, classes) = publish(terms, &units, earlier.classes);
        (publication, classes, earlier.responses.after(terms, &inside(terms, &units)))
    }
}

/// What earlier waves of the same questionnaire left behind.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The class aggregates of the waves in the twelve months before.
    pub classes: &'a [ClassAggregates],
    /// How many took part so far.
    pub responses: &'a Responses,
}

impl Default for Earlier<'_> {
    /// There was no wave before.
    fn default() -> Self {
        const NONE: &Responses = &Responses::none();
        Self { classes: &[], responses: NONE }
    }
}

/// From opened sheets and comments, each under its unit, to what may leave.
pub(super) fn release(
    terms: &Terms,
    sheets: &[Vec<Sheet>],
    comments: &[Vec<Comment>],
    unreadable: usize,
    earlier: &Earlier<'_>,
    custody: &CustodyPublicKey,
) -> Result<Reviewed, GateError> {
    let (publication, classes) = publish(terms, sheets, earlier.classes);
    let responses = earlier.responses.after(terms, &inside(terms, sheets));
    let comments = seal_remarks(terms, comments, custody)?;
    Ok(Reviewed { publication, classes, responses, comments, unreadable })
}

/// How many sheets each unit has, those inside it included.
fn inside(terms: &Terms, sheets: &[Vec<Sheet>]) -> Vec<u32> {
    let mut inside: Vec<_> = sheets.iter().map(|sheets| u32::try_from(sheets.len()).unwrap_or(u32::MAX)).collect();
    for (unit, parent) in terms.tree.parents().into_iter().enumerate().rev() {
        if let Some(parent) = parent {
            inside[parent] += inside[unit];
        }
    }
    inside
}

fn publish(terms: &Terms, sheets: &[Vec<Sheet>], earlier: &[ClassAggregates]) -> (Publication, ClassAggregates) {
    let questionnaire = &terms.questionnaire;
    let parents = terms.tree.parents();
    let direct: Vec<_> = sheets.iter().map(|sheets| u32::try_from(sheets.len()).unwrap_or(u32::MAX)).collect();
    let partition = carry_up(&parents, &direct, terms.threshold, terms.coverage);

    let mut members: Vec<Vec<&Sheet>> = sheets.iter().map(|_| Vec::new()).collect();
    for (unit, class) in partition.class_of.iter().enumerate() {
        if let Some(class) = class {
            members[*class].extend(&sheets[unit]);
        }
    }
    let classes: Vec<Class> = (0..members.len())
        .filter(|&unit| partition.makes_class[unit])
        .map(|unit| Class::of(unit, &members[unit], questionnaire, terms.threshold.get()))
        .collect();

    let method = Method {
        variances: (0..questionnaire.indices().len()).map(|index| prior_variance(terms, index, earlier)).collect(),
    };
    let tallies = tally(terms, &classes, &parents);
    let units = terms
        .tree
        .units()
        .iter()
        .enumerate()
        .map(|(position, unit)| {
            let figures = partition.published[position]
                .then(|| tallies[position].figures(terms, &method, partition.covered[position], unit.invited));
            PublishedUnit { path: unit.path.clone(), cell: Cell::of(figures) }
        })
        .collect();
    let took_part = Participation::of(direct.iter().sum(), terms.tree.units()[0].invited);
    let publication = Publication { terms: terms.clone(), method, took_part, units };
    (publication, ClassAggregates { classes })
}

/// Variances in whole points, so that a printed publication can be recalculated from what it prints.
fn prior_variance(terms: &Terms, index: usize, earlier: &[ClassAggregates]) -> u32 {
    let items = terms.questionnaire.indices()[index].items.len();
    let variance = pooled_variance(earlier, index).unwrap_or_else(|| start_variance(items));
    // Below the 2,500 points squared of the widest possible spread (and its n/(n-1)), so it fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 10,000")]
    let whole = variance.round().clamp(1.0, 10_000.0) as u32;
    whole
}

/// The union of all classes inside one unit.
#[derive(Clone)]
struct Tally {
    /// How often each point was chosen, with the sheets of the classes that carry the item.
    items: Vec<Option<(Counts, u32)>>,
    /// Moments, with the sheets of the classes that carry the index.
    indices: Vec<Option<(Moments, u32)>>,
}

fn tally(terms: &Terms, classes: &[Class], parents: &[Option<usize>]) -> Vec<Tally> {
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

    fn figures(&self, terms: &Terms, method: &Method, covered: u32, invited: u32) -> UnitFigures {
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
            Some(IndexFigure { mean, interval })
        };
        UnitFigures {
            answered: Answered::of(covered, k),
            indices: (0..self.indices.len()).map(|position| Cell::of(index(position))).collect(),
            items: self.items.iter().map(|entry| Cell::of(item(entry))).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
