//! The printer of this installation, handed to the pages that need it. Does not draw a page.

use domain::{Language, UnitPath, WaveLabel};
use jobs::{PaperError, Printer};
use web::{NotPrinted, Printing};

/// A printer as pages see it.
pub(crate) struct Counter(pub(crate) Printer);

#[rocket::async_trait]
impl Printing for Counter {
    async fn unit(&self, wave: &WaveLabel, unit: &UnitPath, language: Language) -> Result<Vec<u8>, NotPrinted> {
        self.0.unit(wave, unit, language).await.map_err(why)
    }

    async fn year(&self, year: i32, language: Language) -> Result<Vec<u8>, NotPrinted> {
        self.0.year(year, language).await.map_err(why)
    }

    fn forget(&self) -> Result<(), NotPrinted> {
        self.0.archive.forget().map_err(why)
    }
}

fn why(error: PaperError) -> NotPrinted {
    match error {
        PaperError::NotPublished { .. } | PaperError::UnknownUnit { .. } | PaperError::NoWaveIn { .. } => {
            NotPrinted::Missing
        }
        PaperError::Busy => NotPrinted::Busy,
        PaperError::Store(error) if error.is_congestion() => NotPrinted::Busy,
        other => NotPrinted::Fault(other.to_string()),
    }
}
