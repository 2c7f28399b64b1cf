//! A private key that signs: RSA of 2048 to 4096 bits, or Ed25519. Does not know whose it is, or where it is kept.

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use zeroize::{Zeroize, Zeroizing};

/// What stands before the 32 bytes of an Ed25519 key (RFC 8410, section 7), in the form that other programs read too.
const ED25519: [u8; 16] = *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
/// `rsaEncryption`, as it stands before a public key (RFC 3279, section 2.3.1).
const RSA: [u8; 15] = *b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

/// A key that can't sign letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// There is no key.
    #[error("it holds no private key without a password as PEM (-----BEGIN PRIVATE KEY-----)")]
    NoKey,
    /// It is of another kind, too short or damaged.
    #[error("its key can't be used ({why}); it must be RSA of 2048 to 4096 bits, or Ed25519")]
    Unusable {
        /// In the library's words.
        why: String,
    },
    /// No key can be made.
    #[error("the operating system gives no randomness")]
    NoRandomness,
}

/// A private key. What it was read from is wiped; the library keeps its own copy until the program ends.
pub struct SigningKey(Pair);

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    /// Reads a key from the text of a PEM file.
    ///
    /// # Errors
    /// When there is none in it, or one that can't be used.
    pub fn read(pem: &[u8]) -> Result<Self, BadKey> {
        let mut found = PrivateKeyDer::from_pem_slice(pem).map_err(|_| BadKey::NoKey)?;
        let read = Self::of(&found);
        found.zeroize();
        read
    }

    fn of(found: &PrivateKeyDer<'_>) -> Result<Self, BadKey> {
        let rsa = match found {
            PrivateKeyDer::Pkcs8(der) => {
                if let Ok(pair) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.secret_pkcs8_der()) {
                    return Ok(Self(Pair::Ed25519(pair)));
                }
                RsaKeyPair::from_pkcs8(der.secret_pkcs8_der())
            }
            PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err(BadKey::Unusable { why: "it is neither".to_owned() }),
        };
        let pair = rsa.map_err(|rejected| BadKey::Unusable { why: rejected.to_string() })?;
        Ok(Self(Pair::Rsa(Box::new(pair))))
    }

    /// The text of a PEM file with a new Ed25519 key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn fresh() -> Result<Zeroizing<String>, BadKey> {
        let mut document = Zeroizing::new([0; ED25519.len() + 32]);
        document[..ED25519.len()].copy_from_slice(&ED25519);
        getrandom::fill(&mut document[ED25519.len()..]).map_err(|_| BadKey::NoRandomness)?;
        let text = Zeroizing::new(BASE64.encode(&*document));
        Ok(Zeroizing::new(format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", *text)))
    }

    /// Its kind, as DKIM names it.
    pub const fn algorithm(&self) -> &'static str {
        match self.0 {
            Pair::Rsa(_) => "rsa",
            Pair::Ed25519(_) => "ed25519",
        }
    }

    /// Signs a text: RSASSA-PKCS1-v1_5 (RFC 8017), or Ed25519 of the text's SHA-256 (RFC 8463, section 3). Neither takes
    /// chance. Nothing when the library refuses.
    pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        match &self.0 {
            Pair::Ed25519(pair) => Some(pair.sign(digest(&SHA256, text).as_ref()).as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature).ok()?;
                Some(signature)
            }
        }
    }

    /// The public key alone: 32 bytes, or an `RSAPublicKey`.
    pub(super) fn bare(&self) -> &[u8] {
        match &self.0 {
            Pair::Rsa(pair) => pair.public().as_ref(),
            Pair::Ed25519(pair) => pair.public_key().as_ref(),
        }
    }

    /// The public key as it is published: 32 bytes, or a `SubjectPublicKeyInfo`.
    pub(super) fn public(&self) -> Vec<u8> {
        match &self.0 {
            Pair::Ed25519(_) => self.bare().to_vec(),
            Pair::Rsa(_) => {
                let bits = wrapped(0x03, &[&[0], self.bare()].concat());
                wrapped(0x30, &[&RSA[..], &bits].concat())
            }
        }
    }
}

/// A value of DER of 256 to 65,535 bytes: every RSA key here is as long.
fn wrapped(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(value.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[tag, 0x82], &length[..], value].concat()
}
