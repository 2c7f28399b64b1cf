//! Secrets of an installation that lie in a file of their own as hexadecimal digits. Does not know where, or for what.

use data_encoding::HEXLOWER;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// So many secret bytes. Can be neither printed nor copied nor written down.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret<const N: usize>([u8; N]);

/// There is no usable secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSecret {
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness: {0}")]
    Randomness(String),
    /// The text is no secret.
    #[error("the key file is damaged: expected {digits} hexadecimal digits")]
    Damaged {
        /// How many digits there should be.
        digits: usize,
    },
}

/// Fresh bytes from the operating system.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), NoSecret> {
    getrandom::fill(bytes).map_err(|error| NoSecret::Randomness(error.to_string()))
}

impl<const N: usize> Secret<N> {
    /// A new secret.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        let mut secret = Self([0; N]);
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// The secret as its file holds it.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n", HEXLOWER.encode(&self.0)))
    }

    /// A secret from its file.
    ///
    /// # Errors
    /// When the text is no secret of this length.
    pub fn from_text(text: &str) -> Result<Self, NoSecret> {
        let damaged = || NoSecret::Damaged { digits: 2 * N };
        let bytes = HEXLOWER.decode(text.trim().as_bytes()).map(Zeroizing::new).map_err(|_| damaged())?;
        bytes.as_slice().try_into().map(Self).map_err(|_| damaged())
    }

    pub(crate) const fn bytes(&self) -> &[u8; N] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_survives_its_file_and_other_texts_are_none() {
        let secret = Secret::<16>::generate().expect("randomness");
        assert!(Secret::<16>::from_text(&secret.to_text()).is_ok_and(|read| read.bytes() == secret.bytes()));
        for bad in ["", "abc", "zz", &secret.to_text()[..30]] {
            assert_eq!(Secret::<16>::from_text(bad).err(), Some(NoSecret::Damaged { digits: 32 }), "{bad}");
        }
        assert!(Secret::<32>::from_text(&secret.to_text()).is_err(), "too short");
    }
}
