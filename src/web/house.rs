//! What every page needs of the world outside: store, names, clock. Does not make any of it.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Adviser, Language, Threshold};
use store::Store;

use crate::sso::SingleSignOn;
use crate::{Journal, Vault};

/// Tells which day it is.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> NaiveDate + Send + Sync>);

impl Clock {
    /// A clock that asks `today` each time.
    pub fn new(today: impl Fn() -> NaiveDate + Send + Sync + 'static) -> Self {
        Self(Arc::new(today))
    }

    /// The calendar of this machine.
    pub fn of_this_machine() -> Self {
        Self::new(|| chrono::Local::now().date_naive())
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// What every page needs.
#[derive(Clone)]
pub struct House {
    /// The database.
    pub store: Store,
    /// The organisation's name.
    pub organisation: String,
    /// The address of this server as visitors reach it; cookies are `Secure` when it starts with `https:`.
    pub base_url: String,
    /// The confidential adviser.
    pub adviser: Adviser,
    /// The language of pages for visitors who did not choose one.
    pub language: Language,
    /// Which day it is.
    pub clock: Clock,
    /// The fewest sheets behind a figure of the next wave.
    pub threshold: Threshold,
    /// Whether answers of an open wave can be opened with a file on this server, or by passphrase only.
    pub by_passphrase: bool,
    /// What only the keys can do.
    pub vault: Arc<dyn Vault>,
    /// Signing in at the organisation's provider, where that is configured.
    pub single_sign_on: Option<Arc<SingleSignOn>>,
    /// Where the server tells about its work.
    pub journal: Journal,
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("House")
    }
}
