//! What the confidential adviser adds for whoever reads the report: a note, and what the analysis points at, as far as the
//! adviser lets it be told. Decides nothing.

use serde::Serialize;
use texts::Texts;
use texts::findings::{Words, expected_chance};

use super::UnitReport;

/// The adviser's section; there is none when nothing was added.
#[derive(Serialize)]
pub(super) struct Pointed {
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
struct Signal {
    /// In a word or two.
    word: String,
    /// What it is, its size and its range.
    what: String,
}

impl Pointed {
    /// `None` when the adviser added nothing.
    pub(super) fn of(input: &UnitReport<'_>, texts: &'static Texts) -> Option<Self> {
        let words = Words::new(texts, input.opened.iter().cloned());
        let told = input.found.clone().told(input.unit);
        let signals = if input.signals { words.signals(&told) } else { Vec::new() };
        let note: Vec<_> = input.note.iter().flat_map(|note| note.split("\n\n")).map(str::to_owned).collect();
        if signals.is_empty() && note.is_empty() {
            return None;
        }
        let chance = expected_chance(&signals.iter().collect::<Vec<_>>(), texts);
        let signals = signals.into_iter().map(|signal| Signal { word: signal.word, what: signal.what }).collect();
        let lead = texts.tell("report-pointed-lead", &[("adviser", &input.adviser.name)]);
        Some(Self { title: texts.say("report-pointed"), lead, note, signals, chance })
    }
}
