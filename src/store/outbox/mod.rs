//! The letters that wait to be sent, and what became of them. Does not know their words or their links, and nothing of what
//! anybody answered.
//!
//! A letter is queued in the transaction that causes it. The words are made when it goes, from what is kept elsewhere, so
//! that no link lies here. What was sent is forgotten at once, unless somebody needs it: an invitation is there until its
//! wave is closed, for the reminders; a letter to management says who got the reports.

mod counts;
mod put_off;
mod queue;
mod record;
mod reminders;
#[cfg(test)]
mod tests;
mod waiting;

use std::fmt;
use std::str::FromStr;

pub use counts::{HeldUp, LetterCounts, PulseCounts, Refusals, Undone};
use std::time::Instant;

use domain::{AccountName, EmailAddress, Language, LetterName, PersonKey, WaveLabel};
pub use put_off::{Late, Later};
pub(crate) use queue::{
    forget_account, forget_wave, forget_who_left, queue_access, queue_invitations, queue_reports, queue_results,
};
pub use record::Delivery;
pub use reminders::Moments;
pub use waiting::{Mark, Page, Which};

use crate::StoreError;

const QUEUED: &str = "queued";
const SENT: &str = "sent";
const REFUSED: &str = "refused";

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterKind {
    /// Asks for an answer, or reminds of it.
    Pulse,
    /// To management, with its reports.
    Report,
    /// To everybody on the roster, with the link to what was released of their unit.
    Results,
    /// Asks the holder of a new account to choose a password.
    Welcome,
    /// Lets somebody choose another password.
    Reset,
    /// To the adviser: a wave has ended and waits for a passphrase.
    Closing,
}

impl LetterKind {
    const ALL: [Self; 6] = [Self::Pulse, Self::Report, Self::Results, Self::Welcome, Self::Reset, Self::Closing];

    /// The word for it in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pulse => "pulse",
            Self::Report => "report",
            Self::Results => "results",
            Self::Welcome => "welcome",
            Self::Reset => "reset",
            Self::Closing => "closing",
        }
    }

    /// Those for which somebody waits: they go before all others.
    const URGENT: [Self; 3] = [Self::Welcome, Self::Reset, Self::Closing];

    /// Whether somebody waits for it, so that it goes before all others.
    pub fn is_urgent(self) -> bool {
        Self::URGENT.contains(&self)
    }

    /// Whether it is kept after it was sent: one that asks the adviser to close a wave is not written again each minute.
    const fn is_kept(self) -> bool {
        matches!(self, Self::Pulse | Self::Report | Self::Closing)
    }
}

impl fmt::Display for LetterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for LetterKind {
    type Err = StoreError;

    fn from_str(name: &str) -> Result<Self, StoreError> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(damaged("kind"))
    }
}

/// What somebody is written about. An account's address is looked up when the letter goes: whoever changed it gets the
/// letter there. A person's is that of the day the letter was queued: a later roster would hand somebody's link to somebody
/// else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// A wave that takes answers.
    Pulse {
        /// The wave.
        wave: WaveLabel,
        /// Who is asked.
        person: PersonKey,
        /// Where the letter goes.
        email: EmailAddress,
        /// In which language.
        language: Language,
    },
    /// The reports on a released wave.
    Report {
        /// The wave.
        wave: WaveLabel,
        /// Who reads them.
        account: AccountName,
    },
    /// What was released of somebody's unit.
    Results {
        /// The wave.
        wave: WaveLabel,
        /// Who is told.
        person: PersonKey,
        /// Where the letter goes.
        email: EmailAddress,
        /// In which language.
        language: Language,
        /// The position of the unit in the published tree.
        unit: usize,
    },
    /// A password to choose: the first one, or another.
    Access {
        /// Whose.
        account: AccountName,
        /// Whether there was none before.
        first: bool,
    },
    /// A wave that has ended and waits for a passphrase.
    Closing {
        /// The wave.
        wave: WaveLabel,
        /// The adviser's account.
        account: AccountName,
    },
}

impl Errand {
    /// What the letter is for.
    pub const fn kind(&self) -> LetterKind {
        match self {
            Self::Pulse { .. } => LetterKind::Pulse,
            Self::Report { .. } => LetterKind::Report,
            Self::Results { .. } => LetterKind::Results,
            Self::Access { first: true, .. } => LetterKind::Welcome,
            Self::Access { first: false, .. } => LetterKind::Reset,
            Self::Closing { .. } => LetterKind::Closing,
        }
    }

    /// For whom it is: the key of a person, or the name of an account.
    pub fn receiver(&self) -> &str {
        match self {
            Self::Pulse { person, .. } | Self::Results { person, .. } => person.as_str(),
            Self::Report { account, .. } | Self::Access { account, .. } | Self::Closing { account, .. } => {
                account.as_str()
            }
        }
    }

    /// The wave it is about, if any.
    pub const fn wave(&self) -> Option<&WaveLabel> {
        match self {
            Self::Pulse { wave, .. }
            | Self::Report { wave, .. }
            | Self::Results { wave, .. }
            | Self::Closing { wave, .. } => Some(wave),
            Self::Access { .. } => None,
        }
    }

    /// Who it is for, when that is somebody on the roster.
    pub const fn person(&self) -> Option<&PersonKey> {
        match self {
            Self::Pulse { person, .. } | Self::Results { person, .. } => Some(person),
            Self::Report { .. } | Self::Access { .. } | Self::Closing { .. } => None,
        }
    }

    /// Where it goes, as far as that is fixed.
    pub const fn address(&self) -> Option<&EmailAddress> {
        match self {
            Self::Pulse { email, .. } | Self::Results { email, .. } => Some(email),
            Self::Report { .. } | Self::Access { .. } | Self::Closing { .. } => None,
        }
    }
}

/// A letter that waits.
#[derive(Debug, Clone)]
pub struct QueuedLetter {
    /// Its name, the same each time it is tried.
    pub name: LetterName,
    /// What it is about, and for whom.
    pub errand: Errand,
    /// 0 for an invitation, 1 and 2 for its reminders; 0 for all others.
    pub round: u8,
    /// How often it was tried in vain.
    pub tries: u32,
    /// How often it was given away whole, and nobody said whether it was taken.
    pub unconfirmed: u32,
    /// The moment it carries as its date, in seconds since 1970.
    pub since: i64,
    /// When it was read: its receiver may have gone since.
    pub read: Instant,
}

const fn damaged(what: &'static str) -> StoreError {
    StoreError::Damaged { table: "outbox", what }
}
