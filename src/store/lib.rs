//! Rows stay here: everything that is kept, in one database. Does not decide what may be shown, and draws nothing.

mod accounts;
mod ballots;
mod entity;
mod error;
mod letters;
mod people;
mod publications;
mod rows;
mod waves;

use std::path::Path;
use std::time::Duration;

pub use accounts::{AccountName, BadAccountName, SessionId};
pub use ballots::Cast;
pub use error::StoreError;
pub use letters::{Delivery, LetterCounts};
use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
pub use waves::{NewWave, OpenWave, WaveState, WaveSummary};

/// The database of one installation.
#[derive(Debug, Clone)]
pub struct Store {
    db: DatabaseConnection,
}

impl Store {
    /// Makes the database file, or opens it, and brings its tables up to date.
    ///
    /// # Errors
    /// When the file can't be made, opened or migrated.
    pub async fn create(file: &Path) -> Result<Self, StoreError> {
        Self::connect(file, true).await
    }

    /// Opens a database file that is there, and brings its tables up to date.
    ///
    /// # Errors
    /// When there is no such file, or it can't be opened or migrated.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        if !file.is_file() {
            return Err(StoreError::NoDatabase { file: file.to_owned() });
        }
        Self::connect(file, false).await
    }

    async fn connect(file: &Path, create: bool) -> Result<Self, StoreError> {
        // One connection: SQLite has one writer, and a thank-you page must mean that the answer is on disk.
        let mut options = ConnectOptions::new("sqlite::memory:");
        let file = file.to_owned();
        options
            .max_connections(1)
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .test_before_acquire(false)
            .map_sqlx_sqlite_opts(move |_| {
                SqliteConnectOptions::new()
                    .filename(&file)
                    .create_if_missing(create)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(10))
                    .foreign_keys(true)
                    .pragma("secure_delete", "ON")
                    .pragma("trusted_schema", "OFF")
            });
        let db = Database::connect(options).await?;
        Migrator::up(&db, None).await?;
        Ok(Self { db })
    }

    /// A transaction that may write. It takes the writer's place at once: a reader that becomes a writer half-way
    /// would fail as soon as another process has written.
    async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.db.begin_with_options(immediate).await?)
    }

    /// Rewrites the file, so that nothing deleted is left in it or in its write-ahead log.
    ///
    /// # Errors
    /// When another process keeps the database busy.
    pub async fn compact(&self) -> Result<(), StoreError> {
        for statement in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
            self.db.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    /// Closes the database; without this the last connection is closed in the background.
    ///
    /// # Errors
    /// When the database reports a fault while closing.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.db.close().await?)
    }
}
