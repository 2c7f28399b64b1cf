//! Letters that a page causes. Handed in, because pages don't know how letters are written or sent.

use domain::Account;

/// Why a letter about an account is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// The account is new.
    Invitation,
    /// The password was forgotten.
    Reset,
}

impl Errand {
    /// How long the link in the letter works, in seconds: a week, or an hour.
    pub const fn lasts(self) -> i64 {
        match self {
            Self::Invitation => 7 * 24 * 60 * 60,
            Self::Reset => 60 * 60,
        }
    }
}

/// The post, seen from a page.
#[rocket::async_trait]
pub trait Postman: Send + Sync {
    /// Sends somebody a link with which they choose a password.
    ///
    /// # Errors
    /// The reason in words without an address, for the journal.
    async fn bring(&self, errand: Errand, account: &Account, link: &str) -> Result<(), String>;
}
