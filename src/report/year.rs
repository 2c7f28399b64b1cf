//! The confidential adviser's report on a year, as PDF. Computes no figure, and knows no unit below the organisation but by
//! what was done there.

mod annex;
mod counts;
mod pulse;
mod sheet;
mod technical;

use std::collections::HashMap;
use std::sync::Arc;

use domain::{Action, Adviser, Edition, PublishedUnit, SteadyTrend, WaveLabel, YearNotes};
use texts::Texts;

use crate::manuscript::Manuscript;
use crate::pieces::Picture;
use crate::press::ReportError;
use crate::template::Template;

/// What the report on a year is made of.
#[derive(Debug, Clone, Copy)]
pub struct YearReport<'a> {
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The year.
    pub year: i32,
    /// What the adviser wrote; `None` when nothing was.
    pub notes: Option<&'a YearNotes>,
    /// The questionnaires that were asked in the year, each with its waves; at least one.
    pub pulses: &'a [Pulse<'a>],
    /// What began or went on in the year, in the order of the tree.
    pub actions: &'a [Action],
    /// Whose report it is.
    pub adviser: &'a Adviser,
}

/// One questionnaire over the year.
#[derive(Debug, Clone, Copy)]
pub struct Pulse<'a> {
    /// Its waves that opened in the year, oldest first; at least one.
    pub editions: &'a [Arc<Edition>],
    /// The organisation in each of them, as it was published.
    pub whole: &'a HashMap<WaveLabel, PublishedUnit>,
    /// The organisation over the waves up to the end of the year: the score first, then one picture for each dimension.
    pub trend_charts: &'a [Picture<'a>],
    /// How the score went over all these waves; `None` with too few of them.
    pub steady: Option<SteadyTrend>,
}

/// The report in the language of `texts`. Its day is the last on which answers counted.
///
/// # Errors
/// When there is no wave, or the data can't be written down.
pub fn year_report(input: &YearReport<'_>, texts: &Texts) -> Result<Manuscript, ReportError> {
    let none = || ReportError::NotWritten { reason: format!("no wave opened in {}", input.year) };
    let sheet = sheet::Sheet::of(input, texts).ok_or_else(none)?;
    let name = format!("{}\nyear {}\n{}", input.organisation, input.year, texts.language());
    Manuscript::of(Template::Year, &sheet, name)
}

#[cfg(test)]
pub(crate) use sheet::Sheet;

#[cfg(test)]
mod tests;
