//! Sends the queued letters of a wave. Does not know who has answered: everybody gets the same letter.

use domain::{Adviser, Language, Questionnaire};
use mail::{Invitation, MailError, Post, Postmark, Sender};
use rand::seq::SliceRandom;
use store::{OpenWave, Store, StoreError};
use texts::Texts;

use crate::round::{Round, Sending, deliver};
use crate::{KeyError, KeyFolder};

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
    let mut round = Round::of(letters.len());
    if letters.is_empty() {
        return Ok(round.end());
    }
    let (secret, opt_outs) = (keys.read(&wave.label)?.letters, keys.opt_outs()?);
    for queued in &letters {
        let link = format!("{}/a/{}", terms.base_url, secret.token(&queued.person, 0).to_link_text());
        let letter = Invitation {
            organisation: &terms.organisation,
            title: wave.questionnaire.title().get(queued.language),
            items: wave.questionnaire.items().len(),
            closes: wave.closes,
            threshold: wave.threshold.get(),
            adviser: &terms.adviser,
            link: &link,
            opt_out: &format!("{}/letters/{}", terms.base_url, opt_outs.mark(&queued.person)),
        }
        .write(&terms.sender, &queued.email, &Postmark::now()?, Texts::of(queued.language))?;
        let delivery = deliver(post, &letter).await;
        store.record_delivery(&wave.label, &queued.person, &delivery).await?;
        round.count(&delivery);
        if round.gives_up() {
            break;
        }
        let (done, total) = round.progress();
        progress(done, total);
    }
    Ok(round.end())
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
            opt_out: &self.base_url,
        };
        sample.write(&self.sender, &nobody, &Postmark::now()?, Texts::of(language)).map(drop)
    }
}
