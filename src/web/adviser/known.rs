//! What is kept about one unit beside its publications: what was computed of it, and which signals were dealt with.
//! Turns nothing into words.

use charts::Overlay;
use domain::analysis::LinePoint;
use domain::{Action, UnitAnalysis, UnitPath, WaveLabel};
use store::{Handling, Listed};

use super::past::Past;
use crate::House;
use crate::errors::Failure;

/// What is known of a unit in the newest publication that has it.
pub(crate) struct Known {
    /// What may be told of it.
    pub(crate) told: UnitAnalysis,
    /// What was noted about it, newest first.
    pub(crate) notes: Vec<Handling>,
    /// What was done in it and around it, each at its wave.
    actions: Vec<(WaveLabel, String)>,
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
        let actions = house.store.actions_for(unit).await?;
        let actions = actions.iter().map(|kept| &kept.action);
        let actions = Action::marks(actions, unit, &house.organisation, past.editions());
        Ok(Self { told: found.told(&listed.unit), notes, actions, lines, middles })
    }

    /// The same for those who see published figures only: no signal, and nothing of what was done about one.
    pub(crate) fn without_signals(self) -> Self {
        let UnitAnalysis { changes, item_ranges, .. } = self.told;
        Self { told: UnitAnalysis { changes, item_ranges, ..UnitAnalysis::default() }, notes: Vec::new(), ..self }
    }

    /// What is drawn into the chart of the index at this position; signals and what was done are about the score, the
    /// first.
    pub(crate) fn overlay<'a>(&'a self, index: usize, marks: &'a Marks<'a>) -> Overlay<'a> {
        let line = self.lines.get(index).map_or(&[][..], Vec::as_slice);
        let reference = self.middles.get(index).map_or(&[][..], Vec::as_slice);
        let change = self.told.changes.get(index).and_then(Option::as_ref);
        let other = Overlay { reference, change, ..Overlay::line_only(line) };
        if index > 0 {
            return other;
        }
        Overlay { notes: &marks.notes, actions: &marks.actions, flagged: self.told.drift.as_ref(), ..other }
    }

    /// What was noted and what was done, each at its wave.
    pub(crate) fn marks<'a>(&'a self) -> Marks<'a> {
        let note = |note: &'a Handling| (note.handled.wave.clone(), note.note.as_str());
        Marks {
            notes: self.notes.iter().map(note).collect(),
            actions: self.actions.iter().map(|(wave, what)| (wave.clone(), what.as_str())).collect(),
        }
    }
}

/// Words beside a chart, each at its wave.
pub(crate) struct Marks<'a> {
    notes: Vec<(WaveLabel, &'a str)>,
    actions: Vec<(WaveLabel, &'a str)>,
}
