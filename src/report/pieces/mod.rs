//! What reports have in common, as data for their templates: the sheet they stand on, figures, pictures, actions, passages.
//! Knows no report.

mod actions;
mod card;
mod figures;
mod paper;
mod part;
mod picture;

pub(crate) use actions::Actions;
pub(crate) use card::Card;
pub(crate) use figures::{Figure, in_order};
pub(crate) use paper::{Head, Paper, above};
pub(crate) use part::Part;
pub(crate) use picture::Drawing;
pub use picture::Picture;
