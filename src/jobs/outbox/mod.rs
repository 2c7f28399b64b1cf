//! Sends the letters that wait: several at once, each recorded before its connection gives the next one away. Does not know who
//! has answered: everybody gets the same letter.
//!
//! What is certain. A letter is in the queue as long as it is not known what became of it, so none is lost. Once it is
//! recorded as sent it never goes again. A process that dies, or a connection that breaks, after the last byte of a letter
//! and before the answer to it is on disk leaves that one letter uncertain, one for each connection at most. It goes again,
//! three times at most, the same to the last byte, so that mail systems which drop doubles by `Message-ID` show one.

mod backoff;
mod carry;
mod desk;
mod feed;
mod lane;
mod pace;
mod record;
mod round;
mod stop;
mod urgent;
mod withheld;

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use domain::{AccessKey, Adviser, Language, OptOutKey, Questionnaire, ResultsKey, Threshold, UnitPath, WaveLabel};
use futures_util::future::join;
use futures_util::stream::{FuturesUnordered, StreamExt};
use mail::{Invitation, Letter, MailError, Post, Postmark, Sender};
pub use pace::Pace;
pub use record::Unrecorded;
pub use round::Sending;
pub use stop::{Stop, never, stopped, until};
use store::{Store, StoreError, Which};
use texts::Texts;
use tokio::sync::mpsc;

use self::carry::Carry;
use self::desk::Desk;
use self::feed::Feed;
use self::round::Round;
use self::withheld::Withheld;
use crate::{KeyError, KeyFolder};

/// For so long it is believed that a wave is open, that the pulse goes on, and who wants letters: a round of many letters may
/// outlive all three.
const BELIEF: std::time::Duration = std::time::Duration::from_secs(1);

/// What letters need that does not depend on their receiver.
#[derive(Debug, Clone)]
pub struct LetterTerms {
    /// The organisation's name.
    pub organisation: String,
    /// The address of this server as respondents reach it, without a slash at its end.
    pub base_url: String,
    /// From whom letters come.
    pub sender: Sender,
    /// The confidential adviser.
    pub adviser: Adviser,
}

impl LetterTerms {
    /// Writes one letter as a sample, so that a faulty configuration shows before a wave opens.
    ///
    /// # Errors
    /// When a letter can't be written with these terms.
    pub fn check(&self, questionnaire: &Questionnaire, closes: NaiveDate) -> Result<(), MailError> {
        self.sample(questionnaire, closes, Threshold::DEFAULT, Language::English).map(drop)
    }

    /// The letter that asks for an answer, to nobody and with links that lead to nobody's page, in one language.
    ///
    /// # Errors
    /// When a letter can't be written with these terms.
    pub fn sample(
        &self,
        questionnaire: &Questionnaire,
        closes: NaiveDate,
        threshold: Threshold,
        language: Language,
    ) -> Result<Letter, MailError> {
        /// As long as the words in real links, and none of them.
        const NOBODY: &str = "00000000000000000000000000";
        let nobody = "nobody@example.org".parse().map_err(|_| MailError::BadReceiver)?;
        let sample = Invitation {
            organisation: &self.organisation,
            title: questionnaire.title().get(language),
            items: questionnaire.items().len(),
            closes,
            threshold: threshold.get(),
            adviser: &self.adviser,
            link: &format!("{}/a/{NOBODY}", self.base_url),
            opt_out: &format!("{}/letters/{NOBODY}", self.base_url),
        };
        sample.write(&self.sender, &nobody, &Postmark::now()?, Texts::of(language))
    }
}

/// How reports come to management.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// As files with the letter.
    Attached,
    /// The letter has a link; the files lie behind the door.
    Link,
}

/// Makes reports.
pub trait Press: Sync {
    /// The report on one unit in one wave, as PDF; may be asked for more than once.
    ///
    /// # Errors
    /// In words for whoever looks after the server, when it can't be made.
    fn pdf(
        &self,
        wave: &WaveLabel,
        unit: &UnitPath,
        language: Language,
    ) -> impl Future<Output = Result<Vec<u8>, String>> + Send;
}

/// Why sending stopped.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// A letter can't be written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The key file failed, so links can't be made.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tells the present moment, in seconds since 1970.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Whatever sends the letters of an installation.
pub struct Outbox<P> {
    /// Where letters wait.
    pub store: Store,
    /// Where the keys of links lie.
    pub keys: KeyFolder,
    /// What letters need.
    pub letters: LetterTerms,
    /// The key that marks links to results.
    pub results: ResultsKey,
    /// The key that marks links to stop letters.
    pub opt_outs: OptOutKey,
    /// The key of links to choose a password with.
    pub access: AccessKey,
    /// How reports come to management.
    pub carriage: Carriage,
    /// Makes reports.
    pub press: P,
    /// Where letters go.
    pub post: Post,
    /// How many letters go at once, one at least.
    pub connections: usize,
    /// How fast they go.
    pub pace: Pace,
    /// The present moment, in seconds since 1970.
    pub now: Now,
    /// What could not be written down yet.
    pub unrecorded: Unrecorded,
}

impl<P: Press> Outbox<P> {
    /// Sends the letters that wait, in random order, and records what became of each. A letter that can't be written yet
    /// waits: none goes out without what it promises.
    ///
    /// `progress` is told how many letters are done, of how many.
    ///
    /// # Errors
    /// When the database or a key file fails; letters that were sent are recorded as sent.
    pub async fn send(
        &self,
        which: Which,
        stop: Stop,
        progress: impl FnMut(usize, usize) + Send,
    ) -> Result<Sending, LetterError> {
        let total = self.count(which).await?;
        let round = Mutex::new(Round::of(total));
        if total > 0 {
            self.unrecorded.settle(&self.store).await?;
            let feed = Feed::of(self, which, stop, &round);
            let desk = Desk::of(self);
            let (done, outcomes) = mpsc::channel(self.connections.max(1));
            let withheld = Withheld::of(self.connections.max(1));
            let carry = Carry { outbox: self, desk: &desk, feed: &feed, round: &round, withheld: &withheld };
            // Each carrier has a sender of its own; when all are gone the record is closed.
            let carriers = (0..self.connections.max(1)).map(|_| carry.letters(done.clone()));
            // Only those are looked at that have something to do.
            let carriers = carriers.collect::<FuturesUnordered<_>>().collect::<Vec<_>>();
            drop(done);
            let (carried, recorded) =
                join(carriers, record::keep((&self.store, &self.unrecorded), outcomes, &round, progress)).await;
            recorded?;
            carried.into_iter().collect::<Result<(), _>>()?;
            self.pace.forget_the_idle();
        }
        let sending = round.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).end();
        // Of those that were to go, some may have been forgotten meanwhile.
        Ok(Sending { waiting: self.count(Which { retry: true, ..which }).await?, ..sending })
    }

    async fn count(&self, which: Which) -> Result<usize, LetterError> {
        Ok(usize::try_from(self.store.count_waiting(which).await?).unwrap_or(usize::MAX))
    }
}

/// The folder of the letters of a wave, below that of all letters.
pub(crate) fn place_of(wave: &WaveLabel) -> &Path {
    Path::new(wave.as_str())
}
