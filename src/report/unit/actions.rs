//! What was done with what people said, and what was released of their comments. Neither stands beside a figure.

use domain::{Action, RemarkKind};
use serde::Serialize;
use texts::Texts;

use super::UnitReport;

/// The section on actions; without rows it says that there is none.
#[derive(Serialize)]
pub(super) struct Actions {
    title: String,
    lead: String,
    columns: Columns,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Columns {
    what: String,
    by: String,
    when: String,
}

#[derive(Serialize)]
struct Row {
    what: String,
    /// The unit around the report's in which it was done.
    place: Option<String>,
    by: String,
    when: String,
}

/// The section on released words, on a page of its own.
#[derive(Serialize)]
pub(super) struct Remarks {
    title: String,
    lead: String,
    rounds: Vec<Round>,
}

#[derive(Serialize)]
struct Round {
    month: String,
    whose: String,
    /// Whether the words are texts that stand apart.
    texts: bool,
    words: Vec<String>,
}

impl Actions {
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Self {
        let rows: Vec<_> = input.actions.iter().map(|action| Row::of(action, input, texts)).collect();
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
    fn of(action: &Action, input: &UnitReport<'_>, texts: &Texts) -> Self {
        let name = action.unit().name().unwrap_or(input.organisation);
        let since = texts.when(action.since());
        let when = match action.until().map(|until| texts.when(until)) {
            None => texts.tell("report-actions-since", &[("since", &since)]),
            Some(until) if until == since => since,
            Some(until) => texts.tell("report-actions-ended", &[("since", &since), ("until", &until)]),
        };
        Self {
            what: action.what().to_owned(),
            place: (action.unit() != input.path).then(|| texts.tell("action-of-unit", &[("unit", name)])),
            by: action.by().to_owned(),
            when,
        }
    }
}

impl Remarks {
    /// `None` when nothing was released.
    pub(super) fn of(input: &UnitReport<'_>, texts: &Texts) -> Option<Self> {
        let rounds: Vec<_> = input
            .remarks
            .iter()
            .map(|(opens, release)| {
                let (whose, apart) = match release.kind() {
                    RemarkKind::Summary => ("remarks-kind-summary", false),
                    RemarkKind::Texts => ("remarks-kind-texts", true),
                };
                Round {
                    month: texts.month(*opens),
                    whose: texts.say(whose),
                    texts: apart,
                    words: release.words().to_vec(),
                }
            })
            .collect();
        let (title, lead) = (texts.say("report-remarks"), texts.say("report-remarks-lead"));
        (!rounds.is_empty()).then_some(Self { title, lead, rounds })
    }
}
