//! Why a mail server did not take a letter: its code, its words, and what the two usually mean. Does not know whose
//! letter it was.

mod status;
mod trouble;
mod words;

use std::fmt;

pub use self::status::{BadMailStatus, MailStatus};
pub use self::trouble::Trouble;
pub use self::words::{cleaned, unnamed};
use crate::EmailAddress;

/// A refusal, fit to be kept: no address, no link and no token stands in it, whatever the server wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    status: Option<MailStatus>,
    reason: String,
}

impl Refusal {
    /// The longest reason, in characters.
    pub const LONGEST: usize = 300;

    /// A refusal in a server's words. A code that its words hold counts where `status` says nothing in particular.
    pub fn new(status: Option<MailStatus>, words: &str) -> Self {
        let status = match (status, MailStatus::in_words(words)) {
            (Some(given), Some(found)) if given.is_vague() && found.class() == given.class() => Some(found),
            (None, found) => found,
            (given, _) => given,
        };
        Self { status, reason: words::cleaned(words, Self::LONGEST) }
    }

    /// The same refusal without the name of the receiver in its words.
    #[must_use]
    pub fn unnamed(&self, receiver: &EmailAddress) -> Self {
        Self { status: self.status, reason: words::unnamed(&self.reason, receiver) }
    }

    /// The code, if the server gave one.
    pub const fn status(&self) -> Option<MailStatus> {
        self.status
    }

    /// The server's words on one line, shortened; empty when there were none.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What it usually means.
    pub fn trouble(&self) -> Trouble {
        Trouble::of(self.status, &self.reason)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{status} {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_in_the_words_counts_where_the_given_one_says_nothing() {
        let code = |given: Option<&str>, words| {
            let given = given.map(|text| text.parse().expect("a code"));
            Refusal::new(given, words).status().map(|status| status.to_string())
        };
        assert_eq!(code(Some("5.0.0"), "smtp; 550 5.1.1 unknown").as_deref(), Some("5.1.1"));
        assert_eq!(code(Some("5.0.0"), "450 4.2.0 greylisted").as_deref(), Some("5.0.0"));
        assert_eq!(code(Some("5.7.1"), "550 5.1.1 unknown").as_deref(), Some("5.7.1"));
        assert_eq!(code(None, "no mailbox here (#5.1.1)").as_deref(), Some("5.1.1"));
        assert_eq!(code(None, "gone"), None);
    }

    #[test]
    fn a_refusal_that_was_kept_reads_back_the_same() {
        let first = Refusal::new(None, "550 5.1.1 <jan@example.org>: unknown\r\n in virtual table");
        assert_eq!(first.reason(), "550 5.1.1 <…>: unknown in virtual table");
        assert_eq!(Refusal::new(first.status(), first.reason()), first);
    }
}
