//! Signatures of our own on letters (DKIM, RFC 6376 and RFC 8463), for a sender whose mail server sets none. Does not know
//! what a letter says, and asks no name server.
//!
//! A signature has no time: the same letter, signed again, is the same to the last byte.

mod canonical;
mod header;
mod identity;
mod key;

#[cfg(test)]
mod tests;

pub use self::identity::{BadIdentity, Identity};
pub use self::key::{BadKey, SigningKey};
use crate::MailError;

/// Whoever signs: in the name of a domain, with a key.
pub struct Signer {
    identity: Identity,
    key: SigningKey,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.identity)
    }
}

impl Signer {
    /// Signs in this name with this key.
    pub const fn new(identity: Identity, key: SigningKey) -> Self {
        Self { identity, key }
    }

    /// In whose name.
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What must be published for receivers to check signatures: the text of a TXT record (RFC 6376, section 3.6.1).
    pub fn record(&self) -> String {
        let value = data_encoding::BASE64.encode(&self.key.public());
        format!("v=DKIM1; k={}; p={value}", self.key.algorithm())
    }

    /// Whether a published key is ours. RSA keys are published with their algorithm around them or bare.
    pub fn has_key(&self, algorithm: &str, published: &[u8]) -> bool {
        algorithm == self.key.algorithm() && (published == self.key.public() || published == self.key.bare())
    }

    /// The header that goes before a letter, with its end of line.
    pub(crate) fn sign(&self, letter: &[u8]) -> Result<String, MailError> {
        let unmade = |why: &str| MailError::Unmade(why.to_owned());
        let (head, body) = canonical::split(letter).ok_or_else(|| unmade("it has no head to sign"))?;
        let begun = header::begun(&self.identity, self.key.algorithm(), &head, &canonical::body(body));
        let text = header::text_to_sign(&head, &begun.names, &begun.value);
        let signature = self.key.sign(text.as_bytes()).ok_or_else(|| unmade("it could not be signed"))?;
        Ok(header::finished(&begun, &signature))
    }
}
