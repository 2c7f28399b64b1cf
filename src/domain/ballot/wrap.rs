//! The key of the outer seal: made anew at each start of the server, kept in its memory, sealed for the close. Does not
//! open an envelope.
//!
//! What it hides is where a sheet counts, from whoever reads the database; the answers lie under the inner seal, which
//! it can't open. A key agreement for each ballot would hide no more, and cost most of the time of an answer and of a
//! close. Ballots don't say under which key they lie: the close tries them all, so that nothing tells from which days
//! two ballots are.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::keys::{NoRandomness, WaveKeys, WavePublicKey, random};
use super::suite::{self, ADDED, SealError};
use crate::WaveLabel;

const KEY: usize = 16;
/// A random nonce of 96 bits: two of a million ballots meet with a probability of 10^-17.
const NONCE: usize = 12;
/// What wrapping adds: the nonce in front, the tag of AES-128-GCM behind.
pub(super) const WRAPPED: usize = NONCE + 16;

/// The key of the outer seal. Not `Debug`, `Clone` or `Serialize`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct WrappingKey([u8; KEY]);

/// A wrapping key that only the wave's keys open.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedWrappingKey(Vec<u8>);

impl WrappingKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(*random()?))
    }

    /// Seals the key for the close of a wave.
    ///
    /// # Errors
    /// When the wave's key is no point the curve can work with.
    pub fn seal(&self, wave: &WaveLabel, key: &WavePublicKey) -> Result<SealedWrappingKey, SealError> {
        suite::seal(&key.0, &info(wave), b"", &self.0).map(SealedWrappingKey)
    }

    /// Nonce and ciphertext in one. `context` must be the same when it is opened.
    pub(super) fn wrap(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce = random::<NONCE>().map_err(|_| SealError)?;
        let message = Payload { msg: plain, aad: context };
        let cipher = Aes128Gcm::new_from_slice(&self.0).map_err(|_| SealError)?;
        let ciphertext = cipher.encrypt(&Nonce::from(*nonce), message).map_err(|_| SealError)?;
        Ok([&nonce[..], &ciphertext].concat())
    }

    /// What was wrapped; `None` when the key, the context or a byte is another.
    pub(super) fn unwrap(&self, context: &[u8], wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, ciphertext) = wrapped.split_first_chunk::<NONCE>()?;
        let message = Payload { msg: ciphertext, aad: context };
        let cipher = Aes128Gcm::new_from_slice(&self.0).ok()?;
        cipher.decrypt(&Nonce::from(*nonce), message).ok().map(Zeroizing::new)
    }
}

impl SealedWrappingKey {
    /// The length of every sealed wrapping key, in bytes.
    pub const LENGTH: usize = KEY + ADDED;

    /// The bytes, as the store keeps them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Bytes that come back from the store; nothing is known of them until they are opened.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The key; `None` when the wave, its keys or a byte is another.
    pub(super) fn open(&self, keys: &WaveKeys, wave: &WaveLabel) -> Option<WrappingKey> {
        let plain = suite::open(&keys.private(), &info(wave), b"", &self.0)?;
        Some(WrappingKey(plain.as_slice().try_into().ok()?))
    }
}

fn info(wave: &WaveLabel) -> Vec<u8> {
    format!("polsslag wrapping key 1 {wave}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapping_key_comes_back_for_its_wave_only_and_unwraps_in_its_context_only() {
        let keys = WaveKeys::generate().expect("randomness");
        let (wave, next) = ("2026-11".parse().expect("a label"), "2026-12".parse().expect("a label"));
        let key = WrappingKey::generate().expect("randomness");
        let sealed = key.seal(&wave, &keys.public()).expect("a good key");
        assert_eq!(sealed.bytes().len(), SealedWrappingKey::LENGTH);
        assert!(sealed.open(&keys, &next).is_none());
        let back = sealed.open(&keys, &wave).unwrap_or_else(|| panic!("its own wave"));
        let wrapped = key.wrap(b"here", b"a unit and an envelope").expect("it wraps");
        assert_ne!(wrapped, key.wrap(b"here", b"a unit and an envelope").expect("it wraps"));
        assert_eq!(back.unwrap(b"here", &wrapped).as_deref().map(Vec::as_slice), Some(&b"a unit and an envelope"[..]));
        assert!(back.unwrap(b"there", &wrapped).is_none());
        assert!(WrappingKey::generate().expect("randomness").unwrap(b"here", &wrapped).is_none());
    }
}
