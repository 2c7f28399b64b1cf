//! A whole wave as it may be shown: frozen, and complete with its hidden cells. Does not know a sheet or a count.

use super::{Cell, Participation, Technical, UnitFigures};
use crate::{Terms, Unit, UnitPath};

/// One unit of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedUnit {
    pub(super) path: UnitPath,
    pub(super) cell: Cell<UnitFigures>,
}

impl PublishedUnit {
    /// Where the unit lay when the wave opened.
    pub const fn path(&self) -> &UnitPath {
        &self.path
    }

    /// Its figures, or that there were too few answers.
    pub const fn cell(&self) -> &Cell<UnitFigures> {
        &self.cell
    }
}

/// How the intervals of a publication were made; a later formula gets a later version and leaves this one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    pub(super) variances: Vec<u32>,
    /// In thousandths.
    pub(super) item_spread: u16,
}

impl Method {
    /// The version of the formulas.
    pub const VERSION: u32 = 1;

    /// The organisation's variance within units for each index, in whole points squared (0-100).
    pub fn variances(&self) -> &[u32] {
        &self.variances
    }

    /// phi of statements: their variance within classes as a share of `mean (100 - mean)`, to three decimals.
    pub fn item_spread(&self) -> f64 {
        f64::from(self.item_spread) / 1_000.0
    }
}

/// Everything ever shown about one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub(super) terms: Terms,
    pub(super) method: Method,
    pub(super) took_part: Option<Participation>,
    pub(super) technical: Vec<Cell<Technical>>,
    pub(super) units: Vec<PublishedUnit>,
}

impl Publication {
    /// The terms under which the answers were given.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// How the intervals were made.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// How many of all people took part; `None` where fewer than fifty did, or of fewer than a hundred.
    pub const fn took_part(&self) -> Option<Participation> {
        self.took_part
    }

    /// How well each index measures in the organisation as a whole.
    pub fn technical(&self) -> &[Cell<Technical>] {
        &self.technical
    }

    /// Every unit of the organisation, parents first.
    pub fn units(&self) -> &[PublishedUnit] {
        &self.units
    }

    /// One unit; `None` when the organisation did not have it.
    pub fn unit(&self, path: &UnitPath) -> Option<&PublishedUnit> {
        self.units.binary_search_by(|unit| unit.path.cmp(path)).ok().map(|position| &self.units[position])
    }

    /// How many people a unit had when the wave opened; `None` when the organisation did not have it.
    pub fn place(&self, path: &UnitPath) -> Option<&Unit> {
        self.terms.tree.get(self.terms.tree.find(path)?)
    }

    /// The units one level below `path`, in path order.
    pub fn inside<'a>(&'a self, path: &'a UnitPath) -> impl Iterator<Item = &'a PublishedUnit> {
        self.units.iter().filter(|unit| unit.path.depth() == path.depth() + 1 && path.contains(&unit.path))
    }
}
