//! Reports: fetched from the store, drawn, set and kept. Does not know who reads them.

mod archive;
mod batch;
mod organisation;
mod printer;
mod round;
mod trends;
mod unit;
mod year;

use std::path::PathBuf;

use domain::{Adviser, Language, UnitPath, WaveLabel};
use report::Manuscript;
use store::StoreError;

pub use archive::Archive;
pub use batch::{Batch, Printed};
pub use printer::{Printer, Spare};
use round::Round;

/// Everything that goes into one report, fetched.
trait Paper: Send + Sync + 'static {
    /// Draws and writes. Takes milliseconds of a processor's time.
    fn write(&self, organisation: &str, adviser: &Adviser, language: Language) -> Result<Manuscript, PaperError>;
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// Nothing was published of this wave.
    #[error("nothing of wave {wave} is published")]
    NotPublished {
        /// The wave.
        wave: WaveLabel,
    },
    /// Nothing was published of a wave that opened in this year.
    #[error("no wave that opened in {year} is published")]
    NoWaveIn {
        /// The year.
        year: i32,
    },
    /// The organisation did not have this unit when the wave opened.
    #[error("there is no unit \"{unit}\" in wave {wave}")]
    UnknownUnit {
        /// The unit asked for.
        unit: UnitPath,
        /// The wave.
        wave: WaveLabel,
    },
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] charts::ChartError),
    /// The report could not be printed.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// A report could not be kept.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Too many wait for a report.
    #[error("too many reports are asked for at once; try again in a while")]
    Busy,
    /// The printing itself came to an end before the report did.
    #[error("the report was interrupted: {reason}")]
    Interrupted {
        /// Why.
        reason: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
