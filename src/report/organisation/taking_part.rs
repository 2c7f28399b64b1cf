//! How many of all people took part, wave by wave, as coarsely as it was published. Knows no smaller unit.

use std::sync::Arc;

use domain::{Edition, Participation};
use serde::Serialize;
use texts::Texts;

/// The newest waves that are listed: two years, one a month.
const WAVES: usize = 24;

/// The table of waves.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TakingPart {
    /// Heading of the section.
    title: String,
    /// How to read the table.
    lead: String,
    /// Above the months.
    wave: String,
    /// Above the shares.
    share: String,
    /// What stands in the place of a share that is not told.
    unknown: String,
    /// The newest wave first.
    rows: Vec<Row>,
}

/// A wave.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "WaveRow"))]
struct Row {
    /// Its month.
    month: String,
    /// The share; null where it is not told.
    share: Option<Share>,
}

/// A share of all people.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ParticipationShare"))]
struct Share {
    /// As written.
    text: String,
    /// In percent, in steps of five; 95 stands for 95 and more.
    percent: u8,
}

impl TakingPart {
    /// `editions` are the waves of one questionnaire, oldest first.
    pub(super) fn of(editions: &[Arc<Edition>], texts: &Texts) -> Self {
        let share = |share: Participation| Share { text: texts.took_part_short(share), percent: share.percent() };
        let rows = editions.iter().rev().take(WAVES);
        let rows = rows.map(|edition| Row { month: texts.month(edition.opens), share: edition.took_part().map(share) });
        Self {
            title: texts.say("organisation-response"),
            lead: texts.say("organisation-response-how"),
            wave: texts.say("wave"),
            share: texts.say("wave-took-part"),
            unknown: texts.say("organisation-response-unknown"),
            rows: rows.collect(),
        }
    }
}
