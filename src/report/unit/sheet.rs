//! Everything a unit's report says, as the data of its template: texts are ready to print. Does not know how it looks.

use domain::Cell;
use serde::Serialize;
use texts::Texts;

use super::figures::{Columns, Inside, Summary};
use super::remarks::Remarks;
use super::statements::Statements;
use super::{UnitReport, words};
use crate::pieces::{Actions, Card, Drawing, Head, Paper, Part, above};

/// What a report on one unit in one wave says. Every text is ready to print, in the language of the report.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "UnitReport"))]
pub(crate) struct Sheet {
    /// The sheet it stands on.
    paper: Paper,
    /// What it is about.
    head: Head,
    /// The first page.
    summary: Summary,
    /// Heads that tables share.
    columns: Columns,
    /// What the figures do not say.
    not_said: Part,
    /// The unit over its waves.
    trend: Trend,
    /// The units one level below; null where there are none.
    inside: Option<Inside>,
    /// Every statement of the questionnaire; null when the unit is hidden.
    statements: Option<Statements>,
    /// What was done.
    actions: Actions,
    /// What was released of people's comments; null when nothing was. Print it on a page of its own, beside no figure.
    remarks: Option<Remarks>,
    /// The heading above `how`.
    how_title: String,
    /// How to read the report.
    how: Vec<Part>,
    /// Who to turn to.
    adviser: Card,
}

/// The course over the waves.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Trend {
    /// The heading.
    title: String,
    /// How to read the charts; where there are none, a sentence that says so.
    lead: String,
    /// The score first, then the dimensions. May be empty.
    charts: Vec<Drawing>,
}

impl Sheet {
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Self {
        let (edition, path) = (input.edition, input.unit.path());
        let unit = path.name().unwrap_or(input.organisation);
        let statements = match input.unit.cell() {
            Cell::Shown(figures) => Some(Statements::of(&edition.questionnaire, figures.items(), texts)),
            Cell::Hidden => None,
        };
        Self {
            paper: Paper::of_unit(input.organisation, unit, edition, texts),
            head: Head::of(unit, above(path, input.organisation, texts), edition, texts),
            summary: Summary::of(input, unit, texts),
            columns: Columns::of(texts),
            not_said: words::not_said(texts),
            trend: Trend::of(input, texts),
            inside: Inside::of(input, texts),
            statements,
            actions: Actions::of(input.actions, path, input.organisation, texts),
            remarks: Remarks::of(input, texts),
            how_title: texts.say("report-how"),
            how: words::how_to_read(edition, texts),
            adviser: Card::of(input.adviser, texts),
        }
    }
}

impl Trend {
    fn of(input: &UnitReport<'_>, texts: &Texts) -> Self {
        let lead = if input.trend_charts.is_empty() { "report-trend-none" } else { "report-trend-how" };
        let charts = input.trend_charts.iter().map(Drawing::from).collect();
        Self { title: texts.say("report-trend"), lead: texts.say(lead), charts }
    }
}
