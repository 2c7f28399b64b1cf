//! A person on the roster, with an address that was checked. Does not know what anybody answered, or whether.

use std::fmt;
use std::str::FromStr;

use crate::{Language, TimeZone, UnitPath};

/// The organisation's own name for a person (personnel number, login): unique on a roster, never shown on a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(String);

/// Why a text is no [`PersonKey`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonKeyError {
    /// Nothing was given.
    #[error("is empty; every person needs a key of their own, such as a personnel number")]
    Empty,
    /// More than [`PersonKey::LONGEST`] characters, or a control character among them.
    #[error("is longer than {} characters or holds a control character", PersonKey::LONGEST)]
    Unreadable,
}

impl PersonKey {
    /// The longest key, in characters.
    pub const LONGEST: usize = 120;

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonKey {
    type Err = PersonKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            Err(PersonKeyError::Empty)
        } else if text.chars().count() > Self::LONGEST || text.chars().any(char::is_control) {
            Err(PersonKeyError::Unreadable)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

/// A mailbox to which a letter can be sent: one `@`, a local part and a domain in ASCII (RFC 5321 without quoted parts).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no [`EmailAddress`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmailAddressError {
    /// No `@`, or more than one.
    #[error("needs exactly one @")]
    At,
    /// The part before the `@` is empty or holds something a mailbox name can't hold.
    #[error("has a part before the @ that no mailbox can have")]
    LocalPart,
    /// The part after the `@` is no domain.
    #[error("has a part after the @ that is no domain")]
    Domain,
}

impl EmailAddress {
    /// The address as given, trimmed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two addresses are the same mailbox: lower case.
    pub fn mailbox(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError::At)?;
        if domain.contains('@') {
            return Err(EmailAddressError::At);
        }
        let atom = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        };
        if local.len() > 64 || !local.split('.').all(atom) {
            return Err(EmailAddressError::LocalPart);
        }
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        if domain.len() > 189 || !domain.split('.').all(label) {
            return Err(EmailAddressError::Domain);
        }
        Ok(Self(text.to_owned()))
    }
}

/// One person on the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The organisation's own name for this person.
    pub key: PersonKey,
    /// Where the letter goes.
    pub email: EmailAddress,
    /// The unit in which the person counts.
    pub unit: UnitPath,
    /// The language of letters and pages.
    pub language: Language,
    /// Where the person works, when that is not where the organisation does: letters come at their time of day.
    pub zone: Option<TimeZone>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_and_two_good_halves() {
        for good in ["a@b.nl", "j.o'neill+x@mail.example.org", "x@localhost", " spaced@example.org "] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for (bad, why) in [
            ("jan.example.org", EmailAddressError::At),
            ("a@b@c", EmailAddressError::At),
            ("@b.nl", EmailAddressError::LocalPart),
            ("a..b@c.nl", EmailAddressError::LocalPart),
            ("a b@c.nl", EmailAddressError::LocalPart),
            ("a,b@c.nl", EmailAddressError::LocalPart),
            ("a@", EmailAddressError::Domain),
            ("a@b..nl", EmailAddressError::Domain),
            ("a@-b.nl", EmailAddressError::Domain),
            ("a@b\r\nBcc: x", EmailAddressError::Domain),
        ] {
            assert_eq!(bad.parse::<EmailAddress>(), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_key_is_short_and_readable() {
        assert_eq!(" 007 ".parse::<PersonKey>().map(|key| key.as_str().to_owned()), Ok("007".to_owned()));
        assert_eq!("  ".parse::<PersonKey>(), Err(PersonKeyError::Empty));
        assert_eq!("a\u{7}b".parse::<PersonKey>(), Err(PersonKeyError::Unreadable));
    }
}
