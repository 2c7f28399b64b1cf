//! All units beside each other, as many levels as two facing pages hold. In the order of the tree, never of score.

use domain::{Bound, Cell, IndexFigure, PublishedUnit};
use serde::Serialize;
use texts::Texts;

use super::OrganisationReport;

/// Rows that two facing pages hold.
const SPREAD: usize = 100;

/// The table of units.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Tree {
    /// Heading of the section.
    title: String,
    /// How to read the table, and which levels are left out.
    lead: Vec<String>,
    /// Above the names of units.
    unit: String,
    /// Above how many answered.
    answers: String,
    /// The names of score and dimensions.
    columns: Vec<String>,
    /// The units in the order of the tree, the organisation first.
    rows: Vec<Row>,
    /// What is said below the table about figures at the ends of the scale.
    notes: Vec<String>,
}

/// A unit.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "UnitRow"))]
struct Row {
    /// Its name.
    name: String,
    /// In how many units it lies; 0 for the organisation.
    depth: usize,
    /// How many answered, as a band; null where the unit is hidden.
    answered: Option<String>,
    /// Its figures, one for each column, null where one is hidden; empty where the unit is.
    figures: Vec<Option<Tinted>>,
}

/// A mean in a tinted cell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Tinted {
    /// As written.
    text: String,
    /// Its tint, from 0 for the lowest fifth of the scale to 4.
    step: u8,
}

impl Tree {
    /// `None` where there is nothing below the organisation.
    pub(super) fn of(input: &OrganisationReport<'_>, texts: &Texts) -> Option<Self> {
        let deepest = levels(input.units);
        let units: Vec<_> = input.units.iter().filter(|unit| unit.path().depth() <= deepest).collect();
        if units.len() < 2 {
            return None;
        }
        let mut lead = vec![texts.say("organisation-tree-how")];
        let left = input.units.len() - units.len();
        if left > 0 {
            lead.push(texts.tell("organisation-tree-left", &[("levels", deepest), ("count", left)]));
        }
        let language = texts.language();
        let means = || units.iter().flat_map(|unit| figures(unit)).flatten().map(|figure| figure.mean().bound());
        let notes = [(Bound::OrHigher, "chart-heat-or-higher"), (Bound::OrLower, "chart-heat-or-lower")];
        let notes = notes.into_iter().filter(|(bound, _)| means().any(|other| other == *bound));
        let notes = notes.map(|(_, key)| texts.say(key)).collect();
        Some(Self {
            title: texts.say("organisation-tree"),
            lead,
            unit: texts.say("unit"),
            answers: texts.say("report-answered-column"),
            columns: input.edition.questionnaire.indices().iter().map(|i| i.name.get(language).to_owned()).collect(),
            rows: units.iter().map(|unit| Row::of(unit, input, texts)).collect(),
            notes,
        })
    }
}

/// The deepest level that fits on two facing pages together with all above it. Never less than the first, without which
/// there would be nothing to see.
fn levels(units: &[PublishedUnit]) -> usize {
    let deepest = units.iter().map(|unit| unit.path().depth()).max().unwrap_or_default();
    let rows = |level: usize| units.iter().filter(|unit| unit.path().depth() <= level).count();
    (1..=deepest).rev().find(|&level| rows(level) <= SPREAD).unwrap_or(1)
}

/// The figures of a unit, one for each index; none where it is hidden.
fn figures(unit: &PublishedUnit) -> Vec<Option<IndexFigure>> {
    let figures = match unit.cell() {
        Cell::Shown(figures) => figures.indices(),
        Cell::Hidden => &[],
    };
    let figure = |cell: &Cell<IndexFigure>| match cell {
        Cell::Shown(figure) => Some(**figure),
        Cell::Hidden => None,
    };
    figures.iter().map(figure).collect()
}

impl Row {
    fn of(unit: &PublishedUnit, input: &OrganisationReport<'_>, texts: &Texts) -> Self {
        let tinted =
            |figure: IndexFigure| Tinted { text: texts.mean_briefly(figure.mean()), step: (input.tint)(figure.mean()) };
        Self {
            name: unit.path().name().unwrap_or(input.organisation).to_owned(),
            depth: unit.path().depth(),
            answered: match unit.cell() {
                Cell::Shown(figures) => Some(texts.answered(figures.answered())),
                Cell::Hidden => None,
            },
            figures: figures(unit).into_iter().map(|figure| figure.map(tinted)).collect(),
        }
    }
}
