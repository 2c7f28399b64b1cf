//! Rows stay here: everything that is kept, in one database. Does not decide what may be shown, and draws nothing.

mod accounts;
mod actions;
mod analyses;
mod ballots;
mod booth;
mod comments;
mod editions;
mod engine;
mod entity;
mod error;
mod factors;
mod identities;
mod inbox;
mod opt_outs;
mod outbox;
mod people;
mod publications;
mod published_units;
mod releases;
mod remarks;
mod report_notes;
mod rows;
mod schedule;
mod sending;
mod sessions;
mod tickets;
mod undeliverable;
mod wave_list;
mod waves;
mod year_notes;

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

pub use accounts::AccountState;
pub use actions::{ActionId, BadActionId, KeptAction};
pub use analyses::Handling;
use domain::WaveLabel;
pub use engine::Location;
pub use error::StoreError;
pub use factors::{CodeHash, Factor};
pub use identities::Identity;
pub use inbox::Cast;
use inbox::Inbox;
use migrations::{Migrator, MigratorTrait};
pub use outbox::{
    Delivery, Errand, HeldUp, Late, Later, LetterCounts, LetterKind, Mark, Moments, Page, PulseCounts, QueuedLetter,
    Refusals, Undone, Which,
};
pub use publications::Release;
pub use published_units::{Listed, Stretch};
pub use releases::{Audience, Moment, Queued, ReportRelease};
pub use remarks::ReleasedRemarks;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
pub use sending::Alone;
pub use sessions::{Session, SessionId, Stage};
pub use tickets::{Ticket, TicketId};
pub use undeliverable::{Addressee, Undeliverable};
pub use wave_list::{WaveState, WaveSummary, past_of};
pub use waves::{NewWave, OpenWave};

/// The database of one installation.
#[derive(Clone)]
pub struct Store {
    /// The connection that writes.
    db: DatabaseConnection,
    /// Connections that only read; they don't wait for the writer.
    reader: DatabaseConnection,
    inbox: Inbox,
    /// The terms of open waves: they never change, and whether a wave is open is asked each time.
    terms: Arc<RwLock<HashMap<WaveLabel, Arc<OpenWave>>>>,
    /// What is true of each publication as a whole; it never changes.
    editions: Arc<RwLock<HashMap<WaveLabel, Arc<editions::Known>>>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Makes the database file, or opens it, and brings its tables up to date. On a server the database must be there.
    ///
    /// # Errors
    /// When the file can't be made, the server not be reached, or the tables not be migrated.
    pub async fn create(location: &Location) -> Result<Self, StoreError> {
        if let Location::File(file) = location {
            // SQLite gives its log the rights of the database: its owner's only.
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(file).map_err(|source| StoreError::File { file: file.clone(), source })?;
        }
        Self::connect(location).await
    }

    /// Opens a database that is there, and brings its tables up to date.
    ///
    /// # Errors
    /// When there is no such file or server, or the tables can't be migrated.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        match location {
            Location::File(file) if !file.is_file() => Err(StoreError::NoDatabase { file: file.clone() }),
            _ => Self::connect(location).await,
        }
    }

    async fn connect(location: &Location) -> Result<Self, StoreError> {
        let unreachable = |error| match (error, location) {
            (StoreError::Database(source), Location::Server(_)) => {
                StoreError::Unreachable { place: location.to_string(), source }
            }
            (error, _) => error,
        };
        let (db, reader) = engine::connect(location).await.map_err(unreachable)?;
        Migrator::up(&db, None).await?;
        Ok(Self { inbox: Inbox::of(db.clone()), db, reader, terms: Arc::default(), editions: Arc::default() })
    }

    async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        engine::begin(&self.db).await
    }

    /// Rewrites the storage after a close, so that nothing deleted is left in it or in its write-ahead log.
    ///
    /// # Errors
    /// When another process keeps the database busy; then old pages are left, and it must be done again.
    pub async fn compact(&self) -> Result<(), StoreError> {
        engine::rewrite(&self.db).await
    }

    /// Whether the database keeps the time of every commit, which would tell when each answer came in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keeps_times(&self) -> Result<bool, StoreError> {
        engine::keeps_times(&self.db).await
    }

    /// Closes the database; without this the last connection is closed in the background.
    ///
    /// # Errors
    /// When the database reports a fault while closing.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        Ok(self.db.close().await?)
    }
}
