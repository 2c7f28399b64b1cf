//! The made-up organisation of the demo: its people, and what happens to its teams. Does not run a wave, and does not know
//! how anybody answers.

mod organisation;
mod stories;

pub(crate) use organisation::Organisation;
pub(crate) use stories::{FALLS, conditions, teams};
