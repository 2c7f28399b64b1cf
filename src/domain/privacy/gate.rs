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

use super::class::{Class, Counts, item_spread, pooled_variance};
use super::remarks::seal_remarks;
use super::tally::{Tally, tally};
use super::{
    Cell, ClassAggregates, Method, Participation, Publication, PublishedUnit, Responses, Review, Technical, carry_up,
};
use crate::ballot::{Comment, CustodyPublicKey, SealError, SealedComments, SealedWrappingKey, Sheet, WaveKeys};
use crate::statistics::start_variance;
use crate::wave::{Closed, Terms};
use crate::{Index, UnitIndex, Wave};

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
        item_spread: item_spread(earlier),
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
    let technical = technical(terms, &classes, tallies.first());
    let publication = Publication { terms: terms.clone(), method, took_part, technical, units };
    (publication, ClassAggregates { classes })
}

/// How well each index measures: over the whole organisation, and between the classes of teams.
fn technical(terms: &Terms, classes: &[Class], whole: Option<&Tally>) -> Vec<Cell<Technical>> {
    let parents = terms.tree.parents();
    let mut holds_units = vec![false; parents.len()];
    parents.iter().flatten().for_each(|&parent| holds_units[parent] = true);
    let lowest: Vec<&Class> = classes.iter().filter(|class| !holds_units[class.unit]).collect();
    let items: Vec<Option<Counts>> =
        whole.map_or_else(Vec::new, |whole| whole.items.iter().map(|entry| entry.map(|(counts, _)| counts)).collect());
    let indices = terms.questionnaire.indices().iter().enumerate();
    let of = |(position, index): (usize, &Index)| {
        let (scores, _) = whole?.indices[position].as_ref()?;
        Technical::of(&items, scores, &lowest, position, &index.items)
    };
    indices.map(|entry| Cell::of(of(entry))).collect()
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

#[cfg(test)]
mod tests;
