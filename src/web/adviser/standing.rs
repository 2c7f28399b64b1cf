//! What stands out in one unit, for its page: signals, changes, statements, its place beside the others, and what was
//! done about it. Of a hidden unit it says no more than that fewer people answer.

use askama::Template;
use domain::analysis::Summary;
use domain::{Cell, Edition, PublishedUnit, UnitAnalysis, UnitPath, WaveLabel};
use store::Handling;
use texts::Texts;
use texts::findings::{Beside, FIRST_SIGNAL, Signal, Words, expected_chance};

use super::addresses;
use super::handling::Refused;
use super::known::Known;
use super::past::Past;
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
    /// What is said where there is none.
    nothing: String,
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
    /// What stands out in `unit` in the newest wave; `None` when the unit is not in it, or is hidden and nothing is
    /// known of it.
    pub(crate) async fn of(
        unit: &UnitPath,
        past: &Past,
        known: &Known,
        refused: Option<Refused>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Option<Self>, Failure> {
        let Some(newest) = past.editions().last() else { return Ok(None) };
        let label = &newest.label;
        let Some(published) = past.find(newest, unit) else { return Ok(None) };
        let Known { told: found, notes: ours, .. } = known;
        let summary = house.store.summary(label).await?;
        let words = past.words(t);
        let open = open(published, newest, found, summary.as_deref(), &words);
        let mut signals = words.signals(found);
        signals.extend(words.rise(found));
        signals.extend(words.different_score(found));
        let chance = expected_chance(&signals.iter().collect::<Vec<_>>(), t);
        let falls = found.drift.as_ref().is_some_and(|drift| !drift.rose);
        let (desk, stray) = match (falls, refused) {
            (true, refused) => (Some(Desk::of(unit, label, ours, refused, t)), None),
            (false, Some(refused)) => (None, Some((refused.complaint(t), refused.typed))),
            (false, None) => (None, None),
        };
        let note = |handling: &Handling| {
            (words.noted(&handling.handled.wave, &handling.note), handling.handled.wave == *label)
        };
        let notes: Vec<_> = ours.iter().map(note).collect();
        if open.is_none() && signals.is_empty() && notes.is_empty() && stray.is_none() {
            return Ok(None);
        }
        let nothing = t.say(nothing(unit, newest, past, house).await?);
        Ok(Some(Self { t, signals, nothing, chance, notes, open, desk, stray, method: addresses::method(label) }))
    }
}

impl Desk {
    fn of(unit: &UnitPath, label: &WaveLabel, notes: &[Handling], refused: Option<Refused>, t: &Texts) -> Self {
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

/// What is said of a unit without a signal: that nothing stands out, or why nothing could.
async fn nothing(unit: &UnitPath, newest: &Edition, past: &Past, house: &House) -> Result<&'static str, Failure> {
    let listed = house.store.published_unit(newest, unit).await?.ok_or(Failure::NotFound)?;
    Ok(if house.store.shows_inside(&newest.label, &listed).await? {
        "standing-teams"
    } else if past.times_shown(unit) < FIRST_SIGNAL {
        "signals-begin"
    } else {
        "standing-nothing"
    })
}

/// What is told only where figures are shown.
fn open(
    unit: &PublishedUnit,
    newest: &Edition,
    found: &UnitAnalysis,
    summary: Option<&Summary>,
    words: &Words,
) -> Option<Open> {
    let Cell::Shown(figures) = unit.cell() else { return None };
    let (survey, language) = (&newest.questionnaire, words.t.language());
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
