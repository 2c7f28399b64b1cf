//! Who may sign in, and as what. Does not know passwords, or where accounts are kept.

mod access_key;
mod factor_key;
mod roles;

use std::fmt;
use std::str::FromStr;

pub use access_key::AccessKey;
pub use factor_key::FactorKey;
pub use roles::{BadRoles, Role, Roles, Staff};

use crate::{EmailAddress, Language};

/// The name somebody signs in with, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName(String);

/// The text can't be the name of an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an account's name has 1 to {} characters, without spaces, slashes, colons or control characters",
    AccountName::LONGEST
)]
pub struct BadAccountName;

impl AccountName {
    /// The longest name, in characters.
    pub const LONGEST: usize = 80;

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountName {
    type Err = BadAccountName;

    fn from_str(text: &str) -> Result<Self, BadAccountName> {
        let text = text.trim();
        // Slashes and colons would be steps in an address, and in what an authenticator shows.
        let strange = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '/' | '\\' | ':');
        let good = (1..=Self::LONGEST).contains(&text.chars().count()) && !text.chars().any(strange);
        if good && text != "." && text != ".." { Ok(Self(text.to_lowercase())) } else { Err(BadAccountName) }
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name to sign in with.
    pub name: AccountName,
    /// Where letters about the account go; no two accounts have one mailbox, so that nobody holds two roles that
    /// can't be combined.
    pub email: EmailAddress,
    /// The language of those letters.
    pub language: Language,
    /// As what.
    pub roles: Roles,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_short_word_in_lower_case() {
        assert_eq!(" Ada.Bos ".parse().map(|name: AccountName| name.to_string()), Ok("ada.bos".to_owned()));
        for bad in ["", "two words", "a/b", "a:b", "tab\there", "..", &"x".repeat(81)] {
            assert_eq!(bad.parse::<AccountName>(), Err(BadAccountName), "{bad}");
        }
    }
}
