//! What is kept about one unit beside its publications: what was computed of it, and which signals were dealt with.
//! Turns nothing into words.

use charts::Overlay;
use domain::analysis::LinePoint;
use domain::{UnitAnalysis, UnitPath, WaveLabel};
use store::{Handling, Listed};

use super::past::Past;
use super::signals::told;
use crate::House;
use crate::errors::Failure;

/// What is known of a unit in the newest publication that has it.
pub(crate) struct Known {
    /// What may be told of it.
    pub(crate) told: UnitAnalysis,
    /// What was noted about it, newest first.
    pub(crate) notes: Vec<Handling>,
    /// Its level on each index in each publication; a gap where it was hidden.
    lines: Vec<Vec<Option<LinePoint>>>,
    /// Between which levels eight of ten teams lay, on each index in each publication.
    middles: Vec<Vec<Option<(u8, u8)>>>,
}

impl Known {
    /// What is known of the unit that `past` is of and `listed` in the newest publication that has it.
    pub(crate) async fn of(unit: &UnitPath, past: &Past, listed: &Listed, house: &House) -> Result<Self, Failure> {
        let latest = past.latest(unit).ok_or(Failure::NotFound)?;
        let mut found = house.store.unit_analysis(&latest.label, listed.position).await?.unwrap_or_default();
        let mut lines = std::mem::take(&mut found.lines);
        // The chart goes on to the newest wave, which may no longer have the unit.
        let since = past.editions().iter().rev().take_while(|other| other.label != latest.label).count();
        for line in &mut lines {
            line.extend(std::iter::repeat_n(None, since));
        }
        let mut middles = vec![Vec::new(); latest.questionnaire.indices().len()];
        for edition in past.editions() {
            let summary = house.store.summary(&edition.label).await?;
            for (index, middle) in middles.iter_mut().enumerate() {
                let here = summary.as_ref().and_then(|summary| *summary.middle.get(index)?);
                middle.push(here.map(|middle| (middle.low, middle.high)));
            }
        }
        let mut notes = house.store.handlings_of(unit).await?;
        // Notes on waves of other questionnaires are about other signals.
        notes.retain(|note| past.editions().iter().any(|edition| edition.label == note.handled.wave));
        notes.reverse();
        Ok(Self { told: told(found, &listed.unit), notes, lines, middles })
    }

    /// The same for those who see published figures only: no signal, and nothing of what was done about one.
    pub(crate) fn without_signals(self) -> Self {
        let UnitAnalysis { changes, item_ranges, .. } = self.told;
        Self { told: UnitAnalysis { changes, item_ranges, ..UnitAnalysis::default() }, notes: Vec::new(), ..self }
    }

    /// What is drawn into the chart of the index at this position; signals and notes are about the score, the first.
    pub(crate) fn overlay<'a>(&'a self, index: usize, notes: &'a [(WaveLabel, &'a str)]) -> Overlay<'a> {
        let line = self.lines.get(index).map_or(&[][..], Vec::as_slice);
        let plain = Overlay { change: self.told.changes.get(index).and_then(Option::as_ref), ..Overlay::line_only(line) };
        if index == 0 { Overlay { notes, flagged: self.told.drift.as_ref(), ..plain } } else { plain }
    }

    /// Wave and text of each note.
    pub(crate) fn labels(&self) -> Vec<(WaveLabel, &str)> {
        self.notes.iter().map(|handling| (handling.handled.wave.clone(), handling.note.as_str())).collect()
    }
}
