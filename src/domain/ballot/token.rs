//! The token in a personal link, and the three names it has in the store. Does not know the person it was made for.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 128 bits that only the receiver of a letter has. Not `Debug`: a token is never printed but in its link.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Token([u8; Token::BYTES]);

/// The text is no token; says nothing about which tokens exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a personal link")]
pub struct BadToken;

impl Token {
    /// Length in bytes.
    pub const BYTES: usize = 16;

    pub(super) const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The token as it stands in a link: 26 lower-case letters and digits (RFC 4648 base32, without padding).
    pub fn to_link_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0).to_ascii_lowercase()
    }

    /// The name of the token's slot.
    pub fn slot_id(&self) -> SlotId {
        SlotId(self.digest(b"polsslag slot"))
    }

    /// The name of the token's sheet; without the token it can't be joined with the slot's.
    pub fn ballot_id(&self) -> BallotId {
        BallotId(self.digest(b"polsslag ballot"))
    }

    /// The name of the token's comment; without the token it can't be joined with either of the others.
    pub fn comment_id(&self) -> BallotId {
        BallotId(self.digest(b"polsslag comment"))
    }

    pub(super) const fn bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    fn digest(&self, purpose: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(purpose).chain_update(self.0).finalize().into()
    }
}

impl FromStr for Token {
    type Err = BadToken;

    fn from_str(text: &str) -> Result<Self, BadToken> {
        // A mail program may have changed the case; nothing else is forgiven.
        let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).map_err(|_| BadToken)?;
        bytes.try_into().map(Self).map_err(|_| BadToken)
    }
}

/// The name of a slot in the store: a hash of its token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId([u8; 32]);

/// The name of a sealed sheet or comment in the store: another hash of its token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BallotId([u8; 32]);

impl SlotId {
    /// The hash, as the store keeps it.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl BallotId {
    /// The hash, as the store keeps it.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A name that comes back from the store.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlotId(..)")
    }
}

impl fmt::Debug for BallotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BallotId(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_survives_its_link_in_any_case(bytes: [u8; 16]) {
            let token = Token::from_bytes(bytes);
            let text = token.to_link_text();
            prop_assert_eq!(text.len(), 26);
            prop_assert!(text.parse::<Token>().is_ok_and(|read| read == token));
            prop_assert!(text.to_uppercase().parse::<Token>().is_ok_and(|read| read == token));
            prop_assert!(token.slot_id().bytes() != token.ballot_id().bytes());
            prop_assert!(token.comment_id() != token.ballot_id());
        }

        #[test]
        fn any_text_is_a_token_or_is_refused(text in ".{0,40}") {
            if let Ok(token) = text.parse::<Token>() {
                prop_assert_eq!(token.to_link_text(), text.to_ascii_lowercase());
            }
        }
    }
}
