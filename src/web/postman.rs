//! Letters that a page causes: the key of their links, and the bell that wakes whoever sends them. Pages don't know how
//! letters are written or sent.

use std::fmt;
use std::sync::Arc;

use domain::AccessKey;
use rocket::tokio::sync::Notify;

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
#[derive(Clone)]
pub struct Postman {
    /// The key of links to choose a password with.
    pub access: Arc<AccessKey>,
    /// Rung when a letter was queued.
    pub bell: Arc<Notify>,
}

impl fmt::Debug for Postman {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postman")
    }
}
