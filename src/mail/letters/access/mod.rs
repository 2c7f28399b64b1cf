//! The letter with a link to choose a password: an invitation, or because somebody forgot theirs. Does not know whether
//! it was asked for by its receiver.

use domain::{AccountName, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::{Frame, whom_to_ask};
use crate::{Letter, MailError, Postmark, Sender};

/// Why it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The account is new.
    Invitation,
    /// The password was forgotten.
    Reset,
}

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Access<'a> {
    /// Why it is written.
    pub occasion: Occasion,
    /// The organisation's name.
    pub organisation: &'a str,
    /// The name to sign in with.
    pub account: &'a AccountName,
    /// The link.
    pub link: &'a str,
    /// The administrators who can help, of whom the first gets what is written back; none when only the server can.
    pub administrators: &'a [EmailAddress],
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    why: String,
    button: String,
    link_intro: String,
    link: String,
    until: String,
    factor: String,
    not_you: String,
}

parts!("access/letter.html", "access/letter.txt");

impl Access<'_> {
    /// Writes the letter in the language of `texts`.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(
        &self,
        sender: &Sender,
        to: &EmailAddress,
        postmark: &Postmark,
        texts: &Texts,
    ) -> Result<Letter, MailError> {
        let [subject, why, until, factor, not_you] = match self.occasion {
            Occasion::Invitation => [
                "access-invitation-subject",
                "access-invitation-why",
                "access-invitation-until",
                "access-invitation-factor",
                "access-invitation-not-you",
            ],
            Occasion::Reset => [
                "access-reset-subject",
                "access-reset-why",
                "access-reset-until",
                "access-reset-factor",
                "access-reset-not-you",
            ],
        };
        let names = [("organisation", self.organisation), ("name", self.account.as_str())];
        let said = Sentences {
            frame: Frame::new(texts.tell(subject, &names), self.organisation, texts),
            why: texts.tell(why, &names),
            button: texts.say("access-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            until: texts.say(until),
            factor: texts.say(factor),
            not_you: texts.tell(not_you, &[("who", whom_to_ask(self.administrators, self.organisation, texts))]),
        };
        let answers = self.administrators.first().and_then(|address| address.as_str().parse().ok());
        let cover = Cover { subject: &said.frame.subject, answers, ..Cover::default() };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }
}
