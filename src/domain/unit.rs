//! The name of a unit: its path from the top of the organisation. Does not know who is in it or how many.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

/// A unit's path, such as `Care/Ward North/Team A`; the organisation itself is the empty path, written `/`.
///
/// The order of paths puts a unit before everything inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnitPath(Vec<String>);

/// Why a text is no [`UnitPath`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitPathError {
    /// Nothing was given.
    #[error("is empty; write a path such as Care/Ward North/Team A")]
    Empty,
    /// Two slashes in a row, or a slash at an end.
    #[error("has a part without a name; write a path such as Care/Ward North/Team A")]
    EmptyPart,
    /// More than [`UnitPath::DEEPEST`] parts.
    #[error("has more than {} parts", UnitPath::DEEPEST)]
    TooDeep,
    /// A part over [`UnitPath::LONGEST`] characters, or with a control character.
    #[error(
        "has a part that is longer than {} characters, holds a control character, or is . or ..",
        UnitPath::LONGEST
    )]
    Unreadable,
}

impl UnitPath {
    /// The deepest tree, in levels below the organisation.
    pub const DEEPEST: usize = 12;
    /// The longest name of one part, in characters.
    pub const LONGEST: usize = 100;

    /// The organisation itself.
    pub const fn organisation() -> Self {
        Self(Vec::new())
    }

    /// A path from its parts, top first.
    ///
    /// # Errors
    /// When a part is empty, too long, holds a slash or a control character, or when there are too many.
    pub fn from_parts<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> Result<Self, UnitPathError> {
        let mut path = Vec::new();
        for part in parts {
            let part = part.as_ref().trim();
            if part.is_empty() {
                return Err(UnitPathError::EmptyPart);
            }
            // A browser would take these for steps in an address.
            if part == "." || part == ".." {
                return Err(UnitPathError::Unreadable);
            }
            // One spelling of each letter: files from other systems write é as two characters.
            let part: String = part.nfc().collect();
            if part.chars().count() > Self::LONGEST || part.chars().any(|c| c.is_control() || c == '/') {
                return Err(UnitPathError::Unreadable);
            }
            path.push(part);
        }
        if path.len() > Self::DEEPEST { Err(UnitPathError::TooDeep) } else { Ok(Self(path)) }
    }

    /// The parts, top first; none for the organisation.
    pub fn parts(&self) -> &[String] {
        &self.0
    }

    /// The unit's own name; `None` for the organisation, whose name stands in the configuration.
    pub fn name(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// How far below the organisation; 0 is the organisation itself.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// The unit one level up; `None` for the organisation.
    pub fn parent(&self) -> Option<Self> {
        self.0.split_last().map(|(_, above)| Self(above.to_vec()))
    }

    /// This unit, then the ones around it up to the organisation.
    pub fn up(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// Whether `other` is this unit or lies inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl fmt::Display for UnitPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("/") } else { f.write_str(&self.0.join("/")) }
    }
}

impl FromStr for UnitPath {
    type Err = UnitPathError;

    /// Reads `Care/Ward North/Team A`, with or without spaces around the slashes; `/` alone is the organisation.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "" => Err(UnitPathError::Empty),
            "/" => Ok(Self::organisation()),
            path => Self::from_parts(path.split('/')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_and_written_alike() {
        let path: UnitPath = "Care / Ward North/Team Één".parse().expect("a good path");
        assert_eq!(path.to_string(), "Care/Ward North/Team Één");
        assert_eq!(path.name(), Some("Team Één"));
        assert_eq!(
            path.up().map(|unit| unit.to_string()).collect::<Vec<_>>(),
            ["Care/Ward North/Team Één", "Care/Ward North", "Care", "/"]
        );
        assert_eq!("/".parse(), Ok(UnitPath::organisation()));
    }

    #[test]
    fn a_path_with_a_hole_in_it_is_refused() {
        assert_eq!("  ".parse::<UnitPath>(), Err(UnitPathError::Empty));
        for text in ["/Care", "Care/", "Care//Team", "//"] {
            assert_eq!(text.parse::<UnitPath>(), Err(UnitPathError::EmptyPart), "{text}");
        }
        assert_eq!("a/".repeat(13).trim_end_matches('/').parse::<UnitPath>(), Err(UnitPathError::TooDeep));
        assert_eq!("Care/../Team".parse::<UnitPath>(), Err(UnitPathError::Unreadable));
        assert_eq!("Cafe\u{301}".parse::<UnitPath>(), "Caf\u{e9}".parse());
        assert_eq!("Team\u{0}".parse::<UnitPath>(), Err(UnitPathError::Unreadable));
    }

    #[test]
    fn a_unit_contains_itself_and_what_lies_below_but_not_a_namesake() {
        let care: UnitPath = "Care".parse().expect("a good path");
        assert!(care.contains(&care));
        assert!(care.contains(&"Care/A".parse().expect("a good path")));
        assert!(!care.contains(&"Careful/A".parse().expect("a good path")));
        assert!(UnitPath::organisation().contains(&care));
    }
}
