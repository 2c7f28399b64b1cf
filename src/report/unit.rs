//! The report for whoever is responsible for a unit, as PDF. Does not know who that is, and computes no figure.

mod figures;
mod sheet;

use chrono::NaiveDate;
use domain::{Action, Adviser, Edition, PublishedUnit, RemarkRelease, UnitAnalysis, WaveLabel};
use texts::Texts;

use crate::manuscript::Manuscript;
use crate::pieces::Picture;
use crate::press::ReportError;
use crate::template::Template;

/// What a report on one unit in one wave is made of.
///
/// Whether the unit is shown is read from what was published of it, and nowhere else, so that the two can't differ.
#[derive(Debug, Clone, Copy)]
pub struct UnitReport<'a> {
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The wave.
    pub edition: &'a Edition,
    /// The unit as it was published.
    pub unit: &'a PublishedUnit,
    /// The units one level below, as they were published.
    pub inside: &'a [PublishedUnit],
    /// The unit over its waves: the score first, then one picture for each dimension. May be empty.
    pub trend_charts: &'a [Picture<'a>],
    /// What was computed of the unit when the wave was published.
    pub found: &'a UnitAnalysis,
    /// The waves that findings speak of, each with the day it opened.
    pub opened: &'a [(WaveLabel, NaiveDate)],
    /// What the adviser adds: paragraphs, an empty line between them.
    pub note: Option<&'a str>,
    /// Whether the adviser lets be told what the analysis signals about the unit.
    pub signals: bool,
    /// What was done in the unit and in those around it, the newest first.
    pub actions: &'a [Action],
    /// What was released of the unit's comments, the newest wave first: the day each wave opened, and the words.
    pub remarks: &'a [(NaiveDate, RemarkRelease)],
    /// Who to turn to.
    pub adviser: &'a Adviser,
}

/// The report in the language of `texts`.
///
/// A unit that is hidden in this wave gets a report too: it says so, and shows what was published before.
///
/// # Errors
/// When the data can't be written down.
pub fn unit_report(input: &UnitReport<'_>, texts: &'static Texts) -> Result<Manuscript, ReportError> {
    let sheet = sheet::Sheet::of(input, texts);
    let name = format!("{}\n{}\n{}\n{}", input.organisation, input.unit.path(), input.edition.label, texts.language());
    Manuscript::of(Template::Unit, &sheet, name)
}

#[cfg(test)]
pub(crate) use sheet::Sheet;

#[cfg(test)]
mod tests;
