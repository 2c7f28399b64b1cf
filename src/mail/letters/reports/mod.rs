//! The letter to management after a release, with the reports on its units or where to read them. Has no figure and no word
//! of a note; does not know how a report is made.

use chrono::NaiveDate;
use domain::{AccountName, Adviser, EmailAddress};
use texts::Texts;

use crate::letter::{Address, Cover};
use crate::letters::frame::{Frame, ways, whom_to_ask};
use crate::sender::of_adviser;
use crate::{Attached, Letter, MailError, Postmark, Sender};

/// The most that goes along with one letter, in bytes: many mail systems refuse more. Beyond it the link must do.
const MOST: usize = 8 * 1024 * 1024;

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Reports<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// The questionnaire's title, in the reader's language.
    pub title: &'a str,
    /// The first day of the wave, which tells its month.
    pub opens: NaiveDate,
    /// The units with a report, one at least.
    pub units: &'a [OnUnit],
    /// The reports as files; none when they are to be read behind the link.
    pub files: Vec<Attached>,
    /// The page behind sign-in where the reports are.
    pub link: &'a str,
    /// The account that is written to.
    pub account: &'a AccountName,
    /// The confidential adviser.
    pub adviser: &'a Adviser,
    /// The administrators who can change what the account is for; none when only the server can.
    pub administrators: &'a [EmailAddress],
}

/// A unit with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnUnit {
    /// Its name.
    pub unit: String,
    /// Whether the adviser wrote a note in it.
    pub noted: bool,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    frame: Frame,
    told: String,
    units: Vec<String>,
    papers: String,
    linked: bool,
    button: String,
    link_intro: String,
    link: String,
    purpose: String,
    adviser: String,
    ways: String,
    account: String,
}

parts!("reports/letter.html", "reports/letter.txt");

impl Reports<'_> {
    /// Writes the letter in the language of `texts`; with the files, unless they are too large together.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(
        mut self,
        sender: &Sender,
        to: &EmailAddress,
        postmark: &Postmark,
        texts: &Texts,
    ) -> Result<Letter, MailError> {
        let mut files = std::mem::take(&mut self.files);
        if files.iter().map(|file| file.pdf.len()).sum::<usize>() > MOST {
            files.clear();
        }
        let said = self.sentences(texts, files.len());
        let cover =
            Cover { subject: &said.frame.subject, answers: of_adviser(self.adviser), files, ..Cover::default() };
        Letter::compose(Address { sender, to, postmark }, cover, &Plain { said: &said }, &Html { said: &said })
    }

    fn sentences(&self, texts: &Texts, attached: usize) -> Sentences {
        let month = texts.month(self.opens);
        let asked = [("month", month.as_str()), ("organisation", self.organisation), ("title", self.title)];
        let adviser = self.adviser.name.as_str();
        let who = whom_to_ask(self.administrators, self.organisation, texts);
        let noted = |unit: &str| texts.tell("reports-letter-noted", &[("unit", unit), ("adviser", adviser)]);
        let on = |on: &OnUnit| if on.noted { noted(&on.unit) } else { on.unit.clone() };
        Sentences {
            frame: Frame::new(self.subject(&month, texts), self.organisation, texts),
            told: texts.tell("reports-letter-told", &asked),
            units: self.units.iter().map(on).collect(),
            papers: texts.say(match attached {
                0 if self.units.len() == 1 => "reports-letter-linked-one",
                0 => "reports-letter-linked-many",
                1 => "reports-letter-attached-one",
                _ => "reports-letter-attached-many",
            }),
            linked: attached == 0,
            button: texts.say("reports-letter-button"),
            link_intro: texts.say("letter-page"),
            link: self.link.to_owned(),
            purpose: texts.say("reports-letter-purpose"),
            adviser: texts.tell("reports-letter-adviser", &[("name", adviser)]),
            ways: ways(self.adviser, texts),
            account: texts.tell("reports-letter-account", &[("account", self.account.as_str()), ("who", &who)]),
        }
    }

    fn subject(&self, month: &str, texts: &Texts) -> String {
        match self.units {
            [only] => {
                let about = [("title", self.title), ("month", month), ("unit", only.unit.as_str())];
                texts.tell("reports-letter-subject-one", &about)
            }
            units => {
                let count = units.len().to_string();
                let about = [("title", self.title), ("month", month), ("count", count.as_str())];
                texts.tell("reports-letter-subject-many", &about)
            }
        }
    }
}

#[cfg(test)]
mod tests;
