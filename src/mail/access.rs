//! The letter with a link to choose a password: an invitation, or because somebody forgot theirs. Does not know whether
//! it was asked for by its receiver.

use askama::Template;
use domain::{AccountName, EmailAddress};
use texts::Texts;

use crate::letter::Cover;
use crate::{Letter, MailError, Sender};

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
}

/// The sentences of the letter, the same in both parts.
struct Sentences {
    language: &'static str,
    greeting: String,
    why: String,
    button: String,
    link_intro: String,
    link: String,
    until: String,
    factor: String,
    not_you: String,
}

#[derive(Template)]
#[template(path = "access.txt", escape = "none")]
struct Plain<'a> {
    said: &'a Sentences,
}

#[derive(Template)]
#[template(path = "access.html")]
struct Html<'a> {
    said: &'a Sentences,
}

impl Access<'_> {
    /// Writes the letter in the language of `texts`.
    ///
    /// # Errors
    /// When the address or the letter can't be put together.
    pub fn write(&self, sender: &Sender, to: &EmailAddress, texts: &Texts) -> Result<Letter, MailError> {
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
            language: texts.language().code(),
            greeting: texts.say("letter-greeting"),
            why: texts.tell(why, &names),
            button: texts.say("access-button"),
            link_intro: texts.say("letter-link"),
            link: self.link.to_owned(),
            until: texts.say(until),
            factor: texts.say(factor),
            not_you: texts.say(not_you),
        };
        let subject = texts.tell(subject, &names);
        Letter::compose(sender, to, Cover::of(subject), &Plain { said: &said }, &Html { said: &said })
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn both_letters_carry_their_link_in_both_languages() {
        let sender = Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox");
        let (to, account) = ("ada@example.org".parse().expect("an address"), "ada".parse().expect("a name"));
        for (occasion, language, subject) in [
            (Occasion::Invitation, Language::English, "Subject: Your account for the pulse of Testers"),
            (Occasion::Reset, Language::Dutch, "Subject: Een nieuw wachtwoord voor Polsslag"),
        ] {
            let link = "https://pulse.example.org/reset/abc";
            let access = Access { occasion, organisation: "Testers", account: &account, link };
            let letter = access.write(&sender, &to, Texts::of(language)).expect("a letter");
            let text = String::from_utf8(letter.bytes()).expect("ASCII").replace("=\r\n", "");
            assert!(text.contains(subject), "{text}");
            assert_eq!(text.matches(link).count(), 4, "once in the text, three times in the HTML: {text}");
        }
    }
}
