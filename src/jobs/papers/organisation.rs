//! The report on the whole organisation: what it is made of, and how that becomes a manuscript. Prints nothing.

use std::collections::HashMap;
use std::sync::Arc;

use charts::{Caption, Chart, FunnelTeam, MOST_TEAMS};
use chrono::NaiveDate;
use domain::analysis::{Field, Summary};
use domain::{Action, Adviser, Language, PublishedUnit, RemarkRelease, ReportNote, UnitAnalysis, UnitPath};
use report::{Manuscript, OrganisationReport, Picture};
use store::Store;
use texts::Texts;

use super::trends::Course;
use super::unit::said;
use super::{Paper, PaperError, Round};

/// What goes into the report on the whole organisation in one wave.
pub(super) struct OrganisationPaper {
    round: Arc<Round>,
    /// Every unit in the order of the tree.
    units: Vec<PublishedUnit>,
    course: Course,
    summary: Arc<Summary>,
    /// All teams beside each other, with what was computed of each unit by its position; `None` where a picture of them
    /// would tell nothing.
    field: Option<(Field, HashMap<usize, UnitAnalysis>)>,
    note: Option<ReportNote>,
    actions: Vec<Action>,
    remarks: Vec<(NaiveDate, RemarkRelease)>,
}

impl OrganisationPaper {
    /// Fetches every unit of the wave, and what was said and done for the organisation as a whole.
    pub(super) async fn of(round: Arc<Round>, store: &Store) -> Result<Self, PaperError> {
        let (edition, top) = (&round.edition, UnitPath::organisation());
        let unknown = || PaperError::UnknownUnit { unit: top.clone(), wave: edition.label.clone() };
        let whole = store.published_unit(edition, &top).await?.ok_or_else(unknown)?;
        let listed = store.published_inside(edition, &whole, 0, usize::MAX).await?.units;
        let over_time = store.published_over_time(&round.editions, std::slice::from_ref(&top)).await?;
        let course = Course {
            units: over_time.into_iter().map(|((wave, _), unit)| (wave, unit)).collect(),
            analysis: store.unit_analysis(&edition.label, whole.position).await?.unwrap_or_default(),
        };
        let summary = store.summary(&edition.label).await?.unwrap_or_default();
        let field = match summary.field.filter(|field| field.teams <= MOST_TEAMS) {
            Some(field) => {
                let positions = listed.iter().map(|listed| listed.position);
                let found = store.unit_analyses(&edition.label, positions).await?;
                Some((field, found.into_iter().collect()))
            }
            None => None,
        };
        Ok(Self {
            units: listed.into_iter().map(|listed| listed.unit).collect(),
            course,
            summary,
            field,
            note: store.report_note(&edition.label, &top).await?,
            actions: round.actions_within(&top, store).await?,
            remarks: round.remarks(&top, store).await?,
            round,
        })
    }

    /// Actions of the organisation itself, which have a mark in its course; they come first in the order of the tree.
    fn of_the_whole(&self) -> &[Action] {
        let own = self.actions.iter().take_while(|action| action.unit().depth() == 0).count();
        self.actions.get(..own).unwrap_or_default()
    }

    /// No team stands out by name: see the report, which says why.
    fn funnel(&self, organisation: &str, texts: &Texts) -> Result<Option<Chart>, PaperError> {
        let edition = &self.round.edition;
        let Some(((field, found), score)) = self.field.as_ref().zip(edition.questionnaire.indices().first()) else {
            return Ok(None);
        };
        let units = self.units.iter().enumerate();
        let teams = units.filter_map(|(position, unit)| FunnelTeam::of(unit, organisation, found.get(&position)?));
        let teams: Vec<_> = teams.collect();
        let index = score.name.get(texts.language());
        let caption = Caption { unit: organisation, index, threshold: edition.threshold.get(), id: "funnel" };
        Ok(Some(charts::funnel(&teams, field, edition.opens, &caption, texts)?))
    }
}

impl Paper for OrganisationPaper {
    fn write(&self, organisation: &str, adviser: &Adviser, language: Language) -> Result<Manuscript, PaperError> {
        let (texts, top, edition) = (Texts::of(language), UnitPath::organisation(), &self.round.edition);
        let drawn = self.course.draw(&top, organisation, &self.round, self.of_the_whole(), texts)?;
        let funnel = self.funnel(organisation, texts)?;
        let name = edition.questionnaire.title().get(language);
        let input = OrganisationReport {
            organisation,
            edition,
            editions: &self.round.editions,
            units: &self.units,
            changes: &self.course.analysis.changes,
            summary: &self.summary,
            tint: charts::step,
            funnel: funnel.as_ref().map(|chart| Picture { name, svg: chart.svg(), alt: chart.description() }),
            trend_charts: &drawn.pictures(),
            note: self.note.as_ref().and_then(said),
            actions: &self.actions,
            remarks: &self.remarks,
            adviser,
        };
        Ok(report::organisation_report(&input, texts)?)
    }
}
