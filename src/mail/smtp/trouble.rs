//! What can go wrong between us and a relay, and what that means for a letter. Does not know which letter.

use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::Error;
use tokio_rustls::rustls::{self, CertificateError};

use super::reply::Reply;

/// A step of the conversation, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Finding the relay's addresses.
    Lookup,
    /// Connecting to one of them.
    Dial,
    /// Reading its greeting.
    Greeting,
    /// Asking what it can do.
    Hello,
    /// Asking for encryption.
    StartTls,
    /// Agreeing on encryption, and looking at the certificate.
    Handshake,
    /// Signing in.
    Login,
    /// Naming the sender.
    Sender,
    /// Naming the receiver.
    Receiver,
    /// Announcing the letter.
    Data,
    /// Handing over the letter.
    Body,
    /// Waiting for its word after the final dot.
    Verdict,
}

impl Step {
    /// What was being done, as it stands after "while".
    const fn doing(self) -> &'static str {
        match self {
            Self::Lookup => "its address was looked up",
            Self::Dial => "it was being connected to",
            Self::Greeting => "its greeting was awaited",
            Self::Hello => "it was greeted (EHLO)",
            Self::StartTls => "encryption was asked for (STARTTLS)",
            Self::Handshake => "encryption was agreed on",
            Self::Login => "we signed in (AUTH)",
            Self::Sender => "the sender was named (MAIL FROM)",
            Self::Receiver => "the receiver was named (RCPT TO)",
            Self::Data => "the letter was announced (DATA)",
            Self::Body => "the letter was being handed over",
            Self::Verdict => "its word about the letter was awaited",
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The relay's name has no address.
    #[error("the mail server {host} can't be found ({why}); check its name in mail.smtp")]
    NoHost {
        /// The name.
        host: String,
        /// In the system's words.
        why: String,
    },
    /// Nothing answers.
    #[error("nothing answers at {host} port {port} ({why}); check host and port in mail.smtp, and the firewall")]
    Unreachable {
        /// The name.
        host: String,
        /// The port.
        port: u16,
        /// In the system's words.
        why: String,
    },
    /// No encryption that can be trusted.
    #[error("{0}")]
    Tls(TlsFault),
    /// The relay offers no way of signing in that we know.
    #[error("the mail server offers no way to sign in with a password (AUTH PLAIN or LOGIN)")]
    NoLogin,
    /// The relay said no.
    #[error("the mail server said: {0}")]
    Said(Reply),
    /// The relay can't carry this letter.
    #[error("the mail server can't carry this letter: it does not offer {0}")]
    Unable(&'static str),
    /// We did not give the letter away after all.
    #[error("the letter was taken back")]
    TakenBack,
    /// The connection broke, or what came made no sense.
    #[error("the connection broke ({0})")]
    Broken(String),
    /// Nothing came for so long.
    #[error("the mail server said nothing for {} seconds", .0.as_secs_f32().ceil())]
    Silent(Duration),
}

/// Why encryption failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsFault {
    /// The relay does not offer STARTTLS.
    #[error("the mail server offers no encryption (STARTTLS) here; use smtps:// if it has a port for that")]
    NotOffered,
    /// More came with the answer to STARTTLS: somebody between us and the relay may have added it (CVE-2011-0411).
    #[error("the mail server, or somebody in between, said more than was asked before encryption began")]
    Intruded,
    /// What answers speaks no TLS.
    #[error("what answers on this port speaks no TLS; for STARTTLS write smtp://...?tls=required instead of smtps://")]
    NotSpoken,
    /// The certificate is for other names.
    #[error("the mail server's certificate is not for {expected} but for {presented}; use that name in mail.smtp")]
    OtherName {
        /// The name in the configuration.
        expected: String,
        /// The names in the certificate.
        presented: String,
    },
    /// The certificate's time is over.
    #[error("the mail server's certificate has expired; it must be renewed, or this machine's clock set right")]
    Expired,
    /// The certificate's time has not begun.
    #[error("the mail server's certificate is not valid yet; is this machine's clock right?")]
    NotYet,
    /// Nobody we trust has signed the certificate.
    #[error("nobody this machine trusts has signed the mail server's certificate; add its authority to the system's")]
    UnknownAuthority,
    /// This machine trusts nobody at all.
    #[error("this machine has no certificate authorities to trust ({0}); install its package ca-certificates")]
    NobodyTrusted(String),
    /// Anything else.
    #[error("no encryption could be agreed on ({0})")]
    Other(String),
}

/// What went wrong, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The step at which it went wrong.
    pub step: Step,
    /// What went wrong.
    pub fault: Fault,
}

/// What a trouble means for the letter that was under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is refused for good.
    Refused,
    /// It was surely not taken, and is worth another try.
    Waits,
    /// It may have been taken: nothing came after the final dot.
    Uncertain,
}

impl Trouble {
    pub(super) const fn new(step: Step, fault: Fault) -> Self {
        Self { step, fault }
    }

    /// What it means for the letter. A refusal for good is one of the receiver or of the letter; where the relay refuses us,
    /// our login or our sender, the letter waits until that is mended.
    pub fn fate(&self) -> Fate {
        match &self.fault {
            Fault::Said(reply)
                if self.is_of_the_letter() && reply.is_final() && !(self.is_receiver() && reply.may_mean_us()) =>
            {
                Fate::Refused
            }
            Fault::Unable(_) if self.step > Step::Hello => Fate::Refused,
            Fault::Broken(_) | Fault::Silent(_) if self.step == Step::Verdict => Fate::Uncertain,
            _ => Fate::Waits,
        }
    }

    /// Whether it is about this letter or its receiver, so that other letters may well be taken now. Otherwise it is about
    /// the relay, the connection or our configuration.
    pub fn is_of_the_letter(&self) -> bool {
        match &self.fault {
            Fault::Said(reply) => self.step >= Step::Receiver && !reply.closes() && !reply.asks_for_login(),
            Fault::Unable(_) => self.step > Step::Hello,
            _ => false,
        }
    }

    fn is_receiver(&self) -> bool {
        self.step == Step::Receiver
    }

    /// What the relay said, where it said something.
    pub const fn reply(&self) -> Option<&Reply> {
        if let Fault::Said(reply) = &self.fault { Some(reply) } else { None }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Fault::Said(_) | Fault::Broken(_) | Fault::Silent(_) => {
                write!(f, "{} (while {})", self.fault, self.step.doing())
            }
            _ => self.fault.fmt(f),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        let words = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
        match error.status() {
            Some(code) => Self::Said(Reply::new(code.into(), &words)),
            None if words == "incomplete response" => Self::Broken("it was closed by the mail server".to_owned()),
            None => Self::Broken(domain::cleaned(&words, super::reply::LONGEST)),
        }
    }
}

impl From<&std::io::Error> for TlsFault {
    fn from(error: &std::io::Error) -> Self {
        use CertificateError as Bad;
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        match inner {
            Some(rustls::Error::InvalidCertificate(bad)) => match bad {
                Bad::Expired | Bad::ExpiredContext { .. } => Self::Expired,
                Bad::NotValidYet | Bad::NotValidYetContext { .. } => Self::NotYet,
                Bad::UnknownIssuer => Self::UnknownAuthority,
                Bad::NotValidForNameContext { expected, presented } => {
                    Self::OtherName { expected: expected.to_str().into_owned(), presented: names(presented) }
                }
                other => Self::Other(other.to_string()),
            },
            Some(rustls::Error::InvalidMessage(_)) => Self::NotSpoken,
            Some(other) => Self::Other(other.to_string()),
            None => Self::Other(error.to_string()),
        }
    }
}

/// The names of a certificate, of which rustls tells each as `DnsName("x.nl")`.
fn names(presented: &[String]) -> String {
    let bare = presented.iter().map(|name| name.split('"').nth(1).unwrap_or(name).to_owned());
    let bare: Vec<_> = bare.collect();
    if bare.is_empty() { "no name at all".to_owned() } else { bare.join(", ") }
}
