//! Stopping letters, without a list of who did: a person's mark stands in their letters, and what is kept of it can't be
//! joined to a person without the key. Does not know who stopped, or when.

use std::collections::HashSet;
use std::fmt;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::PersonKey;
use crate::secret::{NoSecret, Secret};

const KEY: usize = 32;
/// The part of a mark that is the person's, in bytes.
const NAME: usize = 16;
/// The part that shows that the mark was made with the key: nobody guesses 80 bits over a network.
const TAG: usize = 10;

/// A key of this installation; never printed, never copied.
pub struct OptOutKey(Secret<KEY>);

impl From<Secret<KEY>> for OptOutKey {
    fn from(secret: Secret<KEY>) -> Self {
        Self(secret)
    }
}

/// The mark of one person: whoever has it may stop that person's letters, and start them again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OptOutMark([u8; NAME + TAG]);

/// What is kept of a mark: a hash, from which the link can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OptOut([u8; 32]);

impl OptOut {
    /// The hash as it is kept.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for OptOut {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl OptOutMark {
    /// What is kept of it.
    pub fn opt_out(&self) -> OptOut {
        OptOut(Sha256::new_with_prefix(b"polsslag kept opt-out 1\0").chain_update(self.0).finalize().into())
    }
}

impl fmt::Display for OptOutMark {
    /// 42 lower-case letters and digits (RFC 4648 base32, without padding), as it stands in a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE32_NOPAD.encode(&self.0).to_ascii_lowercase())
    }
}

impl OptOutKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        Secret::generate().map(Self)
    }

    /// The mark of a person, the same in all their letters.
    pub fn mark(&self, person: &PersonKey) -> OptOutMark {
        let name: [u8; 32] =
            self.mac(b"polsslag opt-out 1").chain_update(person.as_str()).finalize().into_bytes().into();
        let mut mark = [0; NAME + TAG];
        mark[..NAME].copy_from_slice(&name[..NAME]);
        let tag: [u8; 32] = self.tag(&name[..NAME]).finalize().into_bytes().into();
        mark[NAME..].copy_from_slice(&tag[..TAG]);
        OptOutMark(mark)
    }

    /// The mark that this text is, if it was made with this key; takes equally long for each wrong one. Needs no list of
    /// people. A mail program may have changed the case.
    pub fn read(&self, text: &str) -> Option<OptOutMark> {
        let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).ok()?;
        let mark: [u8; NAME + TAG] = bytes.try_into().ok()?;
        self.tag(&mark[..NAME]).verify_truncated_left(&mark[NAME..]).is_ok().then_some(OptOutMark(mark))
    }

    /// Whether this person is among those who stopped their letters.
    pub fn is_in(&self, stopped: &HashSet<OptOut>, person: &PersonKey) -> bool {
        !stopped.is_empty() && stopped.contains(&self.mark(person).opt_out())
    }

    fn tag(&self, name: &[u8]) -> Hmac<Sha256> {
        self.mac(b"polsslag opt-out tag 1").chain_update(name)
    }

    fn mac(&self, purpose: &[u8]) -> Hmac<Sha256> {
        // Unwrap safety: HMAC takes a key of any length.
        #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
        let mac = Hmac::<Sha256>::new_from_slice(self.0.bytes()).unwrap();
        mac.chain_update(purpose).chain_update([0])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(text: &str) -> PersonKey {
        text.parse().expect("a key")
    }

    #[test]
    fn a_mark_is_one_person_s_under_one_key() {
        let (key, other) = (OptOutKey::generate().expect("randomness"), OptOutKey::generate().expect("randomness"));
        let mark = key.mark(&person("p1")).to_string();
        assert_eq!(mark.len(), 42);
        assert!(mark.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        assert!(key.read(&mark) == Some(key.mark(&person("p1"))) && key.read(&mark.to_uppercase()).is_some());
        assert!(key.mark(&person("p1")) != key.mark(&person("p2")));
        assert!(other.read(&mark).is_none() && other.mark(&person("p1")) != key.mark(&person("p1")));
        for cut in 0..mark.len() {
            assert!(key.read(&mark[..cut]).is_none(), "a part of it: {cut}");
        }
    }

    #[test]
    fn a_mark_with_another_letter_in_it_is_none() {
        let key = OptOutKey::generate().expect("randomness");
        let mark = key.mark(&person("p1")).to_string();
        for place in 0..mark.len() {
            let changed = if mark.as_bytes()[place] == b'a' { "b" } else { "a" };
            let wrong = format!("{}{changed}{}", &mark[..place], &mark[place + 1..]);
            assert!(key.read(&wrong).is_none(), "{place}");
        }
    }

    #[test]
    fn whoever_stopped_is_found_and_nobody_else() {
        let key = OptOutKey::generate().expect("randomness");
        let stopped: HashSet<_> = [key.mark(&person("p1")).opt_out()].into();
        assert!(key.is_in(&stopped, &person("p1")) && !key.is_in(&stopped, &person("p2")));
        assert!(!key.is_in(&HashSet::new(), &person("p1")));
    }

    proptest! {
        #[test]
        fn no_other_text_is_taken_for_a_mark(text in "\\PC{0,60}") {
            prop_assert!(OptOutKey::generate().expect("randomness").read(&text).is_none());
        }
    }
}
