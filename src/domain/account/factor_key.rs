//! The key under which second factors lie in the database, so that a stolen database has none. It is kept elsewhere; does
//! not know where.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::AccountName;

const KEY: usize = 16;
const NONCE: usize = 12;

/// A key of this installation. Not `Debug`, `Clone` or `Serialize`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct FactorKey([u8; KEY]);

/// There is no usable key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFactorKey {
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness: {0}")]
    Randomness(String),
    /// The text is no key.
    #[error("the key file is damaged: expected {} hexadecimal digits", 2 * KEY)]
    Damaged,
}

fn fill(bytes: &mut [u8]) -> Result<(), NoFactorKey> {
    getrandom::fill(bytes).map_err(|error| NoFactorKey::Randomness(error.to_string()))
}

impl FactorKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoFactorKey> {
        let mut key = Self([0; KEY]);
        fill(&mut key.0)?;
        Ok(key)
    }

    /// The key as its file holds it.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n", HEXLOWER.encode(&self.0)))
    }

    /// A key from its file.
    ///
    /// # Errors
    /// When the text is no key.
    pub fn from_text(text: &str) -> Result<Self, NoFactorKey> {
        let bytes = HEXLOWER.decode(text.trim().as_bytes()).map(Zeroizing::new).map_err(|_| NoFactorKey::Damaged)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| NoFactorKey::Damaged)
    }

    /// Seals the secret of an account's second factor; for another account it does not open.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn seal(&self, account: &AccountName, secret: &[u8]) -> Result<Vec<u8>, NoFactorKey> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce)?;
        let message = Payload { msg: secret, aad: account.as_str().as_bytes() };
        // A secret of twenty bytes is never too long for the cipher.
        let sealed = self.cipher()?.encrypt(&Nonce::from(nonce), message).map_err(|_| NoFactorKey::Damaged)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// The secret; `None` when the key, the account or a byte is another.
    pub fn open(&self, account: &AccountName, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let message = Payload { msg: sealed, aad: account.as_str().as_bytes() };
        self.cipher().ok()?.decrypt(&Nonce::from(*nonce), message).ok().map(Zeroizing::new)
    }

    /// A mark that only this installation can make for an account, for a browser in which somebody signed in to it.
    pub fn mark(&self, account: &AccountName) -> [u8; 32] {
        self.mac(account).finalize().into_bytes().into()
    }

    /// Whether `mark` is that of this account; takes equally long for each wrong one.
    pub fn knows(&self, account: &AccountName, mark: &[u8]) -> bool {
        self.mac(account).verify_slice(mark).is_ok()
    }

    fn cipher(&self) -> Result<Aes128Gcm, NoFactorKey> {
        Aes128Gcm::new_from_slice(&self.0).map_err(|_| NoFactorKey::Damaged)
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn mac(&self, account: &AccountName) -> Hmac<Sha256> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length");
        mac.chain_update(b"polsslag known browser 1 ").chain_update(account.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_account_and_under_its_key_only() {
        let (ada, bob) = ("ada".parse().expect("a name"), "bob".parse().expect("a name"));
        let key = FactorKey::generate().expect("randomness");
        let sealed = key.seal(&ada, b"a secret of 20 bytes").expect("sealed");
        assert!(!sealed.windows(8).any(|window| window == b"a secret"));
        let back = FactorKey::from_text(&key.to_text()).unwrap_or_else(|_| panic!("its own text"));
        assert_eq!(back.open(&ada, &sealed).as_deref().map(Vec::as_slice), Some(&b"a secret of 20 bytes"[..]));
        assert!(back.open(&bob, &sealed).is_none());
        assert!(FactorKey::generate().expect("randomness").open(&ada, &sealed).is_none());
        assert!(FactorKey::from_text("abc").is_err());
    }

    #[test]
    fn a_mark_is_for_one_account() {
        let (ada, bob) = ("ada".parse().expect("a name"), "bob".parse().expect("a name"));
        let key = FactorKey::generate().expect("randomness");
        let mark = key.mark(&ada);
        assert!(key.knows(&ada, &mark) && !key.knows(&bob, &mark) && !key.knows(&ada, &mark[..31]));
    }
}
