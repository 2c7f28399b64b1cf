//! What stands in the way of an opening: the rules that keep anybody from being found in the difference between two waves.
//! Knows no hour, and opens nothing.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::DAYS_APART;
use crate::{SurveyKey, Threshold, WaveLabel};

/// A wave that was opened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its name.
    pub label: WaveLabel,
    /// Its questionnaire.
    pub survey: SurveyKey,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day on which answers count.
    pub closes: NaiveDate,
    /// Whether it was not closed yet.
    pub open: bool,
    /// Whether everybody is still where they were on the first day.
    pub same_roster: bool,
}

/// What a new wave must fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// How many people are on the roster now.
    pub people: usize,
    /// The highest threshold there ever was.
    pub highest: Option<Threshold>,
    /// Every wave, in the order of their openings.
    pub waves: Vec<Earlier>,
}

/// Why a wave can't open on some day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Obstacle {
    /// The roster is empty.
    #[error("the roster is empty; import one first with: polsslag people import roster.csv")]
    NobodyToAsk,
    /// A wave of this questionnaire is still open.
    #[error(
        "wave {open} of this questionnaire is still open: it takes answers until {closes}, and is closed after that day, \
         by the server or by the confidential adviser"
    )]
    StillOpen {
        /// The open wave.
        open: WaveLabel,
        /// Its last day.
        closes: NaiveDate,
    },
    /// A wave of this questionnaire has ended, and nobody has closed it yet.
    #[error(
        "wave {open} of this questionnaire ended on {closes} and is still open: the confidential adviser closes it, or the \
         server by itself; by hand it goes with: polsslag wave close --wave {open}"
    )]
    NotClosed {
        /// The wave that has ended.
        open: WaveLabel,
        /// Its last day.
        closes: NaiveDate,
    },
    /// The last wave of this questionnaire opened too recently.
    #[error(
        "wave {last} of this questionnaire opened on {opened}; the next one can open on {next}. Waves are at least \
         {DAYS_APART} days apart, because otherwise one person who joins or leaves can be found in the difference"
    )]
    TooSoon {
        /// The last wave.
        last: WaveLabel,
        /// When it opened.
        opened: NaiveDate,
        /// The first possible day.
        next: NaiveDate,
    },
    /// A wave of another questionnaire opened recently, and somebody joined, left or moved since.
    #[error(
        "wave {last} opened on {opened}, and since then somebody joined, left or moved. Until {next} another \
         questionnaire can only be put to the very same roster, because otherwise that person can be found in the \
         difference. Import the roster of that day, or wait"
    )]
    RosterChanged {
        /// The other wave.
        last: WaveLabel,
        /// When it opened.
        opened: NaiveDate,
        /// The first possible day with another roster.
        next: NaiveDate,
    },
    /// The threshold would go down.
    #[error(
        "the threshold was {before} in an earlier wave and would be {now}; it can be raised, not lowered. \
         Put privacy.threshold back to {before} or higher"
    )]
    ThresholdLowered {
        /// The highest threshold so far.
        before: u32,
        /// The configured one.
        now: u32,
    },
}

impl Obstacle {
    /// The first day on which it is gone by itself; none when somebody must do something.
    pub fn gone_on(&self) -> Option<NaiveDate> {
        match self {
            Self::NobodyToAsk | Self::NotClosed { .. } | Self::ThresholdLowered { .. } => None,
            Self::StillOpen { closes, .. } => closes.succ_opt(),
            Self::TooSoon { next, .. } | Self::RosterChanged { next, .. } => Some(*next),
        }
    }

    /// The wave that stands in the way, if it is one.
    pub fn wave(&self) -> Option<&WaveLabel> {
        match self {
            Self::NobodyToAsk | Self::ThresholdLowered { .. } => None,
            Self::StillOpen { open, .. } | Self::NotClosed { open, .. } => Some(open),
            Self::TooSoon { last, .. } | Self::RosterChanged { last, .. } => Some(last),
        }
    }
}

impl Past {
    /// What stands in the way of a wave of `survey` with this threshold that would open on `day`.
    pub fn obstacle(&self, survey: &SurveyKey, day: NaiveDate, threshold: Threshold) -> Option<Obstacle> {
        if self.people == 0 {
            return Some(Obstacle::NobodyToAsk);
        }
        let mut same = self.waves.iter().filter(|wave| wave.survey == *survey);
        if let Some(wave) = same.find(|wave| wave.open) {
            let (open, closes) = (wave.label.clone(), wave.closes);
            let ended = closes < day;
            return Some(if ended {
                Obstacle::NotClosed { open, closes }
            } else {
                Obstacle::StillOpen { open, closes }
            });
        }
        let near = self.waves.iter().find_map(|wave| {
            let next = wave.opens + Days::new(DAYS_APART);
            let (last, opened) = (wave.label.clone(), wave.opens);
            match wave.survey == *survey {
                _ if day >= next => None,
                true => Some(Obstacle::TooSoon { last, opened, next }),
                false if wave.same_roster => None,
                false => Some(Obstacle::RosterChanged { last, opened, next }),
            }
        });
        let lowered = self.highest.filter(|highest| threshold < *highest);
        let lowered = lowered.map(|highest| Obstacle::ThresholdLowered { before: highest.get(), now: threshold.get() });
        near.or(lowered)
    }
}
