//! Releases what is due, and sends the letters about it: reports to management, results to everybody. Does not know how a
//! report is made; the press is handed in.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::{AccountName, Edition, EmailAddress, Language, ResultsKey, UnitPath, WaveLabel};
use mail::{Attached, Letter, OnUnit, Post, Reports, Results};
use rand::seq::SliceRandom;
use store::{Audience, Delivery, MailingKind, Queued, QueuedMailing, Store, StoreError};
use texts::Texts;

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
        let queued = store.release_reports(&wave, audience).await?;
        released.push((wave, queued));
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

/// What became of writing a letter.
enum Written {
    Letter(Box<Letter>),
    /// Something that goes along can't be made; why.
    NotYet(String),
    /// Its receiver may read nothing of the wave any more.
    NothingToTell,
    /// There is no such receiver any more.
    Gone,
}

/// Where the letters about one wave are written.
struct Desk<'a, P> {
    store: &'a Store,
    edition: Arc<Edition>,
    terms: &'a MailingTerms,
    press: &'a P,
    /// The units in whose report the adviser wrote something.
    noted: BTreeSet<UnitPath>,
    /// The units that letters to employees were about so far, by position.
    units: HashMap<usize, UnitPath>,
}

impl<'a, P: Press> Desk<'a, P> {
    async fn open(
        store: &'a Store,
        wave: &WaveLabel,
        terms: &'a MailingTerms,
        press: &'a P,
    ) -> Result<Self, LetterError> {
        let edition = store.edition(wave).await?.ok_or_else(|| StoreError::NotPublished { label: wave.clone() })?;
        let notes = store.report_notes(wave).await?.into_iter();
        let noted = notes.filter(|(_, note)| !note.words().is_empty()).map(|(unit, _)| unit).collect();
        Ok(Self { store, edition, terms, press, noted, units: HashMap::new() })
    }

    const fn post(&self, kind: MailingKind) -> &Post {
        match kind {
            MailingKind::Report => &self.terms.reports,
            MailingKind::Results => &self.terms.results,
        }
    }

    async fn write(&mut self, mailing: &QueuedMailing) -> Result<Written, LetterError> {
        let receiver = mailing.receiver();
        let name = self.terms.key.letter_name(&self.edition.label, receiver.kind().name(), receiver.name());
        match mailing {
            QueuedMailing::Report { account } => self.reports(account, &name).await,
            QueuedMailing::Results { email, language, unit, .. } => {
                self.results(email, *language, *unit, &name).await.map(|letter| Written::Letter(Box::new(letter)))
            }
        }
    }

    /// The letter to an account, with the report on each of its units that the wave has.
    async fn reports(&self, account: &AccountName, name: &str) -> Result<Written, LetterError> {
        let Some(state) = self.store.account(account).await? else { return Ok(Written::Gone) };
        let (account, letters) = (state.account, &self.terms.letters);
        let (mut units, mut files) = (Vec::new(), Vec::new());
        for unit in account.roles.units() {
            if self.store.published_unit(&self.edition, unit).await?.is_none() {
                continue;
            }
            units.push(OnUnit { unit: self.name_of(unit), noted: self.noted.contains(unit) });
            if self.terms.carriage == Carriage::Attached {
                match self.press.pdf(&self.edition.label, unit, account.language).await {
                    Ok(pdf) => files.push(Attached { name: self.file_name(unit), pdf }),
                    Err(why) => return Ok(Written::NotYet(why)),
                }
            }
        }
        if units.is_empty() {
            return Ok(Written::NothingToTell);
        }
        let reports = Reports {
            organisation: &letters.organisation,
            title: self.edition.questionnaire.title().get(account.language),
            opens: self.edition.opens,
            units: &units,
            files,
            link: &format!("{}/reports", letters.base_url),
            account: &account.name,
            adviser: &letters.adviser,
            name,
        };
        let letter = reports.write(&letters.sender, &account.email, Texts::of(account.language))?;
        Ok(Written::Letter(Box::new(letter)))
    }

    /// The letter to somebody of the unit at this position.
    async fn results(
        &mut self,
        email: &EmailAddress,
        language: Language,
        position: usize,
        name: &str,
    ) -> Result<Letter, LetterError> {
        let (wave, letters) = (&self.edition.label, &self.terms.letters);
        let unit = match self.units.get(&position) {
            Some(unit) => unit.clone(),
            None => {
                let found = self.store.published_at(&self.edition, [position]).await?.into_iter().next();
                let damaged = || StoreError::Damaged { table: "mailing", what: "unit" };
                let unit = found.ok_or_else(damaged)?.unit.path().clone();
                self.units.insert(position, unit.clone());
                unit
            }
        };
        let link = format!("{}/results/{wave}/{position}/{}", letters.base_url, self.terms.key.mark(wave, &unit));
        let results = Results {
            organisation: &letters.organisation,
            title: self.edition.questionnaire.title().get(language),
            opens: self.edition.opens,
            unit: &self.name_of(&unit),
            adviser: &letters.adviser,
            link: &link,
            name,
        };
        Ok(results.write(&letters.sender, email, Texts::of(language))?)
    }

    /// The path of a unit: names alone may be those of several.
    fn name_of(&self, unit: &UnitPath) -> String {
        if unit.depth() == 0 { self.terms.letters.organisation.clone() } else { unit.to_string() }
    }

    /// What the report on a unit is called where it is saved: file systems take no slash, and not much more than this.
    fn file_name(&self, unit: &UnitPath) -> String {
        const LONGEST: usize = 100;
        let plain = |c: char| if c.is_alphanumeric() || " -_.()&".contains(c) { c } else { '-' };
        let name: String = self.name_of(unit).replace('/', " - ").chars().map(plain).take(LONGEST).collect();
        format!("{name} {}.pdf", self.edition.label)
    }
}
