//! What can go wrong with the database. Does not know how it is told to anybody.

use std::path::PathBuf;

use domain::{AccountName, BadRecord, WaveLabel};
use sea_orm::RuntimeErr::SqlxError;

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
    /// An older wave of the questionnaire still waits: the reports of a later one would tell its figures.
    #[error(
        "wave {older} waits and is older than {label}; release it first with: polsslag wave release --wave {older}"
    )]
    OlderWaits {
        /// The wave that was to be released.
        label: WaveLabel,
        /// The one that comes first.
        older: WaveLabel,
    },
    /// Management reads the reports of the wave already.
    #[error("the reports of wave {label} were released; what management has can't be changed any more")]
    AlreadyReleased {
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
        name: AccountName,
    },
    /// Another account has that mailbox.
    #[error(
        "another account has this e-mail address; one person has one account, so that the adviser is nothing else besides"
    )]
    MailboxTaken,
    /// No account has that name.
    #[error("there is no account {name}; look with: polsslag account list")]
    NoAccount {
        /// The name.
        name: AccountName,
    },
    /// Nobody would be left to look after accounts in a browser.
    #[error("{name} is the last administrator; make another one first")]
    LastAdministrator {
        /// The name.
        name: AccountName,
    },
}

impl StoreError {
    /// Whether the same thing may well succeed in a few seconds: somebody else is at work.
    pub fn is_congestion(&self) -> bool {
        match self {
            Self::Full | Self::Busy | Self::Database(sea_orm::DbErr::ConnectionAcquire(_)) => true,
            Self::Database(error) => runtime(error).is_some_and(|error| match error.as_database_error() {
                Some(error) => error.code().is_some_and(|code| passes(&code)),
                // The connection was lost; the next one may be better.
                None => matches!(error, sea_orm::SqlxError::Io(_)),
            }),
            _ => false,
        }
    }
}

/// What the engine itself said.
fn runtime(error: &sea_orm::DbErr) -> Option<&sea_orm::SqlxError> {
    use sea_orm::DbErr::{Conn, Exec, Query};
    let (Conn(SqlxError(error)) | Exec(SqlxError(error)) | Query(SqlxError(error))) = error else { return None };
    Some(error)
}

/// Whether a fault goes by: another writer (`SQLITE_BUSY` is 5, in the lowest byte; 55P03 is `lock_not_available`), or a
/// server that is shutting down or has dropped the connection (classes 57 and 08).
fn passes(code: &str) -> bool {
    let busy = code.parse::<u32>().is_ok_and(|code| code & 0xff == 5);
    busy && code.len() < 5 || code == "55P03" || code.starts_with("57P") || code.starts_with("08")
}
