//! The figures of a report in tables: of the unit on each subject, and of the units inside it. Computes none of them.

use domain::{Cell, IndexFigure, PublishedUnit, Released, UnitFigures};
use serde::Serialize;
use texts::Texts;

use super::UnitReport;
use super::words::{self, Part};

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
}

/// A line of a table: a subject of the unit, or a unit inside it.
#[derive(Serialize)]
pub(super) struct Row {
    name: String,
    answered: Option<String>,
    figure: Option<Figure>,
}

/// A figure as written, and the places of its mean and range on a line from 0 to 100.
#[derive(Serialize)]
pub(super) struct Figure {
    text: String,
    range: String,
    mean: f64,
    low: f64,
    high: f64,
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
        }
    }
}

impl Summary {
    pub(super) fn of(input: &UnitReport<'_>, published: &PublishedUnit, unit: &str, texts: &Texts) -> Self {
        let title = texts.say("report-in-short");
        let figures = match published.cell() {
            Cell::Shown(figures) => figures,
            Cell::Hidden => return Self::Hidden { title, part: words::too_few(input, unit, texts) },
        };
        let indices = input.publication.terms().questionnaire.indices();
        let rows: Vec<Row> = indices
            .iter()
            .zip(figures.indices())
            .map(|(index, cell)| Row {
                name: index.name.get(texts.language()).to_owned(),
                answered: None,
                figure: Figure::of(cell, texts),
            })
            .collect();
        let mut sentences = vec![texts.tell("report-answered", &[("answered", texts.answered(figures.answered()))])];
        sentences.push(match figures.indices().first() {
            Some(Cell::Shown(score)) => words::true_level(score, texts),
            Some(Cell::Hidden) | None => texts.say("report-no-score"),
        });
        Self::Shown { title, scale: texts.say("report-scale"), sentences, lead: texts.say("report-subjects"), rows }
    }
}

impl Figure {
    fn of(cell: &Cell<IndexFigure>, texts: &Texts) -> Option<Self> {
        let figure = match cell {
            Cell::Shown(figure) => figure,
            Cell::Hidden => return None,
        };
        let (low, high) = figure.interval().points();
        Some(Self {
            text: texts.mean_points(figure.mean()),
            range: texts.interval_points(figure.interval()),
            mean: figure.mean().points(),
            low,
            high,
        })
    }
}

impl Inside {
    /// By name: an order by height would be a ranking.
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Option<Self> {
        let mut units: Vec<&PublishedUnit> = input.publication.inside(input.path).collect();
        units.sort_by_cached_key(|unit| (in_order(unit.path().name().unwrap_or_default()), unit.path().clone()));
        let rows: Vec<Row> = units.into_iter().map(|unit| Row::of_unit(unit, texts)).collect();
        let title = texts.say("report-inside");
        (!rows.is_empty()).then(|| Self { title, lead: texts.say("report-inside-how"), rows })
    }
}

/// A name as people order names: without regard to capitals, and 2 before 10.
fn in_order(name: &str) -> Vec<(String, u64)> {
    let name = name.to_lowercase();
    let mut key = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()));
        let (number, after) = after.split_at(after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len()));
        key.push((word.to_owned(), number.parse().unwrap_or_default()));
        rest = after;
    }
    key
}

impl Row {
    fn of_unit(unit: &PublishedUnit, texts: &Texts) -> Self {
        let name = unit.path().name().unwrap_or_default().to_owned();
        let score = |figures: &Released<UnitFigures>| Figure::of(figures.indices().first()?, texts);
        match unit.cell() {
            Cell::Shown(figures) => {
                Self { name, answered: Some(texts.answered(figures.answered())), figure: score(figures) }
            }
            Cell::Hidden => Self { name, answered: None, figure: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_people_order_them() {
        let mut names = ["Team 10", "zorg", "team 2", "Één", "Team 2b", "Advies", "7"];
        names.sort_by_cached_key(|name| in_order(name));
        assert_eq!(names, ["7", "Advies", "team 2", "Team 2b", "Team 10", "zorg", "Één"]);
    }
}
