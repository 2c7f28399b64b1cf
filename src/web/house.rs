//! What every page needs of the world outside: store, names, clock. Does not make any of it.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::survey::Guide;
use domain::{
    AccountName, Adviser, FactorKey, Language, OptOutKey, ResultsKey, Schedule, SurveyKey, Threshold, TimeZone,
};
use store::{Audience, Store};
use zeroize::Zeroizing;

use crate::errors::Failure;
use crate::sso::SingleSignOn;
use crate::{Journal, Postman, Printing, Vault};

/// Tells what time it is, and which day.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> (NaiveDateTime, i64) + Send + Sync>);

impl Clock {
    /// A clock that asks each time for the local time, and for the seconds since 1970.
    pub fn new(now: impl Fn() -> (NaiveDateTime, i64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The clock of this machine, and the calendar where the organisation lives.
    pub fn in_zone(zone: TimeZone) -> Self {
        Self::new(move || {
            let now = chrono::Utc::now();
            (zone.local(now), now.timestamp())
        })
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        (self.0)().0.date()
    }

    /// Seconds since 1970.
    pub fn now(&self) -> i64 {
        (self.0)().1
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
    /// What happens by itself.
    pub schedule: Schedule,
    /// The fewest sheets behind a figure of the next wave.
    pub threshold: Threshold,
    /// Whether answers of an open wave can be opened with a file on this server, or by passphrase only.
    pub by_passphrase: bool,
    /// The conversation guide of each questionnaire that has one.
    pub guides: Arc<BTreeMap<SurveyKey, Guide>>,
    /// What only the keys can do.
    pub vault: Arc<dyn Vault>,
    /// Prints reports.
    pub printing: Arc<dyn Printing>,
    /// The key under which second factors are kept.
    pub factors: Arc<FactorKey>,
    /// Who is written to when a wave is released.
    pub audience: Audience,
    /// The key of the links to released results.
    pub results: Arc<ResultsKey>,
    /// The key of the links to stop letters.
    pub opt_outs: Arc<OptOutKey>,
    /// Whoever sends the letters that pages cause.
    pub postman: Postman,
    /// The reverse proxies that are believed when they say whom they speak for.
    pub proxies: Vec<IpAddr>,
    /// Signing in at the organisation's provider, where that is configured.
    pub single_sign_on: Option<Arc<SingleSignOn>>,
    /// Where the server tells about its work.
    pub journal: Journal,
}

impl House {
    /// Whether visitors come over https.
    pub(crate) fn is_secure(&self) -> bool {
        self.base_url.starts_with("https:")
    }

    /// The secret of a second factor.
    pub(crate) fn open_factor(&self, name: &AccountName, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.factors.open(name, sealed).ok_or_else(|| {
            Failure::internal(
                "a second factor does not open: keys/accounts.secret is not the file it was sealed with. Put that file \
                 back, or let people set up another with: polsslag account reset-second-factor NAME",
            )
        })
    }
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("House")
    }
}
