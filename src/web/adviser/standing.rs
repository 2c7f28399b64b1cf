//! What stands out in one unit, for its page: signals, changes, statements, its place beside the others, and what was
//! done about it. Of a hidden unit it says no more than that fewer people answer.

use askama::Template;
use domain::analysis::Summary;
use domain::{Cell, Publication, UnitAnalysis, UnitPath};
use store::Handling;
use texts::Texts;

use super::handling::Refused;
use super::signals::{Beside, Signal, Words, expected_chance};
use crate::House;
use crate::errors::Failure;

/// A statement that differs from before.
struct Moved {
    text: String,
    reversed: bool,
    direction: String,
}

/// The form with which a signal of a fall is marked as dealt with.
struct Desk {
    wave: String,
    unit: String,
    /// What stands in the field: what was typed, or the note as it is kept.
    typed: String,
    /// Whether there is a note already.
    noted: bool,
    complaint: Option<String>,
}

/// What is shown of a unit that is not hidden.
#[derive(Default)]
struct Open {
    /// The name of each index, and how it changed.
    changes: Vec<(String, String)>,
    items: Vec<Moved>,
    beside: Option<Beside>,
}

/// The section under the chart of the score.
#[derive(Template)]
#[template(path = "standing.html")]
pub(crate) struct Standing {
    t: &'static Texts,
    signals: Vec<Signal>,
    chance: Vec<String>,
    /// What was noted, newest first; the flag tells of the newest wave.
    notes: Vec<(String, bool)>,
    open: Option<Open>,
    desk: Option<Desk>,
    /// What is said of a form that came for a signal that is gone.
    stray: Option<(String, String)>,
    method: String,
}

impl Standing {
    /// What stands out in `unit` in the newest of `publications`; `None` when the unit is not in it.
    pub(crate) async fn of(
        unit: &UnitPath,
        publications: &[Publication],
        refused: Option<Refused>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Option<Self>, Failure> {
        let Some(newest) = publications.last() else { return Ok(None) };
        let Some(index) = newest.terms().tree.find(unit) else { return Ok(None) };
        let label = &newest.terms().label;
        let found = house.store.unit_analysis(label, index).await?.unwrap_or_default();
        let summary = house.store.summary(label).await?;
        let waves = publications.iter().map(Publication::terms);
        let words = Words::new(t, waves.map(|terms| (terms.label.clone(), terms.opens)));
        let handlings: Vec<Handling> = house.store.handlings().await?;
        let ours = handlings.into_iter().rev().filter(|handling| handling.handled.unit == *unit);
        // Notes on waves of other questionnaires are about other signals.
        let ours: Vec<Handling> = ours.filter(|handling| words.knows(&handling.handled.wave)).collect();

        let open = open(unit, newest, &found, summary.as_ref(), &words);
        let mut signals = words.signals(&found);
        if open.is_some() {
            signals.extend(words.rise(&found));
            signals.extend(words.difference(&found));
        }
        let chance = expected_chance(&signals.iter().collect::<Vec<_>>(), t);
        let falls = found.drift.as_ref().is_some_and(|drift| !drift.rose);
        let (desk, stray) = match (falls, refused) {
            (true, refused) => (Some(Desk::of(unit, newest, &ours, refused, t)), None),
            (false, Some(refused)) => (None, Some((refused.complaint(t), refused.typed))),
            (false, None) => (None, None),
        };
        let note = |handling: &Handling| {
            (words.noted(&handling.handled.wave, &handling.note), handling.handled.wave == *label)
        };
        let notes = ours.iter().map(note).collect();
        Ok(Some(Self { t, signals, chance, notes, open, desk, stray, method: super::method::address(label) }))
    }
}

impl Desk {
    fn of(unit: &UnitPath, newest: &Publication, notes: &[Handling], refused: Option<Refused>, t: &Texts) -> Self {
        let label = &newest.terms().label;
        let kept = notes.iter().find(|handling| handling.handled.wave == *label).map(|handling| handling.note.clone());
        let complaint = refused.as_ref().map(|refused| refused.complaint(t));
        Self {
            wave: label.to_string(),
            unit: unit.to_string(),
            noted: kept.is_some(),
            typed: refused.map(|refused| refused.typed).or(kept).unwrap_or_default(),
            complaint,
        }
    }
}

/// What is told only where figures are shown.
fn open(
    unit: &UnitPath,
    newest: &Publication,
    found: &UnitAnalysis,
    summary: Option<&Summary>,
    words: &Words,
) -> Option<Open> {
    let Cell::Shown(figures) = newest.unit(unit)?.cell() else { return None };
    let (survey, language) = (&newest.terms().questionnaire, words.t.language());
    let changes = survey.indices().iter().zip(&found.changes);
    let changes = changes.map(|(index, change)| (index.name.get(language).to_owned(), words.change(change.as_ref())));
    let moved = found.items.iter().filter_map(|moved| {
        let item = survey.items().iter().find(|item| item.key == moved.item)?;
        let direction =
            if moved.rose { words.t.say("standing-item-higher") } else { words.t.say("standing-item-lower") };
        Some(Moved { text: item.text.get(language).to_owned(), reversed: item.reversed, direction })
    });
    let mean = match figures.indices().first() {
        Some(Cell::Shown(figure)) => Some(figure.mean().points()),
        Some(Cell::Hidden) | None => None,
    };
    let field = summary.and_then(|summary| summary.field.as_ref());
    let beside = mean.zip(found.comparison.as_ref()).zip(field);
    Some(Open {
        changes: changes.collect(),
        items: moved.collect(),
        beside: beside.map(|((mean, comparison), field)| words.beside(mean, comparison, field)),
    })
}
