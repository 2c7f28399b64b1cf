//! A lock that opens to a passphrase (Argon2id, RFC 9106, and AES-128-GCM). Does not know who knows the passphrase.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::custody::CustodySecret;
use super::keys::{NoRandomness, SECRET, random};

/// A passphrase, forgotten as soon as it is let go. Not `Debug` or `Clone`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(String);

/// The text is too short, or too long to be meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase has {least} to {most} characters; take a sentence of several words", least = Passphrase::LEAST, most = Passphrase::MOST)]
pub struct BadPassphrase;

impl Passphrase {
    /// The fewest characters of a new passphrase: it guards a copy of the key folder that can be tried at leisure.
    pub const LEAST: usize = 16;
    /// The most characters.
    pub const MOST: usize = 200;

    /// A new passphrase, without the blanks around it.
    ///
    /// # Errors
    /// When it is shorter than [`Passphrase::LEAST`] or longer than [`Passphrase::MOST`] characters.
    pub fn new(text: &str) -> Result<Self, BadPassphrase> {
        let text = text.trim();
        let good = (Self::LEAST..=Self::MOST).contains(&text.chars().count());
        if good { Ok(Self(text.to_owned())) } else { Err(BadPassphrase) }
    }
}

/// The custodian's secret under one passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lock {
    /// Memory of Argon2id, in KiB.
    pub(super) memory: u32,
    /// Passes of Argon2id.
    pub(super) passes: u32,
    pub(super) salt: Vec<u8>,
    pub(super) locked: Vec<u8>,
}

/// 64 MiB and three passes: the second recommendation of RFC 9106, section 4.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// A file that asks for more is damaged, and would stop the machine.
const MOST_MEMORY: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;
const SALT: usize = 16;

impl Lock {
    pub(super) fn new(secret: &CustodySecret, passphrase: &Passphrase) -> Result<Self, NoRandomness> {
        let salt = random::<SALT>()?.to_vec();
        let key = key(passphrase, &salt, MEMORY, PASSES);
        // A fresh salt makes a fresh key, under which this one message is sealed.
        let message = Payload { msg: &secret.0, aad: b"polsslag custody" };
        let locked = key.and_then(|key| key.encrypt(&Nonce::default(), message).ok()).unwrap_or_default();
        Ok(Self { memory: MEMORY, passes: PASSES, salt, locked })
    }

    /// The secret; `None` when the passphrase is another.
    pub(super) fn open(&self, passphrase: &Passphrase) -> Option<CustodySecret> {
        let message = Payload { msg: self.locked.as_slice(), aad: b"polsslag custody" };
        let key = key(passphrase, &self.salt, self.memory, self.passes)?;
        let plain = Zeroizing::new(key.decrypt(&Nonce::default(), message).ok()?);
        Some(CustodySecret(plain.as_slice().try_into().ok()?))
    }

    /// Whether the figures are such as this program writes them.
    pub(super) fn is_sane(&self) -> bool {
        (8..=MOST_MEMORY).contains(&self.memory)
            && (1..=MOST_PASSES).contains(&self.passes)
            && self.salt.len() == SALT
            && self.locked.len() == SECRET + 16
    }
}

fn key(passphrase: &Passphrase, salt: &[u8], memory: u32, passes: u32) -> Option<Aes128Gcm> {
    let mut key = Zeroizing::new([0; 16]);
    let params = Params::new(memory, passes, 1, Some(key.len())).ok()?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.0.as_bytes(), salt, &mut key[..])
        .ok()?;
    Aes128Gcm::new_from_slice(&key[..]).ok()
}
