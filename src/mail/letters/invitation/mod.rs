//! The letter that asks for an answer. Says the same to everybody; does not know who answered.

use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::{Frame, ways};
use crate::sender::of_adviser;
use crate::{Letter, MailError, Postmark, Sender};

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
    /// Where its receiver can stop letters.
    pub opt_out: &'a str,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
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
    opt_out: String,
    opt_out_button: String,
    opt_out_link: String,
}

parts!("invitation/letter.html", "invitation/letter.txt");

impl Invitation<'_> {
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
        let said = self.sentences(texts);
        let cover = Cover {
            subject: &said.frame.subject,
            answers: of_adviser(self.adviser),
            opt_out: Some(self.opt_out),
            ..Cover::default()
        };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }

    fn sentences(&self, texts: &Texts) -> Sentences {
        let (items, closes) = (self.items.to_string(), texts.day(self.closes));
        Sentences {
            frame: Frame::new(
                texts.tell("letter-subject", &[("title", self.title), ("closes", &closes)]),
                self.organisation,
                texts,
            ),
            ask: texts
                .tell("letter-ask", &[("organisation", self.organisation), ("items", &items), ("title", self.title)]),
            button: texts.say("letter-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            closes: texts.tell("letter-closes", &[("closes", &closes)]),
            anonymous: texts.tell("letter-anonymous", &[("threshold", self.threshold)]),
            readers: texts.say("letter-readers"),
            adviser: texts.tell("letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: ways(self.adviser, texts),
            everybody: texts.say("letter-everybody"),
            opt_out: texts.say("letter-opt-out"),
            opt_out_button: texts.say("letter-opt-out-button"),
            opt_out_link: self.opt_out.to_owned(),
        }
    }
}
