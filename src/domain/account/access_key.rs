//! The tokens in links with which somebody chooses a password, made of the letter's name. So a letter that waits needs to
//! keep none, and is the same each time it is sent. Does not know whose letter it is.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::LetterName;
use crate::secret::{NoSecret, Secret};

const KEY: usize = 32;

/// A key of this installation; never printed, never copied.
pub struct AccessKey(Secret<KEY>);

impl From<Secret<KEY>> for AccessKey {
    fn from(secret: Secret<KEY>) -> Self {
        Self(secret)
    }
}

impl AccessKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        Secret::generate().map(Self)
    }

    /// The token of the letter with this name: 256 bits that nobody without the key can work out, though the name travels
    /// in the open.
    pub fn token(&self, letter: &LetterName) -> [u8; 32] {
        self.mac().chain_update(b"polsslag access 1\0").chain_update(letter.as_str()).finalize().into_bytes().into()
    }

    fn mac(&self) -> Hmac<Sha256> {
        // Unwrap safety: HMAC takes a key of any length.
        #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
        Hmac::<Sha256>::new_from_slice(self.0.bytes()).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_the_same_token_each_time_and_no_other_has_it() {
        let (key, other) = (AccessKey::generate().expect("randomness"), AccessKey::generate().expect("randomness"));
        let (first, second) = (LetterName::of([1; 16]), LetterName::of([2; 16]));
        assert_eq!(key.token(&first), key.token(&first));
        assert_ne!(key.token(&first), key.token(&second));
        assert_ne!(key.token(&first), other.token(&first));
    }
}
