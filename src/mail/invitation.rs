//! The letter that asks for an answer. Says the same to everybody; does not know who answered.

use askama::Template;
use chrono::NaiveDate;
use domain::{Adviser, EmailAddress};
use texts::Texts;

use crate::letter::Cover;
use crate::{Letter, MailError, Sender};

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
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    language: &'static str,
    greeting: String,
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
}

#[derive(Template)]
#[template(path = "invitation.txt", escape = "none")]
struct Plain<'a> {
    said: &'a Sentences,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct Html<'a> {
    said: &'a Sentences,
}

impl Invitation<'_> {
    /// Writes the letter in the language of `texts`.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(&self, sender: &Sender, to: &EmailAddress, texts: &Texts) -> Result<Letter, MailError> {
        let closes = texts.day(self.closes);
        let subject = texts.tell("letter-subject", &[("title", self.title), ("closes", &closes)]);
        let said = self.sentences(texts, &closes);
        Letter::compose(sender, to, Cover::of(subject), &Plain { said: &said }, &Html { said: &said })
    }

    fn sentences(&self, texts: &Texts, closes: &str) -> Sentences {
        let items = self.items.to_string();
        Sentences {
            language: texts.language().code(),
            greeting: texts.say("letter-greeting"),
            ask: texts
                .tell("letter-ask", &[("organisation", self.organisation), ("items", &items), ("title", self.title)]),
            button: texts.say("letter-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            closes: texts.tell("letter-closes", &[("closes", closes)]),
            anonymous: texts.tell("letter-anonymous", &[("threshold", self.threshold)]),
            readers: texts.say("letter-readers"),
            adviser: texts.tell("letter-adviser", &[("name", self.adviser.name.as_str())]),
            ways: self.adviser.ways().join(" · "),
            everybody: texts.say("letter-everybody"),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    fn letter(language: Language) -> String {
        let adviser = Adviser { name: "Ada & Co".into(), phone: Some("06 1234".into()), ..Adviser::default() };
        let invitation = Invitation {
            organisation: "Zorg <Noord>",
            title: "Je uitspreken",
            items: 7,
            closes: "2026-12-15".parse().expect("a date"),
            threshold: 5,
            adviser: &adviser,
            link: "https://pulse.example.org/a/abcdefghijklmnopqrstuvwxyz",
        };
        let sender = Sender::new("Vertrouwenspersoon <pulse@example.org>", Some("hr@example.org")).expect("mailboxes");
        let to = "jan@example.org".parse().expect("an address");
        let letter = invitation.write(&sender, &to, Texts::of(language)).expect("a letter");
        String::from_utf8(letter.bytes()).expect("ASCII")
    }

    #[test]
    fn a_letter_has_two_parts_and_the_headers_of_an_automatic_one() {
        let dutch = letter(Language::Dutch);
        for header in [
            "From: Vertrouwenspersoon <pulse@example.org>",
            "To: jan@example.org",
            "Reply-To: hr@example.org",
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "@example.org>",
        ] {
            assert!(dutch.contains(header), "{header} in\n{dutch}");
        }
        assert!(!dutch.contains("<img"));
        assert!(letter(Language::English).contains("15 December 2026"));
        assert!(dutch.contains("15 december 2026"));
    }

    #[test]
    fn what_the_organisation_is_called_can_t_break_the_html() {
        let english = letter(Language::English).replace("=\r\n", "");
        let (_, html) = english.split_once("text/html").expect("an HTML part");
        assert!(html.contains("Zorg &#60;Noord&#62;") || html.contains("Zorg &lt;Noord&gt;"), "{html}");
    }

    #[test]
    fn a_sender_that_is_no_mailbox_is_named() {
        let error = Sender::new("nobody", None).expect_err("no mailbox").to_string();
        assert!(error.starts_with("mail.from is \"nobody\""), "{error}");
    }
}
