//! The code with which mail servers say what became of a letter (RFC 3463). Does not know what to do about it.

use std::fmt;
use std::str::FromStr;

/// An enhanced status code: class, subject and detail, such as 5.1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailStatus {
    class: u8,
    subject: u16,
    detail: u16,
}

/// The text is no status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no status code of a mail server, such as 5.1.1")]
pub struct BadMailStatus;

impl MailStatus {
    /// 2 for a success, 4 for what may go by, 5 for what stays.
    pub const fn class(self) -> u8 {
        self.class
    }

    /// What it is about and what in particular; 1 and 1 for a mailbox that is not there.
    pub const fn about(self) -> (u16, u16) {
        (self.subject, self.detail)
    }

    /// Whether it names no subject: a gateway had to write something.
    pub(super) const fn is_vague(self) -> bool {
        self.subject == 0
    }

    /// The first code that stands in a server's words; a bare reply code (RFC 5321) where there is no better.
    pub(super) fn in_words(words: &str) -> Option<Self> {
        let mut tokens = words.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
        let better = tokens.clone().find_map(|token| token.trim_end_matches('.').parse().ok());
        better.or_else(|| tokens.find_map(of_reply))
    }
}

/// The class of a reply code, and the little that it says besides.
fn of_reply(token: &str) -> Option<MailStatus> {
    let &[class @ (b'4' | b'5'), b'0'..=b'5', b'0'..=b'9'] = token.as_bytes() else { return None };
    let (subject, detail) = match token {
        "552" => (2, 2),
        "553" => (1, 3),
        _ => (0, 0),
    };
    Some(MailStatus { class: class - b'0', subject, detail })
}

impl FromStr for MailStatus {
    type Err = BadMailStatus;

    fn from_str(text: &str) -> Result<Self, BadMailStatus> {
        let number = |part: Option<&str>| {
            let part = part.filter(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
            part.and_then(|part| part.parse().ok()).ok_or(BadMailStatus)
        };
        let mut parts = text.split('.');
        let class = match parts.next() {
            Some("2") => 2,
            Some("4") => 4,
            Some("5") => 5,
            _ => return Err(BadMailStatus),
        };
        let status = Self { class, subject: number(parts.next())?, detail: number(parts.next())? };
        if parts.next().is_none() { Ok(status) } else { Err(BadMailStatus) }
    }
}

impl fmt::Display for MailStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_three_numbers_of_which_the_first_is_a_class() {
        for good in ["2.0.0", "4.4.7", "5.1.10", "5.7.515"] {
            assert_eq!(good.parse::<MailStatus>().map(|status| status.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "5", "5.1", "5.1.1.1", "3.1.1", "5.1.1000", "5.-1.1", "5. 1.1", "5.1.x", "50.1.1", "5.1."] {
            assert_eq!(bad.parse::<MailStatus>(), Err(BadMailStatus), "{bad}");
        }
    }

    #[test]
    fn a_code_is_found_in_words_and_an_address_of_a_machine_is_none() {
        let found = |words| MailStatus::in_words(words).map(|status| status.to_string());
        assert_eq!(found("550-5.1.1 The account does not exist").as_deref(), Some("5.1.1"));
        assert_eq!(found("Sorry, no mailbox here by that name. (#5.1.1)").as_deref(), Some("5.1.1"));
        assert_eq!(found("host 5.1.1.20 said: 552 too much").as_deref(), Some("5.2.2"));
        assert_eq!(found("554 refused 5.7.1.").as_deref(), Some("5.7.1"));
        assert_eq!(found("after 560 seconds in 2026"), None);
        assert_eq!(found("450 later").as_deref(), Some("4.0.0"));
    }
}
