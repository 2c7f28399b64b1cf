//! The figures that may leave, already as coarse as they will ever be shown. Does not know how they were decided.

use super::interval::Interval;
use super::mean::{Answered, MANY, Mean};
use super::share::Shares;
use crate::statistics::Moments;

/// A unit's figure on one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexFigure {
    pub(super) mean: Mean,
    pub(super) interval: Interval,
    /// How many scores it stands on: fewer than the unit's sheets where people skipped statements.
    pub(super) answered: Answered,
}

impl IndexFigure {
    /// The mean of the scores.
    pub const fn mean(&self) -> Mean {
        self.mean
    }

    /// How many scores it stands on, as a range; the steps of mean and interval go with it.
    pub const fn answered(&self) -> Answered {
        self.answered
    }

    /// Its 95 % interval.
    pub const fn interval(&self) -> Interval {
        self.interval
    }
}

/// A unit's figure on one item: a mean below ten answers, shares from there on; never both, because the two together
/// often give away every single answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemFigure {
    /// Fewer than ten answers.
    Mean(Mean),
    /// Ten answers or more.
    Shares(Shares),
}

impl ItemFigure {
    pub(super) fn of(counts: &[u32; 5]) -> Option<Self> {
        let moments = Moments::of_counts(counts);
        if moments.n < MANY { Mean::of(&moments).map(Self::Mean) } else { Some(Self::Shares(Shares::of(counts))) }
    }
}

/// Everything shown about one unit in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFigures {
    pub(super) answered: Answered,
    pub(super) indices: Vec<super::Cell<IndexFigure>>,
    pub(super) items: Vec<super::Cell<ItemFigure>>,
}

impl UnitFigures {
    /// How many sheets the figures stand on, as a range.
    pub const fn answered(&self) -> Answered {
        self.answered
    }

    /// One cell for each index of the questionnaire: the score first.
    pub fn indices(&self) -> &[super::Cell<IndexFigure>] {
        &self.indices
    }

    /// One cell for each item of the questionnaire.
    pub fn items(&self) -> &[super::Cell<ItemFigure>] {
        &self.items
    }
}

#[cfg(test)]
mod tests;
