//! The report on one unit: what it is made of, and how that becomes a manuscript. Prints nothing.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Action, Adviser, Language, PublishedUnit, RemarkRelease, ReportNote, UnitPath};
use report::{Manuscript, UnitReport};
use store::Store;
use texts::Texts;

use super::trends::Course;
use super::{Paper, PaperError, Round};

/// What goes into the report on one unit in one wave.
pub(super) struct UnitPaper {
    round: Arc<Round>,
    unit: PublishedUnit,
    inside: Vec<PublishedUnit>,
    course: Course,
    note: Option<ReportNote>,
    actions: Vec<Action>,
    remarks: Vec<(NaiveDate, RemarkRelease)>,
}

impl UnitPaper {
    /// Fetches the rows of this unit and of those one level below, and no others.
    pub(super) async fn of(round: Arc<Round>, path: &UnitPath, store: &Store) -> Result<Self, PaperError> {
        let edition = &round.edition;
        let unknown = || PaperError::UnknownUnit { unit: path.clone(), wave: edition.label.clone() };
        let listed = store.published_unit(edition, path).await?.ok_or_else(unknown)?;
        let below = store.published_below(edition, &listed, 0, i64::MAX.unsigned_abs()).await?.units;
        let units = store.published_over_time(&round.editions, std::slice::from_ref(path)).await?;
        let course = Course {
            units: units.into_iter().map(|((wave, _), unit)| (wave, unit)).collect(),
            analysis: store.unit_analysis(&edition.label, listed.position).await?.unwrap_or_default(),
        };
        Ok(Self {
            unit: listed.unit,
            inside: below.into_iter().map(|listed| listed.unit).collect(),
            course,
            note: store.report_note(&edition.label, path).await?,
            actions: round.actions(path, store).await?,
            remarks: round.remarks(path, store).await?,
            round,
        })
    }
}

impl Paper for UnitPaper {
    fn write(&self, organisation: &str, adviser: &Adviser, language: Language) -> Result<Manuscript, PaperError> {
        let texts = Texts::of(language);
        let drawn = self.course.draw(self.unit.path(), organisation, &self.round, &self.actions, texts)?;
        let input = UnitReport {
            organisation,
            edition: &self.round.edition,
            unit: &self.unit,
            inside: &self.inside,
            trend_charts: &drawn.pictures(),
            found: &self.course.analysis,
            opened: &self.round.opened(),
            note: self.note.as_ref().and_then(said),
            signals: self.note.as_ref().is_some_and(ReportNote::shows_signals),
            actions: &self.actions,
            remarks: &self.remarks,
            adviser,
        };
        Ok(report::unit_report(&input, texts)?)
    }
}

/// The words of a note, if it has any.
pub(super) fn said(note: &ReportNote) -> Option<&str> {
    Some(note.words()).filter(|words| !words.is_empty())
}
