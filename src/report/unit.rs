//! The report for whoever is responsible for a unit, as PDF. Does not know who that is, and computes no figure.

mod actions;
mod figures;
mod sheet;
mod statements;
mod words;

use chrono::NaiveDate;
use domain::{Action, Adviser, Publication, RemarkRelease, UnitPath};
use texts::Texts;

use crate::press::{ReportError, print};

/// What a report on one unit in one wave is made of.
///
/// Whether the unit is shown is read from the publication, and nowhere else, so that the two can't differ.
#[derive(Debug, Clone, Copy)]
pub struct UnitReport<'a> {
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The unit.
    pub path: &'a UnitPath,
    /// The wave.
    pub publication: &'a Publication,
    /// The unit over its waves: the score first, then one picture for each dimension. May be empty.
    pub trend_charts: &'a [Picture<'a>],
    /// What was done in the unit and in those around it, the newest first.
    pub actions: &'a [Action],
    /// What was released of the unit's comments, the newest wave first: the day each wave opened, and the words.
    pub remarks: &'a [(NaiveDate, RemarkRelease)],
    /// Who to turn to.
    pub adviser: &'a Adviser,
}

/// A chart as it goes onto paper.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The name of the index it shows.
    pub name: &'a str,
    /// The drawing: SVG, with texts in the family Open Sans.
    pub svg: &'a str,
    /// What it shows, in words, for whoever can't see it.
    pub alt: &'a str,
}

/// The report as PDF/A-2a and PDF/UA-1, in the language of `texts`. The same input makes the same bytes.
///
/// A unit that is hidden in this wave gets a report too: it says so, and shows what was published before. Takes tens
/// of milliseconds of a processor's time, and some megabytes: not for a thread that answers requests.
///
/// # Errors
/// When the publication has no such unit, or when a picture can't be read.
pub fn unit_report(input: &UnitReport<'_>, texts: &Texts) -> Result<Vec<u8>, ReportError> {
    let data = sheet::Sheet::of(input, texts)?.into_data()?;
    let wave = &input.publication.terms().label;
    print(data, format!("{}\n{}\n{wave}\n{}", input.organisation, input.path, texts.language()))
}

#[cfg(test)]
mod tests;
