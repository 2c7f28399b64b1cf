//! Everything a unit's report says, as the data of its template: texts are ready to print. Does not know how it looks.

use domain::Cell;
use serde::Serialize;
use texts::Texts;

use super::figures::{Columns, Inside, Summary};
use super::pointed::Pointed;
use super::remarks::Remarks;
use super::statements::Statements;
use super::{UnitReport, words};
use crate::pieces::{Actions, Card, Drawing, Head, Paper, Part, above};

/// The whole report.
#[derive(Serialize)]
pub(super) struct Sheet {
    paper: Paper,
    head: Head,
    summary: Summary,
    columns: Columns,
    not_said: Part,
    trend: Trend,
    inside: Option<Inside>,
    pointed: Option<Pointed>,
    statements: Option<Statements>,
    actions: Actions,
    remarks: Option<Remarks>,
    how_title: String,
    how: Vec<Part>,
    adviser: Card,
}

#[derive(Serialize)]
struct Trend {
    title: String,
    lead: String,
    charts: Vec<Drawing>,
}

impl Sheet {
    pub(super) fn of(input: &UnitReport<'_>, texts: &'static Texts) -> Self {
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
            pointed: Pointed::of(input, texts),
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
