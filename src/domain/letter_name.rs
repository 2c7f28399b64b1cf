//! The name of one letter: the first half of its `Message-ID`, the same each time it is sent. Made of chance alone; does
//! not know for whom it is.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;

use crate::secret::{NoSecret, fill};

/// 128 bits of chance, written as 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterName(String);

/// The text is no name of a letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the name of a letter has {} hexadecimal digits", 2 * LetterName::BYTES)]
pub struct BadLetterName;

impl LetterName {
    /// So much chance is in it.
    pub const BYTES: usize = 16;

    /// The name made of these bytes, which should come from a good source of chance.
    pub fn of(chance: [u8; Self::BYTES]) -> Self {
        Self(HEXLOWER.encode(&chance))
    }

    /// A new name.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        let mut chance = [0; Self::BYTES];
        fill(&mut chance)?;
        Ok(Self::of(chance))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LetterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for LetterName {
    type Err = BadLetterName;

    /// Mail systems may change the case of an identifier.
    fn from_str(text: &str) -> Result<Self, BadLetterName> {
        let bytes = HEXLOWER.decode(text.to_ascii_lowercase().as_bytes()).map_err(|_| BadLetterName)?;
        bytes.try_into().map(Self::of).map_err(|_| BadLetterName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_any_case_and_in_one_length() {
        let name = LetterName::of([0xab; 16]);
        assert_eq!(name.as_str(), "ab".repeat(16));
        assert_eq!(name.as_str().to_uppercase().parse(), Ok(name));
        for bad in ["", "abc", &"ab".repeat(15), &"ab".repeat(17), &"xy".repeat(16)] {
            assert_eq!(bad.parse::<LetterName>(), Err(BadLetterName), "{bad}");
        }
    }
}
