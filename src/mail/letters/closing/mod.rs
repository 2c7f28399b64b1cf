//! The letter to the adviser when a wave has ended and waits for a passphrase. Has no figure, and does not know how many
//! answered.

use chrono::NaiveDate;
use domain::{AccountName, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::Frame;
use crate::{Letter, MailError, Postmark, Sender};

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Closing<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// The questionnaire's title, in the reader's language.
    pub title: &'a str,
    /// The last day on which answers counted.
    pub closes: NaiveDate,
    /// The account that is written to.
    pub account: &'a AccountName,
    /// The page behind sign-in where the wave is closed.
    pub link: &'a str,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    over: String,
    waits: String,
    button: String,
    link_intro: String,
    link: String,
    does: String,
    deputy: String,
    account: String,
}

parts!("closing/letter.html", "closing/letter.txt");

impl Closing<'_> {
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
        let closes = texts.day(self.closes);
        let about = [("title", self.title), ("closes", closes.as_str()), ("organisation", self.organisation)];
        let said = Sentences {
            frame: Frame::new(texts.tell("closing-letter-subject", &[("title", self.title)]), self.organisation, texts),
            over: texts.tell("closing-letter-over", &about),
            waits: texts.say("closing-letter-waits"),
            button: texts.say("closing-letter-button"),
            link_intro: texts.say("letter-page"),
            link: self.link.to_owned(),
            does: texts.say("closing-letter-does"),
            deputy: texts.say("closing-letter-deputy"),
            account: texts.tell("closing-letter-account", &[("account", self.account.as_str())]),
        };
        let cover = Cover { subject: &said.frame.subject, ..Cover::default() };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }
}
