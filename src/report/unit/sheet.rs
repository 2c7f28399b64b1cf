//! Everything a unit's report says, as the data of its template: texts are ready to print. Does not know how it looks.

use domain::Cell;
use serde::Serialize;
use texts::Texts;

use super::UnitReport;
use super::figures::{Columns, Inside, Summary};
use crate::pieces::{Actions, Added, Card, Head, Paper, Part, Pointed, Remarks, Statements, Trend, above, passages};

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
            not_said: passages::not_said(texts),
            trend: Trend::of(input.trend_charts, texts),
            inside: Inside::of(input, texts),
            pointed: Pointed::of(
                &Added {
                    note: input.note,
                    signals: input.signals.then(|| input.found.clone().told(input.unit)),
                    opened: input.opened,
                    adviser: &input.adviser.name,
                },
                texts,
            ),
            statements,
            actions: Actions::of(input.actions, path, input.organisation, texts),
            remarks: Remarks::of(input.remarks, texts),
            how_title: texts.say("report-how"),
            how: passages::how_to_read(edition, texts),
            adviser: Card::of(input.adviser, texts),
        }
    }
}
