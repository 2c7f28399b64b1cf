//! What a relay said, without addresses, links and tokens: it may quote the letter. Does not know at which step, or what it means for a letter.

use std::fmt;

use lettre::transport::smtp::response::Response;

/// More words than this explain nothing.
pub(super) const LONGEST: usize = 500;

/// A reply of a relay (RFC 5321, section 4.2), fit to be kept and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    words: String,
}

impl Reply {
    /// A reply with this code and these words, of which addresses, links and tokens are taken out.
    pub(super) fn new(code: u16, words: &str) -> Self {
        Self { code, words: domain::cleaned(words, LONGEST) }
    }

    /// The same as lettre read it.
    pub(super) fn of(response: &Response) -> Self {
        Self::new(response.code().into(), &response.message().collect::<Vec<_>>().join(" "))
    }

    /// The three digits.
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// The server's words, with the enhanced code if there is one, and dots in the place of addresses.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The enhanced code (RFC 3463), such as `5.1.1`.
    pub fn enhanced(&self) -> Option<&str> {
        let first = self.words.split(' ').next()?;
        let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        (first.split('.').count() == 3 && first.split('.').all(digits)).then_some(first)
    }

    /// Whether it says yes (2yz) or go on (3yz).
    pub(super) const fn is_positive(&self) -> bool {
        matches!(self.code, 200..400)
    }

    /// Whether another try would get the same reply (5yz).
    pub const fn is_final(&self) -> bool {
        self.code >= 500
    }

    /// Whether the server ends the connection with it (421), whatever the letter.
    pub(super) const fn closes(&self) -> bool {
        self.code == 421
    }

    /// Whether it complains about our login or encryption (RFC 4954, section 6; RFC 3207, section 4).
    pub const fn asks_for_login(&self) -> bool {
        matches!(self.code, 530 | 534 | 535 | 538)
    }

    /// Whether it may well be about us instead of the receiver: this server passes nothing on for us, or its policy is
    /// against us (5.7.x, RFC 3463). No code tells those from a receiver who takes nothing from us.
    pub fn may_mean_us(&self) -> bool {
        const SAYINGS: [&str; 5] = [
            "relay access denied",
            "relaying denied",
            "unable to relay",
            "not permitted to relay",
            "relay not permitted",
        ];
        let words = self.words.to_ascii_lowercase();
        let about_us = match self.enhanced() {
            Some(code) => code.starts_with("5.7."),
            None => SAYINGS.iter().any(|saying| words.contains(saying)),
        };
        self.is_final() && about_us
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_names_no_address_and_repeats_no_link() {
        let said = Reply::new(550, "5.1.1 <jan@x.nl>: no such user").to_string();
        assert!(said.starts_with("550 5.1.1 ") && said.ends_with("no such user") && !said.contains("jan"), "{said}");
        let link = "https://pulse.x.nl/a/abcdefghijklmnopqrstuvwxyz";
        let said = Reply::new(554, &format!("5.7.1 blocked, {link} id abcdefghijklmnopqrstuvwxyz")).to_string();
        assert!(said.contains("blocked") && !said.contains("abcdefgh") && !said.contains("pulse"), "{said}");
    }

    #[test]
    fn an_enhanced_code_is_one_of_three_numbers() {
        for (words, code) in [
            ("5.1.1 no", Some("5.1.1")),
            ("4.7.123 later", Some("4.7.123")),
            ("5.1 no", None),
            ("no such user", None),
            ("10.0.0.1 is listed", None),
            ("", None),
        ] {
            assert_eq!(Reply::new(550, words).enhanced(), code, "{words}");
        }
    }
}
