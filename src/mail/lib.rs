//! Letters: made from texts, handed to a relay or a folder. Does not know the store, the roster, or who answered.

mod access;
mod invitation;
mod letter;
mod post;
mod reports;
mod results;
pub mod smtp;

pub use access::{Access, Occasion};
pub use invitation::Invitation;
pub use letter::{Attached, Letter, MailError, Sender};
pub use post::{Carrier, Outcome, Post, PostError};
pub use reports::{OnUnit, Reports};
pub use results::Results;
pub use smtp::{Patience, Relay};
