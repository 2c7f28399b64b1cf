//! Reports in the browser: the archive, what the adviser does with a wave before management gets it, the papers themselves.
//! Prints nothing itself.

pub(crate) mod archive;
pub(crate) mod desk;
pub(crate) mod note;
pub(crate) mod paper;

use domain::{UnitPath, WaveLabel};

use crate::path::under;

/// The archive.
const ARCHIVE: &str = "/reports";

/// Where the adviser sees to the reports of a wave.
pub(crate) fn desk(wave: &WaveLabel) -> String {
    format!("{ARCHIVE}/{wave}")
}

/// Where the adviser writes the note in the report on a unit.
pub(crate) fn note(wave: &WaveLabel, unit: &UnitPath) -> String {
    under(&format!("{ARCHIVE}/{wave}/note"), unit)
}

/// The report on a unit, in the language of the reader.
pub(crate) fn paper(wave: &WaveLabel, unit: &UnitPath) -> String {
    under(&format!("{ARCHIVE}/{wave}/unit"), unit)
}
