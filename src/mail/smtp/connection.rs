//! A conversation with a relay, in which letters are handed over one after another. Does not know what they say, or when a
//! letter that waits is tried again.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::address::{Address, Envelope};
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};
use tokio::time::timeout;

use super::opening::{self, Event, Witness};
use super::reply::Reply;
use super::server::Relay;
use super::trouble::{Fault, Step, Trouble};
use crate::Letter;

/// Ways of signing in, the best first.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// How long a relay may take to say goodbye.
const FAREWELL: Duration = Duration::from_secs(3);

/// How long a relay may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For each step, and for each 64 KiB of a letter.
    pub step: Duration,
    /// For its word after the final dot. Whoever is too hasty here sends letters twice.
    pub verdict: Duration,
}

impl Patience {
    /// What RFC 5321 (section 4.5.3.2) asks for where it matters; elsewhere less, because a relay is near.
    pub const USUAL: Self = Self { step: Duration::from_mins(1), verdict: Duration::from_mins(10) };

    /// The same time for everything.
    pub const fn of(time: Duration) -> Self {
        Self { step: time, verdict: time }
    }

    /// What comes of one step within its time.
    pub(super) async fn for_step<T, E>(
        self,
        step: Step,
        doing: impl Future<Output = Result<T, E>>,
        fault: impl FnOnce(E) -> Fault,
    ) -> Result<T, Trouble> {
        match timeout(self.step, doing).await {
            Ok(done) => done.map_err(|error| Trouble::new(step, fault(error))),
            Err(_) => Err(Trouble::new(step, Fault::Silent(self.step))),
        }
    }
}

/// A letter was taken: the relay answers for it from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What the relay said; often the name under which the letter is in its queue.
    pub reply: Reply,
}

/// A connection to a relay, ready for letters.
pub struct Connection {
    talk: AsyncSmtpConnection,
    patience: Patience,
    usable: bool,
}

impl Connection {
    /// Connects, encrypts and signs in, as far as the relay's configuration says so.
    ///
    /// # Errors
    /// When any step fails or takes too long.
    pub async fn open(relay: &Relay, patience: Patience) -> Result<Self, Trouble> {
        let wire = opening::open(relay, patience, &mut |_| {}).await?;
        let mut connection = Self::greet(relay, patience, wire).await?;
        connection.sign_in(relay).await?;
        Ok(connection)
    }

    /// The same, while `witness` is told of each step that is done.
    ///
    /// # Errors
    /// As [`Connection::open`].
    pub async fn open_watched(relay: &Relay, patience: Patience, witness: Witness<'_>) -> Result<Self, Trouble> {
        let wire = opening::open(relay, patience, witness).await?;
        let mut connection = Self::greet(relay, patience, wire).await?;
        // lettre keeps few of the extensions, so the question is asked once more.
        let said = connection.ask(Step::Hello, Ehlo::new(relay.hello.clone())).await?;
        witness(Event::Offers(&said.message().map(str::to_owned).collect::<Vec<_>>()));
        if connection.sign_in(relay).await? {
            witness(Event::SignedIn);
        }
        Ok(connection)
    }

    async fn greet(relay: &Relay, patience: Patience, wire: super::wire::Wire) -> Result<Self, Trouble> {
        let talk = AsyncSmtpConnection::connect_with_transport(Box::new(wire), &relay.hello);
        let talk = patience.for_step(Step::Hello, talk, |error| Fault::from(&error)).await?;
        Ok(Self { talk, patience, usable: true })
    }

    /// Whether there was anybody to sign in.
    async fn sign_in(&mut self, relay: &Relay) -> Result<bool, Trouble> {
        let Some(credentials) = &relay.credentials else { return Ok(false) };
        if self.talk.server_info().get_auth_mechanism(&MECHANISMS).is_none() {
            return Err(Trouble::new(Step::Login, Fault::NoLogin));
        }
        let login = self.talk.auth(&MECHANISMS, credentials);
        self.patience.for_step(Step::Login, login, |error: Error| Fault::from(&error)).await?;
        Ok(true)
    }

    /// Whether another letter can be handed over. After a broken connection, silence or a 421 a new one is needed.
    pub const fn is_usable(&self) -> bool {
        self.usable
    }

    /// Hands over a letter, once it is `cleared`. Until then the relay is told no more than whom it is for; when it is not
    /// cleared it is as if it had never been spoken of.
    ///
    /// # Errors
    /// When it is not taken, or perhaps not: see [`Trouble::fate`].
    pub async fn send(&mut self, letter: &Letter, cleared: impl Future<Output = bool>) -> Result<Accepted, Trouble> {
        self.hand_over(letter.message.envelope(), &letter.bytes(), cleared).await
    }

    /// Asks for the receivers of a letter as if it were to be sent, and takes that back.
    ///
    /// # Errors
    /// When one of them is not taken.
    pub async fn ask_for(&mut self, letter: &Letter) -> Result<(), Trouble> {
        if !self.usable {
            return Err(Trouble::new(Step::Sender, Fault::Broken("it was given up before".to_owned())));
        }
        let envelope = letter.message.envelope();
        let parameters = self.parameters(envelope, &letter.bytes())?;
        self.usable = false;
        let done = self.name(envelope, parameters).await;
        let said = |done: &Result<(), Trouble>| match done {
            Ok(()) => true,
            Err(Trouble { fault: Fault::Said(reply), .. }) => !reply.closes(),
            Err(_) => false,
        };
        self.usable = said(&done) && self.ask(Step::Sender, Rset).await.is_ok();
        done
    }

    /// Hands over a letter (RFC 5322) to the receivers of an envelope, all of whom must be taken.
    ///
    /// # Errors
    /// As [`Connection::send`].
    pub async fn hand_over(
        &mut self,
        envelope: &Envelope,
        bytes: &[u8],
        cleared: impl Future<Output = bool>,
    ) -> Result<Accepted, Trouble> {
        if !self.usable {
            return Err(Trouble::new(Step::Sender, Fault::Broken("it was given up before".to_owned())));
        }
        let parameters = self.parameters(envelope, bytes)?;
        // Whoever drops this future leaves a conversation in the middle of a sentence.
        self.usable = false;
        let done = self.converse(envelope, parameters, bytes, cleared).await;
        self.usable = match &done {
            Err(Trouble { fault: Fault::Said(reply), .. }) if reply.closes() => false,
            // The sender was not taken, or the letter has had its verdict: nothing is left to be taken back.
            Ok(_) | Err(Trouble { fault: Fault::Said(_), step: Step::Sender | Step::Verdict }) => true,
            Err(Trouble { fault: Fault::Said(_), .. }) => self.ask(Step::Sender, Rset).await.is_ok(),
            Err(_) => false,
        };
        done
    }

    /// Names the sender and the receivers.
    async fn name(&mut self, envelope: &Envelope, parameters: Vec<MailParameter>) -> Result<(), Trouble> {
        self.ask(Step::Sender, Mail::new(envelope.from().cloned(), parameters)).await?;
        for receiver in envelope.to() {
            self.ask(Step::Receiver, Rcpt::new(receiver.clone(), Vec::new())).await?;
        }
        Ok(())
    }

    async fn converse(
        &mut self,
        envelope: &Envelope,
        parameters: Vec<MailParameter>,
        bytes: &[u8],
        cleared: impl Future<Output = bool>,
    ) -> Result<Accepted, Trouble> {
        self.name(envelope, parameters).await?;
        let go_on = self.ask(Step::Data, Data).await?;
        if !go_on.has_code(354) {
            return Err(Trouble::new(Step::Data, Fault::Broken(format!("it said {} to DATA", go_on.code()))));
        }
        if !cleared.await {
            return Err(Trouble::new(Step::Data, Fault::TakenBack));
        }
        self.write(bytes).await
    }

    /// Writes the letter and the final dot, and waits for the verdict. Until the letter is written the relay must not take
    /// it; from the dot on it may have done so, whatever we hear.
    async fn write(&mut self, bytes: &[u8]) -> Result<Accepted, Trouble> {
        // The dot brings its own end of line.
        let bytes = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
        let written = AtomicBool::new(false);
        let at_end = std::iter::from_fn(|| {
            written.store(true, Ordering::Relaxed);
            None
        });
        let step = || if written.load(Ordering::Relaxed) { Step::Verdict } else { Step::Body };
        let pieces = u32::try_from(bytes.len() / 65_536).unwrap_or(u32::MAX).saturating_add(1);
        let writing = self.patience.step.saturating_mul(pieces);
        let mut sending = std::pin::pin!(self.talk.message_iter(std::iter::once(bytes).chain(at_end)));
        let mut done = timeout(writing, sending.as_mut()).await;
        if done.is_err() && step() == Step::Verdict {
            done = timeout(self.patience.verdict, sending).await;
        }
        match done {
            Ok(Ok(response)) => Ok(Accepted { reply: Reply::of(&response) }),
            Ok(Err(error)) => Err(Trouble::new(step(), Fault::from(&error))),
            Err(_) if step() == Step::Verdict => Err(Trouble::new(step(), Fault::Silent(self.patience.verdict))),
            Err(_) => Err(Trouble::new(step(), Fault::Silent(writing))),
        }
    }

    /// What must be said about a letter with signs outside ASCII (RFC 6531, RFC 6152).
    fn parameters(&self, envelope: &Envelope, bytes: &[u8]) -> Result<Vec<MailParameter>, Trouble> {
        let info = self.talk.server_info();
        let foreign = |address: &Address| !address.to_string().is_ascii();
        if envelope.from().is_some_and(foreign) && !info.supports_feature(Extension::SmtpUtfEight) {
            // Ours to mend, and no fault of any letter.
            return Err(Trouble::new(Step::Hello, Fault::Unable("SMTPUTF8, which the sender's address needs")));
        }
        let needs = [
            (
                envelope.from().into_iter().chain(envelope.to()).any(foreign),
                Extension::SmtpUtfEight,
                "SMTPUTF8",
                MailParameter::SmtpUtfEight,
            ),
            (
                !bytes.is_ascii(),
                Extension::EightBitMime,
                "8BITMIME",
                MailParameter::Body(MailBodyParameter::EightBitMime),
            ),
        ];
        let mut parameters = Vec::new();
        for (needed, extension, name, parameter) in needs {
            if needed && !info.supports_feature(extension) {
                return Err(Trouble::new(Step::Sender, Fault::Unable(name)));
            }
            parameters.extend(needed.then_some(parameter));
        }
        Ok(parameters)
    }

    async fn ask(&mut self, step: Step, command: impl std::fmt::Display) -> Result<Response, Trouble> {
        let asked = self.talk.command(command);
        self.patience.for_step(step, asked, |error: Error| Fault::from(&error)).await
    }

    /// Says goodbye. What the relay answers does not matter any more, and it is not waited for long.
    pub async fn quit(mut self) {
        if self.usable {
            let _ = timeout(self.patience.step.min(FAREWELL), self.talk.command(Quit)).await;
        }
    }
}
