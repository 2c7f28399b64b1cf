//! Writes the letters that go now, each from what is kept about its errand. Sends none, and does not know which were sent.

mod access;
mod closing;
mod helpers;
mod pulse;
mod released;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use domain::{EmailAddress, Language, OptOut, PersonKey};
use mail::{Letter, MailError, Postmark};
use store::{Errand, QueuedLetter, StoreError};
use tokio::sync::Mutex;

use self::pulse::Pulses;
use self::released::ReleasedWaves;
use super::{BELIEF, LetterError, Outbox, Press};

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
        /// Whether its receiver wants letters. It is written all the same: what becomes of it must not tell.
        wanted: bool,
    },
    /// Something that goes along can't be made; why.
    NotYet(String),
    /// It makes no sense any more; why.
    Refuse(String),
    /// There is no such receiver any more.
    Gone,
}

impl Written {
    fn letter(letter: Letter, place: impl Into<PathBuf>) -> Self {
        Self::Letter { letter: Box::new(letter), place: place.into(), wanted: true }
    }
}

/// Where the letters of one round are written.
pub(super) struct Desk<'a, P> {
    outbox: &'a Outbox<P>,
    /// The marks of those who want no letters, and when they were read.
    stopped: Mutex<Option<(Instant, HashSet<OptOut>)>>,
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
    pub(super) fn of(outbox: &'a Outbox<P>) -> Self {
        Self { outbox, stopped: Mutex::default(), pulses: Pulses::default(), released: ReleasedWaves::default() }
    }

    /// Whether this person wants no letters; asked anew each second, because a round may take hours.
    async fn has_stopped(&self, person: &PersonKey) -> Result<bool, LetterError> {
        let mut stopped = self.stopped.lock().await;
        if stopped.as_ref().is_none_or(|(looked, _)| looked.elapsed() >= BELIEF) {
            *stopped = Some((Instant::now(), self.outbox.store.opt_outs().await?));
        }
        Ok(stopped.as_ref().is_some_and(|(_, marks)| self.outbox.opt_outs.is_in(marks, person)))
    }

    /// Writes a letter.
    ///
    /// # Errors
    /// When the database or a key file fails. What is wrong with one letter alone is no error.
    pub(super) async fn write(&self, letter: &QueuedLetter) -> Result<Written, LetterError> {
        // A page can last for a quarter of an hour.
        if letter.read.elapsed() >= BELIEF && !self.outbox.store.still_waits(&letter.name).await? {
            return Ok(Written::Gone);
        }
        let written = match &letter.errand {
            Errand::Pulse { wave, person, email, language } => {
                self.pulses.write(self.outbox, letter, wave, (person, email, *language)).await
            }
            Errand::Report { wave, account } => self.released.reports(self.outbox, letter, wave, account).await,
            Errand::Results { wave, person, email, language, unit } => {
                self.released.results(self.outbox, letter, wave, (person, email, *language), *unit).await
            }
            Errand::Access { account, first } => access::write(self.outbox, letter, account, *first).await,
            Errand::Closing { wave, account } => closing::write(self.outbox, letter, wave, account).await,
        };
        match written {
            // Others can go: theirs need not be missing.
            Err(LetterError::Keys(error)) => Ok(Written::NotYet(error.to_string())),
            Err(LetterError::Store(error @ StoreError::Damaged { table: "outbox", .. })) => {
                Ok(Written::NotYet(error.to_string()))
            }
            Ok(Written::Letter { letter: words, place, .. }) => {
                let wanted = match letter.errand.person() {
                    Some(person) => !self.has_stopped(person).await?,
                    None => true,
                };
                Ok(Written::Letter { letter: words, place, wanted })
            }
            Err(LetterError::Mail(MailError::BadReceiver)) => Ok(Written::Refuse(MailError::BadReceiver.to_string())),
            written => written,
        }
    }
}
