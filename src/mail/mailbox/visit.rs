//! One visit to a mailbox: which messages nobody has seen, the beginning of one, a mark on it. Leaves everything as it was
//! but those marks, and does not know what the messages say.
//!
//! Each step has its time, and a bound on what the server may send: half a message, or one without an end, ends the visit and
//! nothing else.

use std::fmt::{self, Debug};
use std::future::Future;
use std::time::Duration;

use async_imap::error::Error;
use async_imap::{Client, Session};
use futures_util::TryStreamExt;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, Join, ReadHalf, Take, WriteHalf};
use tokio_rustls::rustls::pki_types::ServerName;

use super::place::{Place, Security};
use super::trouble::MailboxTrouble;
use super::words;
use crate::bounce::LONGEST;
use crate::smtp::{TlsFault, dial};

/// How long a step may take.
const STEP: Duration = Duration::from_secs(30);
/// The most that the server may send in one step, in bytes: a message as far as it is read, or a list of a million numbers.
const MOST: u64 = 16 * 1024 * 1024;

/// The number of a message in its folder.
pub type Uid = u32;

trait Wire: AsyncRead + AsyncWrite + Debug + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Debug + Send + Unpin> Wire for T {}

/// Bytes that come and go, of which no more come than were asked for.
type Bounded = Join<Take<ReadHalf<Box<dyn Wire>>>, WriteHalf<Box<dyn Wire>>>;

/// A folder that was opened.
pub struct Visit {
    session: Session<Bounded>,
    host: String,
    validity: Option<u32>,
}

impl Debug for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Visit({})", self.host)
    }
}

fn bounded(wire: Box<dyn Wire>) -> Bounded {
    let (reader, writer) = tokio::io::split(wire);
    tokio::io::join(reader.take(MOST), writer)
}

/// A step that ends in time.
async fn in_time<T>(host: &str, step: impl Future<Output = Result<T, MailboxTrouble>>) -> Result<T, MailboxTrouble> {
    let slow = || MailboxTrouble::Slow { host: host.to_owned() };
    tokio::time::timeout(STEP, step).await.map_err(|_| slow())?
}

/// Whether somebody is still there: a list that the library gives may have ended because the connection did.
async fn still_there(session: &mut Session<Bounded>) -> Result<(), Error> {
    session.run_command_and_check_ok("NOOP").await
}

fn broken(host: &str) -> impl Fn(Error) -> MailboxTrouble {
    move |error| MailboxTrouble::Broken { host: host.to_owned(), why: words::of(&error) }
}

impl Place {
    /// Opens the folder.
    ///
    /// # Errors
    /// When the server is away or not who it should be, does not let us in, or has no such folder.
    pub async fn visit(&self) -> Result<Visit, MailboxTrouble> {
        let wire = in_time(&self.host, self.reach()).await?;
        let session = in_time(&self.host, self.sign_in(wire)).await?;
        in_time(&self.host, self.open(session)).await
    }

    /// The way to the server, encrypted; nothing of the greeting is read when encryption starts first.
    async fn reach(&self) -> Result<Client<Bounded>, MailboxTrouble> {
        let unreachable = |source| MailboxTrouble::Unreachable { host: self.host.clone(), port: self.port, source };
        let addresses = dial::look_up(&self.host, self.port).await.map_err(unreachable)?;
        let stream = dial::connect(&addresses).await.map_err(unreachable)?;
        match self.security {
            Security::Plain => self.greeted(Box::new(stream)).await,
            Security::Wrapped => self.greeted(self.encrypt(Box::new(stream)).await?).await,
            Security::StartTls => {
                let mut client = self.greeted(Box::new(stream)).await?;
                let refused =
                    |error: Error| self.unencrypted(&format!("it offers no STARTTLS ({})", words::of(&error)));
                client.run_command_and_check_ok("STARTTLS", None).await.map_err(refused)?;
                // Whatever was sent beyond the answer, by whomever, is thrown away with the old client.
                let (reader, writer) = client.into_inner().into_inner();
                let wire = reader.into_inner().unsplit(writer);
                Ok(Client::new(bounded(self.encrypt(wire).await?)))
            }
        }
    }

    async fn greeted(&self, wire: Box<dyn Wire>) -> Result<Client<Bounded>, MailboxTrouble> {
        let mut client = Client::new(bounded(wire));
        match client.read_response().await {
            Ok(Some(_)) => Ok(client),
            Ok(None) => Err(broken(&self.host)(Error::ConnectionLost)),
            Err(error) => Err(broken(&self.host)(error.into())),
        }
    }

    async fn encrypt(&self, wire: Box<dyn Wire>) -> Result<Box<dyn Wire>, MailboxTrouble> {
        let name = ServerName::try_from(self.host.clone()).map_err(|error| self.unencrypted(&error.to_string()))?;
        let unencrypted = |fault: TlsFault| self.unencrypted(&words::of_tls(&fault));
        let trust = self.trust().map_err(unencrypted)?;
        let stream = trust.connector().connect(name, wire).await;
        Ok(Box::new(stream.map_err(|error| unencrypted(TlsFault::from(&error)))?))
    }

    fn unencrypted(&self, why: &str) -> MailboxTrouble {
        MailboxTrouble::Unencrypted { host: self.host.clone(), why: why.to_owned() }
    }

    async fn sign_in(&self, client: Client<Bounded>) -> Result<Session<Bounded>, MailboxTrouble> {
        client.login(&self.user, &self.password).await.map_err(|(error, _)| match error {
            Error::No(_) | Error::Bad(_) => {
                let (host, user) = (self.host.clone(), self.user.clone());
                MailboxTrouble::NotAdmitted { host, user, why: words::of(&error) }
            }
            other => broken(&self.host)(other),
        })
    }

    async fn open(&self, mut session: Session<Bounded>) -> Result<Visit, MailboxTrouble> {
        let opened = session.select(&self.folder).await.map_err(|error| match error {
            Error::No(_) | Error::Bad(_) => {
                MailboxTrouble::NoFolder { folder: self.folder.clone(), why: words::of(&error) }
            }
            other => broken(&self.host)(other),
        })?;
        Ok(Visit { session, host: self.host.clone(), validity: opened.uid_validity })
    }
}

impl Visit {
    /// What the numbers of messages are good for: when it changes, they start anew.
    pub const fn validity(&self) -> Option<u32> {
        self.validity
    }

    /// Lets the server send as much again.
    fn allow(&mut self) {
        self.session.as_mut().reader_mut().set_limit(MOST);
    }

    /// The messages after `beyond` that nobody has seen, oldest first.
    ///
    /// # Errors
    /// When the conversation breaks off.
    pub async fn unseen(&mut self, beyond: Uid) -> Result<Vec<Uid>, MailboxTrouble> {
        self.allow();
        let Self { session, host, .. } = self;
        let first = beyond.saturating_add(1);
        let step = async {
            let found = session.uid_search(format!("UID {first}:* UNSEEN")).await.map_err(broken(host))?;
            still_there(session).await.map_err(broken(host))?;
            Ok(found)
        };
        // `5:*` holds the last message whatever its number is.
        let mut found: Vec<Uid> = in_time(host, step).await?.into_iter().filter(|uid| *uid > beyond).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// The beginning of a message, all of it unless it is longer than [`LONGEST`]; `None` when it has gone meanwhile. It
    /// stays unseen.
    ///
    /// # Errors
    /// When the conversation breaks off.
    pub async fn read(&mut self, uid: Uid) -> Result<Option<Vec<u8>>, MailboxTrouble> {
        self.allow();
        let Self { session, host, .. } = self;
        let step = async {
            let query = format!("(UID BODY.PEEK[]<0.{LONGEST}>)");
            let found = session.uid_fetch(uid.to_string(), query).await.map_err(broken(host))?;
            let all: Vec<_> = found.try_collect().await.map_err(broken(host))?;
            still_there(session).await.map_err(broken(host))?;
            Ok(all.into_iter().find(|fetch| fetch.uid == Some(uid)).and_then(|fetch| fetch.body().map(<[u8]>::to_vec)))
        };
        in_time(host, step).await
    }

    /// Marks a message as seen.
    ///
    /// # Errors
    /// When the conversation breaks off, or the folder can't be changed.
    pub async fn mark_seen(&mut self, uid: Uid) -> Result<(), MailboxTrouble> {
        self.allow();
        let Self { session, host, .. } = self;
        let command = format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)");
        let step = async { session.run_command_and_check_ok(command).await.map_err(broken(host)) };
        in_time(host, step).await
    }

    /// Says goodbye. A server that does not answer to that is left all the same.
    pub async fn leave(mut self) {
        self.allow();
        let _ = tokio::time::timeout(STEP, self.session.logout()).await;
    }
}
