//! What stands out in one wave, in the order of the units. Ranks nobody, and shows no count of people.

use std::collections::BTreeMap;

use askama::Template;
use domain::analysis::{Movement, Notice};
use domain::{Edition, PublishedUnit, UnitAnalysis, UnitPath};
use store::{WaveState, WaveSummary};
use texts::Texts;
use texts::findings::{FIRST_SIGNAL, Signal, Words, expected_chance};

use super::addresses;
use super::name_of;
use super::pages::Address;
use super::table::around;
use crate::House;
use crate::errors::Failure;
use crate::path::address;

/// Signals on the overview.
const BRIEFLY: u64 = 5;

/// One unit of which something stands out.
pub(super) struct Entry {
    name: String,
    /// The units around it, from the top.
    above: String,
    address: String,
    signals: Vec<Signal>,
    /// What the adviser wrote beside the signal.
    note: Option<String>,
}

/// Units that stand out, and how many of them are expected to be chance.
#[derive(Template)]
#[template(path = "signals.html")]
pub(super) struct Group {
    entries: Vec<Entry>,
    chance: Vec<String>,
}

impl Group {
    /// Those of `found` of which `signals` says something.
    pub(super) async fn of(
        found: Vec<(usize, UnitAnalysis)>,
        signals: impl Fn(&UnitAnalysis) -> Vec<Signal>,
        edition: &Edition,
        house: &House,
        words: &Words,
    ) -> Result<Self, Failure> {
        let units = house.store.published_at(edition, found.iter().map(|(position, _)| *position)).await?;
        let notes: BTreeMap<UnitPath, String> = house
            .store
            .handlings_in(&edition.label)
            .await?
            .into_iter()
            .map(|handling| (handling.handled.unit, words.noted(&edition.label, &handling.note)))
            .collect();
        let entries: Vec<Entry> = units
            .iter()
            .zip(found)
            .filter_map(|(listed, (_, found))| {
                let found = found.told(&listed.unit);
                // A note belongs to a signal, not to whatever else stands out.
                let note = notes.get(listed.unit.path()).filter(|_| found.notice() == Notice::Signal).cloned();
                let signals = signals(&found);
                (!signals.is_empty()).then(|| Entry { signals, note, ..Entry::of(&listed.unit, edition, house) })
            })
            .collect();
        let all: Vec<&Signal> = entries.iter().flat_map(|entry| &entry.signals).collect();
        let chance = expected_chance(&all, words.t);
        Ok(Self { entries, chance })
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    fn of(unit: &PublishedUnit, edition: &Edition, house: &House) -> Self {
        let survey = edition.questionnaire.key();
        Self {
            name: name_of(unit.path(), &house.organisation),
            above: around(unit),
            address: format!("{}?survey={survey}#standing", address(unit.path())),
            signals: Vec::new(),
            note: None,
        }
    }
}

/// What stands out, on the overview: the first signals, and where the others are.
#[derive(Template)]
#[template(path = "noted.html")]
pub(crate) struct Noted {
    t: &'static Texts,
    signals: Group,
    /// What else there is to look at, and where.
    more: Vec<(String, String)>,
    movement: Option<String>,
    /// There are too few waves yet for a change to be told.
    beginning: bool,
    method: String,
}

impl Noted {
    /// What stands out in one wave; `waves` are all there are.
    pub(crate) async fn briefly(
        edition: &Edition,
        waves: &[WaveSummary],
        house: &House,
        words: &Words,
    ) -> Result<Self, Failure> {
        let (label, t) = (&edition.label, words.t);
        let first = house.store.noted(label, &[Notice::Signal], 0, BRIEFLY).await?;
        let list = Address::of(&addresses::signals(label));
        let mut more = Vec::new();
        let signals = house.store.count_noted(label, Notice::Signal).await?;
        if signals > BRIEFLY {
            more.push((t.tell("signals-all", &[("count", signals)]), list.to_string()));
        }
        let others = house.store.count_noted(label, Notice::Noted).await?;
        if others > 0 {
            let said = t.tell("signals-others", &[("count", others)]);
            more.push((said, list.with("kind", super::signal_list::OTHERS).to_string()));
        }
        Ok(Self {
            t,
            signals: Group::of(first, |found| words.signals(found), edition, house, words).await?,
            more,
            movement: movement(edition, house, words).await?,
            beginning: is_beginning(edition, waves),
            method: addresses::method(label),
        })
    }
}

/// How all teams moved together, where that is clear.
pub(super) async fn movement(edition: &Edition, house: &House, words: &Words) -> Result<Option<String>, Failure> {
    let summary = house.store.summary(&edition.label).await?;
    let movement = summary.and_then(|summary| summary.movement).filter(Movement::is_clear);
    Ok(movement.map(|movement| words.movement(&movement)))
}

/// Whether there are too few waves yet for a change to be told.
pub(super) fn is_beginning(edition: &Edition, waves: &[WaveSummary]) -> bool {
    let survey = edition.questionnaire.key();
    let until = waves.iter().filter(|wave| wave.state == WaveState::Published && wave.survey == *survey);
    until.filter(|wave| wave.opens <= edition.opens).count() < FIRST_SIGNAL
}
