//! Keeps letters from being sent by two processes at once, each of which would send all of them. Does not know what is sent.
//!
//! What is locked is the queue itself, wherever those are who reach it: for a file of `SQLite` there is a file beside it, and
//! a server of `PostgreSQL` keeps the lock for as long as the connection lives that asked for it.

use std::fs::{File, OpenOptions, TryLockError};
use std::future::pending;
use std::path::PathBuf;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sea_orm::sqlx::{query, query_scalar};

use crate::{Store, StoreError, engine};

/// What is locked on a server, in the one database of this installation: a number that nobody else is likely to take.
const NUMBER: i64 = i64::from_be_bytes(*b"polsslag");
/// How often a server is asked whether the lock is still there.
const ASKED: Duration = Duration::from_secs(5);
/// How long its answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// While this lives, no other process sends letters. One that dies lets go.
#[derive(Debug)]
pub struct Alone(Lock);

#[derive(Debug)]
enum Lock {
    /// Let go when it is closed.
    File { _open: File },
    /// A connection of its own, on which it is heard at once when the server has ended it.
    Server(Box<PgListener>),
}

impl Store {
    /// Keeps every other process from sending letters; `None` while one does.
    ///
    /// # Errors
    /// When the database fails, or the file beside it can't be made.
    pub async fn sending(&self) -> Result<Option<Alone>, StoreError> {
        if engine::is_server(&self.db) { on_the_server(&self.db).await } else { beside_the_file(&self.db) }
    }
}

async fn on_the_server(db: &DatabaseConnection) -> Result<Option<Alone>, StoreError> {
    // Of the common pool it would go back there, and might take the lock along.
    let options = db.get_postgres_connection_pool().connect_options();
    let alone = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let alone = alone.connect_with(PgConnectOptions::clone(&options)).await.map_err(fault)?;
    let mut own = PgListener::connect_with(&alone).await.map_err(fault)?;
    // With another connection the lock would be gone.
    own.eager_reconnect(false);
    let locked: bool =
        query_scalar("SELECT pg_try_advisory_lock($1)").bind(NUMBER).fetch_one(&mut own).await.map_err(fault)?;
    Ok(locked.then(|| Alone(Lock::Server(Box::new(own)))))
}

fn beside_the_file(db: &DatabaseConnection) -> Result<Option<Alone>, StoreError> {
    let options = db.get_sqlite_connection_pool().connect_options();
    let file = options.get_filename();
    // A file that is reached by two names is one queue.
    let whole = file.canonicalize().map_err(|source| StoreError::File { file: file.to_owned(), source })?;
    let mut name = whole.into_os_string();
    name.push("-sending");
    let path = PathBuf::from(name);
    let failed = |source| StoreError::File { file: path.clone(), source };
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let open = options.open(&path).map_err(failed)?;
    match open.try_lock() {
        Ok(()) => Ok(Some(Alone(Lock::File { _open: open }))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn fault(error: sea_orm::SqlxError) -> StoreError {
    sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())).into()
}

impl Alone {
    /// Returns when the lock is lost, because the connection to the server is: then others may send.
    pub async fn is_lost(&mut self) {
        let Lock::Server(own) = &mut self.0 else { return pending().await };
        loop {
            // Nobody notifies us: whatever comes is the end.
            if tokio::time::timeout(ASKED, own.try_recv()).await.is_ok() {
                return;
            }
            let asked = tokio::time::timeout(PATIENCE, query("SELECT 1").execute(&mut **own)).await;
            if !matches!(asked, Ok(Ok(_))) {
                return;
            }
        }
    }

    /// Lets go, so that whoever asks next has it at once.
    pub async fn let_go(self) {
        let Lock::Server(mut own) = self.0 else { return };
        // Whatever goes wrong here: the lock ends with the connection.
        let unlock = query("SELECT pg_advisory_unlock($1)").bind(NUMBER).execute(&mut *own);
        let _ = tokio::time::timeout(PATIENCE, unlock).await;
    }
}
