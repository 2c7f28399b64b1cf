//! What reports have in common, as data for their templates: the sheet they stand on, figures, pictures, actions, passages.
//! Knows no report.

mod actions;
mod card;
mod figures;
mod paper;
mod part;
pub(crate) mod passages;
mod picture;
mod pointed;
mod remarks;
mod statements;
mod trend;

pub(crate) use actions::Actions;
pub(crate) use card::Card;
pub(crate) use figures::{Figure, in_order};
pub(crate) use paper::{Head, Paper, above};
pub(crate) use part::Part;
pub(crate) use picture::Drawing;
pub use picture::Picture;
pub(crate) use pointed::{Added, Pointed};
pub(crate) use remarks::Remarks;
pub(crate) use statements::Statements;
pub(crate) use trend::Trend;
