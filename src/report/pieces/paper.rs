//! The sheet a report stands on: its language and date, what it is about, what runs along its margins. Knows no figure.

use chrono::{Datelike, NaiveDate};
use domain::{Edition, Language, UnitPath};
use serde::Serialize;
use texts::Texts;

/// What every report needs, whatever it says.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Paper {
    /// The language of every text: `nl` or `en`.
    language: &'static str,
    /// The region whose habits of writing are followed: `NL` or `GB`.
    region: &'static str,
    /// The organisation's name.
    organisation: String,
    /// The day of the document: the last on which answers counted.
    date: Date,
    /// The title of the document, as a reader of files sees it.
    title: String,
    /// What stands above every page but the first.
    running: String,
    /// With `#1` where the number of the page comes, and `#2` where their count does.
    page_of: String,
    /// What stands in the place of a figure that is hidden.
    hidden: String,
}

/// A day.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Date {
    /// Such as 2026.
    year: i32,
    /// From 1 to 12.
    month: u32,
    /// From 1 to 31.
    day: u32,
}

/// What a report is about, on its first page.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Head {
    /// Where the unit lies, or that it is the whole organisation.
    pub(crate) above: String,
    /// The unit's name, as the title on the page.
    pub(crate) unit: String,
    /// The questionnaire and the month.
    pub(crate) subtitle: String,
    /// When people were asked.
    pub(crate) asked: String,
}

impl Paper {
    pub(crate) fn of(organisation: &str, date: NaiveDate, title: String, running: String, texts: &Texts) -> Self {
        Self {
            language: texts.language().code(),
            region: region(texts.language()),
            organisation: organisation.to_owned(),
            date: Date { year: date.year(), month: date.month(), day: date.day() },
            title,
            running,
            page_of: texts.tell("report-page", &[("page", "#1"), ("pages", "#2")]),
            hidden: texts.say("hidden"),
        }
    }

    /// The paper of a report on one unit in one wave.
    pub(crate) fn of_unit(organisation: &str, unit: &str, edition: &Edition, texts: &Texts) -> Self {
        let (survey, month) = (edition.questionnaire.title().get(texts.language()), texts.month(edition.opens));
        let named = [("unit", unit), ("survey", survey), ("month", month.as_str())];
        let (title, running) = (texts.tell("report-title", &named), texts.tell("report-running", &named));
        Self::of(organisation, edition.closes, title, running, texts)
    }
}

impl Head {
    pub(crate) fn of(unit: &str, above: String, edition: &Edition, texts: &Texts) -> Self {
        let (survey, month) = (edition.questionnaire.title().get(texts.language()), texts.month(edition.opens));
        let days = [("opens", texts.day(edition.opens)), ("closes", texts.day(edition.closes))];
        Self {
            above,
            unit: unit.to_owned(),
            subtitle: texts.tell("report-subtitle", &[("survey", survey), ("month", month.as_str())]),
            asked: texts.tell("report-asked", &days),
        }
    }
}

/// Where a unit lies; for the organisation itself, that it is the whole of it.
pub(crate) fn above(unit: &UnitPath, organisation: &str, texts: &Texts) -> String {
    let Some((_, around)) = unit.parts().split_last() else { return texts.say("organisation") };
    let parts = std::iter::once(organisation).chain(around.iter().map(String::as_str));
    parts.collect::<Vec<_>>().join(" › ")
}

const fn region(language: Language) -> &'static str {
    match language {
        Language::English => "GB",
        Language::Dutch => "NL",
    }
}
