//! Letters: made from texts, handed to a relay or a folder. Does not know the store, the roster, or who answered.

pub mod bounce;
pub mod dkim;
mod headers;
mod letter;
mod letters;
pub mod mailbox;
mod post;
mod secrets;
mod sender;
pub mod smtp;
pub mod standing;

pub use headers::Postmark;
pub use letter::{Attached, Letter, MailError};
pub use letters::{Access, Closing, Invitation, Occasion, OnUnit, Reminder, Reports, Results, Trial};
pub use post::{Carrier, Outcome, Post, PostError};
pub use sender::Sender;
pub use smtp::{Patience, Relay};
