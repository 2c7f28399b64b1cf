//! Who can open: the custodian's long-lived key pair. A wave's keys can be locked with it, and comments are kept under
//! it after the close. Does not know where it is kept.

use super::comment::Comment;
use super::keys::{self, NoRandomness, SECRET, WaveKeys};
use super::suite::{self, PublicKey, SealError};
use crate::WaveLabel;
use hpke::{Deserializable, Serializable};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The custodian's secret.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct CustodySecret(pub(super) [u8; SECRET]);

/// What may be known of it: with it things can be locked, and nothing opened.
#[derive(Clone, PartialEq, Eq)]
pub struct CustodyPublicKey(PublicKey);

/// The keys of a wave, locked with a custodian's key.
#[derive(Clone, PartialEq, Eq)]
pub struct LockedKeys(pub(super) Vec<u8>);

/// An earlier secret, locked with the key that took its place.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct LockedSecret(pub(super) Vec<u8>);

/// The comments of one class, which only the custodian can read. There is no order in them but that of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedComments {
    /// Position of the unit under which they stand.
    pub unit: u32,
    /// The seal, and everything in it.
    pub bytes: Vec<u8>,
}

impl CustodySecret {
    /// A new secret.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(*keys::random()?))
    }

    /// The half that may be known.
    pub fn public(&self) -> CustodyPublicKey {
        CustodyPublicKey(suite::key_pair(&self.0).1)
    }

    /// The keys of a wave; `None` when they were locked with another key or for another wave.
    pub fn unlock(&self, locked: &LockedKeys, wave: &WaveLabel) -> Option<WaveKeys> {
        let plain = suite::open(&suite::key_pair(&self.0).0, &lock_info(wave), b"", &locked.0)?;
        Some(WaveKeys { secret: plain.as_slice().try_into().ok()? })
    }

    /// The secret that this one took the place of.
    pub(super) fn open_former(&self, locked: &LockedSecret) -> Option<Self> {
        let plain = suite::open(&suite::key_pair(&self.0).0, FORMER, b"", &locked.0)?;
        Some(Self(plain.as_slice().try_into().ok()?))
    }

    /// The comments of a class, in the order of the alphabet; `None` when they are not for this custodian or damaged.
    pub fn read_comments(&self, sealed: &SealedComments, wave: &WaveLabel) -> Option<Vec<String>> {
        let private = suite::key_pair(&self.0).0;
        let plain = suite::open(&private, &comments_info(wave), &sealed.unit.to_le_bytes(), &sealed.bytes)?;
        toml::from_str::<Sheaf>(std::str::from_utf8(&plain).ok()?).ok().map(|sheaf| sheaf.comments)
    }
}

/// Comments as they stand under their seal.
#[derive(serde::Serialize, serde::Deserialize)]
struct Sheaf {
    comments: Vec<String>,
}

impl CustodyPublicKey {
    /// Locks the keys of a wave.
    ///
    /// # Errors
    /// When the key is no point the curve can work with.
    pub fn lock(&self, keys: &WaveKeys, wave: &WaveLabel) -> Result<LockedKeys, SealError> {
        suite::seal(&self.0, &lock_info(wave), b"", &keys.secret).map(LockedKeys)
    }

    /// Locks an earlier secret.
    pub(super) fn lock_former(&self, secret: &CustodySecret) -> Result<LockedSecret, SealError> {
        suite::seal(&self.0, FORMER, b"", &secret.0).map(LockedSecret)
    }

    /// Seals the comments of one class, sorted: their order tells nothing about who wrote them, or when.
    pub(crate) fn seal_comments(
        &self,
        comments: &[&Comment],
        unit: u32,
        wave: &WaveLabel,
    ) -> Result<SealedComments, SealError> {
        let mut sheaf = Sheaf { comments: comments.iter().map(|comment| comment.text().to_owned()).collect() };
        sheaf.comments.sort_by_cached_key(|text| alphabetical(text));
        let plain = toml::to_string(&sheaf).map(Zeroizing::new).map_err(|_| SealError);
        sheaf.comments.zeroize();
        let bytes = suite::seal(&self.0, &comments_info(wave), &unit.to_le_bytes(), plain?.as_bytes())?;
        Ok(SealedComments { unit, bytes })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Deserializable::from_bytes(bytes).ok().map(Self)
    }
}

/// Where a text stands in the alphabet: case and accents don't matter, unless nothing else differs.
pub(crate) fn alphabetical(text: &str) -> (String, String) {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect();
    (plain, text.to_owned())
}

/// What an earlier secret is locked for.
const FORMER: &[u8] = b"polsslag former custody 1";

fn lock_info(wave: &WaveLabel) -> Vec<u8> {
    format!("polsslag wave keys 1 {wave}").into_bytes()
}

fn comments_info(wave: &WaveLabel) -> Vec<u8> {
    format!("polsslag comments 1 {wave}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_s_keys_come_out_of_their_lock_for_their_custodian_and_their_wave_only() {
        let (custody, other) =
            (CustodySecret::generate().expect("randomness"), CustodySecret::generate().expect("randomness"));
        let keys = WaveKeys::generate().expect("randomness");
        let (wave, next) = ("2026-11".parse().expect("a label"), "2026-12".parse().expect("a label"));
        let locked = custody.public().lock(&keys, &wave).expect("a good key");
        assert!(custody.unlock(&locked, &wave).is_some_and(|found| found.public() == keys.public()));
        assert!(custody.unlock(&locked, &next).is_none());
        assert!(other.unlock(&locked, &wave).is_none());
    }

    #[test]
    fn comments_are_read_in_the_order_of_the_alphabet_by_their_custodian_only() {
        let (custody, other) =
            (CustodySecret::generate().expect("randomness"), CustodySecret::generate().expect("randomness"));
        let wave = "2026-11".parse().expect("a label");
        let comments = ["zon\nen \"maan\"", "Élan", "aap", "Boom", "mies = \\ '''"]
            .map(|text| Comment::from_form(text).unwrap_or_else(|error| panic!("{error}")));
        let sealed = custody.public().seal_comments(&comments.each_ref(), 3, &wave).expect("a good key");
        let read = custody.read_comments(&sealed, &wave).expect("its own");
        assert_eq!(read, ["aap", "Boom", "Élan", "mies = \\ '''", "zon\nen \"maan\""]);
        assert!(other.read_comments(&sealed, &wave).is_none());
        let elsewhere = SealedComments { unit: 4, ..sealed };
        assert!(custody.read_comments(&elsewhere, &wave).is_none());
    }
}
