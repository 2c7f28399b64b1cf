//! The headers of a letter beside its sender, receiver and subject: its name, its time, what sent it, and how to stop such
//! letters. None tells which software or which machine it comes from. Does not know what a letter says.

use std::time::SystemTime;

use lettre::message::MessageBuilder;
use lettre::message::header::{Header, HeaderName, HeaderValue};

use crate::MailError;
use crate::letter::random_name;

/// What makes one letter that letter and no other. The same postmark on the same words makes the same bytes, so that mail
/// systems can tell a letter that was sent twice from two letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postmark {
    /// Letters and digits of chance, the first half of its `Message-ID`.
    pub name: String,
    /// 0 for the letter itself, then 1 for the first reminder of it, and so on.
    pub round: u8,
    /// When it was written.
    pub written: SystemTime,
}

impl Postmark {
    /// A letter of its own, written now.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn now() -> Result<Self, MailError> {
        Ok(Self { name: random_name()?, round: 0, written: SystemTime::now() })
    }

    /// The `Message-ID` of the letter itself.
    fn first_id(&self, domain: &str) -> String {
        format!("<{}@{domain}>", self.name)
    }

    /// The first half of its own `Message-ID`.
    pub(crate) fn local_part(&self) -> String {
        if self.round == 0 { self.name.clone() } else { format!("{}.{}", self.name, self.round) }
    }

    /// Its own `Message-ID`, at the sender's domain: the host's name is nobody's business.
    fn id(&self, domain: &str) -> String {
        format!("<{}@{domain}>", self.local_part())
    }

    /// A line between parts of the letter. No encoded text has `=_` in it.
    pub(crate) fn boundary(&self, part: &str) -> String {
        let name: String = self.name.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        format!("=_{name}.{}.{part}", self.round)
    }

    /// Puts name and time into a letter from this domain; a reminder stands under the letter that it reminds of.
    pub(crate) fn stamp(&self, message: MessageBuilder, domain: &str) -> MessageBuilder {
        let message = message.date(self.written).message_id(Some(self.id(domain)));
        if self.round == 0 {
            return message;
        }
        message.in_reply_to(self.first_id(domain)).references(self.first_id(domain))
    }
}

/// A header whose value is ASCII and fits on its line as it is.
macro_rules! plain_header {
    ($(#[$what:meta])* $type:ident, $name:literal) => {
        $(#[$what])*
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(value.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                // A long address must not be folded or encoded: nobody could follow it.
                HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
            }
        }
    };
}

plain_header!(
    /// No person sent it (RFC 3834), so that absence notices stay at home.
    AutoSubmitted,
    "Auto-Submitted"
);
plain_header!(
    /// The same for Exchange, which doesn't look at the other.
    AutoResponseSuppress,
    "X-Auto-Response-Suppress"
);
plain_header!(
    /// Where such letters are stopped (RFC 2369).
    ListUnsubscribe,
    "List-Unsubscribe"
);
plain_header!(
    /// That one request without a visitor stops them (RFC 8058).
    ListUnsubscribePost,
    "List-Unsubscribe-Post"
);

/// Says that a letter was sent by a machine, and where such letters are stopped, when they can be.
pub(crate) fn automatic(message: MessageBuilder, opt_out: Option<&str>) -> MessageBuilder {
    let message = message
        .header(AutoSubmitted("auto-generated".to_owned()))
        .header(AutoResponseSuppress("OOF, AutoReply".to_owned()));
    // An address goes into a header as it is, so it must be one.
    let Some(link) = opt_out.filter(|link| link.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'>')) else {
        return message;
    };
    let message = message.header(ListUnsubscribe(format!("<{link}>")));
    if link.starts_with("https:") {
        return message.header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    message
}
