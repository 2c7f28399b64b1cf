//! The adviser's room: what was published and what stands out in it, unit by unit. Reads publications and their analysis
//! only; knows no sheet and no person.

pub(crate) mod actions;
pub(crate) mod closure;
pub(crate) mod comments;
pub(crate) mod handling;
mod known;
pub(crate) mod method;
mod noted;
pub(crate) mod overview;
pub(crate) mod release;
pub(crate) mod remarks;
mod signals;
mod standing;
mod statements;
pub(crate) mod unit;

use domain::{Cell, IndexFigure, Publication, UnitFigures, UnitPath};
use texts::Texts;

/// A unit's name as people read it.
pub(crate) fn name_of(unit: &UnitPath, organisation: &str) -> String {
    unit.name().unwrap_or(organisation).to_owned()
}

/// One figure in words: the mean and its range.
pub(crate) struct Figure {
    pub(crate) mean: String,
    pub(crate) interval: String,
}

impl Figure {
    pub(crate) fn of(figure: IndexFigure, t: &Texts) -> Self {
        Self { mean: t.mean_points(figure.mean()), interval: t.interval_points(figure.interval()) }
    }
}

/// A unit's answers and figures in words; `None` where they are hidden.
pub(crate) struct Row {
    pub(crate) answered: String,
    pub(crate) figures: Vec<Option<Figure>>,
}

impl Row {
    pub(crate) fn of(cell: &Cell<UnitFigures>, t: &Texts) -> Option<Self> {
        match cell {
            Cell::Hidden => None,
            Cell::Shown(figures) => Some(Self {
                answered: t.answered(figures.answered()),
                figures: figures
                    .indices()
                    .iter()
                    .map(|cell| match cell {
                        Cell::Shown(figure) => Some(Figure::of(**figure, t)),
                        Cell::Hidden => None,
                    })
                    .collect(),
            }),
        }
    }
}

/// Why a cell is hidden, in one sentence.
pub(crate) fn hidden_why(publication: &Publication, t: &Texts) -> String {
    t.tell("hidden-why", &[("threshold", publication.terms().threshold.get())])
}
