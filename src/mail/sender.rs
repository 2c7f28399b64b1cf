//! From whom letters come, and who answers when somebody writes back. Does not know what they say.

use domain::Adviser;
use lettre::message::Mailbox;

use crate::MailError;

/// From whom letters come.
#[derive(Debug, Clone, PartialEq)]
pub struct Sender {
    from: Mailbox,
    reply_to: Option<Mailbox>,
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

    pub(crate) const fn from(&self) -> &Mailbox {
        &self.from
    }

    pub(crate) fn domain(&self) -> &str {
        self.from.email.domain()
    }

    /// Where an answer to a letter goes: to the configured mailbox, else to the adviser that the letter names.
    pub(crate) fn reply_to(&self, adviser: Option<&Adviser>) -> Option<Mailbox> {
        self.reply_to.clone().or_else(|| {
            let adviser = adviser?;
            let address = adviser.email.as_deref()?.parse().ok()?;
            Some(Mailbox::new(Some(adviser.name.clone()), address))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_that_is_no_mailbox_is_named() {
        let error = Sender::new("nobody", None).expect_err("no mailbox").to_string();
        assert!(error.starts_with("mail.from is \"nobody\""), "{error}");
        let error = Sender::new("a@example.org", Some("nobody")).expect_err("no mailbox").to_string();
        assert!(error.starts_with("mail.reply_to is \"nobody\""), "{error}");
    }

    #[test]
    fn answers_go_to_the_configured_mailbox_else_to_the_adviser() {
        let adviser = Adviser { name: "Ada Bos".into(), email: Some("ada@example.org".into()), ..Adviser::default() };
        let without = Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox");
        let with = Sender::new("Polsslag <pulse@example.org>", Some("hr@example.org")).expect("mailboxes");
        let told = |sender: &Sender, adviser| sender.reply_to(adviser).map(|mailbox| mailbox.to_string());
        assert_eq!(told(&without, Some(&adviser)), Some("Ada Bos <ada@example.org>".to_owned()));
        assert_eq!(told(&with, Some(&adviser)), Some("hr@example.org".to_owned()));
        assert_eq!(told(&without, None), None);
        assert_eq!(told(&without, Some(&Adviser::default())), None);
    }
}
