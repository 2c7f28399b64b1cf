//! What a relay said, without addresses. Does not know at which step, or what it means for a letter.

use std::fmt;

use lettre::transport::smtp::response::Response;

/// More words than this explain nothing.
const LONGEST: usize = 500;

/// A reply of a relay (RFC 5321, section 4.2), which names no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    words: String,
}

impl Reply {
    /// A reply with this code and these words, of which addresses are taken out.
    pub(super) fn new(code: u16, words: &str) -> Self {
        Self { code, words: without_addresses(words).chars().take(LONGEST).collect() }
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
    pub(super) const fn asks_for_login(&self) -> bool {
        matches!(self.code, 530 | 534 | 535 | 538)
    }

    /// Whether it says that this server passes nothing on for us. There is no code for that: 550 and 554 with 5.7.1 are
    /// also said about a receiver who takes nothing from us. Every known server has the word in it.
    pub(super) fn denies_relaying(&self) -> bool {
        self.is_final() && self.words.to_ascii_lowercase().contains("relay")
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.words)
    }
}

/// The same words, with dots in the place of each address.
pub fn without_addresses(words: &str) -> String {
    let words = words.split_whitespace().map(|word| if word.contains('@') { "..." } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_names_no_address() {
        assert_eq!(without_addresses("550 5.1.1 <jan@x.nl>: no such user"), "550 5.1.1 ... no such user");
        assert_eq!(Reply::new(550, "5.1.1 <jan@x.nl>: no such user").to_string(), "550 5.1.1 ... no such user");
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
