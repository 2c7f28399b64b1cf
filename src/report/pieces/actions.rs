//! What was done with what people said. Stands beside no figure.

use domain::{Action, UnitPath};
use serde::Serialize;
use texts::Texts;

/// The section on actions; without rows it says that there is none.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Actions {
    /// The heading.
    title: String,
    /// A sentence above the rows; where there are none, one that says so.
    lead: String,
    /// The heads of the table.
    columns: Columns,
    /// The newest first; in the organisation's report by unit, in the order of the tree.
    rows: Vec<Row>,
}

/// Heads of the table of actions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ActionColumns"))]
struct Columns {
    /// Above what was done.
    what: String,
    /// Above the units in which it was done; null where they have no column.
    place: Option<String>,
    /// Above the role of whoever sees to it.
    by: String,
    /// Above the time.
    when: String,
}

/// Something that was done.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Action"))]
struct Row {
    /// What was done, as it was written down.
    what: String,
    /// In the organisation's report the unit; in a unit's a sentence that names it, for those around the report's own.
    place: Option<String>,
    /// The role of whoever sees to it.
    by: String,
    /// Since when, and until when if it has ended.
    when: String,
}

impl Actions {
    /// Told in a report on `here`: those of the units around it name their unit.
    pub(crate) fn of(actions: &[Action], here: &UnitPath, organisation: &str, texts: &Texts) -> Self {
        let place = |action: &Action| {
            let name = action.unit().name().unwrap_or(organisation);
            (action.unit() != here).then(|| texts.tell("action-of-unit", &[("unit", name)]))
        };
        let lead = if actions.is_empty() { "report-actions-empty" } else { "report-actions-lead" };
        Self::told(actions, texts.say(lead), None, place, texts)
    }

    /// Told of the organisation and all units inside it, with a column for the unit; `lead` says of which time.
    pub(crate) fn of_all(actions: &[Action], lead: String, texts: &Texts) -> Self {
        let place = |action: &Action| match action.unit().parts() {
            [] => Some(texts.say("organisation")),
            parts => Some(parts.join(" › ")),
        };
        Self::told(actions, lead, Some(texts.say("unit")), place, texts)
    }

    fn told(
        actions: &[Action],
        lead: String,
        column: Option<String>,
        place: impl Fn(&Action) -> Option<String>,
        texts: &Texts,
    ) -> Self {
        let rows: Vec<_> = actions.iter().map(|action| Row::of(action, place(action), texts)).collect();
        let columns = Columns {
            what: texts.say("report-actions-what"),
            place: column,
            by: texts.say("report-actions-by"),
            when: texts.say("report-actions-when"),
        };
        Self { title: texts.say("report-actions"), lead, columns, rows }
    }
}

impl Row {
    fn of(action: &Action, place: Option<String>, texts: &Texts) -> Self {
        let since = texts.when(action.since());
        let when = match action.until().map(|until| texts.when(until)) {
            None => texts.tell("report-actions-since", &[("since", &since)]),
            Some(until) if until == since => since,
            Some(until) => texts.tell("report-actions-ended", &[("since", &since), ("until", &until)]),
        };
        Self { what: action.what().to_owned(), place, by: action.by().to_owned(), when }
    }
}
