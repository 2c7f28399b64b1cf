//! Prints reports one at a time, aside from whoever answers requests. Does not know who asked.

use std::sync::Arc;

use domain::{Adviser, Language, UnitPath, WaveLabel};
use report::{Manuscript, Press};
use store::Store;
use tokio::sync::Semaphore;

use super::organisation::OrganisationPaper;
use super::unit::UnitPaper;
use super::{Archive, Paper, PaperError, Round};

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
    pub press: Press,
    /// Where printed reports are kept.
    pub archive: Archive,
    /// How many may be printed at once: the rest of the processors is for pages.
    pub turns: Arc<Semaphore>,
}

impl Printer {
    /// The report on one unit in one wave, as PDF.
    ///
    /// # Errors
    /// When nothing of the wave is published, the organisation did not have the unit, or the paper can't be made.
    pub async fn unit(&self, wave: &WaveLabel, unit: &UnitPath, language: Language) -> Result<Vec<u8>, PaperError> {
        let round = Arc::new(Round::of(wave, &self.store).await?);
        let paper = UnitPaper::of(round, unit, &self.store).await?;
        self.print(wave, move |printer| paper.write(&printer.organisation, &printer.adviser, language)).await
    }

    /// The report on the whole organisation in one wave, for its management team, as PDF.
    ///
    /// # Errors
    /// When nothing of the wave is published, or the paper can't be made.
    pub async fn organisation(&self, wave: &WaveLabel, language: Language) -> Result<Vec<u8>, PaperError> {
        let round = Arc::new(Round::of(wave, &self.store).await?);
        let paper = OrganisationPaper::of(round, &self.store).await?;
        self.print(wave, move |printer| paper.write(&printer.organisation, &printer.adviser, language)).await
    }

    /// Writes and prints on a thread of its own, when it is this report's turn.
    async fn print(
        &self,
        wave: &WaveLabel,
        write: impl FnOnce(&Self) -> Result<Manuscript, PaperError> + Send + 'static,
    ) -> Result<Vec<u8>, PaperError> {
        let interrupted = |reason: String| PaperError::Interrupted { reason };
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| interrupted(error.to_string()))?;
        let (printer, wave) = (self.clone(), wave.clone());
        let printed = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let manuscript = write(&printer)?;
            printer.archive.print(&wave, &printer.press, &manuscript)
        });
        printed.await.map_err(|error| interrupted(error.to_string()))?
    }
}
