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
pub use letters::{Delivery, LetterCounts, QueuedLetter};
use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
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
        // SQLite gives its log the rights of the database: its owner's only.
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(file).map_err(|source| StoreError::File { file: file.to_owned(), source })?;
        Self::connect(file).await
    }

    /// Opens a database file that is there, and brings its tables up to date.
    ///
    /// # Errors
    /// When there is no such file, or it can't be opened or migrated.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        if !file.is_file() {
            return Err(StoreError::NoDatabase { file: file.to_owned() });
        }
        Self::connect(file).await
    }

    async fn connect(file: &Path) -> Result<Self, StoreError> {
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
    /// When another process keeps the database busy; then old pages are left, and it must be done again.
    pub async fn compact(&self) -> Result<(), StoreError> {
        self.db.execute_unprepared("VACUUM").await?;
        let checkpoint = Statement::from_string(self.db.get_database_backend(), "PRAGMA wal_checkpoint(TRUNCATE)");
        // SQLite reports a reader in the way as the first column of a row, not as an error.
        let row = self.db.query_one_raw(checkpoint).await?;
        let busy = row.map(|row| row.try_get_by_index::<i32>(0)).transpose()?;
        if busy == Some(0) { Ok(()) } else { Err(StoreError::Busy) }
    }

    /// Closes the database; without this the last connection is closed in the background.
    ///
    /// # Errors
    /// When the database reports a fault while closing.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.db.close().await?)
    }
}
