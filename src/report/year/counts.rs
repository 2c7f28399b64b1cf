//! How often people came, as a table of bands. Knows no number.

use domain::{CaseBand, ReleasedCounts};
use serde::Serialize;
use texts::Texts;

use super::YearReport;

/// The section on the adviser's own counts.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Counts {
    /// Heading of the section.
    title: String,
    /// What the table holds, or that nothing was written down.
    lead: Vec<String>,
    /// What the numbers do and don't mean.
    read: String,
    /// The table; `null` when nothing was written down.
    table: Option<Table>,
}

/// Kinds with their bands.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Table {
    /// Above the kinds.
    kind: String,
    /// Above the bands.
    many: String,
    /// Every kind, in the order in which advisers count them.
    rows: Vec<Row>,
    /// All kinds together; `null` when no count was kept of any.
    total: Option<Row>,
}

/// A kind with its band.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    /// What it was about.
    name: String,
    /// The band, or that no count was kept.
    text: String,
    /// Whether a band stands there, and not the words for its absence.
    told: bool,
}

impl Counts {
    pub(super) fn of(input: &YearReport<'_>, texts: &Texts) -> Self {
        let year = [("year", input.year.to_string())];
        let lead = match input.notes {
            None => vec![texts.tell("year-counts-none", &year)],
            Some(notes) => {
                let threshold = notes.counts.threshold().get();
                let why = texts.tell("year-counts-why", &[("threshold", threshold)]);
                vec![texts.tell("year-counts-lead", &year), why]
            }
        };
        Self {
            title: texts.say("year-counts"),
            lead,
            read: texts.say("year-counts-read"),
            table: input.notes.map(|notes| Table::of(&notes.counts, texts)),
        }
    }
}

impl Table {
    fn of(counts: &ReleasedCounts, texts: &Texts) -> Self {
        let row = |name: String, band: Option<CaseBand>, absent: &str| {
            let told = band.and_then(|band| texts.cases(band));
            Row { name, told: told.is_some(), text: told.unwrap_or_else(|| texts.say(absent)) }
        };
        let kinds = counts.kinds();
        Self {
            kind: texts.say("case-kind"),
            many: texts.say("case-many"),
            rows: kinds.map(|(kind, band)| row(texts.case(kind), band, "case-not-kept")).collect(),
            total: counts.total().map(|total| row(texts.say("case-total"), Some(total), "case-untold")),
        }
    }
}
