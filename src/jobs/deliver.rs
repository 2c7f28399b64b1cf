//! Releases what is due, and sends the letters about it: reports to management, results to everybody. Does not know how a
//! report is made; the press is handed in.

mod desk;

use chrono::NaiveDate;
use domain::{Language, OptOutKey, ResultsKey, UnitPath, WaveLabel};
use mail::Post;
use rand::seq::SliceRandom;
use store::{Audience, Delivery, Queued, Store, StoreError};

use self::desk::{Desk, Written};
use crate::round::{Round, Sending, deliver};
use crate::{LetterError, LetterTerms};

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

/// What the letters about a released wave need that does not depend on their receiver.
pub struct MailingTerms {
    /// What all letters need.
    pub letters: LetterTerms,
    /// The key that marks links to results, and names letters.
    pub key: ResultsKey,
    /// The key that marks links to stop letters.
    pub opt_outs: OptOutKey,
    /// How reports come to management.
    pub carriage: Carriage,
    /// Where letters to management go.
    pub reports: Post,
    /// Where letters to everybody go.
    pub results: Post,
}

/// Releases every wave that is due on `today`; gives each with the letters that were queued.
///
/// # Errors
/// When the database fails; what was released until then stays so.
pub async fn release_due(
    store: &Store,
    today: NaiveDate,
    audience: Audience,
) -> Result<Vec<(WaveLabel, Queued)>, StoreError> {
    let mut released = Vec::new();
    for wave in store.due_releases(today).await? {
        match store.release_reports(&wave, audience).await {
            Ok(queued) => released.push((wave, queued)),
            // It goes with the round after the older one's day.
            Err(StoreError::OlderWaits { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(released)
}

/// Sends the letters about a released wave that wait, in random order, and records what became of each. A letter whose
/// reports can't be made waits: none goes out without what it promises.
///
/// `progress` is told how many letters are done, of how many.
///
/// # Errors
/// When letters can't be written at all, or the database fails; letters that were sent are recorded as sent.
pub async fn send_mailings(
    store: &Store,
    wave: &WaveLabel,
    terms: &MailingTerms,
    press: &impl Press,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<Sending, LetterError> {
    let mut waiting = store.queued_mailings(wave).await?;
    let mut round = Round::of(waiting.len());
    if !waiting.is_empty() {
        waiting.shuffle(&mut rand::rng());
        let mut desk = Desk::open(store, wave, terms, press).await?;
        for mailing in waiting {
            let receiver = mailing.receiver();
            let delivery = match desk.write(&mailing).await? {
                Written::Letter(letter) => deliver(desk.post(receiver.kind()), &letter).await,
                Written::NotYet(why) => {
                    round.hold(&why);
                    store.record_mailing(wave, &receiver, &Delivery::Deferred(why)).await?;
                    continue;
                }
                Written::NothingToTell => Delivery::Refused("the account has no unit in this wave any more".to_owned()),
                Written::Gone => {
                    round.drop_one();
                    continue;
                }
            };
            store.record_mailing(wave, &receiver, &delivery).await?;
            round.count(&delivery);
            if round.gives_up() {
                break;
            }
            let (done, total) = round.progress();
            progress(done, total);
        }
    }
    store.forget_told().await?;
    Ok(round.end())
}
