//! One file a command. What they share is here: an installation that was opened.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod bounces;
pub(crate) mod check;
mod clock;
pub(crate) mod delivery;
pub(crate) mod demo;
pub(crate) mod dkim;
pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod keys;
pub(crate) mod mail;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod press;
pub(crate) mod printing;
pub(crate) mod report;
mod rounds;
pub(crate) mod schedule;
pub(crate) mod serve;
pub(crate) mod simulate;
mod specimen;
pub(crate) mod survey;
pub(crate) mod templates;
mod trial;
pub(crate) mod undelivered;
pub(crate) mod vault;
pub(crate) mod wave;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use domain::{Publication, WaveLabel};
use jobs::{Archive, KeyFolder, LetterTerms, Printer, Traces};
use store::{Store, StoreError, WaveState};
use tokio::sync::Semaphore;

use self::press::Presses;
use crate::config::Config;
use crate::{Failure, terminal};

/// Reports that may be asked for at once: the last of them comes within half a minute.
const LINE: usize = 60;

/// An installation: its configuration, its database, its keys.
pub(crate) struct Installation {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) traces: Traces,
}

/// What letters need that does not depend on their receiver.
///
/// # Errors
/// When the key that signs them can't be read.
pub(crate) fn letter_terms(config: &Config) -> Result<LetterTerms, Failure> {
    Ok(LetterTerms {
        organisation: config.organisation.clone(),
        base_url: config.base_url.clone(),
        sender: config.mail.signing_sender().map_err(Failure::Refused)?,
        adviser: config.adviser.clone(),
    })
}

/// A day as it is written on the command line.
pub(crate) fn day(given: &str) -> Result<NaiveDate, &'static str> {
    given.parse().map_err(|_| "write a day as 2026-12-15: the year, the month, the day")
}

impl Installation {
    /// Opens the installation in `dir`, and finishes a close that was interrupted.
    pub(crate) async fn open(dir: &Path) -> Result<Self, Failure> {
        let config = Config::read(dir)?;
        let store = Store::open(&config.database).await?;
        let traces = Traces { keys: KeyFolder::at(&config.keys), letters: config.letters.clone() };
        let installation = Self { config, store, traces };
        installation.clear_traces().await;
        let store = &installation.store;
        if store.keeps_times().await? {
            terminal::note(
                "warning: this PostgreSQL keeps the time of every commit, which tells when each answer came in; \
                 set track_commit_timestamp = off in postgresql.conf and restart it",
            );
        }
        Ok(installation)
    }

    /// Finishes the close of a wave that was interrupted, or whose traces could not be cleared then.
    pub(crate) async fn clear_traces(&self) {
        if let Err(error) = jobs::finish_interrupted(&self.store, &self.traces).await {
            terminal::note(format!("traces of a closed wave are still to be cleared: {error}"));
        }
    }

    /// Works in the installation in `dir`, and closes it whatever comes of the work.
    pub(crate) async fn within(
        dir: &Path,
        work: impl AsyncFnOnce(&Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let installation = Self::open(dir).await?;
        let done = work(&installation).await;
        let closed = installation.store.close().await;
        done?;
        Ok(closed?)
    }

    /// Which day it is where the organisation lives.
    pub(crate) fn today(&self) -> NaiveDate {
        self.config.schedule.zone().day(Utc::now())
    }

    /// The folder for the letters of a wave; it goes when the wave is closed.
    pub(crate) fn letters(&self, wave: &WaveLabel) -> PathBuf {
        self.config.letters.join(wave.as_str())
    }

    /// The publication of one wave.
    pub(crate) async fn publication(&self, label: &WaveLabel) -> Result<Publication, Failure> {
        self.published(label).await?;
        let missing = StoreError::Damaged { table: "publication", what: "wave" };
        Ok(self.store.publication(label).await?.ok_or(missing)?)
    }

    /// Whatever prints reports, with the templates of the configuration: they are read now.
    pub(crate) fn printer(&self) -> Result<Printer, Failure> {
        Ok(self.printer_with(Presses::of(&self.config.reports)?))
    }

    /// Whatever prints reports, with these templates.
    pub(crate) fn printer_with(&self, presses: Presses) -> Printer {
        Printer {
            store: self.store.clone(),
            organisation: self.config.organisation.clone(),
            adviser: self.config.adviser.clone(),
            press: presses.press,
            spare: presses.spare,
            archive: Archive::at(&self.config.papers),
            turns: Arc::new(Semaphore::new(1)),
            line: Arc::new(Semaphore::new(LINE)),
        }
    }

    /// Refuses a wave of which nothing is published, with those there are.
    pub(crate) async fn published(&self, label: &WaveLabel) -> Result<(), Failure> {
        let waves = self.store.waves().await?;
        let state = waves.iter().find(|wave| wave.label == *label).map(|wave| wave.state);
        let published: Vec<_> =
            waves.iter().filter(|wave| wave.state == WaveState::Published).map(|wave| wave.label.to_string()).collect();
        Err(Failure::Refused(match state {
            Some(WaveState::Published) => return Ok(()),
            Some(WaveState::Open) => {
                format!("wave {label} is still open; nothing of it can be shown before it is closed")
            }
            None if published.is_empty() => format!("there is no wave {label}; nothing has been published yet"),
            None => format!("there is no wave {label}; published are: {}", published.join(", ")),
        }))
    }
}
