//! The figures of a report in tables: of the unit on each subject, and of the units inside it. Computes none of them.

use domain::{Cell, PublishedUnit, Released, UnitFigures};
use serde::Serialize;
use texts::Texts;
use texts::findings::Words;

use super::UnitReport;
use crate::pieces::{Figure, Part, in_order, passages};

/// The first page's answer to "how is it here?".
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Summary {
    /// The unit has figures.
    Shown {
        /// The heading.
        title: String,
        /// The ends of the scale, as written beside the score.
        scale: String,
        /// How many answered, and how sure the score is.
        sentences: Vec<String>,
        /// A sentence above the rows.
        lead: String,
        /// The score, then every dimension.
        rows: Vec<Row>,
    },
    /// Too few people answered.
    Hidden {
        /// The heading.
        title: String,
        /// Why there is no figure, and what that means.
        part: Part,
    },
}

/// Heads of the tables of figures.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Columns {
    /// Above the dimensions.
    subject: String,
    /// Above the units inside.
    unit: String,
    /// Above how many answered.
    answers: String,
    /// Above the means.
    figure: String,
    /// Above the ranges.
    range: String,
    /// Above how figures changed.
    change: String,
}

/// A line of a table: a subject of the unit, or a unit inside it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Row {
    /// The name of the subject or unit.
    name: String,
    /// How many answered, as a range; null for a subject, and for a unit that is hidden.
    answered: Option<String>,
    /// Null when it is hidden: print `paper.hidden` in its place.
    figure: Option<Figure>,
    /// How far it moved since the wave before in which the unit was shown; of subjects.
    change: Option<String>,
}

/// The units inside, beside each other.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Inside {
    /// The heading.
    title: String,
    /// A sentence above the rows.
    lead: String,
    /// By name; in an order by height they would be a ranking.
    rows: Vec<Row>,
}

impl Columns {
    pub(super) fn of(texts: &Texts) -> Self {
        Self {
            subject: texts.say("report-subject"),
            unit: texts.say("unit"),
            answers: texts.say("report-answered-column"),
            figure: texts.say("report-figure-column"),
            range: texts.say("interval"),
            change: texts.say("report-change-column"),
        }
    }
}

impl Summary {
    pub(super) fn of(input: &UnitReport<'_>, unit: &str, texts: &'static Texts) -> Self {
        let title = texts.say("report-in-short");
        let figures = match input.unit.cell() {
            Cell::Shown(figures) => figures,
            Cell::Hidden => {
                return Self::Hidden { title, part: passages::too_few(input.edition, input.unit.path(), unit, texts) };
            }
        };
        let words = Words::new(texts, input.opened.iter().cloned());
        let indices = input.edition.questionnaire.indices();
        let rows: Vec<Row> = indices
            .iter()
            .zip(figures.indices())
            .enumerate()
            .map(|(number, (index, cell))| Row {
                name: index.name.get(texts.language()).to_owned(),
                answered: None,
                figure: Figure::of(cell, texts),
                change: Some(words.change_briefly(input.found.changes.get(number))),
            })
            .collect();
        let mut sentences = vec![texts.tell("report-answered", &[("answered", texts.answered(figures.answered()))])];
        sentences.push(match figures.indices().first() {
            Some(Cell::Shown(score)) => passages::true_level(score, texts),
            Some(Cell::Hidden) | None => texts.say("report-no-score"),
        });
        sentences.extend(passages::level(input.found.lines.first(), input.opened, texts));
        if let Some(change) = input.found.changes.first() {
            sentences.push(words.change(change.as_ref()));
        }
        Self::Shown { title, scale: texts.say("report-scale"), sentences, lead: texts.say("report-subjects"), rows }
    }
}

impl Inside {
    /// By name: an order by height would be a ranking.
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Option<Self> {
        let mut units: Vec<&PublishedUnit> = input.inside.iter().collect();
        units.sort_by_cached_key(|unit| (in_order(unit.path().name().unwrap_or_default()), unit.path().clone()));
        let rows: Vec<Row> = units.into_iter().map(|unit| Row::of_unit(unit, texts)).collect();
        let title = texts.say("report-inside");
        (!rows.is_empty()).then(|| Self { title, lead: texts.say("report-inside-how"), rows })
    }
}

impl Row {
    fn of_unit(unit: &PublishedUnit, texts: &Texts) -> Self {
        let name = unit.path().name().unwrap_or_default().to_owned();
        let score = |figures: &Released<UnitFigures>| Figure::of(figures.indices().first()?, texts);
        match unit.cell() {
            Cell::Shown(figures) => {
                Self { name, answered: Some(texts.answered(figures.answered())), figure: score(figures), change: None }
            }
            Cell::Hidden => Self { name, answered: None, figure: None, change: None },
        }
    }
}
