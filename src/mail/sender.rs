//! From whom letters come, and who answers when somebody writes back. Does not know what they say.

use std::sync::Arc;

use domain::{Adviser, EmailAddress};
use lettre::Address;
use lettre::address::Envelope;
use lettre::message::Mailbox;

use crate::MailError;
use crate::dkim::Signer;

/// From whom letters come.
#[derive(Debug, Clone)]
pub struct Sender {
    from: Mailbox,
    reply_to: Option<Mailbox>,
    /// Where reports on letters that don't arrive go, when that is another mailbox than `from`.
    return_path: Option<EmailAddress>,
    /// Whoever signs letters, when the mail server does not.
    signer: Option<Arc<Signer>>,
    /// What stands before every subject: for samples.
    mark: Option<String>,
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
            return_path: None,
            signer: None,
            mark: None,
        })
    }

    /// The same sender, to whom reports on letters that don't arrive go elsewhere: the sender of the envelope (RFC 5321).
    #[must_use]
    pub fn returning_to(self, return_path: Option<EmailAddress>) -> Self {
        Self { return_path, ..self }
    }

    /// The same sender, whose letters are signed by us (DKIM).
    #[must_use]
    pub fn signed_by(self, signer: Option<Signer>) -> Self {
        Self { signer: signer.map(Arc::new), ..self }
    }

    /// The same sender, whose letters say in their subject that they are not meant.
    #[must_use]
    pub fn marking(self, mark: String) -> Self {
        Self { mark: Some(mark), ..self }
    }

    /// Whoever signs letters.
    pub fn signer(&self) -> Option<&Signer> {
        self.signer.as_deref()
    }

    /// A subject with the mark before it.
    pub(crate) fn subject(&self, subject: &str) -> String {
        self.mark.as_ref().map_or_else(|| subject.to_owned(), |mark| format!("{mark} {subject}"))
    }

    /// The envelope of a letter to this receiver.
    pub(crate) fn envelope(&self, receiver: Address) -> Result<Envelope, MailError> {
        let unmade = |error: &dyn std::fmt::Display| MailError::Unmade(error.to_string());
        let return_path = self.return_path.as_ref().map(|address| address.as_str().parse::<Address>());
        let from = return_path.unwrap_or_else(|| Ok(self.from.email.clone())).map_err(|error| unmade(&error))?;
        Envelope::new(Some(from), vec![receiver]).map_err(|error| unmade(&error))
    }

    pub(crate) const fn from(&self) -> &Mailbox {
        &self.from
    }

    /// The domain of the sender, which is that of every `Message-ID`.
    pub fn domain(&self) -> &str {
        self.from.email.domain()
    }

    /// The domain to which reports on letters go, of which receivers ask whether it lets our mail server send (SPF).
    pub fn return_domain(&self) -> &str {
        let elsewhere = self.return_path.as_ref().and_then(|address| address.as_str().rsplit_once('@'));
        elsewhere.map_or_else(|| self.domain(), |(_, domain)| domain)
    }

    /// Whether a mailbox for replies is configured.
    pub const fn has_reply_to(&self) -> bool {
        self.reply_to.is_some()
    }

    /// The mailbox that is configured for answers to every letter.
    pub(crate) const fn reply_to(&self) -> Option<&Mailbox> {
        self.reply_to.as_ref()
    }
}

/// The mailbox of the adviser whom a letter names, where answers to it go unless another is configured.
pub(crate) fn of_adviser(adviser: &Adviser) -> Option<Mailbox> {
    let address = adviser.email.as_deref()?.parse().ok()?;
    Some(Mailbox::new(Some(adviser.name.clone()), address))
}

impl std::fmt::Display for Sender {
    /// From whom letters come, as the configuration has it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.from.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_that_is_no_mailbox_is_named() {
        let error = Sender::new("nobody", None).expect_err("no mailbox").to_string();
        assert!(error.starts_with("\"nobody\" is no mailbox"), "{error}");
        let error = Sender::new("a@example.org", Some("nobody")).expect_err("no mailbox").to_string();
        assert!(error.starts_with("\"nobody\" is no mailbox"), "{error}");
    }

    #[test]
    fn reports_on_letters_go_to_the_return_path() {
        let sender = Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox");
        let to = || "jan@example.net".parse::<Address>().expect("an address");
        let from = |sender: &Sender| sender.envelope(to()).expect("an envelope").from().map(ToString::to_string);
        assert_eq!(from(&sender).as_deref(), Some("pulse@example.org"));
        let sender = sender.returning_to("bounces@example.org".parse().ok());
        assert_eq!(from(&sender).as_deref(), Some("bounces@example.org"));
    }

    #[test]
    fn an_adviser_without_an_address_has_no_mailbox() {
        let adviser = Adviser { name: "Ada Bos".into(), email: Some("ada@example.org".into()), ..Adviser::default() };
        let told = |adviser| of_adviser(adviser).map(|mailbox| mailbox.to_string());
        assert_eq!(told(&adviser), Some("Ada Bos <ada@example.org>".to_owned()));
        assert_eq!(told(&Adviser::default()), None);
    }
}
