//! The gate: from sealed ballots to what may be shown. Does not know any page, chart or file.

mod audit;
mod carry_up;
mod cell;
mod class;
mod edition;
mod figures;
mod frozen;
mod gate;
mod interval;
mod mean;
mod participation;
mod publication;
mod remarks;
mod responses;
mod review;
mod share;
mod tally;
mod technical;

pub use audit::{Audit, Family, Finding, Group, LinearAttack, Narrowed, Pinned, Ranges};
pub use carry_up::{Partition, carry_up};
pub use cell::{Cell, Releasable, Released};
pub use class::{ClassAggregates, ClassRecord, IndexRecord};
pub use edition::Edition;
pub use figures::{IndexFigure, ItemFigure, UnitFigures};
pub use frozen::{BadRecord, EditionRecord, FiguresRecord, PublicationRecord, UnitRecord};
pub use gate::{Earlier, Gate, GateError, Reviewed};
pub use interval::Interval;
pub use mean::{Answered, Bound, Mean};
pub use participation::Participation;
pub use publication::{Method, Publication, PublishedUnit};
pub use responses::{ResponseRecord, Responses};
pub use review::{BallotBox, Review};
pub use share::{Share, Shares};
pub use technical::{Teams, Technical};
