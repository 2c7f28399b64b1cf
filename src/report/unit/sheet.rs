//! Everything a unit's report says, as the data of its template: texts are ready to print. Does not know how it looks.

use chrono::{Datelike, NaiveDate};
use domain::{Adviser, Cell, Language};
use serde::Serialize;
use serde_json::Value;
use texts::Texts;

use super::actions::{Actions, Remarks};
use super::figures::{Columns, Inside, Summary};
use super::statements::Statements;
use super::words::{self, Part};
use super::{Picture, UnitReport};
use crate::press::ReportError;

/// The whole report.
#[derive(Serialize)]
pub(super) struct Sheet {
    language: &'static str,
    region: &'static str,
    organisation: String,
    date: Date,
    head: Head,
    hidden: String,
    summary: Summary,
    columns: Columns,
    not_said: Part,
    trend: Trend,
    inside: Option<Inside>,
    statements: Option<Statements>,
    actions: Actions,
    remarks: Option<Remarks>,
    how_title: String,
    how: Vec<Part>,
    adviser: Card,
}

/// What the report is about, on its first page and in the margins of the others.
#[derive(Serialize)]
struct Head {
    title: String,
    running: String,
    /// With `#1` where the number of the page comes, and `#2` where their count does.
    page_of: String,
    above: String,
    unit: String,
    subtitle: String,
    asked: String,
}

#[derive(Serialize)]
struct Date {
    year: i32,
    month: u32,
    day: u32,
}

#[derive(Serialize)]
struct Trend {
    title: String,
    lead: String,
    charts: Vec<Chart>,
}

#[derive(Serialize)]
struct Chart {
    name: String,
    svg: String,
    alt: String,
}

#[derive(Serialize)]
struct Card {
    title: String,
    lead: String,
    name: String,
    lines: Vec<String>,
}

impl Sheet {
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Result<Self, ReportError> {
        let terms = input.publication.terms();
        let Some(published) = input.publication.unit(input.path) else {
            return Err(ReportError::UnknownUnit { unit: input.path.to_string(), wave: terms.label.clone() });
        };
        let unit = input.path.name().unwrap_or(input.organisation);
        let statements = match published.cell() {
            Cell::Shown(figures) => Some(Statements::of(&terms.questionnaire, figures.items(), texts)),
            Cell::Hidden => None,
        };
        Ok(Self {
            language: texts.language().code(),
            region: region(texts.language()),
            organisation: input.organisation.to_owned(),
            date: Date::of(terms.closes),
            head: Head::of(input, unit, texts),
            hidden: texts.say("hidden"),
            summary: Summary::of(input, published, unit, texts),
            columns: Columns::of(texts),
            not_said: words::not_said(texts),
            trend: Trend::of(input, texts),
            inside: Inside::of(input, texts),
            statements,
            actions: Actions::of(input, texts),
            remarks: Remarks::of(input, texts),
            how_title: texts.say("report-how"),
            how: words::how_to_read(terms, texts),
            adviser: Card::of(input.adviser, texts),
        })
    }

    pub(super) fn into_data(self) -> Result<Value, ReportError> {
        serde_json::to_value(self).map_err(|error| ReportError::NotPrinted { reason: error.to_string() })
    }
}

const fn region(language: Language) -> &'static str {
    match language {
        Language::English => "GB",
        Language::Dutch => "NL",
    }
}

impl Head {
    fn of(input: &UnitReport<'_>, unit: &str, texts: &Texts) -> Self {
        let terms = input.publication.terms();
        let (survey, month) = (terms.questionnaire.title().get(texts.language()), texts.month(terms.opens));
        let named = [("unit", unit), ("survey", survey), ("month", month.as_str())];
        Self {
            title: texts.tell("report-title", &named),
            running: texts.tell("report-running", &named),
            page_of: texts.tell("report-page", &[("page", "#1"), ("pages", "#2")]),
            above: above(input, texts),
            unit: unit.to_owned(),
            subtitle: texts.tell("report-subtitle", &named[1..]),
            asked: words::asked(terms.opens, terms.closes, texts),
        }
    }
}

/// Where the unit lies; for the organisation itself, that it is the whole of it.
fn above(input: &UnitReport<'_>, texts: &Texts) -> String {
    let Some((_, around)) = input.path.parts().split_last() else { return texts.say("organisation") };
    let parts = std::iter::once(input.organisation).chain(around.iter().map(String::as_str));
    parts.collect::<Vec<_>>().join(" › ")
}

impl Date {
    fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month(), day: day.day() }
    }
}

impl Trend {
    fn of(input: &UnitReport<'_>, texts: &Texts) -> Self {
        let chart = |chart: &Picture<'_>| Chart {
            name: chart.name.to_owned(),
            svg: chart.svg.to_owned(),
            alt: chart.alt.to_owned(),
        };
        let lead = if input.trend_charts.is_empty() { "report-trend-none" } else { "report-trend-how" };
        let charts = input.trend_charts.iter().map(chart).collect();
        Self { title: texts.say("report-trend"), lead: texts.say(lead), charts }
    }
}

impl Card {
    fn of(adviser: &Adviser, texts: &Texts) -> Self {
        let line = |key, name, value: &Option<String>| value.as_ref().map(|value| texts.tell(key, &[(name, value)]));
        let lines = [
            line("report-adviser-phone", "phone", &adviser.phone),
            line("report-adviser-email", "email", &adviser.email),
            line("report-adviser-hours", "hours", &adviser.hours),
        ];
        Self {
            title: texts.say("report-adviser"),
            lead: texts.say("report-adviser-why"),
            name: adviser.name.clone(),
            lines: lines.into_iter().flatten().collect(),
        }
    }
}
