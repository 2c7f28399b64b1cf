//! The made-up organisation of the demo: its people, and what happens to its teams. Does not run a wave, and does not know
//! how anybody answers.

mod organisation;
mod stories;
mod voices;

pub(crate) use organisation::Organisation;
pub(crate) use stories::{FALLS, RECOVERS, conditions, teams};
pub(crate) use voices::Voices;
