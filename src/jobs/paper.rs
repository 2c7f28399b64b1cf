//! Puts a unit's report together: trends from publications, pictures from charts, paper from report. Fetches nothing.

use chrono::NaiveDate;
use domain::{Action, Adviser, Language, Publication, RemarkRelease, Trend, UnitAnalysis, UnitPath};
use report::{Picture, UnitReport};
use texts::Texts;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] charts::ChartError),
    /// The report could not be printed.
    #[error(transparent)]
    Report(#[from] report::ReportError),
}

/// What goes into the report on one unit in one wave.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The name of the organisation.
    pub organisation: String,
    /// Who to turn to.
    pub adviser: Adviser,
    /// The unit.
    pub unit: UnitPath,
    /// The publication of the wave.
    pub publication: Publication,
    /// Those of the questionnaire, oldest first, up to and including the wave.
    pub publications: Vec<Publication>,
    /// What was computed of the unit at that time; its signals are for the adviser and stay out.
    pub analysis: Option<UnitAnalysis>,
    /// What was done in the unit and in those around it, the newest first.
    pub actions: Vec<Action>,
    /// What was released of the unit's comments, the newest wave first: the day each wave opened, and the words.
    pub remarks: Vec<(NaiveDate, RemarkRelease)>,
}

/// The report on one unit in one wave, as PDF. Takes a processor's time: not for a thread that answers requests.
///
/// # Errors
/// When the wave's publication has no such unit, or the paper can't be made.
pub fn unit_report(paper: &Paper, language: Language) -> Result<Vec<u8>, PaperError> {
    let texts = Texts::of(language);
    let (terms, unit) = (paper.publication.terms(), &paper.unit);
    let mut charts = Vec::new();
    for (number, index) in terms.questionnaire.indices().iter().enumerate() {
        let id = format!("trend-{number}");
        let caption = charts::Caption {
            unit: unit.name().unwrap_or(&paper.organisation),
            index: index.name.get(language),
            threshold: terms.threshold.get(),
            id: &id,
        };
        let trend = Trend::of(&paper.publications, unit, &index.key);
        let found = paper.analysis.as_ref();
        let line = found.and_then(|found| found.lines.get(number)).map_or(&[][..], Vec::as_slice);
        let change = found.and_then(|found| found.changes.get(number)).and_then(Option::as_ref);
        let overlay = charts::Overlay { change, ..charts::Overlay::line_only(line) };
        charts.push((index.name.get(language), charts::trend(&trend, &caption, &overlay, texts)?));
    }
    let pictures: Vec<_> =
        charts.iter().map(|(name, chart)| Picture { name, svg: chart.svg(), alt: chart.description() }).collect();
    let input = UnitReport {
        organisation: &paper.organisation,
        path: unit,
        publication: &paper.publication,
        trend_charts: &pictures,
        actions: &paper.actions,
        remarks: &paper.remarks,
        adviser: &paper.adviser,
    };
    Ok(report::unit_report(&input, texts)?)
}
