//! What was released of people's comments. Stands beside no figure.

use chrono::NaiveDate;
use domain::{RemarkKind, RemarkRelease};
use serde::Serialize;
use texts::Texts;

/// The section on released words, on a page of its own.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Remarks {
    /// The heading.
    title: String,
    /// What released words are, and are not.
    lead: String,
    /// The newest wave first.
    rounds: Vec<Round>,
}

/// The released words of one wave.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "RemarkRound"))]
struct Round {
    /// The month of the wave, as a heading.
    month: String,
    /// Whose words these are.
    whose: String,
    /// Whether the words are texts that stand apart, and not the paragraphs of one summary.
    texts: bool,
    /// Texts by the alphabet, or paragraphs. One may have lines of its own.
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
