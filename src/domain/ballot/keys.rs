//! The two secrets of one wave: one makes the links in its letters, the other opens its ballots. Does not know where
//! they are kept.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use hpke::{Deserializable, Serializable};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Token;
use super::suite::{self, PrivateKey, PublicKey};
use crate::PersonKey;

/// Bytes of a secret.
pub(super) const SECRET: usize = 32;

/// The operating system gave no randomness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no randomness: {0}")]
pub struct NoRandomness(String);

/// Fresh bytes from the operating system.
pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, NoRandomness> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut bytes[..]).map_err(|error| NoRandomness(error.to_string()))?;
    Ok(bytes)
}

/// Makes the tokens of a wave, so that a reminder repeats the link of the first letter. Opens nothing.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct LetterKey(pub(super) [u8; SECRET]);

impl LetterKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(*random()?))
    }

    /// The token of one person's letter; the same letter sent again carries the same token.
    ///
    /// `serial` counts replacements of a lost link, from 0.
    ///
    /// # Panics
    /// Never: HMAC takes a key of any length.
    pub fn token(&self, person: &PersonKey, serial: u32) -> Token {
        let key = derive(&self.0, b"polsslag token");
        // Unwrap safety: HMAC takes a key of any length.
        #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..]).unwrap();
        mac.update(person.as_str().as_bytes());
        mac.update(&[0]);
        mac.update(&serial.to_be_bytes());
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let mut bytes = [0; Token::BYTES];
        bytes.copy_from_slice(&digest[..Token::BYTES]);
        Token::from_bytes(bytes)
    }
}

/// Opens the ballots of a wave. Whoever has it can read them; it is destroyed at the close.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct WaveKeys {
    pub(super) secret: [u8; SECRET],
}

impl WaveKeys {
    /// New keys.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self { secret: *random()? })
    }

    /// The half that may be known: with it a sheet can be sealed, and nothing opened.
    pub fn public(&self) -> WavePublicKey {
        WavePublicKey(suite::key_pair(&derive(&self.secret, b"polsslag seal")[..]).1)
    }

    pub(super) fn private(&self) -> PrivateKey {
        suite::key_pair(&derive(&self.secret, b"polsslag seal")[..]).0
    }
}

pub(super) fn derive(secret: &[u8], purpose: &[u8]) -> Zeroizing<[u8; SECRET]> {
    let mut key = Zeroizing::new([0; SECRET]);
    // Unwrap safety: HKDF-SHA256 gives up to 8,160 bytes.
    #[expect(clippy::unwrap_used, reason = "HKDF-SHA256 gives up to 8,160 bytes")]
    Hkdf::<Sha256>::new(None, secret).expand(purpose, &mut key[..]).unwrap();
    key
}

/// The public half of a wave's key pair (DHKEM on P-256, RFC 9180).
#[derive(Clone, PartialEq, Eq)]
pub struct WavePublicKey(pub(super) PublicKey);

/// The bytes are no point of the curve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no public key")]
pub struct BadPublicKey;

impl WavePublicKey {
    /// The key as the store keeps it: an uncompressed point of 65 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// A key that comes back from the store.
    ///
    /// # Errors
    /// When the bytes are no point of the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadPublicKey> {
        Deserializable::from_bytes(bytes).map(Self).map_err(|_| BadPublicKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_repeats_the_link_and_a_new_serial_does_not() {
        let (key, other) = (LetterKey::generate().expect("randomness"), LetterKey::generate().expect("randomness"));
        let (person, colleague) = ("17".parse().expect("a good key"), "1".parse().expect("a good key"));
        assert!(key.token(&person, 0) == key.token(&person, 0));
        assert!(key.token(&person, 0) != key.token(&person, 1));
        assert!(key.token(&person, 0) != key.token(&colleague, 0));
        assert!(key.token(&person, 0) != other.token(&person, 0));
    }

    #[test]
    fn a_public_key_survives_its_bytes_and_other_bytes_are_none() {
        let keys = WaveKeys::generate().expect("randomness");
        assert!(WavePublicKey::from_bytes(&keys.public().to_bytes()).is_ok_and(|key| key == keys.public()));
        assert!(WavePublicKey::from_bytes(&[4; 65]).is_err());
        assert!(WavePublicKey::from_bytes(&[]).is_err());
    }
}
