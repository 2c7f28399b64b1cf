//! The trends of one unit as pictures for paper: on each index, with what was done. Fetches nothing, and leaves signals to
//! the adviser.

use std::collections::HashMap;

use charts::{Caption, Chart, Overlay};
use domain::{Action, PublishedUnit, Sighting, Trend, UnitAnalysis, UnitPath, WaveLabel};
use report::Picture;
use texts::Texts;

use super::{PaperError, Round};

/// One unit over the waves of a round.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    /// The unit in each wave in which the organisation had it.
    pub(super) units: HashMap<WaveLabel, PublishedUnit>,
    /// What was computed of it in the newest; its signals stay out of the pictures.
    pub(super) analysis: UnitAnalysis,
}

/// Pictures with what stands above each.
pub(super) struct Drawn(Vec<(String, Chart)>);

impl Course {
    /// The trend of `unit` on each index of the questionnaire, the score first; the score has marks for `actions`.
    pub(super) fn draw(
        &self,
        unit: &UnitPath,
        organisation: &str,
        round: &Round,
        actions: &[Action],
        texts: &Texts,
    ) -> Result<Drawn, PaperError> {
        let marks = Action::marks(actions, unit, organisation, &round.editions);
        let marks: Vec<_> = marks.iter().map(|(wave, what)| (wave.clone(), what.as_str())).collect();
        let mut charts = Vec::new();
        for (number, index) in round.edition.questionnaire.indices().iter().enumerate() {
            let (id, name) = (format!("trend-{number}"), index.name.get(texts.language()));
            let caption = Caption {
                unit: unit.name().unwrap_or(organisation),
                index: name,
                threshold: round.edition.threshold.get(),
                id: &id,
            };
            let sightings = round.editions.iter().map(|wave| Sighting::of(wave, self.units.get(&wave.label)));
            let trend = Trend::through(sightings, &index.key);
            let line = self.analysis.lines.get(number).map_or(&[][..], Vec::as_slice);
            let change = self.analysis.changes.get(number).and_then(Option::as_ref);
            let actions = if number == 0 { &marks[..] } else { &[] };
            let overlay = Overlay { change, actions, ..Overlay::line_only(line) };
            charts.push((name.to_owned(), charts::trend(&trend, &caption, &overlay, texts)?));
        }
        Ok(Drawn(charts))
    }
}

impl Drawn {
    pub(super) fn pictures(&self) -> Vec<Picture<'_>> {
        self.0.iter().map(|(name, chart)| Picture { name, svg: chart.svg(), alt: chart.description() }).collect()
    }
}
