//! Sends the queued letters of a wave. Does not know who has answered: everybody gets the same letter.

use domain::{Adviser, Language, Questionnaire};
use mail::{Invitation, MailError, Outcome, Post, Sender};
use rand::seq::SliceRandom;
use store::{Delivery, OpenWave, Store, StoreError};
use texts::Texts;

use crate::{KeyError, KeyFolder};

/// After so many failures in a row the relay is taken to be away.
const PATIENCE: u32 = 3;

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

/// What came of a round of sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sending {
    /// Letters that were taken.
    pub sent: usize,
    /// Letters that were refused for good.
    pub refused: usize,
    /// Letters that still wait.
    pub waiting: usize,
    /// The last complaint of the relay or the folder.
    pub complaint: Option<String>,
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

/// Sends every queued letter of a wave, in random order, and records what became of each.
///
/// `progress` is told how many letters are done, of how many.
///
/// # Errors
/// When letters can't be written at all, or the database fails; letters that were sent are recorded as sent.
pub async fn send_letters(
    store: &Store,
    keys: &KeyFolder,
    post: &Post,
    terms: &LetterTerms,
    open: &OpenWave,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<Sending, LetterError> {
    let wave = open.wave.terms();
    let mut letters = store.queued_letters(&wave.label).await?;
    letters.shuffle(&mut rand::rng());
    let mut sending = Sending { waiting: letters.len(), ..Sending::default() };
    if letters.is_empty() {
        return Ok(sending);
    }
    let secret = keys.read(&wave.label)?.letters;
    let mut failures = 0;
    let total = letters.len();
    for (done, queued) in letters.iter().enumerate() {
        let link = format!("{}/a/{}", terms.base_url, secret.token(&queued.person, 0).to_link_text());
        let letter = Invitation {
            organisation: &terms.organisation,
            title: wave.questionnaire.title().get(queued.language),
            items: wave.questionnaire.items().len(),
            closes: wave.closes,
            threshold: wave.threshold.get(),
            adviser: &terms.adviser,
            link: &link,
        }
        .write(&terms.sender, &queued.email, Texts::of(queued.language))?;
        let delivery = match post.deliver(&letter).await {
            Outcome::Sent => Delivery::Sent,
            Outcome::Refused(why) => Delivery::Refused(why),
            Outcome::Deferred(why) => Delivery::Deferred(why),
        };
        store.record_delivery(&wave.label, &queued.person, &delivery).await?;
        match delivery {
            Delivery::Sent => sending.sent += 1,
            Delivery::Refused(why) => {
                sending.refused += 1;
                sending.complaint = Some(why);
            }
            Delivery::Deferred(why) => {
                sending.complaint = Some(why);
                failures += 1;
                if failures >= PATIENCE {
                    break;
                }
                continue;
            }
        }
        failures = 0;
        sending.waiting -= 1;
        progress(done + 1, total);
    }
    Ok(sending)
}

impl LetterTerms {
    /// Writes one letter as a sample, so that a faulty configuration shows before a wave opens.
    ///
    /// # Errors
    /// When a letter can't be written with these terms.
    pub fn check(&self, questionnaire: &Questionnaire, closes: chrono::NaiveDate) -> Result<(), MailError> {
        let language = Language::English;
        let Ok(nobody) = "nobody@example.org".parse() else { return Ok(()) };
        let sample = Invitation {
            organisation: &self.organisation,
            title: questionnaire.title().get(language),
            items: questionnaire.items().len(),
            closes,
            threshold: 5,
            adviser: &self.adviser,
            link: &self.base_url,
        };
        sample.write(&self.sender, &nobody, Texts::of(language)).map(drop)
    }
}
