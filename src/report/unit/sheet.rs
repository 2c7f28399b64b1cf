//! Everything a unit's report says, as the data of its template: texts are ready to print. Does not know how it looks.

use domain::Cell;
use serde::Serialize;
use texts::Texts;

use super::UnitReport;
use super::figures::{Columns, Inside, Summary};
use crate::pieces::{Actions, Added, Card, Head, Paper, Part, Pointed, Remarks, Statements, Trend, above, passages};

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
    /// What the confidential adviser adds; null where that is nothing.
    pointed: Option<Pointed>,
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
