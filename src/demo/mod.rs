//! The made-up organisation of the demo: its people, and how they answer. Does not run a wave.

mod model;
mod organisation;

pub(crate) use model::{Model, Story};
pub(crate) use organisation::Organisation;
