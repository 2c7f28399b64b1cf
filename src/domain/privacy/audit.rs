//! The attack on our own publication: what its printed totals and ranges give away. Does not know a sheet, nor how
//! the gate decided.
//!
//! **The linear attack.** Whoever has the totals of all printed figures can add and subtract them. Which groups of
//! answers have a total that can be derived so? Within one [`Family`] the printed sets are nested or disjoint, because
//! they are the carrying classes inside the units of a tree. Call *rest* what is left of a printed unit when the printed
//! units inside it are taken away.
//!
//! - Each rest is derivable: the unit's total minus those of the largest printed units inside it.
//! - Each printed total is the sum of the rests inside it, so whatever can be derived is a weighted sum of rests. Rests
//!   have no answer in common, so a group (each answer counted once or not at all) is a union of whole rests.
//!
//! Hence the smallest rest that isn't empty is the smallest derivable group: an exact answer, not a bound. A class lies
//! in the rest of the nearest printed unit around it, which takes one pass over the tree for each family. The proof is
//! for one family at a time; whatever is computed across families still depends on whole classes only, and the audit
//! recalculates every printed figure from the classes to be sure of that.
//!
//! **The ranges.** Nobody sees totals: see [`Ranges`] for what can be said from what is really printed.

use super::{Answered, ClassAggregates, Publication};
use crate::{Questionnaire, Threshold, UnitPath};

mod check;
mod evidence;
mod narrow;
mod possible;
mod ranges;
mod sizes;

use evidence::{Evidence, Printed};
pub use narrow::Narrowed;
pub use ranges::{Pinned, Ranges};

/// What is added up; totals of different families have nothing to be subtracted from one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The sheets of a unit as a whole.
    Sheets,
    /// The scores on the index at this position of [`Questionnaire::indices`].
    Index(usize),
    /// The answers to the item at this position of [`Questionnaire::items`].
    Item(usize),
}

impl Family {
    /// The key of the index or item; `None` for the sheets as a whole, and where the questionnaire has no such one.
    pub fn key(self, questionnaire: &Questionnaire) -> Option<&str> {
        match self {
            Self::Sheets => None,
            Self::Index(position) => questionnaire.indices().get(position).map(|index| index.key.as_str()),
            Self::Item(position) => questionnaire.items().get(position).map(|item| item.key.as_str()),
        }
    }
}

/// A group of answers, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How many answers it holds: sheets, scores or answers to an item, as its family says.
    pub answers: u64,
    /// The unit whose rest it is: the unit without the printed units inside it.
    pub at: UnitPath,
}

/// What adding and subtracting the totals of one family gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinearAttack {
    /// What is added up.
    pub family: Family,
    /// How many units have a printed figure of this family.
    pub totals: usize,
    /// How many disjoint groups can be derived; every other derivable group is a union of these.
    pub groups: usize,
    /// The smallest derivable group, exactly; `None` when there is none.
    pub smallest: Option<Group>,
}

impl LinearAttack {
    fn of(evidence: &Evidence<'_>, family: Family, printed: &Printed) -> Self {
        let rests = || printed.units().filter(|&unit| printed.rest(unit).answers > 0);
        let smallest = rests().min_by_key(|&unit| printed.rest(unit).answers);
        Self {
            family,
            totals: printed.units().count(),
            groups: rests().count(),
            smallest: smallest
                .map(|unit| Group { answers: printed.rest(unit).answers, at: evidence.path(unit).clone() }),
        }
    }
}

/// A place where publication and classes break a rule of the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A class stands at a position that the organisation does not have.
    StrayClass {
        /// The position.
        unit: usize,
    },
    /// A class carries fewer answers than the threshold.
    SmallClass {
        /// The unit that makes the class.
        at: UnitPath,
        /// What it carries too few of.
        family: Family,
        /// How many it carries.
        answers: u64,
    },
    /// A figure is printed although no class inside the unit carries it.
    NothingInside {
        /// The unit.
        at: UnitPath,
        /// What is printed.
        family: Family,
    },
    /// A figure is printed that is not the figure of the classes inside the unit.
    OtherFigure {
        /// The unit.
        at: UnitPath,
        /// What is printed.
        family: Family,
    },
    /// The printed numbers of answers can't all be true: a unit is smaller than what is inside it.
    Contradiction {
        /// The unit.
        at: UnitPath,
        /// Whose numbers.
        family: Family,
    },
}

/// The outcome of the attack on one publication.
///
/// It holds exact numbers that were not published. Whoever prints it for more than the adviser should name sizes and
/// places only when the audit has failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// k: what the wave promises.
    pub threshold: Threshold,
    /// One linear attack for each family: the sheets, then each index, then each item.
    pub attacks: Vec<LinearAttack>,
    /// Broken rules; empty when all is well.
    pub findings: Vec<Finding>,
    /// What the printed ranges and rounded means give away.
    pub ranges: Ranges,
}

impl Audit {
    /// Attacks a publication, with the classes of the same wave as the truth to compare with.
    ///
    /// Neither is trusted: what does not fit becomes a [`Finding`]. Time and memory are linear in the number of units
    /// and classes, for each family.
    pub fn of(publication: &Publication, classes: &ClassAggregates) -> Self {
        let evidence = Evidence::of(publication, classes);
        let mut findings = check::stray_classes(&evidence);
        let mut attacks = Vec::new();
        let sheets = Printed::of(&evidence, Family::Sheets);
        let numbers = ranges::sheets(&evidence, &sheets);
        findings.extend(ranges::contradictions(&evidence, Family::Sheets, &numbers));
        let mut ranges = Ranges::of(&evidence, &sheets, &numbers);
        for family in evidence.families() {
            let printed = Printed::of(&evidence, family);
            check::family(&evidence, family, &printed, &mut findings);
            attacks.push(LinearAttack::of(&evidence, family, &printed));
            ranges.add(narrow::narrow(&evidence, family, &printed, (&sheets, &numbers), &mut findings));
        }
        Self { threshold: publication.terms.threshold, attacks, findings, ranges }
    }

    /// The attack that found the smallest group of all; `None` when nothing is printed.
    pub fn sharpest(&self) -> Option<&LinearAttack> {
        let size = |attack: &LinearAttack| attack.smallest.as_ref().map(|group| group.answers);
        self.attacks.iter().filter(|attack| attack.smallest.is_some()).min_by_key(|attack| size(attack))
    }

    /// The smallest group whose total can be derived from all printed totals; `None` when nothing is printed.
    pub fn smallest(&self) -> Option<&Group> {
        self.sharpest()?.smallest.as_ref()
    }

    /// The size of the smallest group as it may be told to anybody: a range, like every number of answers.
    pub fn smallest_range(&self) -> Option<Answered> {
        let answers = u32::try_from(self.smallest()?.answers).unwrap_or(u32::MAX);
        Some(Answered::of(answers, self.threshold.get()))
    }

    /// How many totals are printed in all families together.
    pub fn totals(&self) -> usize {
        self.attacks.iter().map(|attack| attack.totals).sum()
    }

    /// Whether the promise holds: no derivable group below the threshold, and no broken rule.
    ///
    /// The ranges have no part in it: a number that can be worked out is not a group below the threshold.
    pub fn holds(&self) -> bool {
        let k = u64::from(self.threshold.get());
        self.findings.is_empty() && self.smallest().is_none_or(|group| group.answers >= k)
    }
}

#[cfg(test)]
mod tests;
