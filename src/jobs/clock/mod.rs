//! What happens by itself, as often as the clock ticks: waves open, people are reminded, waves close and are released. Sends
//! nothing, and is handed the time.
//!
//! A tick that is killed is made up for by the next one: what it did is in the database together with what came of it, and
//! what is due is worked out anew from there each time.

mod letters;
mod steps;

pub use self::letters::RemindError;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::schedule::{Hindrance, Standing, Task, Undone};
use domain::{Coverage, Questionnaire, Schedule, SurveyKey, Threshold, TimeZone, WaveLabel};
use mail::MailError;
use store::{Audience, Queued, Store, StoreError, WaveState, WaveSummary};

use crate::{CloseError, CustodyRule, KeyError, LetterTerms, OpenError, Traces, release_due};

/// Finds a questionnaire, or says why not.
pub type Questionnaires = Arc<dyn Fn(&SurveyKey) -> Result<Questionnaire, String> + Send + Sync>;

/// Whatever happens by itself in one installation.
#[derive(Clone)]
pub struct Timekeeper {
    /// The database.
    pub store: Store,
    /// What waves leave outside it.
    pub traces: Traces,
    /// When pulses happen.
    pub schedule: Schedule,
    /// Where questionnaires are.
    pub questionnaires: Questionnaires,
    /// The fewest sheets behind a figure of the next wave.
    pub threshold: Threshold,
    /// The share of a unit's sheets behind its figure.
    pub coverage: Coverage,
    /// Who can open the answers of the next wave.
    pub custody: CustodyRule,
    /// When management may read what is published on a day.
    pub release: Arc<dyn Fn(NaiveDate) -> NaiveDate + Send + Sync>,
    /// Who is written to then.
    pub audience: Audience,
    /// What letters need.
    pub letters: LetterTerms,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A pause was over.
    Resumed,
    /// A wave opened.
    Opened {
        /// Its name.
        wave: WaveLabel,
        /// How many people are asked.
        invited: usize,
        /// The last day.
        closes: NaiveDate,
    },
    /// Reminders were queued.
    Reminded {
        /// Of this wave.
        wave: WaveLabel,
        /// How many.
        letters: u64,
    },
    /// A wave closed, and its figures are published.
    Closed {
        /// Its name.
        wave: WaveLabel,
    },
    /// A wave has ended, and the adviser is asked to close it.
    Waits {
        /// Its name.
        wave: WaveLabel,
    },
    /// Management and employees may read a wave.
    Released {
        /// Its name.
        wave: WaveLabel,
        /// The letters about it.
        letters: Queued,
    },
}

/// What came of one tick.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tick {
    /// What happened.
    pub events: Vec<Event>,
    /// What could not be done, and was not said by the tick before.
    pub troubles: Vec<Undone>,
}

/// Why one thing could not be done.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0}")]
    Questionnaire(String),
    #[error(transparent)]
    Letter(#[from] MailError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Close(#[from] CloseError),
    #[error(transparent)]
    Keys(#[from] KeyError),
    #[error("nobody has the account of the confidential adviser")]
    NoAdviser,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Trouble {
    /// Whether the same step may well succeed with the next tick.
    fn is_congestion(&self) -> bool {
        match self {
            Self::Open(OpenError::Store(error)) | Self::Close(CloseError::Store(error)) | Self::Store(error) => {
                error.is_congestion()
            }
            _ => false,
        }
    }
}

impl Timekeeper {
    /// Does what is due `now`. What can't be done is told and tried again with the next tick.
    ///
    /// # Errors
    /// When the database fails; what was done until then stays done.
    pub async fn tick(&self, now: DateTime<Utc>) -> Result<Tick, StoreError> {
        let mut tick = Tick::default();
        let paused = self.paused(now, &mut tick).await?;
        let standings = self.standings().await?;
        let zones = self.store.zones().await?;
        let mut troubles = Vec::new();
        for step in self.schedule.due(&standings, &zones, paused, now) {
            let what = Task::from(&step);
            match self.take(step, now).await {
                Ok(event) => tick.events.extend(event),
                // Somebody else is at it, or the database is busy: the next tick sees.
                Err(trouble) if trouble.is_congestion() => {}
                Err(trouble) => troubles.push(Undone { what, why: trouble.into() }),
            }
        }
        if self.schedule.is_working_hour(now) {
            let today = self.schedule.zone().day(now);
            let moment = |zone: Option<TimeZone>| {
                let here = zone.unwrap_or(self.schedule.zone());
                self.schedule.next_hours(here, letters::MORNING, now).timestamp()
            };
            let released = release_due(&self.store, today, &moment, self.audience).await?;
            tick.events.extend(released.into_iter().map(|(wave, letters)| Event::Released { wave, letters }));
        }
        let before = self.store.schedule_troubles().await?;
        if before != troubles {
            self.store.set_schedule_troubles(&troubles).await?;
        }
        tick.troubles = troubles.into_iter().filter(|trouble| !before.contains(trouble)).collect();
        Ok(tick)
    }

    /// Whether the schedule is paused; a pause whose day has come is over.
    async fn paused(&self, now: DateTime<Utc>, tick: &mut Tick) -> Result<bool, StoreError> {
        let Some(pause) = self.store.pause().await? else { return Ok(false) };
        if pause.covers(self.schedule.zone().day(now)) {
            return Ok(true);
        }
        self.resume(now).await?;
        tick.events.push(Event::Resumed);
        Ok(false)
    }

    async fn standings(&self) -> Result<Vec<Standing>, StoreError> {
        Ok(self.store.waves().await?.into_iter().map(standing).collect())
    }
}

fn standing(wave: WaveSummary) -> Standing {
    Standing {
        open: wave.state == WaveState::Open,
        ends: DateTime::from_timestamp(wave.ends, 0).unwrap_or(DateTime::<Utc>::MAX_UTC),
        label: wave.label,
        survey: wave.survey,
        opens: wave.opens,
        closes: wave.closes,
        remind_on: wave.remind_on,
        reminded: wave.reminded,
    }
}

impl From<Trouble> for Hindrance {
    fn from(trouble: Trouble) -> Self {
        let words = trouble.to_string().replace('\n', " ");
        match trouble {
            Trouble::Open(OpenError::Obstacle(obstacle)) => Self::Obstacle(obstacle),
            Trouble::NoAdviser => Self::NoAdviser,
            Trouble::Questionnaire(_) => Self::Questionnaire(words),
            Trouble::Open(OpenError::Custody(_)) | Trouble::Close(CloseError::Custody(_)) => Self::Custody(words),
            Trouble::Keys(_) | Trouble::Open(OpenError::Keys(_)) | Trouble::Close(CloseError::Keys(_)) => {
                Self::Keys(words)
            }
            Trouble::Store(_) | Trouble::Open(OpenError::Store(_)) | Trouble::Close(CloseError::Store(_)) => {
                Self::Database(words)
            }
            _ => Self::Other(words),
        }
    }
}
