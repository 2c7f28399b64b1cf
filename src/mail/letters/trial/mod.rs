//! The letter that shows whether letters arrive, and what to look at in it. Does not know whether it did.

use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::Frame;
use crate::sender::of_adviser;
use crate::{Letter, MailError, Postmark, Sender};

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Trial<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// The first page of this server.
    pub link: &'a str,
    /// The confidential adviser, who gets what is written back to other letters.
    pub adviser: &'a Adviser,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    works: String,
    look: String,
    points: [String; 4],
    button: String,
    link_intro: String,
    link: String,
    why: String,
}

parts!("trial/letter.html", "trial/letter.txt");

impl Trial<'_> {
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
        let organisation = [("organisation", self.organisation)];
        let said = Sentences {
            frame: Frame::new(texts.tell("trial-subject", &organisation), self.organisation, texts),
            works: texts.tell("trial-works", &organisation),
            look: texts.say("trial-look"),
            points: ["trial-place", "trial-sender", "trial-origin", "trial-dark"].map(|key| texts.say(key)),
            button: texts.say("trial-button"),
            link_intro: texts.say("letter-page"),
            link: self.link.to_owned(),
            why: texts.say("trial-why"),
        };
        let cover = Cover { subject: &said.frame.subject, answers: of_adviser(self.adviser), ..Cover::default() };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }
}
