//! The letters, each in a folder of its own: what it is told, its sentences, and the one source of its two parts. Does not
//! know how they get anywhere.

#[macro_use]
mod shared;

mod access;
mod closing;
mod frame;
mod invitation;
#[cfg(test)]
mod made;
mod reminder;
mod reports;
mod results;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod trial;

pub use access::{Access, Occasion};
pub use closing::Closing;
pub use invitation::Invitation;
pub use reminder::Reminder;
pub use reports::{OnUnit, Reports};
pub use results::Results;
pub use trial::Trial;
