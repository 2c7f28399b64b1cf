//! The letter that tells an employee where the results of their unit can be read. The same for everybody of the unit; has
//! no figure, and does not know who answered.

use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::{Frame, ways};
use crate::sender::of_adviser;
use crate::{Letter, MailError, Postmark, Sender};

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// The questionnaire's title, in the reader's language.
    pub title: &'a str,
    /// The first day of the wave, which tells its month.
    pub opens: NaiveDate,
    /// The name of the unit.
    pub unit: &'a str,
    /// The confidential adviser.
    pub adviser: &'a Adviser,
    /// The link to what was published of the unit.
    pub link: &'a str,
    /// Where its receiver can stop letters.
    pub opt_out: &'a str,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    told: String,
    button: String,
    link_intro: String,
    link: String,
    shown: String,
    same: String,
    adviser: String,
    ways: String,
    opt_out: String,
    opt_out_button: String,
    opt_out_link: String,
}

parts!("results/letter.html", "results/letter.txt");

impl Results<'_> {
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
        let month = texts.month(self.opens);
        let asked = [
            ("month", month.as_str()),
            ("organisation", self.organisation),
            ("title", self.title),
            ("unit", self.unit),
        ];
        let said = Sentences {
            frame: Frame::new(
                texts.tell("results-letter-subject", &[("title", self.title), ("month", &month)]),
                self.organisation,
                texts,
            ),
            told: texts.tell("results-letter-told", &asked),
            button: texts.say("results-letter-button"),
            link_intro: texts.say("letter-page"),
            link: self.link.to_owned(),
            shown: texts.tell("results-letter-shown", &[("unit", self.unit)]),
            same: texts.tell("results-letter-same", &[("unit", self.unit)]),
            adviser: texts.tell("results-letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: ways(self.adviser, texts),
            opt_out: texts.say("letter-opt-out"),
            opt_out_button: texts.say("letter-opt-out-button"),
            opt_out_link: self.opt_out.to_owned(),
        };
        let cover = Cover {
            subject: &said.frame.subject,
            answers: of_adviser(self.adviser),
            opt_out: Some(self.opt_out),
            ..Cover::default()
        };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }
}
