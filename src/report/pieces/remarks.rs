//! What was released of people's comments. Stands beside no figure.

use chrono::NaiveDate;
use domain::{RemarkKind, RemarkRelease};
use serde::Serialize;
use texts::Texts;

/// The section on released words, on a page of its own.
#[derive(Serialize)]
pub(crate) struct Remarks {
    /// Heading of the section.
    title: String,
    /// What released words are, and are not.
    lead: String,
    /// The newest wave first.
    rounds: Vec<Round>,
}

#[derive(Serialize)]
struct Round {
    /// The month of the wave.
    month: String,
    /// Whose words they are: of those who wrote them, or of whoever summed them up.
    whose: String,
    /// Whether the words are texts that stand apart.
    texts: bool,
    /// The words, a paragraph or a text each.
    words: Vec<String>,
}

impl Remarks {
    /// `None` when nothing was released.
    pub(crate) fn of(remarks: &[(NaiveDate, RemarkRelease)], texts: &Texts) -> Option<Self> {
        let rounds: Vec<_> = remarks
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
