//! The letter that tells an employee where the results of their unit can be read. The same for everybody of the unit; has
//! no figure, and does not know who answered.

use askama::Template;
use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::Cover;
use crate::{Letter, MailError, Sender};

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
    /// The first half of its `Message-ID`, the same when it is sent again.
    pub name: &'a str,
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    language: &'static str,
    greeting: String,
    told: String,
    button: String,
    link_intro: String,
    link: String,
    shown: String,
    same: String,
    adviser: String,
    ways: String,
}

#[derive(Template)]
#[template(path = "results.txt", escape = "none")]
struct Plain<'a> {
    said: &'a Sentences,
}

#[derive(Template)]
#[template(path = "results.html")]
struct Html<'a> {
    said: &'a Sentences,
}

impl Results<'_> {
    /// Writes the letter in the language of `texts`.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(&self, sender: &Sender, to: &EmailAddress, texts: &Texts) -> Result<Letter, MailError> {
        let month = texts.month(self.opens);
        let subject = texts.tell("results-letter-subject", &[("title", self.title), ("month", &month)]);
        let asked = [
            ("month", month.as_str()),
            ("organisation", self.organisation),
            ("title", self.title),
            ("unit", self.unit),
        ];
        let said = Sentences {
            language: texts.language().code(),
            greeting: texts.say("letter-greeting"),
            told: texts.tell("results-letter-told", &asked),
            button: texts.say("results-letter-button"),
            link_intro: texts.say("results-letter-link"),
            link: self.link.to_owned(),
            shown: texts.tell("results-letter-shown", &[("unit", self.unit)]),
            same: texts.tell("results-letter-same", &[("unit", self.unit)]),
            adviser: texts.tell("results-letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: self.adviser.ways().join(" · "),
        };
        let cover = Cover { name: Some(self.name.to_owned()), ..Cover::of(subject) };
        Letter::compose(sender, to, cover, &Plain { said: &said }, &Html { said: &said })
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;
    use mail_parser::MessageParser;

    use super::*;

    #[test]
    fn everybody_of_a_unit_gets_the_same_letter_with_the_link() {
        let adviser = Adviser { name: "Ada Bos".into(), phone: Some("06 1234".into()), ..Adviser::default() };
        let link = "https://pulse.example.org/results/2026-11/3/abcdefghijklmnopqrstuvwxyz";
        let results = Results {
            organisation: "Zorg <Noord>",
            title: "Je uitspreken",
            opens: "2026-11-03".parse().expect("a date"),
            unit: "Team Één",
            adviser: &adviser,
            link,
            name: "0123456789abcdef",
        };
        let sender = Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox");
        for (language, subject, told) in [
            (Language::Dutch, "Je uitspreken: de uitkomsten van november 2026 zijn er", "Iedereen van Team Één krijgt"),
            (Language::English, "Je uitspreken: the results of November 2026 are in", "Everybody in Team Één gets"),
        ] {
            let to = "jan@example.org".parse().expect("an address");
            let bytes = results.write(&sender, &to, Texts::of(language)).expect("a letter").bytes();
            let letter = MessageParser::default().parse(&bytes).expect("a letter");
            assert_eq!(letter.subject(), Some(subject));
            assert_eq!(letter.message_id(), Some("0123456789abcdef@example.org"));
            assert_eq!(letter.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
            assert_eq!(letter.attachment_count(), 0);
            let (text, html) = (letter.body_text(0).expect("a text"), letter.body_html(0).expect("an HTML part"));
            assert!(text.contains(told) && text.contains("Ada Bos") && text.contains("06 1234"), "{text}");
            assert!(html.contains("Zorg &#60;Noord&#62;") && !html.contains("<img"), "{html}");
            assert_eq!((text.matches(link).count(), html.matches(link).count()), (1, 3));
            assert!(!text.contains("jan") && !html.contains("jan@"), "nothing of its receiver");
        }
    }
}
