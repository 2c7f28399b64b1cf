//! How well the questionnaire measures, and by which rules the figures of a wave were made. Knows the organisation as a
//! whole only, and computes nothing.

use domain::analysis::{Setting, Summary};
use domain::{Cell, Edition, Index, Method, Teams};
use serde::Serialize;
use texts::Texts;

/// Stands where there is nothing to compute a figure of.
const NONE: &str = "–";

/// The technical note.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Technical {
    /// Heading of the section.
    title: String,
    /// For whom it is.
    lead: String,
    /// How well each index measures.
    quality: Table,
    /// What all teams together tell of each index; null before anything was computed.
    teams: Option<Table>,
    /// By which rules the figures were made.
    rules: Vec<Rule>,
}

/// A table of indices, with what its columns mean.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "IndexTable"))]
struct Table {
    /// Heading of the table.
    title: String,
    /// Heads of the columns, the first above the names.
    columns: Vec<String>,
    /// One for each index.
    rows: Vec<Row>,
    /// From when on there are figures; null where there are some.
    empty: Option<String>,
    /// What each figure is, and where its formula comes from; empty where there are none.
    notes: Vec<Note>,
}

/// An index.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "IndexRow"))]
struct Row {
    /// Its name.
    name: String,
    /// Its figures as written, one for each further column; null where they are hidden.
    figures: Option<Vec<String>>,
}

/// What a figure is.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Note {
    /// In a sentence or two.
    text: String,
    /// Where its formula comes from.
    source: String,
}

/// A rule.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Rule {
    /// What it is about.
    name: String,
    /// What it says.
    what: String,
}

impl Technical {
    pub(super) fn of(edition: &Edition, summary: &Summary, texts: &Texts) -> Self {
        Self {
            title: texts.say("organisation-technical"),
            lead: texts.say("organisation-technical-why"),
            quality: Table::quality(edition, texts),
            teams: (!summary.settings.is_empty()).then(|| Table::teams(edition, summary, texts)),
            rules: rules(edition, summary, texts),
        }
    }
}

impl Table {
    fn quality(edition: &Edition, texts: &Texts) -> Self {
        let columns = ["score", "method-alpha", "organisation-icc1", "organisation-icc2", "organisation-f"];
        let columns = columns.into_iter().chain(["method-agreement"]);
        let rows = edition.questionnaire.indices().iter().zip(edition.technical());
        let notes = [
            ("method-alpha-what", "organisation-alpha-source"),
            ("method-icc1-what", "organisation-icc-source"),
            ("method-icc2-what", "organisation-icc-source"),
            ("organisation-f-what", "organisation-f-source"),
            ("method-agreement-what", "organisation-agreement-source"),
        ];
        let rows: Vec<_> = rows.map(|(index, cell)| Row::quality(index, cell, texts)).collect();
        let empty = rows.iter().all(|row| row.figures.is_none());
        let notes = notes.into_iter().filter(|_| !empty).map(|(what, source)| Note::of(what, source, texts));
        Self {
            title: texts.say("method-quality"),
            columns: columns.map(|key| texts.say(key)).collect(),
            rows,
            empty: empty.then(|| texts.say("method-quality-empty")),
            notes: notes.collect(),
        }
    }

    fn teams(edition: &Edition, summary: &Summary, texts: &Texts) -> Self {
        let columns = ["score", "method-centre", "method-between", "method-within", "organisation-variance"];
        let columns = columns.into_iter().chain(["method-retest"]);
        let indices = edition.questionnaire.indices().iter().zip(edition.method().variances());
        let notes = [
            ("method-between-what", "organisation-between-source"),
            ("method-within-what", "organisation-within-source"),
            ("organisation-variance-what", "organisation-variance-source"),
            ("method-retest-what", "organisation-retest-source"),
        ];
        Self {
            title: texts.say("method-figures"),
            columns: columns.map(|key| texts.say(key)).collect(),
            rows: indices.zip(&summary.settings).map(|((i, v), setting)| Row::teams(i, *v, setting, texts)).collect(),
            empty: None,
            notes: notes.map(|(what, source)| Note::of(what, source, texts)).into(),
        }
    }
}

impl Row {
    fn quality(index: &Index, cell: &Cell<domain::Technical>, texts: &Texts) -> Self {
        let figures = match cell {
            Cell::Hidden => None,
            Cell::Shown(technical) => {
                let [alpha, low, high] = technical.alpha().map(|value| texts.decimal(value, 2));
                let of_teams = |value: fn(Teams) -> f64| {
                    technical.teams().map_or_else(|| NONE.to_owned(), |teams| texts.decimal(value(teams), 2))
                };
                let teams = [Teams::icc1, Teams::icc2, Teams::f, Teams::agreement].map(of_teams);
                Some(std::iter::once(format!("{alpha} ({low}–{high})")).chain(teams).collect())
            }
        };
        Self { name: index.name.get(texts.language()).to_owned(), figures }
    }

    fn teams(index: &Index, variance: u32, setting: &Setting, texts: &Texts) -> Self {
        let figures = vec![
            texts.decimal(setting.centre, 0),
            texts.decimal(setting.between.sqrt(), 1),
            texts.decimal(setting.within.sqrt(), 1),
            variance.to_string(),
            texts.decimal(setting.retest, 2),
        ];
        Self { name: index.name.get(texts.language()).to_owned(), figures: Some(figures) }
    }
}

impl Note {
    fn of(text: &str, source: &str, texts: &Texts) -> Self {
        Self { text: texts.say(text), source: texts.say(source) }
    }
}

fn rules(edition: &Edition, summary: &Summary, texts: &Texts) -> Vec<Rule> {
    let rule = |name, what| Rule { name: texts.say(name), what };
    let versions = [("figures", Method::VERSION), ("analysis", summary.version)];
    vec![
        rule("wave-threshold", texts.tell("wave-threshold-what", &[("threshold", edition.threshold.get())])),
        rule(
            "organisation-coverage",
            texts.tell("organisation-coverage-what", &[("percent", edition.coverage.percent())]),
        ),
        rule("organisation-versions", texts.tell("organisation-versions-what", &versions)),
        rule("organisation-verify", texts.tell("organisation-verify-what", &[("wave", edition.label.as_str())])),
    ]
}
