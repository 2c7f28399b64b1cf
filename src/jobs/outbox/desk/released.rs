//! Letters about a released wave: reports to management, and where everybody finds what was told of their unit. Does not know
//! how a report is made; the press is handed in.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use domain::{AccountName, Edition, UnitPath, WaveLabel};
use mail::{Attached, OnUnit, Reports, Results};
use store::{LetterKind, QueuedLetter, StoreError};
use texts::Texts;
use tokio::sync::Mutex;

use super::helpers::helpers_with;
use super::{Addressee, Written, postmark};
use crate::outbox::{Carriage, LetterError, Outbox, Press, place_of};

/// What all letters about one wave need.
struct ReleasedWave {
    edition: Arc<Edition>,
    /// The units in whose report the adviser wrote something.
    noted: BTreeSet<UnitPath>,
    /// The units that letters to employees were about so far, by position.
    units: Mutex<HashMap<usize, UnitPath>>,
}

/// The waves that letters of one round are about.
#[derive(Default)]
pub(super) struct ReleasedWaves(Mutex<HashMap<WaveLabel, Arc<ReleasedWave>>>);

impl ReleasedWaves {
    async fn find<P>(&self, outbox: &Outbox<P>, label: &WaveLabel) -> Result<Arc<ReleasedWave>, LetterError> {
        let mut known = self.0.lock().await;
        if let Some(wave) = known.get(label) {
            return Ok(Arc::clone(wave));
        }
        let edition = outbox.store.edition(label).await?;
        let edition = edition.ok_or_else(|| StoreError::NotPublished { label: label.clone() })?;
        let written = outbox.store.report_notes(label).await?.into_iter().filter(|(_, note)| !note.words().is_empty());
        let noted = written.map(|(unit, _)| unit).collect();
        let wave = Arc::new(ReleasedWave { edition, noted, units: Mutex::default() });
        known.insert(label.clone(), Arc::clone(&wave));
        Ok(wave)
    }

    /// The letter to an account, with the report on each of its units that the wave has.
    pub(super) async fn reports<P: Press>(
        &self,
        outbox: &Outbox<P>,
        letter: &QueuedLetter,
        label: &WaveLabel,
        name: &AccountName,
    ) -> Result<Written, LetterError> {
        let wave = self.find(outbox, label).await?;
        let Some(state) = outbox.store.account(name).await? else { return Ok(Written::Gone) };
        let (account, letters) = (state.account, &outbox.letters);
        let (mut units, mut files) = (Vec::new(), Vec::new());
        for unit in account.roles.units() {
            if outbox.store.published_unit(&wave.edition, unit).await?.is_none() {
                continue;
            }
            let named = ReleasedWave::name_of(unit, &letters.organisation);
            if outbox.carriage == Carriage::Attached {
                match outbox.press.pdf(label, unit, account.language).await {
                    Ok(pdf) => files.push(Attached { name: file_name(&named, label), pdf }),
                    Err(why) => return Ok(Written::NotYet(why)),
                }
            }
            units.push(OnUnit { unit: named, noted: wave.noted.contains(unit) });
        }
        if units.is_empty() {
            return Ok(Written::Refuse("the account has no unit in this wave any more".to_owned()));
        }
        let reports = Reports {
            organisation: &letters.organisation,
            title: wave.edition.questionnaire.title().get(account.language),
            opens: wave.edition.opens,
            units: &units,
            files,
            link: &format!("{}/reports", letters.base_url),
            account: &account.name,
            adviser: &letters.adviser,
            administrators: &helpers_with(&outbox.store, &account).await?,
        };
        let texts = Texts::of(account.language);
        let written = reports.write(&letters.sender, &account.email, &postmark(letter), texts)?;
        // Printing takes a while: an account that was removed or changed meanwhile gets nothing that is not for it.
        Ok(match outbox.store.account(&account.name).await? {
            None => Written::Gone,
            Some(now) if now.account != account => Written::NotYet("the account was changed just now".to_owned()),
            Some(_) => Written::letter(written, Path::new(LetterKind::Report.name()).join(place_of(label))),
        })
    }

    /// The letter to somebody of the unit at this position.
    pub(super) async fn results<P>(
        &self,
        outbox: &Outbox<P>,
        letter: &QueuedLetter,
        label: &WaveLabel,
        (person, email, language): Addressee<'_>,
        position: usize,
    ) -> Result<Written, LetterError> {
        let wave = self.find(outbox, label).await?;
        let (unit, letters) = (wave.unit_at(outbox, position).await?, &outbox.letters);
        let link = format!("{}/results/{label}/{position}/{}", letters.base_url, outbox.results.mark(label, &unit));
        let results = Results {
            organisation: &letters.organisation,
            title: wave.edition.questionnaire.title().get(language),
            opens: wave.edition.opens,
            // Whoever works there knows where it lies.
            unit: unit.name().unwrap_or(&letters.organisation),
            adviser: &letters.adviser,
            link: &link,
            opt_out: &outbox.stop_link(person),
        };
        let written = results.write(&letters.sender, email, &postmark(letter), Texts::of(language))?;
        Ok(Written::letter(written, Path::new(LetterKind::Results.name()).join(place_of(label))))
    }
}

impl ReleasedWave {
    async fn unit_at<P>(&self, outbox: &Outbox<P>, position: usize) -> Result<UnitPath, LetterError> {
        let mut units = self.units.lock().await;
        if let Some(unit) = units.get(&position) {
            return Ok(unit.clone());
        }
        let found = outbox.store.published_at(&self.edition, [position]).await?.into_iter().next();
        let damaged = || StoreError::Damaged { table: "outbox", what: "unit" };
        let unit = found.ok_or_else(damaged)?.unit.path().clone();
        units.insert(position, unit.clone());
        Ok(unit)
    }

    /// The path of a unit: names alone may be those of several.
    fn name_of(unit: &UnitPath, organisation: &str) -> String {
        if unit.depth() == 0 { organisation.to_owned() } else { unit.to_string() }
    }
}

/// What a report is called where it is saved: file systems take no slash, and not much more than this.
fn file_name(unit: &str, wave: &WaveLabel) -> String {
    const LONGEST: usize = 100;
    let plain = |c: char| if c.is_alphanumeric() || " -_.()&".contains(c) { c } else { '-' };
    let name: String = unit.replace('/', " - ").chars().map(plain).take(LONGEST).collect();
    format!("{name} {wave}.pdf")
}
