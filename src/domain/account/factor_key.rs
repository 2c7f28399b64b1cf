//! The key under which second factors lie in the database, so that a stolen database has none. It is kept elsewhere; does
//! not know where.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::AccountName;
use crate::secret::{NoSecret, Secret, fill};

const KEY: usize = 16;
const NONCE: usize = 12;

/// A key of this installation; never printed, never copied.
pub struct FactorKey(Secret<KEY>);

impl From<Secret<KEY>> for FactorKey {
    fn from(secret: Secret<KEY>) -> Self {
        Self(secret)
    }
}

impl FactorKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        Secret::generate().map(Self)
    }

    /// Seals the secret of an account's second factor; for another account it does not open.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn seal(&self, account: &AccountName, secret: &[u8]) -> Result<Vec<u8>, NoSecret> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce)?;
        let message = Payload { msg: secret, aad: account.as_str().as_bytes() };
        // A secret of twenty bytes is never too long for the cipher.
        let sealed =
            self.cipher()?.encrypt(&Nonce::from(nonce), message).map_err(|_| NoSecret::Damaged { digits: 2 * KEY })?;
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

    fn cipher(&self) -> Result<Aes128Gcm, NoSecret> {
        Aes128Gcm::new_from_slice(self.0.bytes()).map_err(|_| NoSecret::Damaged { digits: 2 * KEY })
    }

    fn mac(&self, account: &AccountName) -> Hmac<Sha256> {
        // Unwrap safety: HMAC takes a key of any length.
        #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
        let mac = Hmac::<Sha256>::new_from_slice(self.0.bytes()).unwrap();
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
        assert_eq!(key.open(&ada, &sealed).as_deref().map(Vec::as_slice), Some(&b"a secret of 20 bytes"[..]));
        assert!(key.open(&bob, &sealed).is_none());
        assert!(FactorKey::generate().expect("randomness").open(&ada, &sealed).is_none());
    }

    #[test]
    fn a_mark_is_for_one_account() {
        let (ada, bob) = ("ada".parse().expect("a name"), "bob".parse().expect("a name"));
        let key = FactorKey::generate().expect("randomness");
        let mark = key.mark(&ada);
        assert!(key.knows(&ada, &mark) && !key.knows(&bob, &mark) && !key.knows(&ada, &mark[..31]));
    }
}
