//! The printer of this installation, handed to the pages that give reports. Does not draw a page.

use domain::Language;
use jobs::{PaperError, Printer};
use web::{Printing, Unprinted};

/// Whatever prints reports for pages.
pub(crate) struct Counter(pub(crate) Printer);

#[rocket::async_trait]
impl Printing for Counter {
    async fn year(&self, year: i32, language: Language) -> Result<Vec<u8>, Unprinted> {
        self.0.year(year, language).await.map_err(|error| match error {
            PaperError::NoWaveIn { .. } => Unprinted::Nothing,
            PaperError::Store(error) if error.is_congestion() => Unprinted::Busy,
            other => Unprinted::Fault(other.to_string()),
        })
    }
}
