//! Takes one step of the schedule. Does not decide that it is due.

use chrono::{DateTime, Utc};
use domain::WaveLabel;
use domain::schedule::{Occurrence, Step};

use super::{Event, Timekeeper, Trouble, letters};
use crate::{Departure, Opening, close, needs_passphrase, open};

impl Timekeeper {
    pub(super) async fn take(&self, step: Step, now: DateTime<Utc>) -> Result<Option<Event>, Trouble> {
        match step {
            Step::Close(label) => self.close(label, now).await,
            Step::Open(next) => self.open(next, now).await.map(Some),
            Step::Remind { label, round, day, at, rest } => {
                let moments = self.moments(day, at, now, Some(rest)).await?;
                let letters = self.store.remind(&label, round, &moments).await?;
                Ok(letters.map(|letters| Event::Reminded { wave: label, letters }))
            }
        }
    }

    async fn open(&self, next: Occurrence, now: DateTime<Utc>) -> Result<Event, Trouble> {
        let questionnaire = (self.questionnaires)(&next.survey).map_err(Trouble::Questionnaire)?;
        self.letters.check(&questionnaire, next.closes)?;
        let opening = Opening {
            questionnaire,
            label: Some(next.label),
            today: next.opens,
            closes: next.closes,
            threshold: self.threshold,
            coverage: self.coverage,
            custody: self.custody,
            schedule: self.schedule.clone(),
            departure: Departure::Scheduled { at: next.at, remind_on: next.reminders, now },
        };
        let opened = open(&self.store, &self.traces.keys, opening).await?;
        Ok(Event::Opened { wave: opened.label, invited: opened.invited, closes: next.closes })
    }

    async fn close(&self, wave: WaveLabel, now: DateTime<Utc>) -> Result<Option<Event>, Trouble> {
        if needs_passphrase(&self.traces.keys, &wave)? {
            return self.ask_adviser(wave, now).await;
        }
        let due = (self.release)(self.schedule.zone().day(now));
        close(&self.store, &self.traces, &wave, None, due, |_, _| ()).await?;
        Ok(Some(Event::Closed { wave }))
    }

    /// Only the adviser has the passphrase: they get a letter, once.
    async fn ask_adviser(&self, wave: WaveLabel, now: DateTime<Utc>) -> Result<Option<Event>, Trouble> {
        let accounts = self.store.accounts().await?;
        let adviser = accounts.iter().map(|state| &state.account).find(|account| account.roles.is_adviser());
        let adviser = adviser.ok_or(Trouble::NoAdviser)?;
        let moment = self.schedule.next_hours(self.schedule.zone(), letters::MORNING, now).timestamp();
        let queued = self.store.queue_closing(&wave, &adviser.name, moment).await?;
        Ok(queued.then_some(Event::Waits { wave }))
    }
}
