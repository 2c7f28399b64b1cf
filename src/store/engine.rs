//! The two databases: one file (`SQLite`), or a server (`PostgreSQL`). Knows where they differ, not what is kept.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::StoreError;

/// Where the database is. An address can hold a password, which is never shown.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of `SQLite`.
    File(PathBuf),
    /// The address of a `PostgreSQL` database.
    Server(String),
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Location {
    /// The file, or the address without user, password and parameters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Server(url) => {
                let place = url.rsplit_once('@').or_else(|| url.split_once("://")).map_or("", |(_, place)| place);
                write!(f, "PostgreSQL at {}", place.split('?').next().unwrap_or_default())
            }
        }
    }
}

impl Location {
    /// A location from a configuration: an address that starts with `postgres://` or `postgresql://`, else a file.
    pub fn read(text: &str, folder: &std::path::Path) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Server(text.to_owned())
        } else {
            Self::File(folder.join(text))
        }
    }
}

/// How long anybody waits for somebody else's transaction.
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection that nobody used for so long is tried before it is used again: the server may have dropped it.
const IDLE: Duration = Duration::from_secs(1);
/// Connections to a server.
const CONNECTIONS: u32 = 12;
/// Connections that read a file while another one writes.
const READERS: u32 = 2;

/// One connection that writes, and some that read; on a server they are the same.
pub(crate) async fn connect(location: &Location) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    match location {
        Location::File(file) => {
            // A file has one writer, and a thank-you page must mean that the answer is on disk.
            let writer = Database::connect(file_options(file, 1)).await?;
            let mut readers = file_options(file, READERS);
            readers.map_sqlx_sqlite_opts({
                let file = file.clone();
                move |_| sqlite(&file).pragma("query_only", "ON")
            });
            Ok((writer, Database::connect(readers).await?))
        }
        Location::Server(url) => {
            // Its fault is not told: it may quote a piece of the password.
            if PgConnectOptions::from_str(url).is_err() {
                return Err(StoreError::BadAddress);
            }
            let mut options = plain(url, CONNECTIONS);
            options.set_application_name("polsslag").test_before_acquire_if_idle_for(IDLE);
            // A thank-you means "on disk" whatever the server's defaults are, and nobody waits for a lock for ever.
            let wait = PATIENCE.as_millis().to_string();
            options.map_sqlx_postgres_opts(move |options| {
                options.options([("synchronous_commit", "on"), ("lock_timeout", wait.as_str())])
            });
            let pool = Database::connect(options).await?;
            Ok((pool.clone(), pool))
        }
    }
}

fn plain(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Statements with their times in a log would tell when somebody answered.
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false);
    options
}

fn file_options(file: &std::path::Path, connections: u32) -> ConnectOptions {
    let mut options = plain("sqlite::memory:", connections);
    let file = file.to_owned();
    options.map_sqlx_sqlite_opts(move |_| sqlite(&file));
    options
}

fn sqlite(file: &std::path::Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        // Sorting and rewriting leave nothing in a folder for temporary files.
        .pragma("temp_store", "MEMORY")
}

/// A transaction that may write. On a file it takes the writer's place at once: a reader that becomes a writer half-way
/// would fail as soon as another process has written.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, StoreError> {
    let immediate =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    Ok(db.begin_with_options(immediate).await?)
}

/// Keeps every other writer of a table out until the transaction ends. A file has one writer anyway.
pub(crate) async fn keep_out(transaction: &DatabaseTransaction, table: &str) -> Result<(), StoreError> {
    if is_server(transaction) {
        transaction.execute_unprepared(&format!("LOCK TABLE \"{table}\" IN EXCLUSIVE MODE")).await?;
    }
    Ok(())
}

/// Rewrites what outlives a wave, so that nothing deleted is left beside it.
pub(crate) async fn rewrite(db: &DatabaseConnection) -> Result<(), StoreError> {
    if is_server(db) {
        // A wave's own tables were dropped with their files; these are shared, and hold what was true before it.
        db.execute_unprepared("VACUUM (FULL) outbox, responses").await?;
        return Ok(());
    }
    db.execute_unprepared("VACUUM").await?;
    if empty_log(db).await? { Ok(()) } else { Err(StoreError::Busy) }
}

/// Empties the write-ahead log of a file, in which what was deleted would be left; `false` when a reader is in the way.
pub(crate) async fn empty_log(db: &DatabaseConnection) -> Result<bool, StoreError> {
    if is_server(db) {
        return Ok(true);
    }
    // SQLite reports a reader in the way as the first column of a row, not as an error.
    let row = db.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)"));
    let busy = row.await?.map(|row| row.try_get_by_index::<i32>(0)).transpose()?;
    Ok(busy == Some(0))
}

/// Whether the server keeps the time of every commit, which would tell when each answer came in.
pub(crate) async fn keeps_times(db: &DatabaseConnection) -> Result<bool, StoreError> {
    if !is_server(db) {
        return Ok(false);
    }
    let row = db.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, "SHOW track_commit_timestamp"));
    Ok(row.await?.map(|row| row.try_get_by_index::<String>(0)).transpose()?.is_some_and(|setting| setting == "on"))
}

pub(crate) fn is_server(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DatabaseBackend::Postgres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_told_without_its_password() {
        let folder = std::path::Path::new("there");
        let server = Location::read("postgres://pulse:se@cret@db.example.org:5432/pulse?sslmode=require", folder);
        assert_eq!(server.to_string(), "PostgreSQL at db.example.org:5432/pulse");
        assert!(Location::read("polsslag.db", folder) == Location::File("there/polsslag.db".into()));
    }
}
