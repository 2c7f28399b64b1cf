//! What the adviser of the demo wrote down: three actions, the words of two units' comments, and a note to management.
//! Makes no figure.

use chrono::{Months, NaiveDate};
use domain::{Action, RemarkKind, RemarkRelease, ReportNote, TypedAction, WaveLabel, When};
use store::ReleasedRemarks;

use crate::Failure;
use crate::commands::Installation;
use crate::demo::RECOVERS;

/// The department of the team that falls.
const DEPARTMENT: &str = "Care/Home Care";
/// The texts that are released of one unit.
const SOME: usize = 4;
const SUMMARY: &str = "Most of you write that colleagues help each other, and that this is what makes the work good.

Three things come back. You are asked for your opinion and do not hear what became of it. There is little time to \
talk about mistakes on busy days. And in meetings the same few people speak first.

I have told this to the management team in these words. In the next meeting they will say what they do about \
the first.";

/// What stands in the report on the department.
const NOTE: &str = "What people need differs from team to team. I gladly help you to prepare a conversation with each.

Please begin with what goes well, and don't ask who answered what.";

/// Writes down what was done, and releases something of the comments of the last wave where there are enough.
pub(super) async fn furnish(
    installation: &Installation,
    last: &WaveLabel,
    waves: u32,
    today: NaiveDate,
) -> Result<(), Failure> {
    // The team that recovers does so from the middle of its past on.
    let middle = waves - waves / 2;
    for (unit, what, by, since, until) in [
        (RECOVERS, "Every Monday: what went wrong, and what do we learn from it?", "team leader", middle, None),
        (
            DEPARTMENT,
            "Wie alleen op pad is, belt de achterwacht zonder uit te leggen waarom",
            "afdelingshoofd",
            3,
            None,
        ),
        ("/", "Leidinggevenden beginnen een overleg met wat ze zelf niet zeker weten", "managementteam", 6, Some(1)),
    ] {
        let month = |ago: u32| When::month_of(today - Months::new(ago)).to_string();
        let until = until.map(month).unwrap_or_default();
        let typed = TypedAction { what: what.to_owned(), by: by.to_owned(), since: month(since), until };
        let unit = unit.parse().map_err(|error| Failure::Refused(format!("{error}")))?;
        let action = Action::read(unit, &typed).map_err(|error| Failure::Refused(error.to_string()))?;
        installation.store.add_action(&action).await?;
    }
    let comments = jobs::comments(&installation.store, &installation.traces.keys, last, None).await;
    let mut comments = comments.map_err(|error| Failure::Refused(error.to_string()))?;
    // The department of the Dutch sample report comes first, if enough people wrote there.
    comments.sort_by_key(|sheaf| sheaf.unit.to_string() != DEPARTMENT);
    for (kind, sheaf) in [RemarkKind::Summary, RemarkKind::Texts].into_iter().zip(comments) {
        let typed = match kind {
            RemarkKind::Summary => SUMMARY.to_owned(),
            // A sheaf has ten comments or more.
            RemarkKind::Texts => {
                RemarkRelease::to_be_edited(sheaf.texts.iter().step_by(sheaf.texts.len() / SOME).take(SOME))
            }
        };
        let words = RemarkRelease::new(kind, &typed).map_err(|error| Failure::Refused(error.to_string()))?;
        let remarks = ReleasedRemarks { wave: last.clone(), unit: sheaf.unit, words };
        installation.store.release_remarks(&remarks).await?;
    }
    let note = ReportNote::read(NOTE, false).map_err(|error| Failure::Refused(error.to_string()))?;
    let department = DEPARTMENT.parse().map_err(|error| Failure::Refused(format!("{error}")))?;
    // A small demo has no such department.
    if installation.store.was_published(&department).await? {
        installation.store.keep_report_note(last, &department, note.as_ref()).await?;
    }
    Ok(())
}
