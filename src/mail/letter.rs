//! What every letter has: a sender, two parts, and headers that tell nothing. Does not know what it says.

use askama::Template;
use domain::EmailAddress;
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// From whom letters come.
#[derive(Debug, Clone, PartialEq)]
pub struct Sender {
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

/// A letter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The configured sender is no mailbox.
    #[error("{key} is \"{given}\", which is no mailbox; write an address, or a name with an address in angle brackets")]
    BadSender {
        /// The key in the configuration.
        key: &'static str,
        /// What stands there.
        given: String,
    },
    /// The receiver's address can't be put in a header.
    #[error("the receiver's address can't be written in a letter")]
    BadReceiver,
    /// The letter could not be put together.
    #[error("a letter could not be put together: {0}")]
    Unmade(String),
}

impl Sender {
    /// A sender from the configuration.
    ///
    /// # Errors
    /// When either text is no mailbox.
    pub fn new(from: &str, reply_to: Option<&str>) -> Result<Self, MailError> {
        let mailbox = |key, given: &str| {
            given.parse::<Mailbox>().map_err(|_| MailError::BadSender { key, given: given.to_owned() })
        };
        Ok(Self {
            from: mailbox("mail.from", from)?,
            reply_to: reply_to.map(|given| mailbox("mail.reply_to", given)).transpose()?,
        })
    }
}

/// A letter ready to be sent.
#[derive(Clone)]
pub struct Letter {
    pub(crate) message: Message,
    name: String,
}

/// `Auto-Submitted: auto-generated` (RFC 3834), so that absence notices stay at home.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// What a letter says beside its two parts.
pub(crate) struct Cover {
    pub(crate) subject: String,
    /// The first half of its `Message-ID`; one of chance when there is none.
    pub(crate) name: Option<String>,
    pub(crate) files: Vec<Attached>,
}

/// A PDF that goes along with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is called where it is saved.
    pub name: String,
    /// The file.
    pub pdf: Vec<u8>,
}

impl Cover {
    /// A letter of its own, without files.
    pub(crate) const fn of(subject: String) -> Self {
        Self { subject, name: None, files: Vec::new() }
    }
}

/// 128 random bits, so that the name of a letter or of its file says nothing about its receiver.
pub(crate) fn random_name() -> Result<String, MailError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| MailError::Unmade(error.to_string()))?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}

impl Letter {
    /// A letter with the same sentences as plain text and as HTML.
    pub(crate) fn compose(
        sender: &Sender,
        to: &EmailAddress,
        cover: Cover,
        plain: &impl Template,
        html: &impl Template,
    ) -> Result<Self, MailError> {
        let unmade = |error: &dyn std::fmt::Display| MailError::Unmade(error.to_string());
        let plain = plain.render().map_err(|error| unmade(&error))?;
        let html = html.render().map_err(|error| unmade(&error))?;
        let receiver = to.as_str().parse::<lettre::Address>().map_err(|_| MailError::BadReceiver)?;
        // A random name at the sender's domain: the host's own name is nobody's business.
        let name = cover.name.map_or_else(random_name, Ok)?;
        let id = format!("<{name}@{}>", sender.from.email.domain());
        let mut message = Message::builder()
            .from(sender.from.clone())
            .to(Mailbox::new(None, receiver))
            .subject(cover.subject)
            .message_id(Some(id))
            .header(AutoSubmitted);
        if let Some(reply_to) = &sender.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        let body = MultiPart::alternative()
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(plain))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
        let body = match cover.files.as_slice() {
            [] => body,
            files => {
                let pdf = ContentType::parse("application/pdf").map_err(|error| unmade(&error))?;
                let attach = |all: MultiPart, file: &Attached| {
                    all.singlepart(Attachment::new(file.name.clone()).body(file.pdf.clone(), pdf.clone()))
                };
                files.iter().fold(MultiPart::mixed().multipart(body), attach)
            }
        };
        Ok(Self { message: message.multipart(body).map_err(|error| unmade(&error))?, name })
    }

    /// The first half of its `Message-ID`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The letter as it goes over the wire (RFC 5322).
    pub fn bytes(&self) -> Vec<u8> {
        self.message.formatted()
    }
}
