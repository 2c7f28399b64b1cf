//! Prints reports one at a time, aside from whoever answers requests. Does not know who asked.

use std::sync::Arc;

use domain::{Adviser, Language, UnitPath, WaveLabel};
use report::{Manuscript, ReportError};
use store::Store;
use tokio::sync::Semaphore;

use super::organisation::OrganisationPaper;
use super::unit::UnitPaper;
use super::year::YearPaper;
use super::{Archive, Paper, PaperError, Round};
use crate::Press;

/// What reports need that does not depend on what they are about.
#[derive(Debug, Clone)]
pub struct Printer {
    /// The database.
    pub store: Store,
    /// The name of the organisation.
    pub organisation: String,
    /// Who to turn to.
    pub adviser: Adviser,
    /// The templates.
    pub press: report::Press,
    /// What prints a report when the press can't, where that is wished for.
    pub spare: Option<Spare>,
    /// Where printed reports are kept.
    pub archive: Archive,
    /// How many may be printed at once: the rest of the processors is for pages.
    pub turns: Arc<Semaphore>,
    /// How many may be printed or wait for it: whoever comes then is told to come back.
    pub line: Arc<Semaphore>,
}

/// Another press, for when the first one's templates are broken.
#[derive(Debug, Clone)]
pub struct Spare {
    /// The templates.
    pub press: report::Press,
    /// Told each time why the first one could not print.
    pub told: fn(&ReportError),
}

impl Printer {
    /// The report on one unit in one wave, as PDF; that on the organisation as a whole is for its management team.
    ///
    /// # Errors
    /// When nothing of the wave is published, the organisation did not have the unit, or the paper can't be made.
    pub async fn unit(&self, wave: &WaveLabel, unit: &UnitPath, language: Language) -> Result<Vec<u8>, PaperError> {
        let since = self.archive.since();
        let round = Arc::new(Round::of(wave, &self.store).await?);
        let (paper, wave) = (self.paper(round, unit).await?, wave.clone());
        let make = move |printer: &Self| {
            let manuscript = paper.write(&printer.organisation, &printer.adviser, language)?;
            printer.at_press(|press| printer.archive.print(&wave, press, &manuscript, since))
        };
        self.in_turn(make).await
    }

    /// What the report on one unit in one wave says, before it is printed.
    ///
    /// # Errors
    /// As [`Printer::unit`].
    pub async fn manuscript(
        &self,
        wave: &WaveLabel,
        unit: &UnitPath,
        language: Language,
    ) -> Result<Manuscript, PaperError> {
        let round = Arc::new(Round::of(wave, &self.store).await?);
        self.paper(round, unit).await?.write(&self.organisation, &self.adviser, language)
    }

    /// What the report on a unit is made of.
    pub(super) async fn paper(&self, round: Arc<Round>, unit: &UnitPath) -> Result<Box<dyn Paper>, PaperError> {
        Ok(if unit.depth() == 0 {
            Box::new(OrganisationPaper::of(round, &self.store).await?)
        } else {
            Box::new(UnitPaper::of(round, unit, &self.store).await?)
        })
    }

    /// The confidential adviser's report on a year, as PDF. It is not kept: its words can be withdrawn.
    ///
    /// # Errors
    /// When nothing of a wave that opened in the year is published, or the paper can't be made.
    pub async fn year(&self, year: i32, language: Language) -> Result<Vec<u8>, PaperError> {
        let paper = YearPaper::of(year, &self.store).await?;
        let make = move |printer: &Self| {
            let manuscript = paper.write(&printer.organisation, &printer.adviser, language)?;
            printer.at_press(|press| Ok(press.print(&manuscript)?))
        };
        self.in_turn(make).await
    }

    /// What the report on a year says, before it is printed.
    ///
    /// # Errors
    /// As [`Printer::year`].
    pub async fn manuscript_of_year(&self, year: i32, language: Language) -> Result<Manuscript, PaperError> {
        YearPaper::of(year, &self.store).await?.write(&self.organisation, &self.adviser, language)
    }

    /// Lets the press work, and when its templates are broken the spare one.
    pub(super) fn at_press<T>(&self, work: impl Fn(&report::Press) -> Result<T, PaperError>) -> Result<T, PaperError> {
        match (work(&self.press), &self.spare) {
            (Err(PaperError::Report(error)), Some(spare)) => {
                (spare.told)(&error);
                work(&spare.press)
            }
            (done, _) => done,
        }
    }

    /// Makes a report on a thread of its own, when it is this report's turn.
    async fn in_turn(
        &self,
        make: impl FnOnce(&Self) -> Result<Vec<u8>, PaperError> + Send + 'static,
    ) -> Result<Vec<u8>, PaperError> {
        let interrupted = |reason: String| PaperError::Interrupted { reason };
        let _place = self.line.try_acquire().map_err(|_| PaperError::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| interrupted(error.to_string()))?;
        let printer = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            make(&printer)
        });
        done.await.map_err(|error| interrupted(error.to_string()))?
    }
}

impl Press for Printer {
    async fn pdf(&self, wave: &WaveLabel, unit: &UnitPath, language: Language) -> Result<Vec<u8>, String> {
        let printed = self.unit(wave, unit, language).await;
        printed.map_err(|error| format!("the report on {unit} in wave {wave} can't be made: {error}"))
    }
}
