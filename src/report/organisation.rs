//! The report for whoever manages the whole organisation, as PDF. Does not know who that is, computes no figure, and tells
//! no signal of a single team.

mod sheet;
mod summary;
mod taking_part;
mod technical;
mod tree;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::analysis::{Change, Summary};
use domain::{Action, Adviser, Edition, Mean, PublishedUnit, RemarkRelease};
use texts::Texts;

use crate::manuscript::Manuscript;
use crate::pieces::Picture;
use crate::press::ReportError;
use crate::template::Template;

/// What the report on the whole organisation in one wave is made of.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationReport<'a> {
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The wave.
    pub edition: &'a Edition,
    /// The waves of the same questionnaire up to this one, which is the last.
    pub editions: &'a [Arc<Edition>],
    /// Every unit as it was published, in the order of the tree: the organisation first.
    pub units: &'a [PublishedUnit],
    /// How the organisation changed on each index since the wave before.
    pub changes: &'a [Option<Change>],
    /// What was computed of all teams together.
    pub summary: &'a Summary,
    /// In which of five steps a mean is tinted, from 0 for the lowest: as it is in pictures.
    pub tint: fn(Mean) -> u8,
    /// All teams beside what chance does; `None` where there are too few of them, or too many for a picture.
    pub funnel: Option<Picture<'a>>,
    /// The organisation over its waves: the score first, then one picture for each dimension. May be empty.
    pub trend_charts: &'a [Picture<'a>],
    /// What the adviser adds: paragraphs, an empty line between them.
    pub note: Option<&'a str>,
    /// What was done in the organisation and in every unit, in the order of the tree.
    pub actions: &'a [Action],
    /// What was released for the organisation itself, the newest wave first: the day each wave opened, and the words.
    pub remarks: &'a [(NaiveDate, RemarkRelease)],
    /// Who to turn to.
    pub adviser: &'a Adviser,
}

/// The report in the language of `texts`.
///
/// An organisation that is hidden in this wave gets a report too: it says so, and shows what was published before.
///
/// # Errors
/// When there is no unit, or the data can't be written down.
pub fn organisation_report(input: &OrganisationReport<'_>, texts: &'static Texts) -> Result<Manuscript, ReportError> {
    let none = || ReportError::NotWritten { reason: "the wave has no units".to_owned() };
    let whole = input.units.first().ok_or_else(none)?;
    let sheet = sheet::Sheet::of(input, whole, texts);
    let name = format!("{}\n/\n{}\n{}", input.organisation, input.edition.label, texts.language());
    Manuscript::of(Template::Organisation, &sheet, name)
}

#[cfg(test)]
pub(crate) use sheet::Sheet;

#[cfg(test)]
mod tests;
