//! Writes the letters about one released wave. Sends none, and does not know which were sent.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::SystemTime;

use domain::{AccountName, Edition, EmailAddress, Language, PersonKey, UnitPath, WaveLabel};
use mail::{Attached, Letter, OnUnit, Post, Postmark, Reports, Results};
use store::{MailingKind, QueuedMailing, Store, StoreError};
use texts::Texts;

use super::{Carriage, MailingTerms, Press};
use crate::LetterError;

/// What became of writing a letter.
pub(super) enum Written {
    Letter(Box<Letter>),
    /// Something that goes along can't be made; why.
    NotYet(String),
    /// Its receiver may read nothing of the wave any more.
    NothingToTell,
    /// There is no such receiver any more.
    Gone,
}

/// Where the letters about one wave are written.
pub(super) struct Desk<'a, P> {
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
    pub(super) async fn open(
        store: &'a Store,
        wave: &WaveLabel,
        terms: &'a MailingTerms,
        press: &'a P,
    ) -> Result<Self, LetterError> {
        let edition = store.edition(wave).await?.ok_or_else(|| StoreError::NotPublished { label: wave.clone() })?;
        let written = store.report_notes(wave).await?.into_iter().filter(|(_, note)| !note.words().is_empty());
        let noted = written.map(|(unit, _)| unit).collect();
        Ok(Self { store, edition, terms, press, noted, units: HashMap::new() })
    }

    pub(super) const fn post(&self, kind: MailingKind) -> &Post {
        match kind {
            MailingKind::Report => &self.terms.reports,
            MailingKind::Results => &self.terms.results,
        }
    }

    pub(super) async fn write(&mut self, mailing: &QueuedMailing) -> Result<Written, LetterError> {
        let receiver = mailing.receiver();
        let name = self.terms.key.letter_name(&self.edition.label, receiver.kind().name(), receiver.name());
        let postmark = Postmark { name, round: 0, written: SystemTime::now() };
        match mailing {
            QueuedMailing::Report { account } => self.reports(account, &postmark).await,
            QueuedMailing::Results { person, email, language, unit } => {
                let letter = self.results(person, email, *language, *unit, &postmark).await?;
                Ok(Written::Letter(Box::new(letter)))
            }
        }
    }

    /// The letter to an account, with the report on each of its units that the wave has.
    async fn reports(&self, account: &AccountName, postmark: &Postmark) -> Result<Written, LetterError> {
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
        };
        let letter = reports.write(&letters.sender, &account.email, postmark, Texts::of(account.language))?;
        // Printing takes a while: an account that was removed or changed meanwhile gets nothing that is not for it.
        Ok(match self.store.account(&account.name).await? {
            None => Written::Gone,
            Some(now) if now.account != account => Written::NotYet("the account was changed just now".to_owned()),
            Some(_) => Written::Letter(Box::new(letter)),
        })
    }

    /// The letter to somebody of the unit at this position.
    async fn results(
        &mut self,
        person: &PersonKey,
        email: &EmailAddress,
        language: Language,
        position: usize,
        postmark: &Postmark,
    ) -> Result<Letter, LetterError> {
        let unit = self.unit_at(position).await?;
        let (wave, letters) = (&self.edition.label, &self.terms.letters);
        let link = format!("{}/results/{wave}/{position}/{}", letters.base_url, self.terms.key.mark(wave, &unit));
        let results = Results {
            organisation: &letters.organisation,
            title: self.edition.questionnaire.title().get(language),
            opens: self.edition.opens,
            // Whoever works there knows where it lies.
            unit: unit.name().unwrap_or(&letters.organisation),
            adviser: &letters.adviser,
            link: &link,
            opt_out: &format!("{}/letters/{}", letters.base_url, self.terms.opt_outs.mark(person)),
        };
        Ok(results.write(&letters.sender, email, postmark, Texts::of(language))?)
    }

    async fn unit_at(&mut self, position: usize) -> Result<UnitPath, LetterError> {
        if let Some(unit) = self.units.get(&position) {
            return Ok(unit.clone());
        }
        let found = self.store.published_at(&self.edition, [position]).await?.into_iter().next();
        let damaged = || StoreError::Damaged { table: "mailing", what: "unit" };
        let unit = found.ok_or_else(damaged)?.unit.path().clone();
        self.units.insert(position, unit.clone());
        Ok(unit)
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
