//! Where letters go: a folder, a relay, or the memory of whoever asks. Does not know what they say.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::Letter;
use crate::letter::random_name;

/// A way of sending letters.
#[derive(Clone)]
pub enum Post {
    /// Each letter becomes a file `<random name>.eml`.
    Folder(Arc<PathBuf>),
    /// An SMTP relay takes them.
    Relay(Arc<AsyncSmtpTransport<Tokio1Executor>>),
    /// They are kept, for a caller that reads them at once.
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// The post could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The folder can't be made.
    #[error("the folder for letters, {}, can't be made: {source}", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The URL of the relay makes no sense. The URL is not repeated: it may hold a password.
    #[error(
        "mail.smtp is no address of a relay ({reason}); write smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host"
    )]
    BadRelay {
        /// What is wrong with it.
        reason: String,
    },
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Taken.
    Sent,
    /// Refused for good, in the server's words.
    Refused(String),
    /// Not now; worth another try.
    Deferred(String),
}

/// A letter in the folder is whole, whoever reads it and whenever the program is killed.
fn into_folder(folder: &Path, letter: &Letter) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let name = random_name()?;
    let half = folder.join(format!("{name}.part"));
    std::fs::write(&half, letter.bytes())?;
    Ok(std::fs::rename(&half, folder.join(format!("{name}.eml")))?)
}

fn relay(url: &str) -> Result<AsyncSmtpTransportBuilder, PostError> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
    builder.map_err(|error| PostError::BadRelay { reason: error.to_string() })
}

impl Post {
    /// Letters become files in `folder`, which is made if need be, for its owner only.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn folder(folder: &Path) -> Result<Self, PostError> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        // Every letter holds a link with which its receiver can answer.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|source| PostError::NoFolder { folder: folder.to_owned(), source })?;
        Ok(Self::Folder(Arc::new(folder.to_owned())))
    }

    /// Letters go to the relay at `url`: `smtp://` or `smtps://`, with user, password, port and `?tls=required`.
    ///
    /// # Errors
    /// When the URL makes no sense.
    pub fn relay(url: &str) -> Result<Self, PostError> {
        Ok(Self::Relay(Arc::new(relay(url)?.build())))
    }

    /// Whether [`Post::relay`] would take this URL; connects to nothing.
    ///
    /// # Errors
    /// When the URL makes no sense.
    pub fn check_relay(url: &str) -> Result<(), PostError> {
        relay(url).map(drop)
    }

    /// Letters are kept in memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Takes the letters out of a [`Post::Memory`]; none from the others.
    pub fn collect(&self) -> Vec<Letter> {
        match self {
            Self::Memory(letters) => {
                letters.lock().map(|mut letters| std::mem::take(&mut *letters)).unwrap_or_default()
            }
            Self::Folder(_) | Self::Relay(_) => Vec::new(),
        }
    }

    /// Sends one letter.
    pub async fn deliver(&self, letter: &Letter) -> Outcome {
        match self {
            Self::Folder(folder) => match into_folder(folder, letter) {
                Ok(()) => Outcome::Sent,
                Err(error) => Outcome::Deferred(error.to_string()),
            },
            Self::Relay(relay) => match relay.send(letter.message.clone()).await {
                Ok(_) => Outcome::Sent,
                Err(error) if error.is_permanent() => Outcome::Refused(error.to_string()),
                Err(error) => Outcome::Deferred(error.to_string()),
            },
            Self::Memory(letters) => match letters.lock() {
                Ok(mut letters) => {
                    letters.push(letter.clone());
                    Outcome::Sent
                }
                Err(_) => Outcome::Deferred("the memory is poisoned".to_owned()),
            },
        }
    }
}
