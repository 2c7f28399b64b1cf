//! The first page: the organisation's score and dimensions, what changed and how sure that is, how many took part. Computes
//! none of it.

use domain::analysis::Change;
use domain::{Cell, PublishedUnit, Released, UnitFigures};
use serde::Serialize;
use texts::Texts;

use super::OrganisationReport;
use crate::pieces::{Figure, Part, passages};

/// The first page's answer to "how is it here?".
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Summary {
    /// The organisation has figures in this wave.
    Shown {
        /// Heading of the section.
        title: String,
        /// The scale of the score, beside its name.
        scale: String,
        /// How many took part, how many units are shown.
        facts: Vec<Fact>,
        /// What the score says, what changed, how all teams moved.
        sentences: Vec<String>,
        /// Above the table.
        lead: String,
        /// The score first, then each dimension.
        rows: Vec<Row>,
        /// How often a change is chance; null where none is told.
        chance: Option<String>,
    },
    /// Too few answered.
    Hidden {
        /// Heading of the section.
        title: String,
        /// Why there are no figures, and what that means.
        part: Part,
    },
}

/// A short fact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Fact {
    /// What it is about.
    name: String,
    /// What is so.
    what: String,
}

/// Heads of columns.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Columns {
    /// Above the names of score and dimensions.
    subject: String,
    /// Above figures.
    figure: String,
    /// Above ranges.
    range: String,
    /// Above changes.
    change: String,
}

/// A line of the table.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "SubjectRow"))]
pub(super) struct Row {
    /// The name of the score or dimension.
    name: String,
    /// Its figure; null where it is hidden.
    figure: Option<Figure>,
    /// How it changed since the wave before.
    change: Moved,
}

/// A change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Moved {
    /// About how far, or that no difference is clear.
    size: String,
    /// Between which points, with a certainty of 95%; null where there is nothing to compare with.
    range: Option<String>,
}

impl Columns {
    pub(super) fn of(texts: &Texts) -> Self {
        Self {
            subject: texts.say("report-subject"),
            figure: texts.say("report-figure-column"),
            range: texts.say("interval"),
            change: texts.say("standing-changes"),
        }
    }
}

impl Summary {
    pub(super) fn of(input: &OrganisationReport<'_>, whole: &PublishedUnit, texts: &Texts) -> Self {
        let title = texts.say("report-in-short");
        match whole.cell() {
            Cell::Hidden => {
                let part = passages::too_few(input.edition, whole.path(), input.organisation, texts);
                Self::Hidden { title, part }
            }
            Cell::Shown(figures) => Self::Shown {
                title,
                scale: texts.say("report-scale"),
                facts: facts(input, figures, texts),
                sentences: sentences(input, figures, texts),
                lead: texts.say("report-subjects"),
                rows: rows(input, figures, texts),
                chance: input.changes.iter().any(Option::is_some).then(|| texts.say("standing-changes-chance")),
            },
        }
    }
}

fn facts(input: &OrganisationReport<'_>, figures: &Released<UnitFigures>, texts: &Texts) -> Vec<Fact> {
    let shown = input.units.iter().filter(|unit| matches!(unit.cell(), Cell::Shown(_))).count();
    let took_part = input.edition.took_part().map(|share| texts.took_part(share));
    let fact = |name, what| Fact { name: texts.say(name), what };
    vec![
        fact("wave-took-part", took_part.unwrap_or_else(|| texts.say("wave-took-part-unknown"))),
        fact("answers", texts.answered(figures.answered())),
        fact("wave-units", texts.tell("wave-units-what", &[("shown", shown), ("of", input.units.len())])),
    ]
}

fn sentences(input: &OrganisationReport<'_>, figures: &Released<UnitFigures>, texts: &Texts) -> Vec<String> {
    let score = match figures.indices().first() {
        Some(Cell::Shown(score)) => passages::true_level(score, texts),
        Some(Cell::Hidden) | None => texts.say("report-no-score"),
    };
    let change = input.changes.first().and_then(Option::as_ref).and_then(|change| {
        let since = input.editions.iter().find(|edition| edition.label == change.since)?;
        Some(texts.change(change, texts.month(since.opens)))
    });
    let change = change.unwrap_or_else(|| texts.say("standing-no-change-yet"));
    let together = input.summary.movement.as_ref().map(|movement| texts.movement(movement));
    [Some(score), Some(change), together].into_iter().flatten().collect()
}

fn rows(input: &OrganisationReport<'_>, figures: &Released<UnitFigures>, texts: &Texts) -> Vec<Row> {
    let changes = input.changes.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    let indices = input.edition.questionnaire.indices().iter().zip(figures.indices());
    indices
        .zip(changes)
        .map(|((index, cell), change)| Row {
            name: index.name.get(texts.language()).to_owned(),
            figure: Figure::of(cell, texts),
            change: Moved::of(change, texts),
        })
        .collect()
}

impl Moved {
    fn of(change: Option<&Change>, texts: &Texts) -> Self {
        let Some(change) = change else { return Self { size: texts.say("overview-nothing-before"), range: None } };
        let size = if change.is_clear() { texts.moved(change.points) } else { texts.say("overview-no-change") };
        Self { size, range: Some(texts.moved_between(change.low, change.high)) }
    }
}
