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
    /// The newest first.
    rows: Vec<Row>,
}

/// Heads of the table of actions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ActionColumns"))]
struct Columns {
    /// Above what was done.
    what: String,
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
    /// For an action of a unit around the report's: a sentence that names that unit.
    place: Option<String>,
    /// The role of whoever sees to it.
    by: String,
    /// Since when, and until when if it has ended.
    when: String,
}

impl Actions {
    /// Told in a report on `here`.
    pub(crate) fn of(actions: &[Action], here: &UnitPath, organisation: &str, texts: &Texts) -> Self {
        let rows: Vec<_> = actions.iter().map(|action| Row::of(action, here, organisation, texts)).collect();
        let lead = if rows.is_empty() { "report-actions-empty" } else { "report-actions-lead" };
        let columns = Columns {
            what: texts.say("report-actions-what"),
            by: texts.say("report-actions-by"),
            when: texts.say("report-actions-when"),
        };
        Self { title: texts.say("report-actions"), lead: texts.say(lead), columns, rows }
    }
}

impl Row {
    fn of(action: &Action, here: &UnitPath, organisation: &str, texts: &Texts) -> Self {
        let name = action.unit().name().unwrap_or(organisation);
        let since = texts.when(action.since());
        let when = match action.until().map(|until| texts.when(until)) {
            None => texts.tell("report-actions-since", &[("since", &since)]),
            Some(until) if until == since => since,
            Some(until) => texts.tell("report-actions-ended", &[("since", &since), ("until", &until)]),
        };
        Self {
            what: action.what().to_owned(),
            place: (action.unit() != here).then(|| texts.tell("action-of-unit", &[("unit", name)])),
            by: action.by().to_owned(),
            when,
        }
    }
}
