//! Everything a command can fail with, in one place, so that it gets one face. Does not exit.

use std::path::PathBuf;
use std::process::ExitCode;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An output that can't be written.
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
    /// A roster file.
    #[error("{}: nothing was imported\n{source}", path.display())]
    Roster {
        /// The file.
        path: PathBuf,
        /// Every problem in it.
        source: domain::roster::Unreadable,
    },
    /// A questionnaire file.
    #[error("{}: this is no questionnaire yet\n{source}", path.display())]
    Survey {
        /// The file.
        path: PathBuf,
        /// Every problem in it.
        source: domain::survey::Unreadable,
    },
    /// A conversation guide.
    #[error("{}: this is no conversation guide yet\n{source}", path.display())]
    Guide {
        /// The file.
        path: PathBuf,
        /// Every problem in it.
        source: domain::survey::Unreadable,
    },
    /// A value on the command line, or the state of things, as a sentence that says what to do.
    #[error("{0}")]
    Refused(String),
    /// Something that a mail server should try again later.
    #[error(transparent)]
    TryAgain(Box<Failure>),
    /// What came back by mail.
    #[error(transparent)]
    Bounce(#[from] jobs::BounceError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] jobs::KeyError),
    /// The custodian's key.
    #[error(transparent)]
    Custody(#[from] jobs::CustodyError),
    /// Opening a wave.
    #[error(transparent)]
    Open(#[from] jobs::OpenError),
    /// Reminding people.
    #[error(transparent)]
    Remind(#[from] jobs::RemindError),
    /// Closing a wave.
    #[error(transparent)]
    Close(#[from] jobs::CloseError),
    /// Sending letters.
    #[error(transparent)]
    Letters(#[from] jobs::LetterError),
    /// Writing letters.
    #[error(transparent)]
    Mail(#[from] mail::MailError),
    /// Chance for the name of a letter.
    #[error(transparent)]
    Secret(#[from] domain::NoSecret),
    /// A report.
    #[error(transparent)]
    Paper(#[from] jobs::PaperError),
    /// The folder of an organisation's own templates.
    #[error("the templates of your own can't be used: {0}")]
    Templates(#[from] report::FolderError),
    /// A template.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// An export.
    #[error(transparent)]
    Export(#[from] report::export::ExportError),
    /// A password.
    #[error(transparent)]
    Password(#[from] web::password::PasswordError),
    /// The server.
    #[error("the server could not start: {0}")]
    Server(String),
}

/// "Temporary failure", as mail servers understand it (sysexits.h).
const EX_TEMPFAIL: u8 = 75;

impl Failure {
    /// The code with which the program ends.
    pub(crate) fn exit_code(&self) -> ExitCode {
        if matches!(self, Self::TryAgain(_)) { ExitCode::from(EX_TEMPFAIL) } else { ExitCode::FAILURE }
    }

    /// For `map_err` on anything that has to do with one file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
