//! Where the holder of a token counts, locked with the token itself. Does not know who the holder is.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Token;
use crate::{Language, Tree, UnitIndex, WaveLabel};

/// Where a respondent counts, and in which language the page greets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// The unit.
    pub unit: UnitIndex,
    /// The language of the letter.
    pub language: Language,
}

/// A [`Placement`] that only the token opens. Every one has the same length.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedPlacement(Vec<u8>);

const PLAIN: usize = 5;

impl Placement {
    /// Locks the placement with its token, for one wave.
    ///
    /// # Panics
    /// Never: encryption fails only over 64 GiB, and all lengths are fixed.
    pub fn seal(self, token: &Token, wave: &WaveLabel) -> SealedPlacement {
        let mut plain = [0; PLAIN];
        plain[..4].copy_from_slice(&self.unit.number().to_le_bytes());
        plain[4] = match self.language {
            Language::English => 0,
            Language::Dutch => 1,
        };
        let payload = Payload { msg: &plain, aad: wave.as_str().as_bytes() };
        // Unwrap safety: encryption fails only over 64 GiB.
        #[expect(clippy::unwrap_used, reason = "encryption fails only over 64 GiB")]
        SealedPlacement(cipher(token).encrypt(&nonce(), payload).unwrap())
    }
}

impl SealedPlacement {
    /// The length of every locked placement, in bytes.
    pub const LENGTH: usize = PLAIN + 16;

    /// The bytes, as the store keeps them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Bytes that come back from the store; nothing is known of them until they are opened.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Opens the placement with its token; `None` when the token, the wave, the tree or a byte is wrong.
    pub fn open(&self, token: &Token, wave: &WaveLabel, tree: &Tree) -> Option<Placement> {
        let payload = Payload { msg: &self.0, aad: wave.as_str().as_bytes() };
        let plain: [u8; PLAIN] = cipher(token).decrypt(&nonce(), payload).ok()?.try_into().ok()?;
        let [a, b, c, d, language] = plain;
        let language = match language {
            0 => Language::English,
            1 => Language::Dutch,
            _ => return None,
        };
        Some(Placement { unit: tree.index(u32::from_le_bytes([a, b, c, d]))?, language })
    }
}

fn cipher(token: &Token) -> Aes128Gcm {
    let mut key = Zeroizing::new([0; 16]);
    // Unwrap safety: HKDF-SHA256 gives up to 8,160 bytes, and an AES-128 key has 16.
    #[expect(clippy::unwrap_used, reason = "both lengths are fixed and fit")]
    Hkdf::<Sha256>::new(None, token.bytes()).expand(b"polsslag placement", &mut key[..]).unwrap();
    #[expect(clippy::unwrap_used, reason = "both lengths are fixed and fit")]
    Aes128Gcm::new_from_slice(&key[..]).unwrap()
}

/// One message is ever sealed under a token's key, so the nonce need not vary.
fn nonce() -> Nonce<aes_gcm::aead::consts::U12> {
    Nonce::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_token_in_the_right_wave_opens_a_placement() {
        let tree = Tree::of([("A".parse().expect("a good path"), 3)]).expect("a small tree");
        let wave: WaveLabel = "2026-11".parse().expect("a good label");
        let other: WaveLabel = "2026-12".parse().expect("a good label");
        let (token, stranger) = (Token::from_bytes([7; 16]), Token::from_bytes([8; 16]));
        let placement = Placement { unit: tree.index(1).expect("there"), language: Language::Dutch };
        let sealed = placement.seal(&token, &wave);
        assert_eq!(sealed.open(&token, &wave, &tree), Some(placement));
        assert_eq!(sealed.open(&stranger, &wave, &tree), None);
        assert_eq!(sealed.open(&token, &other, &tree), None);
        let mut bytes = sealed.bytes().to_vec();
        bytes[2] ^= 1;
        assert_eq!(SealedPlacement::from_bytes(bytes).open(&token, &wave, &tree), None);
        assert_eq!(SealedPlacement::from_bytes(Vec::new()).open(&token, &wave, &tree), None);
        let empty = Tree::of([]).expect("a small tree");
        assert_eq!(sealed.open(&token, &wave, &empty), None);
    }
}
