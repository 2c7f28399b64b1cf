//! Where letters go: a folder, a relay, or the memory of whoever asks. Does not know what they say, or who waits for them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::Letter;
use crate::smtp::{Connection, Fate, Fault, Patience, Relay, Step, Trouble};

/// A way of sending letters.
#[derive(Clone)]
pub enum Post {
    /// Each letter becomes a file, named as the letter is: whoever sends it again writes the same file.
    Folder(Arc<PathBuf>),
    /// An SMTP relay takes them.
    Relay(Arc<Relay>, Patience),
    /// They are kept, for a caller that reads them at once.
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// The post could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
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
    /// Nobody knows: the letter was given away, and no answer came.
    Uncertain(String),
    /// The relay can't be used at all; nothing is known against this letter.
    Away(String),
    /// It was not cleared, and nobody has it.
    TakenBack,
}

impl Outcome {
    /// The same, but for what is taken so far: that comes to the `end` of another letter.
    #[must_use]
    pub fn or_else(self, end: &Self) -> Self {
        if self == Self::Sent { end.clone() } else { self }
    }
}

impl Post {
    /// Letters become files below `folder`.
    pub fn folder(folder: &Path) -> Self {
        Self::Folder(Arc::new(folder.to_owned()))
    }

    /// Letters go to a relay.
    pub fn relay(relay: Relay, patience: Patience) -> Self {
        Self::Relay(Arc::new(relay), patience)
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
            Self::Folder(_) | Self::Relay(..) => Vec::new(),
        }
    }

    /// Somebody who carries letters there, one after another.
    pub fn carrier(&self) -> Carrier {
        Carrier { post: self.clone(), connection: None }
    }
}

/// Carries letters, one after another; over SMTP on one connection for as long as that holds.
pub struct Carrier {
    post: Post,
    connection: Option<Connection>,
}

impl Carrier {
    /// Sends one letter, once it is `cleared`: until then it can be taken back, and a relay is told no more than whom it is
    /// for. In a folder it lies in `place`, below the folder of all letters.
    pub async fn deliver(&mut self, letter: &Letter, place: &Path, cleared: impl Future<Output = bool>) -> Outcome {
        match &self.post {
            Post::Folder(folder) => {
                let place = folder.join(place);
                if_cleared(cleared, || match into_folder(&place, letter) {
                    Ok(()) => Outcome::Sent,
                    Err(error) => Outcome::Away(format!("{}: {error}", place.display())),
                })
                .await
            }
            Post::Relay(relay, patience) => match usable(&mut self.connection, relay, *patience).await {
                Ok(connection) => outcome_of(connection.send(letter, cleared).await.map(drop), letter),
                Err(trouble) => Outcome::Away(trouble.to_string()),
            },
            Post::Memory(letters) => {
                if_cleared(cleared, || match letters.lock() {
                    Ok(mut letters) => {
                        letters.push(letter.clone());
                        Outcome::Sent
                    }
                    Err(_) => Outcome::Away("the memory is poisoned".to_owned()),
                })
                .await
            }
        }
    }

    /// Asks the relay for the receiver of a letter that is not to be sent, and stops there. So whatever the relay says to
    /// everybody, it says of this one too, and nobody stands out.
    pub async fn withhold(&mut self, letter: &Letter) -> Outcome {
        match &self.post {
            Post::Folder(_) | Post::Memory(_) => Outcome::Sent,
            Post::Relay(relay, patience) => match usable(&mut self.connection, relay, *patience).await {
                Ok(connection) => outcome_of(connection.ask_for(letter).await, letter),
                Err(trouble) => Outcome::Away(trouble.to_string()),
            },
        }
    }

    /// Ends the conversation politely.
    pub async fn part(self) {
        if let Some(connection) = self.connection {
            connection.quit().await;
        }
    }
}

/// The connection that is there, if it can still be used, or else a new one.
async fn usable<'a>(
    kept: &'a mut Option<Connection>,
    relay: &Relay,
    patience: Patience,
) -> Result<&'a mut Connection, Trouble> {
    let connection = match kept.take().filter(Connection::is_usable) {
        Some(connection) => connection,
        None => Connection::open(relay, patience).await?,
    };
    Ok(kept.insert(connection))
}

async fn if_cleared(cleared: impl Future<Output = bool>, deliver: impl FnOnce() -> Outcome) -> Outcome {
    if cleared.await { deliver() } else { Outcome::TakenBack }
}

fn outcome_of(sent: Result<(), Trouble>, letter: &Letter) -> Outcome {
    let Err(trouble) = sent else { return Outcome::Sent };
    if matches!(trouble.fault, Fault::TakenBack) {
        return Outcome::TakenBack;
    }
    let why = letter.unnamed(&trouble.to_string());
    match trouble.fate() {
        // Whoever shows a refusal says whose words they are.
        Fate::Refused => Outcome::Refused(trouble.reply().map_or(why, |reply| letter.unnamed(&reply.to_string()))),
        Fate::Uncertain => Outcome::Uncertain(why),
        // Whatever happens once the receiver is named may be this letter's fault, also a 421 or a broken connection: one that
        // breaks every connection must stand aside, or no other would ever go.
        Fate::Waits if trouble.step >= Step::Receiver || trouble.is_of_the_letter() => Outcome::Deferred(why),
        Fate::Waits => Outcome::Away(why),
    }
}

/// A letter in the folder is whole, whoever reads it and whenever the program is killed.
fn into_folder(folder: &Path, letter: &Letter) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    // Every letter holds a link with which its receiver can answer.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let half = folder.join(format!("{}.part", letter.name()));
    std::fs::write(&half, letter.bytes())?;
    std::fs::rename(&half, folder.join(format!("{}.eml", letter.name())))
}
