//! What the schedule could not do, and why: kinds with what they are about, so that each reader is told in their own
//! language. Names nobody.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Obstacle, Step};
use crate::{SurveyKey, WaveLabel};

/// Something that could not be done; it is tried again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// What.
    pub what: Task,
    /// Why not.
    pub why: Hindrance,
}

/// What was to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Close a wave that has ended.
    Close(WaveLabel),
    /// Open a round.
    Open {
        /// Its questionnaire.
        survey: SurveyKey,
        /// The first day.
        opens: NaiveDate,
    },
    /// Remind people of a wave.
    Remind(WaveLabel),
}

/// Why something could not be done. The texts are the server's own, in English, for whoever looks after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hindrance {
    /// No wave may open now.
    Obstacle(Obstacle),
    /// The questionnaire is missing or can't be read.
    Questionnaire(String),
    /// The custodian's key is not what the configuration asks for.
    Custody(String),
    /// A key file failed.
    Keys(String),
    /// Only the adviser can close the wave, and nobody has that account.
    NoAdviser,
    /// The database failed.
    Database(String),
    /// Anything else.
    Other(String),
}

impl From<&Step> for Task {
    fn from(step: &Step) -> Self {
        match step {
            Step::Close(label) => Self::Close(label.clone()),
            Step::Open(next) => Self::Open { survey: next.survey.clone(), opens: next.opens },
            Step::Remind { label, .. } => Self::Remind(label.clone()),
        }
    }
}

impl Hindrance {
    /// The server's own words, where there is nothing better.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Obstacle(_) | Self::NoAdviser => None,
            Self::Questionnaire(words)
            | Self::Custody(words)
            | Self::Keys(words)
            | Self::Database(words)
            | Self::Other(words) => Some(words),
        }
    }
}

impl fmt::Display for Undone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Task::Close(label) => write!(f, "wave {label} has ended and could not be closed: ")?,
            Task::Open { survey, opens } => write!(f, "{survey} of {opens} could not be opened: ")?,
            Task::Remind(label) => write!(f, "nobody could be reminded of wave {label}: ")?,
        }
        match &self.why {
            Hindrance::Obstacle(obstacle) => obstacle.fmt(f),
            Hindrance::NoAdviser => f.write_str(
                "nobody has the account of the confidential adviser, who alone can close it; add one with: polsslag \
                 account add",
            ),
            other => f.write_str(other.words().unwrap_or_default()),
        }
    }
}
