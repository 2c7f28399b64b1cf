//! A publication and its classes side by side, one family at a time. Does not know what follows from them.

use super::Family;
use crate::privacy::class::Class;
use crate::privacy::{Answered, Cell, ClassAggregates, IndexFigure, ItemFigure, Publication};
use crate::tree::UnitIndex;
use crate::{Questionnaire, UnitPath};

/// What the audit looks at.
pub(super) struct Evidence<'a> {
    publication: &'a Publication,
    parents: Vec<Option<usize>>,
    classes: &'a [Class],
}

/// One printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// How many answered.
    Sheets(Answered),
    /// A mean with its interval.
    Index(IndexFigure),
    /// A mean or shares.
    Item(ItemFigure),
}

impl<'a> Evidence<'a> {
    pub(super) fn of(publication: &'a Publication, classes: &'a ClassAggregates) -> Self {
        let tree = publication.terms.tree.units();
        // A parent that does not come first would be no tree; such a unit is then looked at on its own.
        let parent = |unit: usize| tree.get(unit)?.parent.map(UnitIndex::position).filter(|&parent| parent < unit);
        let parents = (0..publication.units.len()).map(parent).collect();
        Self { publication, parents, classes: &classes.classes }
    }

    /// The fewest answers behind a figure.
    pub(super) fn k(&self) -> u32 {
        self.publication.terms.threshold.get()
    }

    /// The sheets, then each index, then each item.
    pub(super) fn families(&self) -> impl Iterator<Item = Family> + use<> {
        let questionnaire: &Questionnaire = &self.publication.terms.questionnaire;
        let (indices, items) = (questionnaire.indices().len(), questionnaire.items().len());
        std::iter::once(Family::Sheets).chain((0..indices).map(Family::Index)).chain((0..items).map(Family::Item))
    }

    pub(super) fn path(&self, unit: usize) -> &UnitPath {
        self.publication.units[unit].path()
    }

    /// The classes that stand somewhere in the organisation.
    pub(super) fn classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(|class| class.unit < self.parents.len())
    }

    /// The positions of classes that stand nowhere.
    pub(super) fn stray(&self) -> impl Iterator<Item = usize> {
        self.classes.iter().map(|class| class.unit).filter(|&unit| unit >= self.parents.len())
    }

    /// How many people a unit has.
    pub(super) fn invited(&self, unit: usize) -> Option<u32> {
        self.publication.terms.tree.units().get(unit).map(|unit| unit.invited)
    }

    /// What is printed of one family for one unit.
    pub(super) fn figure(&self, unit: usize, family: Family) -> Option<Figure> {
        let Cell::Shown(figures) = self.publication.units.get(unit)?.cell() else { return None };
        match family {
            Family::Sheets => Some(Figure::Sheets(figures.answered)),
            Family::Index(position) => match figures.indices.get(position)? {
                Cell::Shown(figure) => Some(Figure::Index(**figure)),
                Cell::Hidden => None,
            },
            Family::Item(position) => match figures.items.get(position)? {
                Cell::Shown(figure) => Some(Figure::Item(**figure)),
                Cell::Hidden => None,
            },
        }
    }
}

/// What classes carry of one family. Sums stop at their largest value instead of overflowing: records may be damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Carried {
    /// Sheets, scores, or answers to the item.
    pub(super) answers: u64,
    /// Sum of the scores of an index, in grains (see [`GRAINS`](crate::statistics::GRAINS)).
    pub(super) grains: i64,
    /// How often each point of an item was chosen.
    pub(super) counts: [u64; 5],
}

impl Carried {
    /// What one class carries; `None` when it leaves the index or item out.
    pub(super) fn by(class: &Class, family: Family) -> Option<Self> {
        Some(match family {
            Family::Sheets => Self { answers: class.sheets.into(), ..Self::default() },
            Family::Index(position) => {
                let moments = class.indices.get(position).copied().flatten()?;
                Self { answers: moments.n.into(), grains: moments.sum, ..Self::default() }
            }
            Family::Item(position) => {
                let counts = class.items.get(position).copied().flatten()?.map(u64::from);
                Self { answers: counts.iter().sum(), counts, ..Self::default() }
            }
        })
    }

    fn add(&mut self, other: &Self) {
        self.answers = self.answers.saturating_add(other.answers);
        self.grains = self.grains.saturating_add(other.grains);
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine = mine.saturating_add(theirs);
        }
    }
}

/// The units with a printed figure of one family, and what their classes carry.
pub(super) struct Printed {
    /// Whether the unit has a printed figure.
    shown: Vec<bool>,
    /// The next printed unit around each unit.
    around: Vec<Option<usize>>,
    /// What the classes between a printed unit and the printed units inside it carry.
    rests: Vec<Carried>,
    /// What all classes inside a printed unit carry.
    totals: Vec<Carried>,
}

impl Printed {
    pub(super) fn of(evidence: &Evidence<'_>, family: Family) -> Self {
        let units = evidence.parents.len();
        let shown: Vec<_> = (0..units).map(|unit| evidence.figure(unit, family).is_some()).collect();
        let mut around: Vec<Option<usize>> = vec![None; units];
        for unit in 0..units {
            around[unit] =
                evidence.parents[unit].and_then(|parent| if shown[parent] { Some(parent) } else { around[parent] });
        }
        let mut rests = vec![Carried::default(); units];
        for class in evidence.classes() {
            let home = if shown[class.unit] { Some(class.unit) } else { around[class.unit] };
            if let (Some(home), Some(carried)) = (home, Carried::by(class, family)) {
                rests[home].add(&carried);
            }
        }
        let mut totals = rests.clone();
        for unit in (0..units).rev().filter(|&unit| shown[unit]) {
            if let Some(parent) = around[unit] {
                let inside = totals[unit];
                totals[parent].add(&inside);
            }
        }
        Self { shown, around, rests, totals }
    }

    /// The printed units, those around others first.
    pub(super) fn units(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.shown.len()).filter(|&unit| self.shown[unit])
    }

    /// What a printed unit carries without the printed units inside it.
    pub(super) fn rest(&self, unit: usize) -> &Carried {
        &self.rests[unit]
    }

    /// What a printed unit carries.
    pub(super) fn total(&self, unit: usize) -> &Carried {
        &self.totals[unit]
    }

    /// For each unit the largest printed units inside it.
    pub(super) fn inside(&self) -> Vec<Vec<usize>> {
        let mut inside = vec![Vec::new(); self.shown.len()];
        for unit in self.units() {
            if let Some(around) = self.around[unit] {
                inside[around].push(unit);
            }
        }
        inside
    }
}
