//! A mailbox that is read over IMAP (RFC 9051, RFC 3501): where it is, and a visit to it. Does not know what the messages in
//! it say.

mod place;
mod trouble;
mod visit;
mod words;

pub use self::place::{BadPlace, Place};
pub use self::trouble::MailboxTrouble;
pub use self::visit::{Uid, Visit};

#[cfg(test)]
mod tests;
