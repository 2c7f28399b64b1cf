//! What the confidential adviser adds for whoever reads the report: a note, and what the analysis points at, as far as the
//! adviser lets it be told. Decides nothing.

use chrono::NaiveDate;
use domain::{UnitAnalysis, WaveLabel};
use serde::Serialize;
use texts::Texts;
use texts::findings::{Words, expected_chance};

/// What the adviser lets be told of one unit.
pub(crate) struct Added<'a> {
    /// Paragraphs, an empty line between them.
    pub(crate) note: Option<&'a str>,
    /// What was computed of the unit, as far as its signals may be told; nothing else of it is read.
    pub(crate) signals: Option<UnitAnalysis>,
    /// The waves that findings speak of, each with the day it opened.
    pub(crate) opened: &'a [(WaveLabel, NaiveDate)],
    /// The adviser's name.
    pub(crate) adviser: &'a str,
}

/// The adviser's section; there is none when nothing was added.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Pointed {
    /// Its heading.
    title: String,
    /// From whom it is.
    lead: String,
    /// The note, a paragraph each; may be empty.
    note: Vec<String>,
    /// What stands out, as far as the adviser lets it be told; may be empty.
    signals: Vec<Signal>,
    /// How much of such signals is chance, a sentence each.
    chance: Vec<String>,
}

/// One thing that stands out.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Signal {
    /// In a word or two.
    word: String,
    /// What it is, its size and its range.
    what: String,
}

impl Pointed {
    /// `None` when the adviser added nothing.
    pub(crate) fn of(added: &Added<'_>, texts: &'static Texts) -> Option<Self> {
        let words = Words::new(texts, added.opened.iter().cloned());
        let signals = added.signals.as_ref().map(|found| words.signals(found)).unwrap_or_default();
        let note: Vec<_> = added.note.iter().flat_map(|note| note.split("\n\n")).map(str::to_owned).collect();
        if signals.is_empty() && note.is_empty() {
            return None;
        }
        let chance = expected_chance(&signals.iter().collect::<Vec<_>>(), texts);
        let signals = signals.into_iter().map(|signal| Signal { word: signal.word, what: signal.what }).collect();
        let lead = texts.tell("report-pointed-lead", &[("adviser", added.adviser)]);
        Some(Self { title: texts.say("report-pointed"), lead, note, signals, chance })
    }
}
