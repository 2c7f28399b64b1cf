//! One person's words on the way in. Does not know whose they are; can't be printed, copied or stored in clear.

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What somebody wrote beside their answers, perhaps nothing. Not `Debug`, `Clone` or `Serialize`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Comment {
    text: String,
}

/// The comment does not fit; says nothing about its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a comment has at most {most} bytes in UTF-8", most = Comment::MOST_BYTES)]
pub struct CommentTooLong;

impl Comment {
    /// The longest comment in UTF-8.
    pub const MOST_BYTES: usize = Self::PADDED - LENGTH;
    /// The length of every comment under its seal, so that it tells nothing.
    pub const PADDED: usize = 1_024;

    /// A comment from a form: trimmed, with one kind of line break, in the normal form of Unicode.
    ///
    /// # Errors
    /// When it is longer than [`Comment::MOST_BYTES`].
    pub fn from_form(text: &str) -> Result<Self, CommentTooLong> {
        let comment = Self::cleaned(text);
        if comment.text.len() > Self::MOST_BYTES { Err(CommentTooLong) } else { Ok(comment) }
    }

    fn cleaned(text: &str) -> Self {
        let mut unix = text.replace("\r\n", "\n");
        let mut kept: String = unix.chars().filter(|c| *c == '\n' || !c.is_control()).nfc().collect();
        // Trimmed last: what was taken out may have stood behind a space.
        let text = kept.trim().to_owned();
        unix.zeroize();
        kept.zeroize();
        Self { text }
    }

    /// No words: what is sealed for everybody who writes nothing, so that a seal does not tell who wrote.
    pub const fn none() -> Self {
        Self { text: String::new() }
    }

    /// Length, text, zeros.
    pub(super) fn padded(&self) -> zeroize::Zeroizing<[u8; Comment::PADDED]> {
        let mut plain = zeroize::Zeroizing::new([0; Comment::PADDED]);
        let bytes = self.text.as_bytes();
        // At most `MOST_BYTES`, which fits.
        plain[..LENGTH].copy_from_slice(&u16::try_from(bytes.len()).unwrap_or_default().to_be_bytes());
        plain[LENGTH..LENGTH + bytes.len()].copy_from_slice(bytes);
        plain
    }

    /// A comment from an opened ballot; `None` when it is none, or says nothing.
    pub(super) fn from_padded(plain: &[u8]) -> Option<Self> {
        let (length, rest) = plain.split_first_chunk::<LENGTH>()?;
        let (text, padding) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        // A browser sealed it, so it is cleaned like any other. What fitted under the seal is not too long, although a
        // few letters grow in the normal form.
        let comment = Self::cleaned(std::str::from_utf8(text).ok()?);
        let good = plain.len() == Self::PADDED && padding.iter().all(|&byte| byte == 0);
        good.then_some(comment)
    }

    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words, for those who may read them.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Bytes that tell the length.
const LENGTH: usize = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_comment_keeps_its_lines_and_loses_what_can_t_be_seen() {
        let comment =
            Comment::from_form("  Eén regel\r\nen nog een\u{7}\u{1b}[2J \n").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(comment.text(), "Eén regel\nen nog een[2J");
        assert!(Comment::from_form(" \r\n ").is_ok_and(|comment| comment.is_empty()));
    }

    #[test]
    fn a_comment_of_the_greatest_length_fits_and_one_more_does_not() {
        assert!(Comment::from_form(&"é".repeat(Comment::MOST_BYTES / 2)).is_ok());
        assert!(Comment::from_form(&"x".repeat(Comment::MOST_BYTES + 1)).is_err());
    }

    #[test]
    fn a_space_before_what_is_taken_out_is_taken_out_too() {
        let comment = Comment::from_form("0 \0").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(comment.text(), "0");
    }

    proptest! {
        #[test]
        fn a_comment_survives_its_padding(text in ".{0,300}") {
            let Ok(comment) = Comment::from_form(&text) else { return Ok(()) };
            let back = Comment::from_padded(&comment.padded()[..]);
            prop_assert!(back.is_some_and(|back| back.text() == comment.text()));
        }

        #[test]
        fn any_bytes_are_a_comment_or_none(bytes in prop::collection::vec(any::<u8>(), 0..1_100)) {
            let _ = Comment::from_padded(&bytes);
        }
    }
}
