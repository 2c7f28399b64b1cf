//! The mark of having passed the gate, and the two looks a figure can have. Does not decide which.
//!
//! ```
//! use domain::{Cell, UnitFigures};
//! fn draw(cell: &Cell<UnitFigures>) -> usize {
//!     match cell {
//!         Cell::Shown(figures) => figures.items().len(),
//!         Cell::Hidden => 0,
//!     }
//! }
//! ```
//!
//! Drawing only the shown case does not compile:
//!
//! ```compile_fail,E0004
//! use domain::{Cell, UnitFigures};
//! fn draw(cell: &Cell<UnitFigures>) -> usize {
//!     match cell {
//!         Cell::Shown(figures) => figures.items().len(),
//!     }
//! }
//! ```

use std::ops::Deref;

use super::{Answered, IndexFigure, ItemFigure, Technical, UnitFigures};

mod sealed {
    /// Nobody outside can add to the list of what may leave.
    pub trait Sealed {}
}

/// The list of what may leave the house: the types that implement this trait, and nothing else.
pub trait Releasable: sealed::Sealed {}

macro_rules! may_leave {
    ($($figure:ty),+) => {
        $(impl sealed::Sealed for $figure {}
        impl Releasable for $figure {})+
    };
}
may_leave!(UnitFigures, IndexFigure, ItemFigure, Answered, Technical);

/// A figure that has passed the gate. Only the gate, and the door through which publications come back, can make one:
///
/// ```
/// use domain::{IndexFigure, Released};
/// fn read(figure: &Released<IndexFigure>) -> f64 {
///     figure.mean().points()
/// }
/// ```
///
/// ```compile_fail,E0423
/// use domain::{IndexFigure, Released};
/// fn forge(figure: IndexFigure) -> Released<IndexFigure> {
///     Released(figure)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released<T: Releasable>(T);

impl<T: Releasable> Released<T> {
    pub(super) const fn by_the_gate(figure: T) -> Self {
        Self(figure)
    }
}

impl<T: Releasable> Deref for Released<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What a page must be ready to draw: a figure, or that there were too few answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<T: Releasable> {
    /// Enough answers.
    Shown(Released<T>),
    /// Too few answers, whatever the reason; no number goes with it.
    Hidden,
}

impl<T: Releasable> Cell<T> {
    pub(super) fn of(figure: Option<T>) -> Self {
        figure.map_or(Self::Hidden, |figure| Self::Shown(Released::by_the_gate(figure)))
    }
}
