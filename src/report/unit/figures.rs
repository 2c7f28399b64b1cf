//! The figures of a report in tables: of the unit on each subject, and of the units inside it. Computes none of them.

use domain::{Cell, PublishedUnit, Released, UnitFigures};
use serde::Serialize;
use texts::Texts;
use texts::findings::Words;

use super::UnitReport;
use crate::pieces::{Figure, Part, in_order, passages};

/// The first page's answer to "how is it here?".
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Summary {
    Shown { title: String, scale: String, sentences: Vec<String>, lead: String, rows: Vec<Row> },
    Hidden { title: String, part: Part },
}

/// Heads of columns.
#[derive(Serialize)]
pub(super) struct Columns {
    subject: String,
    unit: String,
    answers: String,
    figure: String,
    range: String,
    change: String,
}

/// A line of a table: a subject of the unit, or a unit inside it.
#[derive(Serialize)]
pub(super) struct Row {
    name: String,
    /// How many answered; of units beside each other.
    answered: Option<String>,
    figure: Option<Figure>,
    /// How far it moved since the wave before in which the unit was shown; of subjects.
    change: Option<String>,
}

/// The units inside, beside each other.
#[derive(Serialize)]
pub(super) struct Inside {
    title: String,
    lead: String,
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
