//! Letters: made from texts, handed to a relay or a folder. Does not know the store, the roster, or who answered.

mod invitation;
mod post;

pub use invitation::{Invitation, Letter, MailError, Sender};
pub use post::{Outcome, Post, PostError};
