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
    /// An account of that name exists.
    #[error("there is an account {name} already")]
    AccountExists {
        /// The name.
        name: String,
    },
}
