//! What was released of people's comments. Stands beside no figure.

use domain::RemarkKind;
use serde::Serialize;
use texts::Texts;

use super::UnitReport;

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
