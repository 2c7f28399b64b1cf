//! Writes the letters that go now, each from what is kept about its errand. Sends none, and does not know which were sent.

mod access;
mod pulse;
mod released;

use std::path::PathBuf;

use mail::{Letter, MailError};
use store::{Errand, QueuedLetter};

use self::pulse::Pulses;
use self::released::ReleasedWaves;
use super::{LetterError, Outbox, Press};

/// What became of writing a letter.
pub(super) enum Written {
    Letter {
        letter: Box<Letter>,
        /// The folder it belongs in, below that of all letters.
        place: PathBuf,
    },
    /// Something that goes along can't be made; why.
    NotYet(String),
    /// It makes no sense any more; why.
    Refuse(String),
    /// There is no such receiver any more, or they want no letters.
    Gone,
}

impl Written {
    fn letter(letter: Letter, place: impl Into<PathBuf>) -> Self {
        Self::Letter { letter: Box::new(letter), place: place.into() }
    }
}

/// Where the letters of one round are written.
pub(super) struct Desk<'a, P> {
    outbox: &'a Outbox<P>,
    pulses: Pulses,
    released: ReleasedWaves,
}

impl<'a, P: Press> Desk<'a, P> {
    pub(super) fn of(outbox: &'a Outbox<P>) -> Self {
        Self { outbox, pulses: Pulses::default(), released: ReleasedWaves::default() }
    }

    /// Writes a letter.
    ///
    /// # Errors
    /// When the database or a key file fails. What is wrong with one letter alone is no error.
    pub(super) async fn write(&self, letter: &QueuedLetter) -> Result<Written, LetterError> {
        let written = match &letter.errand {
            Errand::Pulse { wave, person, email, language } => {
                self.pulses.write(self.outbox, wave, (person, email, *language)).await
            }
            Errand::Report { wave, account } => self.released.reports(self.outbox, letter, wave, account).await,
            Errand::Results { wave, person: _, email, language, unit } => {
                self.released.results(self.outbox, letter, wave, (email, *language, *unit)).await
            }
            Errand::Access { account, first } => access::write(self.outbox, letter, account, *first).await,
            Errand::Closing { .. } => Ok(Written::Gone),
        };
        match written {
            Err(LetterError::Mail(MailError::BadReceiver)) => Ok(Written::Refuse(MailError::BadReceiver.to_string())),
            written => written,
        }
    }
}
