//! Puts a unit's report together: trends from publications, pictures from charts, paper from report. Fetches nothing.

use domain::{Adviser, Language, Publication, Trend, UnitAnalysis, UnitPath};
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

/// The report on one unit in one wave, as PDF. `publications` are those of the questionnaire, oldest first, up to and
/// including the wave, and `analysis` is what was computed of the unit at that time; its signals are for the adviser and
/// stay out. Takes a processor's time: not for a thread that answers requests.
///
/// # Errors
/// When the wave's publication has no such unit, or the paper can't be made.
pub fn unit_report(
    organisation: &str,
    adviser: &Adviser,
    unit: &UnitPath,
    publication: &Publication,
    publications: &[Publication],
    analysis: Option<&UnitAnalysis>,
    language: Language,
) -> Result<Vec<u8>, PaperError> {
    let texts = Texts::of(language);
    let terms = publication.terms();
    let mut charts = Vec::new();
    for (number, index) in terms.questionnaire.indices().iter().enumerate() {
        let id = format!("trend-{number}");
        let caption = charts::Caption {
            unit: unit.name().unwrap_or(organisation),
            index: index.name.get(language),
            threshold: terms.threshold.get(),
            id: &id,
        };
        let trend = Trend::of(publications, unit, &index.key);
        let line = analysis.and_then(|analysis| analysis.lines.get(number)).map_or(&[][..], Vec::as_slice);
        let change = analysis.and_then(|analysis| analysis.changes.get(number)).and_then(Option::as_ref);
        let overlay = charts::Overlay { change, ..charts::Overlay::line_only(line) };
        charts.push((index.name.get(language), charts::trend(&trend, &caption, &overlay, texts)?));
    }
    let pictures: Vec<_> =
        charts.iter().map(|(name, chart)| Picture { name, svg: chart.svg(), alt: chart.description() }).collect();
    let input = UnitReport { organisation, path: unit, publication, trend_charts: &pictures, adviser };
    Ok(report::unit_report(&input, texts)?)
}
