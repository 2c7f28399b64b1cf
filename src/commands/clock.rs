//! The server's clock: does each minute what is due, and says so in a line without names. Knows no page.

use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use jobs::{Event, Stop, Tick, Timekeeper};
use store::Queued;
use tokio::sync::Notify;

use super::{Installation, letter_terms, survey};
use crate::Failure;
use crate::terminal::{self, count};

/// How often it looks.
const MINUTE: Duration = Duration::from_mins(1);

impl Installation {
    /// Whatever happens by itself here.
    ///
    /// # Errors
    /// As [`letter_terms`].
    pub(crate) fn timekeeper(&self) -> Result<Timekeeper, Failure> {
        let (config, reports) = (&self.config, self.config.reports.clone());
        let surveys = config.surveys.clone();
        Ok(Timekeeper {
            store: self.store.clone(),
            traces: self.traces.clone(),
            schedule: config.schedule.clone(),
            questionnaires: Arc::new(move |key| survey::find(&surveys, key).map_err(|failure| failure.to_string())),
            threshold: config.threshold,
            coverage: config.coverage,
            custody: config.custody,
            release: Arc::new(move |day| reports.due(day)),
            audience: config.reports.audience(),
            letters: letter_terms(config)?,
        })
    }
}

/// Ticks until it is stopped; rings `bell` when letters may wait.
pub(super) async fn until_stopped(installation: &Installation, timekeeper: &Timekeeper, bell: &Notify, mut stop: Stop) {
    while !*stop.borrow() {
        installation.clear_traces().await;
        match timekeeper.tick(Utc::now()).await {
            Ok(tick) => {
                tell(&tick);
                if !tick.events.is_empty() {
                    bell.notify_one();
                }
            }
            Err(error) => terminal::note(format!("the schedule waits: {error}")),
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            () = tokio::time::sleep(MINUTE) => {}
        }
    }
}

fn tell(tick: &Tick) {
    for event in &tick.events {
        terminal::note(match event {
            Event::Resumed => "the pause is over".to_owned(),
            Event::Opened { wave, invited, closes } => {
                let people = count(*invited, "person is", "people are");
                format!("wave {wave} is open until {closes}: {people} asked")
            }
            Event::Reminded { wave, letters } => {
                let reminders = count(*letters, "reminder waits for its hour", "reminders wait for their hour");
                format!("wave {wave}: {reminders}")
            }
            Event::Closed { wave } => {
                format!("wave {wave} is closed and published; its answers and keys are destroyed")
            }
            Event::Waits { wave } => format!("wave {wave} has ended; the adviser is asked to close it"),
            Event::Released { wave, letters: Queued { reports, results } } => {
                let reports = count(*reports, "letter", "letters");
                format!("wave {wave} is released: {reports} to management, {results} to employees")
            }
        });
    }
    for trouble in &tick.troubles {
        terminal::note(trouble.to_string());
    }
}
