//! The keys of one wave, all from one secret that lives outside the database. Does not know where the file is kept.

use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Token;
use crate::PersonKey;

/// The secret of a wave. Whoever has it can make the tokens and open the ballots; it is destroyed at the close.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct WaveKeys {
    secret: [u8; 32],
}

/// The text is no key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key file is damaged: expected one line of 64 hexadecimal digits")]
pub struct BadKeyFile;

impl WaveKeys {
    /// New keys from the operating system's randomness.
    ///
    /// # Errors
    /// When the operating system gives none.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self { secret })
    }

    /// What a key file holds.
    pub fn to_file_text(&self) -> Zeroizing<String> {
        Zeroizing::new(HEXLOWER.encode(&self.secret) + "\n")
    }

    /// Keys from a key file.
    ///
    /// # Errors
    /// When the file holds anything but 64 hexadecimal digits.
    pub fn from_file_text(text: &str) -> Result<Self, BadKeyFile> {
        let bytes = Zeroizing::new(HEXLOWER.decode(text.trim().as_bytes()).map_err(|_| BadKeyFile)?);
        Ok(Self { secret: bytes.as_slice().try_into().map_err(|_| BadKeyFile)? })
    }

    /// The token of one person's letter; the same letter sent again carries the same token.
    ///
    /// `serial` counts replacements of a lost link, from 0.
    ///
    /// # Panics
    /// Never: HMAC takes a key of any length.
    pub fn token(&self, person: &PersonKey, serial: u32) -> Token {
        let key = self.derive(b"polsslag token");
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

    /// The half that may be known: with it a sheet can be sealed, and nothing opened.
    ///
    /// # Panics
    /// Never: HKDF-SHA256 gives up to 8,160 bytes.
    pub fn public(&self) -> WavePublicKey {
        WavePublicKey(DhP256HkdfSha256::derive_keypair(&self.derive(b"polsslag seal")[..]).1)
    }

    pub(super) fn private(&self) -> <DhP256HkdfSha256 as Kem>::PrivateKey {
        DhP256HkdfSha256::derive_keypair(&self.derive(b"polsslag seal")[..]).0
    }

    fn derive(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        // Unwrap safety: HKDF-SHA256 gives up to 8,160 bytes.
        #[expect(clippy::unwrap_used, reason = "HKDF-SHA256 gives up to 8,160 bytes")]
        Hkdf::<Sha256>::new(None, &self.secret).expand(purpose, &mut key[..]).unwrap();
        key
    }
}

/// The public half of a wave's key pair (DHKEM on P-256, RFC 9180).
#[derive(Clone, PartialEq, Eq)]
pub struct WavePublicKey(pub(super) <DhP256HkdfSha256 as Kem>::PublicKey);

impl WavePublicKey {
    /// The key as the store keeps it: an uncompressed point of 65 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// A key that comes back from the store.
    ///
    /// # Errors
    /// When the bytes are no point of the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadKeyFile> {
        Deserializable::from_bytes(bytes).map(Self).map_err(|_| BadKeyFile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_gives_back_the_same_keys() {
        let keys = WaveKeys::generate().expect("randomness");
        let read = WaveKeys::from_file_text(&keys.to_file_text()).expect("its own file");
        let person = "17".parse().expect("a good key");
        assert!(keys.token(&person, 0) == read.token(&person, 0));
        assert!(keys.token(&person, 0) != read.token(&person, 1));
        assert!(keys.public() == read.public());
        assert!(WavePublicKey::from_bytes(&keys.public().to_bytes()).is_ok_and(|key| key == keys.public()));
        for bad in ["", "zz", "00", &"0".repeat(63), &"0".repeat(66)] {
            assert!(WaveKeys::from_file_text(bad).is_err(), "{bad}");
        }
        assert!(WavePublicKey::from_bytes(&[4; 65]).is_err());
    }
}
