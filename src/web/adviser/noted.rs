//! What stands out in the newest wave, for the overview, in the order of the units. Ranks nobody, and shows no count.

use std::collections::BTreeMap;

use askama::Template;
use domain::analysis::Movement;
use domain::{Publication, UnitAnalysis, UnitPath};
use store::{WaveState, WaveSummary};
use texts::Texts;

use super::name_of;
use super::signals::{FIRST_SIGNAL, Signal, Words, expected_chance, told};
use crate::House;
use crate::errors::Failure;
use crate::path::address;

/// One unit of which something stands out.
struct Entry {
    name: String,
    /// The units around it, from the top.
    above: String,
    address: String,
    signals: Vec<Signal>,
    /// What the adviser wrote beside the signal.
    note: Option<String>,
}

/// Units that stand out in one way, and how many of them are expected to be chance.
struct Group {
    entries: Vec<Entry>,
    chance: Vec<String>,
}

/// The part of the overview above the tree.
#[derive(Template)]
#[template(path = "noted.html")]
pub(crate) struct Noted {
    t: &'static Texts,
    signals: Group,
    improved: Group,
    different: Group,
    movement: Option<String>,
    /// There are too few waves yet for a change to be told.
    beginning: bool,
    method: String,
}

impl Noted {
    /// What stands out in `publication`, the newest of its questionnaire; `waves` are all there are.
    pub(crate) async fn of(
        publication: &Publication,
        waves: &[WaveSummary],
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let label = &publication.terms().label;
        let rows = house.store.noted(label).await?.into_iter();
        let found: Vec<_> = rows
            .filter_map(|(position, found)| {
                publication.units().get(position).map(|unit| (unit.path(), told(found, unit)))
            })
            .collect();
        let summary = house.store.summary(label).await?;
        let handlings = house.store.handlings().await?.into_iter().filter(|handling| handling.handled.wave == *label);
        let notes: BTreeMap<UnitPath, String> =
            handlings.map(|handling| (handling.handled.unit, handling.note)).collect();
        let words = Words::new(t, waves.iter().map(|wave| (wave.label.clone(), wave.opens)));
        let group = |signals: &dyn Fn(&UnitAnalysis) -> Vec<Signal>| {
            let entry = |(unit, found): &(&UnitPath, UnitAnalysis)| {
                let entry = entry(unit, signals(found), publication, house);
                let note = notes.get(*unit).map(|note| words.noted(label, note));
                (!entry.signals.is_empty()).then_some(Entry { note, ..entry })
            };
            Group::of(found.iter().filter_map(entry).collect(), t)
        };
        let survey = publication.terms().questionnaire.key();
        let published = waves.iter().filter(|wave| wave.state == WaveState::Published && wave.survey == *survey);
        let movement = summary.and_then(|summary| summary.movement).filter(Movement::is_clear);
        Ok(Self {
            t,
            signals: group(&|found| words.signals(found)),
            improved: group(&|found| words.rise(found).into_iter().collect()).without_notes(),
            different: group(&|found| words.difference(found).into_iter().collect()).without_notes(),
            movement: movement.map(|movement| words.movement(&movement)),
            beginning: published.count() < FIRST_SIGNAL,
            method: super::method::address(label),
        })
    }
}

impl Group {
    fn of(entries: Vec<Entry>, t: &Texts) -> Self {
        let all: Vec<&Signal> = entries.iter().flat_map(|entry| &entry.signals).collect();
        let chance = expected_chance(&all, t);
        Self { entries, chance }
    }

    /// A note belongs to a signal, not to whatever else stands out.
    fn without_notes(mut self) -> Self {
        for entry in &mut self.entries {
            entry.note = None;
        }
        self
    }
}

fn entry(unit: &UnitPath, signals: Vec<Signal>, publication: &Publication, house: &House) -> Entry {
    let around = unit.parts().split_last().map(|(_, above)| above.join(" › ")).unwrap_or_default();
    let survey = publication.terms().questionnaire.key();
    Entry {
        name: name_of(unit, &house.organisation),
        above: around,
        address: format!("{}?survey={survey}#standing", address(unit)),
        signals,
        note: None,
    }
}
