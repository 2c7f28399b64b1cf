//! What can go wrong with the database. Does not know how it is told to anybody.

use std::path::PathBuf;

use domain::{BadRecord, WaveLabel};

/// A failure of the store. No variant carries a row.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database file is not there.
    #[error("there is no database at {}; make one with: polsslag init", file.display())]
    NoDatabase {
        /// Where it was expected.
        file: PathBuf,
    },
    /// The database refused.
    #[error("the database reported a fault: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A row holds something that was never written by this program.
    #[error("the database is damaged: {what} of {table} can't be read")]
    Damaged {
        /// The table.
        table: &'static str,
        /// The field.
        what: &'static str,
    },
    /// A publication breaks a rule of release.
    #[error(transparent)]
    BadPublication(#[from] BadRecord),
    /// A wave of that name exists.
    #[error("there is a wave {label} already; give this one another name with --label, such as {label}-extra")]
    WaveExists {
        /// The name.
        label: WaveLabel,
    },
    /// No open wave has that name.
    #[error("there is no open wave {label}")]
    NotOpen {
        /// The name.
        label: WaveLabel,
    },
    /// The wave has no publication.
    #[error("wave {label} is not published")]
    NotPublished {
        /// The name.
        label: WaveLabel,
    },
    /// Another process changed what this one had looked at.
    #[error("another process opened a wave in the meantime; look with: polsslag wave list")]
    Overtaken,
    /// The work was interrupted.
    #[error("the work was interrupted; nothing was changed")]
    Interrupted,
    /// Something else reads the database, so that its old pages can't be cleared.
    #[error("another process is still reading the database, so that old pages of it can't be cleared yet")]
    Busy,
    /// The address of the database can't be read.
    #[error(
        "paths.database is no address of a database; write postgres://user:password@host:5432/name, and in the \
         password %23 for #, %2F for /, %3A for : and %40 for @"
    )]
    BadAddress,
    /// The database server does not answer, or does not let us in.
    #[error("{place} can't be used: {source}")]
    Unreachable {
        /// Where it should be, without the password.
        place: String,
        /// Why.
        source: sea_orm::DbErr,
    },
    /// A key could not be made or sealed.
    #[error("the operating system gives no randomness for a key, or the wave's public key is damaged")]
    Unsealed,
    /// More answers wait than there is room for.
    #[error("too many answers arrive at once; nothing was kept")]
    Full,
    /// The database file can't be made.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An account of that name exists.
    #[error("there is an account {name} already")]
    AccountExists {
        /// The name.
        name: String,
    },
}

impl StoreError {
    /// Whether the same thing may well succeed in a few seconds: somebody else is at work.
    pub fn is_congestion(&self) -> bool {
        match self {
            Self::Full | Self::Busy | Self::Database(sea_orm::DbErr::ConnectionAcquire(_)) => true,
            // 5 and its kin: SQLITE_BUSY; 55P03: PostgreSQL's lock_not_available.
            Self::Database(error) => code(error).is_some_and(|code| code == "55P03" || primary(&code) == Some(5)),
            _ => false,
        }
    }
}

/// The engine's own code of a fault.
fn code(error: &sea_orm::DbErr) -> Option<String> {
    use sea_orm::RuntimeErr::SqlxError;
    let (sea_orm::DbErr::Exec(SqlxError(error)) | sea_orm::DbErr::Query(SqlxError(error))) = error else { return None };
    Some(error.as_database_error()?.code()?.into_owned())
}

/// `SQLite` puts the kind of a fault into the lowest byte of its code.
fn primary(code: &str) -> Option<u32> {
    code.parse::<u32>().ok().map(|code| code & 0xff)
}
