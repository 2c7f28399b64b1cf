//! The languages Polsslag speaks. Does not know a single sentence in them: those live in `texts` and in `surveys`.

use std::fmt;
use std::str::FromStr;

/// A language of the product. Every person on the roster has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, code `en`.
    English,
    /// Dutch, code `nl`.
    Dutch,
}

impl Language {
    /// Every language, in the order in which pages offer them.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// The two-letter code (ISO 639-1).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text was neither `nl` nor `en`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not a language of Polsslag; use nl or en")]
pub struct UnknownLanguage {
    given: String,
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Accepts a code with or without a region, in any case: `nl`, `NL`, `nl-BE`, `en_GB`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| code.eq_ignore_ascii_case(language.code()))
            .ok_or_else(|| UnknownLanguage { given: text.trim().to_owned() })
    }
}

/// One short text in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized {
    english: String,
    dutch: String,
}

impl Localized {
    /// A text with its two versions.
    pub fn new(english: impl Into<String>, dutch: impl Into<String>) -> Self {
        Self { english: english.into(), dutch: dutch.into() }
    }

    /// The version in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Dutch => &self.dutch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_or_without_its_region() {
        for text in ["nl", "NL", " nl-BE ", "nl_NL"] {
            assert_eq!(text.parse(), Ok(Language::Dutch), "{text}");
        }
        assert_eq!("en-GB".parse(), Ok(Language::English));
        assert!("de".parse::<Language>().is_err());
        assert!("".parse::<Language>().is_err());
    }
}
