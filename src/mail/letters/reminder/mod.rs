//! The letter that reminds of an answer: everybody gets it, with the same words. Does not know who answered, or whether it is
//! the first reminder.

use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::{Frame, ways};
use crate::sender::of_adviser;
use crate::{Letter, MailError, Postmark, Sender};

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Reminder<'a> {
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
    /// The personal link, the same as in the invitation.
    pub link: &'a str,
    /// Where its receiver can stop letters.
    pub opt_out: &'a str,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    ask: String,
    thanks: String,
    button: String,
    link_intro: String,
    link: String,
    closes: String,
    anonymous: String,
    adviser: String,
    ways: String,
    everybody: String,
    opt_out: String,
    opt_out_button: String,
    opt_out_link: String,
}

parts!("reminder/letter.html", "reminder/letter.txt");

impl Reminder<'_> {
    /// Writes the letter in the language of `texts`; a round of 1 or 2 puts it under the invitation.
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
        let asked = [("organisation", self.organisation), ("items", items.as_str()), ("title", self.title)];
        Sentences {
            frame: Frame::new(
                texts.tell("reminder-subject", &[("title", self.title), ("closes", &closes)]),
                self.organisation,
                texts,
            ),
            ask: texts.tell("reminder-ask", &asked),
            thanks: texts.say("reminder-thanks"),
            button: texts.say("letter-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            closes: texts.tell("letter-closes", &[("closes", &closes)]),
            anonymous: texts.tell("letter-anonymous", &[("threshold", self.threshold)]),
            adviser: texts.tell("letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: ways(self.adviser, texts),
            everybody: texts.say("reminder-own"),
            opt_out: texts.say("letter-opt-out"),
            opt_out_button: texts.say("letter-opt-out-button"),
            opt_out_link: self.opt_out.to_owned(),
        }
    }
}
