//! When letters go to people in different time zones: reminders, and letters that are late after a pause, after the server was
//! down, or because a mail server put them off. Sends none.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use domain::{TimeZone, WaveLabel};
use store::{Late, Later, Moments, StoreError, WaveState, WaveSummary};

use super::Timekeeper;

/// So late a letter may be and still go at once.
const GRACE: Duration = Duration::hours(1);
/// Working days from one reminder to the next, at least.
const REMINDERS_APART: usize = 2;
/// The hour of letters of waves that belong to no pulse.
pub(super) const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");

/// Why nobody is reminded by hand.
#[derive(Debug, thiserror::Error)]
pub enum RemindError {
    /// There is no such wave, or it takes no answers any more.
    #[error("wave {wave} takes no answers; only an open wave can be reminded of")]
    NotOpen {
        /// The wave.
        wave: WaveLabel,
    },
    /// The schedule is paused.
    #[error("the schedule is paused, and no letter would leave; go on with: polsslag schedule resume")]
    Paused,
    /// It would not help any more.
    #[error("wave {wave} closes on {closes}; a reminder would leave people less than a whole day to answer")]
    LastDay {
        /// The wave.
        wave: WaveLabel,
        /// The last day.
        closes: NaiveDate,
    },
    /// Nobody could be reminded yet.
    #[error("the letters of wave {wave} are still on their way; remind people when they have had them")]
    OnTheirWay {
        /// The wave.
        wave: WaveLabel,
    },
    /// It opened today.
    #[error("wave {wave} opened today; a reminder so soon would be pressing people")]
    Today {
        /// The wave.
        wave: WaveLabel,
    },
    /// There were enough.
    #[error("everybody was reminded of wave {wave} twice already; a third reminder would be pressing them")]
    Enough {
        /// The wave.
        wave: WaveLabel,
    },
    /// The last one went a moment ago.
    #[error(
        "everybody was reminded of wave {wave} on {last}; the next reminder can go on {next}, because reminders are at least \
         {REMINDERS_APART} working days apart"
    )]
    Again {
        /// The wave.
        wave: WaveLabel,
        /// The day of the last reminder.
        last: NaiveDate,
        /// The first day for another.
        next: NaiveDate,
    },
    /// The schedule does it in a moment.
    #[error(
        "the schedule reminds everybody of wave {wave} on {day}; reminders are at least {REMINDERS_APART} working days apart"
    )]
    Soon {
        /// The wave.
        wave: WaveLabel,
        /// The day of the next reminder.
        day: NaiveDate,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Timekeeper {
    /// Queues a reminder of an open wave for everybody who was invited, as soon as it is a working hour where they are; gives
    /// how many.
    ///
    /// # Errors
    /// When the wave is not open or closes today, the schedule is paused, two reminders have gone, or another is too near.
    pub async fn remind(&self, wave: &WaveLabel, now: DateTime<Utc>) -> Result<u64, RemindError> {
        let not_open = || RemindError::NotOpen { wave: wave.clone() };
        let mut waves = self.store.waves().await?.into_iter();
        let found = waves.find(|known| known.label == *wave && known.state == WaveState::Open).ok_or_else(not_open)?;
        if self.store.pause().await?.is_some() {
            return Err(RemindError::Paused);
        }
        if found.opens >= self.schedule.zone().day(now) {
            return Err(RemindError::Today { wave: wave.clone() });
        }
        let at = self.at(&found.survey);
        let zones = self.store.zones().await?.into_iter().chain([self.schedule.zone()]);
        let mut days = zones.map(|zone| zone.day(self.schedule.next_hours(zone, at, now)));
        if days.any(|day| day >= found.closes) {
            return Err(RemindError::LastDay { wave: wave.clone(), closes: found.closes });
        }
        if found.reminded >= domain::schedule::Pulse::MOST_REMINDERS {
            return Err(RemindError::Enough { wave: wave.clone() });
        }
        self.check_distance(&found, self.schedule.zone().day(self.schedule.next_hours(self.schedule.zone(), at, now)))
            .await?;
        let moments = self.grouped(|zone| self.schedule.next_hours(zone, at, now), None).await?;
        let queued = self.store.remind(wave, found.reminded + 1, &moments).await?;
        queued.ok_or_else(|| RemindError::OnTheirWay { wave: wave.clone() })
    }

    /// Looks whether a reminder on `day` would be far enough from the last one, and from the next one of the schedule.
    async fn check_distance(&self, found: &WaveSummary, day: NaiveDate) -> Result<(), RemindError> {
        let after = |day| self.schedule.holidays().working_days(day).nth(REMINDERS_APART).unwrap_or(day);
        let wave = found.label.clone();
        let last = self.store.last_reminder(&wave).await?.and_then(|last| DateTime::from_timestamp(last, 0));
        if let Some(last) = last.map(|last| self.schedule.zone().day(last)).filter(|last| day < after(*last)) {
            return Err(RemindError::Again { wave, last, next: after(last) });
        }
        // Days that were planned for a pulse that is gone from the configuration remind nobody.
        let planned = self.schedule.pulses().iter().any(|pulse| *pulse.survey() == found.survey);
        match found.remind_on.iter().find(|next| planned && **next < after(day)) {
            Some(next) => Err(RemindError::Soon { wave, day: *next }),
            None => Ok(()),
        }
    }

    /// Ends a pause. What waited goes in the next working hours of its receivers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.put_off(now, Duration::zero()).await?;
        self.store.set_pause(None).await
    }

    /// Puts letters to people off that are late, or that were tried before and could go again at any hour, to the next working
    /// hours of their receivers. To be done before any are sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_off_late(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.put_off(now, GRACE).await
    }

    async fn put_off(&self, now: DateTime<Utc>, grace: Duration) -> Result<(), StoreError> {
        let zones: Vec<_> = self.store.zones().await?.into_iter().map(Some).chain([None]).collect();
        for wave in self.store.waves().await?.iter().filter(|wave| wave.state == WaveState::Open) {
            let (at, closes) = (self.at(&wave.survey), Some(wave.closes));
            let later = zones.iter().filter_map(|zone| self.later(*zone, (at, closes), now, grace));
            self.store.put_off(Late::Pulse(&wave.label), &later.collect::<Vec<_>>()).await?;
        }
        let later = zones.iter().filter_map(|zone| self.later(*zone, (MORNING, None), now, grace));
        self.store.put_off(Late::Results, &later.collect::<Vec<_>>()).await
    }

    /// When letters go that are late, to whoever lives in this zone; `None` when they may go now.
    fn later(
        &self,
        zone: Option<TimeZone>,
        (at, closes): (NaiveTime, Option<NaiveDate>),
        now: DateTime<Utc>,
        grace: Duration,
    ) -> Option<Later> {
        let here = zone.unwrap_or(self.schedule.zone());
        let moment = self.schedule.next_hours(here, at, now);
        let too_late = closes.is_some_and(|closes| here.day(moment) >= closes);
        (moment > now || too_late).then(|| Later {
            late: (now - grace).timestamp(),
            now: now.timestamp(),
            zone,
            moment: moment.timestamp(),
            too_late,
        })
    }

    /// When reminders that are meant for `at` on `day` go.
    pub(super) async fn moments(
        &self,
        day: NaiveDate,
        at: NaiveTime,
        now: DateTime<Utc>,
        rest: Option<Vec<NaiveDate>>,
    ) -> Result<Moments, StoreError> {
        self.grouped(|zone| self.schedule.letter_due(zone, day, at, now), rest).await
    }

    async fn grouped(
        &self,
        moment: impl Fn(TimeZone) -> DateTime<Utc>,
        rest: Option<Vec<NaiveDate>>,
    ) -> Result<Moments, StoreError> {
        let mut elsewhere: HashMap<TimeZone, Vec<_>> = HashMap::new();
        for person in self.store.roster().await?.people() {
            if let Some(zone) = person.zone {
                elsewhere.entry(zone).or_default().push(person.key.clone());
            }
        }
        let elsewhere = elsewhere.into_iter().map(|(zone, people)| (moment(zone).timestamp(), people)).collect();
        Ok(Moments { here: moment(self.schedule.zone()).timestamp(), elsewhere, rest })
    }

    /// The time of day at which letters of a questionnaire go.
    fn at(&self, survey: &domain::SurveyKey) -> NaiveTime {
        self.schedule
            .pulses()
            .iter()
            .find(|pulse| pulse.survey() == survey)
            .map_or(MORNING, domain::schedule::Pulse::at)
    }
}
