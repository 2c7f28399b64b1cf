//! What is kept about one unit beside its publications: what was computed of it, and which signals were dealt with.
//! Turns nothing into words.

use charts::Overlay;
use domain::analysis::LinePoint;
use domain::{Cell, Publication, UnitAnalysis, UnitPath, WaveLabel};
use store::Handling;

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
}

impl Known {
    /// What is known of `unit`, of which `latest` is the newest of `publications` that has it.
    pub(crate) async fn of(
        unit: &UnitPath,
        publications: &[Publication],
        latest: &Publication,
        house: &House,
    ) -> Result<Self, Failure> {
        let terms = latest.terms();
        let place = terms.tree.find(unit).ok_or(Failure::NotFound)?;
        let mut found = house.store.unit_analysis(&terms.label, place).await?.unwrap_or_default();
        let mut lines = std::mem::take(&mut found.lines);
        // The chart goes on to the newest wave, which may no longer have the unit.
        let since = publications.iter().rev().take_while(|other| other.terms().label != terms.label).count();
        for line in &mut lines {
            line.extend(std::iter::repeat_n(None, since));
        }
        let published = latest.unit(unit).ok_or(Failure::NotFound)?;
        let mut notes = house.store.handlings().await?;
        // Notes on waves of other questionnaires are about other signals.
        let ours = |wave: &WaveLabel| publications.iter().any(|publication| publication.terms().label == *wave);
        notes.retain(|Handling { handled, .. }| handled.unit == *unit && ours(&handled.wave));
        notes.reverse();
        Ok(Self { told: told(found, published), notes, lines })
    }

    /// What is drawn into the chart of the index at this position; signals and notes are about the score, the first.
    pub(crate) fn overlay<'a>(&'a self, index: usize, notes: &'a [(WaveLabel, &'a str)]) -> Overlay<'a> {
        let line = self.lines.get(index).map_or(&[][..], Vec::as_slice);
        let plain =
            Overlay { change: self.told.changes.get(index).and_then(Option::as_ref), ..Overlay::line_only(line) };
        if index == 0 { Overlay { notes, flagged: self.told.drift.as_ref(), ..plain } } else { plain }
    }

    /// Wave and text of each note.
    pub(crate) fn labels(&self) -> Vec<(WaveLabel, &str)> {
        self.notes.iter().map(|handling| (handling.handled.wave.clone(), handling.note.as_str())).collect()
    }
}

/// Whether a publication shows figures of a unit.
pub(crate) fn is_shown(publication: &Publication, unit: &UnitPath) -> bool {
    publication.unit(unit).is_some_and(|published| matches!(published.cell(), Cell::Shown(_)))
}
