//! What every letter has: a sender, a receiver, the same words as plain text and as HTML. Does not know what it says.

use askama::Template;
use domain::EmailAddress;
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use crate::headers::automatic;
use crate::secrets::Secrets;
use crate::{Postmark, Sender};

/// A letter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The configured sender is no mailbox.
    #[error("\"{given}\" is no mailbox; write an address, or a name with an address in angle brackets")]
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

fn unmade(error: impl std::fmt::Display) -> MailError {
    MailError::Unmade(error.to_string())
}

/// A letter ready to be sent.
#[derive(Clone)]
pub struct Letter {
    pub(crate) message: Message,
    /// The header with our signature, when there is one.
    signature: String,
    name: String,
    secrets: Secrets,
}

/// From whom, to whom, and when: what letters of a kind differ in beside their words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address<'a> {
    pub(crate) sender: &'a Sender,
    pub(crate) to: &'a EmailAddress,
    pub(crate) postmark: &'a Postmark,
}

/// What stands around the words of a letter.
#[derive(Default)]
pub(crate) struct Cover<'a> {
    pub(crate) subject: &'a str,
    /// Who gets what is written back, unless a mailbox is configured.
    pub(crate) answers: Option<Mailbox>,
    /// Where its receiver can stop letters like this.
    pub(crate) opt_out: Option<&'a str>,
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

/// 128 random bits, so that the name of a letter or of its file says nothing about its receiver.
pub(crate) fn random_name() -> Result<String, MailError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(unmade)?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}

/// Both parts of one letter and the files beside them.
fn body(cover: Cover<'_>, postmark: &Postmark, plain: String, html: String) -> Result<MultiPart, MailError> {
    let words = MultiPart::alternative()
        .boundary(postmark.boundary("words"))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(plain))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
    if cover.files.is_empty() {
        return Ok(words);
    }
    let pdf = ContentType::parse("application/pdf").map_err(unmade)?;
    let all = MultiPart::mixed().boundary(postmark.boundary("files")).multipart(words);
    Ok(cover
        .files
        .into_iter()
        .fold(all, |all, file| all.singlepart(Attachment::new(file.name).body(file.pdf, pdf.clone()))))
}

impl Letter {
    /// A letter with the same sentences as plain text and as HTML.
    pub(crate) fn compose(
        address: Address<'_>,
        cover: Cover<'_>,
        plain: &impl Template,
        html: &impl Template,
    ) -> Result<Self, MailError> {
        let Address { sender, to, postmark } = address;
        let receiver = to.as_str().parse::<lettre::Address>().map_err(|_| MailError::BadReceiver)?;
        let mut message = Message::builder()
            .envelope(sender.envelope(receiver.clone())?)
            .from(sender.from().clone())
            .to(Mailbox::new(None, receiver))
            .subject(sender.subject(cover.subject));
        if let Some(mailbox) = sender.reply_to().or(cover.answers.as_ref()) {
            message = message.reply_to(mailbox.clone());
        }
        let message = automatic(postmark.stamp(message, sender.domain()), cover.opt_out);
        let (plain, html) = (plain.render().map_err(unmade)?, html.render().map_err(unmade)?);
        let secrets = Secrets::of(&plain);
        let body = body(cover, postmark, plain, html)?;
        let message = message.multipart(body).map_err(unmade)?;
        let signature = sender.signer().map(|signer| signer.sign(&message.formatted())).transpose()?;
        Ok(Self { message, signature: signature.unwrap_or_default(), name: postmark.local_part(), secrets })
    }

    /// Words of a mail server without the names of those who get this letter, and without any piece of its links.
    pub(crate) fn unnamed(&self, words: &str) -> String {
        let receivers = self.message.envelope().to().iter().filter_map(|to| to.to_string().parse().ok());
        receivers.fold(self.secrets.taken_out_of(words), |words, receiver| domain::unnamed(&words, &receiver))
    }

    /// The first half of its `Message-ID`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The letter as it goes over the wire (RFC 5322).
    pub fn bytes(&self) -> Vec<u8> {
        [self.signature.as_bytes(), &self.message.formatted()].concat()
    }
}
