//! The gate: from sealed ballots to what may be shown. Does not know any page, chart or file.

mod carry_up;
mod cell;
mod class;
mod figures;
mod frozen;
mod gate;
mod interval;
mod mean;
mod publication;
mod share;

pub use carry_up::{Partition, carry_up};
pub use cell::{Cell, Releasable, Released};
pub use class::{ClassAggregates, ClassRecord, IndexRecord};
pub use figures::{IndexFigure, ItemFigure, UnitFigures};
pub use frozen::{BadRecord, PublicationRecord};
pub use gate::{BallotBox, Gate, GateError, Reviewed};
pub use interval::Interval;
pub use mean::{Answered, Bound, Mean};
pub use publication::{Method, Publication, PublishedUnit};
pub use share::{Share, Shares};
