//! The inner seal, closed in the browser or on arrival: scores or a comment that the server need not read. Does not
//! know where its sender counts.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::comment::Comment;
use super::suite::{self, ADDED, PrivateKey, SealError};
use super::{BallotId, Sheet, WavePublicKey};
use crate::{Questionnaire, WaveLabel};

/// What lies in an envelope. Each kind has its own purpose under the seal, and its own length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The answers to the items.
    Scores,
    /// Words.
    Comment,
}

impl Part {
    /// The bytes under the seal; those that are not needed are 0.
    const fn plain(self) -> usize {
        match self {
            Self::Scores => Questionnaire::MOST_ITEMS,
            Self::Comment => Comment::PADDED,
        }
    }

    /// The length of an envelope.
    pub(super) const fn sealed(self) -> usize {
        self.plain() + ADDED
    }

    const fn purpose(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Comment => "comment",
        }
    }

    /// The `info` of the inner seal, as RFC 9180 calls it: a purpose and a wave.
    pub fn info(self, wave: &WaveLabel) -> String {
        format!("polsslag {} 1 {wave}", self.purpose())
    }
}

/// Where an envelope goes: whoever seals one must know all of this, and it opens nowhere else.
#[derive(Clone, Copy)]
pub struct Address<'a> {
    /// The kind.
    pub part: Part,
    /// The name under which it will be kept.
    pub name: BallotId,
    /// The wave.
    pub wave: &'a WaveLabel,
    /// The wave's public key.
    pub key: &'a WavePublicKey,
}

/// Scores or a comment, sealed; its length tells its kind and nothing else.
pub struct Envelope {
    bytes: Vec<u8>,
    part: Part,
}

/// What a browser sent is no envelope for this address; says nothing about which part of it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was sent is not sealed for this link")]
pub struct BadEnvelope;

/// Bytes of the check in front of a browser's envelope.
const CHECK: usize = 16;

impl Envelope {
    /// Seals a sheet, which is given up.
    pub(super) fn scores(sheet: &Sheet, address: &Address<'_>) -> Result<Self, SealError> {
        let mut plain = zeroize::Zeroizing::new([0; Questionnaire::MOST_ITEMS]);
        plain[..sheet.bytes().len()].copy_from_slice(sheet.bytes());
        Self::seal(&plain[..], Address { part: Part::Scores, ..*address })
    }

    /// Seals a comment, which is given up.
    pub(super) fn comment(comment: &Comment, address: &Address<'_>) -> Result<Self, SealError> {
        Self::seal(&comment.padded()[..], Address { part: Part::Comment, ..*address })
    }

    fn seal(plain: &[u8], address: Address<'_>) -> Result<Self, SealError> {
        let info = address.part.info(address.wave);
        let bytes = suite::seal(&address.key.0, info.as_bytes(), address.name.bytes(), plain)?;
        Ok(Self { bytes, part: address.part })
    }

    /// An envelope that a browser sealed: base64url of a check and the sealed bytes.
    ///
    /// The check is the first half of a SHA-256 over purpose, wave, name and bytes. It keeps out what was cut short,
    /// damaged, or sealed for another wave or link; whoever makes it on purpose spoils their own answer only.
    ///
    /// # Errors
    /// When the length, the curve point or the check is wrong.
    pub fn from_browser(text: &str, address: &Address<'_>) -> Result<Self, BadEnvelope> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| BadEnvelope)?;
        let (check, sealed) = bytes.split_at_checked(CHECK).ok_or(BadEnvelope)?;
        let good = sealed.len() == address.part.sealed()
            && check == &address.digest(sealed)[..CHECK]
            && suite::begins_with_a_point(sealed);
        if good { Ok(Self { bytes: sealed.to_vec(), part: address.part }) } else { Err(BadEnvelope) }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) const fn part(&self) -> Part {
        self.part
    }

    /// What lies in an envelope; `None` when the key, the wave, the name or a byte is wrong.
    pub(super) fn open(
        bytes: &[u8],
        part: Part,
        key: &PrivateKey,
        wave: &WaveLabel,
        name: BallotId,
    ) -> Option<zeroize::Zeroizing<Vec<u8>>> {
        let plain = suite::open(key, part.info(wave).as_bytes(), name.bytes(), bytes)?;
        (plain.len() == part.plain()).then_some(plain)
    }
}

impl Address<'_> {
    fn digest(&self, sealed: &[u8]) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.part.info(self.wave))
            .chain_update(self.name.bytes())
            .chain_update(sealed)
            .finalize()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ballot::WaveKeys;

    fn as_browser(envelope: &Envelope, address: &Address<'_>) -> String {
        let check = address.digest(envelope.bytes());
        BASE64URL_NOPAD.encode(&[&check[..CHECK], envelope.bytes()].concat())
    }

    #[test]
    fn an_envelope_is_taken_at_its_own_address_only() {
        let (keys, others) = (WaveKeys::generate().expect("randomness"), WaveKeys::generate().expect("randomness"));
        let (public, foreign) = (keys.public(), others.public());
        let (wave, next) = ("2026-11".parse().expect("a label"), "2026-12".parse().expect("a label"));
        let name = BallotId::from_bytes([3; 32]);
        let address = Address { part: Part::Comment, name, wave: &wave, key: &public };
        let envelope = Envelope::comment(&Comment::none(), &address).expect("a good key");
        let text = as_browser(&envelope, &address);
        assert!(Envelope::from_browser(&text, &address).is_ok_and(|read| read.bytes() == envelope.bytes()));
        for elsewhere in [
            Address { part: Part::Scores, ..address },
            Address { name: BallotId::from_bytes([4; 32]), ..address },
            Address { wave: &next, ..address },
        ] {
            assert!(Envelope::from_browser(&text, &elsewhere).is_err());
        }
        for position in 0..text.len() {
            let mut flipped = text.clone().into_bytes();
            flipped[position] = if flipped[position] == b'A' { b'B' } else { b'A' };
            let flipped = String::from_utf8(flipped).expect("ASCII");
            assert!(Envelope::from_browser(&flipped, &address).is_err(), "character {position}");
        }
        // Sealed for another wave's key under this address: the check can't see it, the gate can't open it.
        let elsewhere = Envelope::comment(&Comment::none(), &Address { key: &foreign, ..address }).expect("a good key");
        assert!(Envelope::open(elsewhere.bytes(), Part::Comment, &keys.private(), &wave, name).is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_refused(text in ".{0,400}") {
            let keys = WaveKeys::generate().expect("randomness");
            let wave = "2026-11".parse().expect("a label");
            let address =
                Address { part: Part::Scores, name: BallotId::from_bytes([3; 32]), wave: &wave, key: &keys.public() };
            prop_assert!(Envelope::from_browser(&text, &address).is_err());
        }
    }
}
