//! Writes the letters that go now, each from what is kept about its errand. Sends none, and does not know which were sent.

mod access;
mod closing;
mod pulse;
mod released;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use domain::{EmailAddress, Language, OptOut, PersonKey};
use mail::{Letter, MailError, Postmark};
use store::{Errand, QueuedLetter};

use self::pulse::Pulses;
use self::released::ReleasedWaves;
use super::{LetterError, Outbox, Press};

/// Somebody on the roster, where their letter goes, and in which language.
type Addressee<'a> = (&'a PersonKey, &'a EmailAddress, Language);

/// What makes a letter the same each time it is sent.
fn postmark(letter: &QueuedLetter) -> Postmark {
    let since = Duration::from_secs(letter.since.try_into().unwrap_or_default());
    Postmark { name: letter.name.to_string(), round: letter.round, written: SystemTime::UNIX_EPOCH + since }
}

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
    /// The marks of those who want no letters.
    stopped: HashSet<OptOut>,
    pulses: Pulses,
    released: ReleasedWaves,
}

impl<P> Outbox<P> {
    /// Where somebody on the roster stops their letters.
    fn stop_link(&self, person: &PersonKey) -> String {
        format!("{}/letters/{}", self.letters.base_url, self.opt_outs.mark(person))
    }
}

impl<'a, P: Press> Desk<'a, P> {
    /// A desk for one round.
    pub(super) async fn of(outbox: &'a Outbox<P>) -> Result<Self, LetterError> {
        let stopped = outbox.store.opt_outs().await?;
        Ok(Self { outbox, stopped, pulses: Pulses::default(), released: ReleasedWaves::default() })
    }

    /// Whether this person wants no letters.
    fn stopped(&self, person: &PersonKey) -> bool {
        self.outbox.opt_outs.is_in(&self.stopped, person)
    }

    /// Writes a letter.
    ///
    /// # Errors
    /// When the database or a key file fails. What is wrong with one letter alone is no error.
    pub(super) async fn write(&self, letter: &QueuedLetter) -> Result<Written, LetterError> {
        let written = match &letter.errand {
            Errand::Pulse { wave, person, email, language } => {
                if self.stopped(person) {
                    return Ok(Written::Gone);
                }
                self.pulses.write(self.outbox, letter, wave, (person, email, *language)).await
            }
            Errand::Report { wave, account } => self.released.reports(self.outbox, letter, wave, account).await,
            Errand::Results { wave, person, email, language, unit } => {
                if self.stopped(person) {
                    return Ok(Written::Gone);
                }
                self.released.results(self.outbox, letter, wave, (person, email, *language), *unit).await
            }
            Errand::Access { account, first } => access::write(self.outbox, letter, account, *first).await,
            Errand::Closing { wave, account } => closing::write(self.outbox, letter, wave, account).await,
        };
        match written {
            Err(LetterError::Mail(MailError::BadReceiver)) => Ok(Written::Refuse(MailError::BadReceiver.to_string())),
            written => written,
        }
    }
}
