//! The letter that asks for an answer. Says the same to everybody; does not know who answered.

use askama::Template;
use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use texts::Texts;

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

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Invitation<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// The questionnaire's title, in the reader's language.
    pub title: &'a str,
    /// How many statements there are.
    pub items: usize,
    /// The last day on which answers count.
    pub closes: NaiveDate,
    /// The fewest answers behind a figure.
    pub threshold: u32,
    /// The confidential adviser.
    pub adviser: &'a Adviser,
    /// The personal link.
    pub link: &'a str,
}

/// A letter ready to be sent.
#[derive(Clone)]
pub struct Letter {
    pub(crate) message: Message,
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

/// The sentences of the letter, the same in both parts.
struct Sentences {
    language: &'static str,
    greeting: String,
    ask: String,
    button: String,
    link_intro: String,
    link: String,
    closes: String,
    anonymous: String,
    readers: String,
    adviser: String,
    ways: String,
    everybody: String,
}

#[derive(Template)]
#[template(path = "invitation.txt", escape = "none")]
struct Plain<'a> {
    said: &'a Sentences,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct Html<'a> {
    said: &'a Sentences,
}

impl Invitation<'_> {
    /// Writes the letter in the language of `texts`.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(&self, sender: &Sender, to: &EmailAddress, texts: &Texts) -> Result<Letter, MailError> {
        let closes = texts.day(self.closes);
        let subject = texts.tell("letter-subject", &[("title", self.title), ("closes", &closes)]);
        let said = self.sentences(texts, &closes);
        let unmade = |error: &dyn std::fmt::Display| MailError::Unmade(error.to_string());
        let plain = Plain { said: &said }.render().map_err(|error| unmade(&error))?;
        let html = Html { said: &said }.render().map_err(|error| unmade(&error))?;

        let receiver = to.as_str().parse::<lettre::Address>().map_err(|_| MailError::BadReceiver)?;
        // A random name at the sender's domain: the host's own name is nobody's business.
        let id = format!("<{}@{}>", random_name()?, sender.from.email.domain());
        let mut message = Message::builder()
            .from(sender.from.clone())
            .to(Mailbox::new(None, receiver))
            .subject(subject)
            .message_id(Some(id))
            .header(AutoSubmitted);
        if let Some(reply_to) = &sender.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        let body = MultiPart::alternative()
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(plain))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
        Ok(Letter { message: message.multipart(body).map_err(|error| unmade(&error))? })
    }

    fn sentences(&self, texts: &Texts, closes: &str) -> Sentences {
        let items = self.items.to_string();
        Sentences {
            language: texts.language().code(),
            greeting: texts.say("letter-greeting"),
            ask: texts
                .tell("letter-ask", &[("organisation", self.organisation), ("items", &items), ("title", self.title)]),
            button: texts.say("letter-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            closes: texts.tell("letter-closes", &[("closes", closes)]),
            anonymous: texts.tell("letter-anonymous", &[("threshold", self.threshold)]),
            readers: texts.say("letter-readers"),
            adviser: texts.tell("letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: self.adviser.ways().join(" · "),
            everybody: texts.say("letter-everybody"),
        }
    }
}

/// 128 random bits, so that a letter's name says nothing about its receiver.
fn random_name() -> Result<String, MailError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| MailError::Unmade(error.to_string()))?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}

impl Letter {
    /// The letter as it goes over the wire (RFC 5322).
    pub fn bytes(&self) -> Vec<u8> {
        self.message.formatted()
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    fn letter(language: Language) -> String {
        let adviser = Adviser { name: "Ada & Co".into(), phone: Some("06 1234".into()), ..Adviser::default() };
        let invitation = Invitation {
            organisation: "Zorg <Noord>",
            title: "Je uitspreken",
            items: 7,
            closes: "2026-12-15".parse().expect("a date"),
            threshold: 5,
            adviser: &adviser,
            link: "https://pulse.example.org/a/abcdefghijklmnopqrstuvwxyz",
        };
        let sender = Sender::new("Vertrouwenspersoon <pulse@example.org>", Some("hr@example.org")).expect("mailboxes");
        let to = "jan@example.org".parse().expect("an address");
        let letter = invitation.write(&sender, &to, Texts::of(language)).expect("a letter");
        String::from_utf8(letter.bytes()).expect("ASCII")
    }

    #[test]
    fn a_letter_has_two_parts_and_the_headers_of_an_automatic_one() {
        let dutch = letter(Language::Dutch);
        for header in [
            "From: Vertrouwenspersoon <pulse@example.org>",
            "To: jan@example.org",
            "Reply-To: hr@example.org",
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "@example.org>",
        ] {
            assert!(dutch.contains(header), "{header} in\n{dutch}");
        }
        assert!(!dutch.contains("<img"));
        assert!(letter(Language::English).contains("15 December 2026"));
        assert!(dutch.contains("15 december 2026"));
    }

    #[test]
    fn what_the_organisation_is_called_can_t_break_the_html() {
        let english = letter(Language::English).replace("=\r\n", "");
        let (_, html) = english.split_once("text/html").expect("an HTML part");
        assert!(html.contains("Zorg &#60;Noord&#62;") || html.contains("Zorg &lt;Noord&gt;"), "{html}");
    }

    #[test]
    fn a_sender_that_is_no_mailbox_is_named() {
        let error = Sender::new("nobody", None).expect_err("no mailbox").to_string();
        assert!(error.starts_with("mail.from is \"nobody\""), "{error}");
    }
}
