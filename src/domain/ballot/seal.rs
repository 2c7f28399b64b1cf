//! The outer seal: the server wraps an envelope together with the unit its sender counts in, so that no browser can
//! choose a team. Does not know the store.

use zeroize::Zeroizing;

use super::envelope::{Address, Envelope, Part};
use super::suite::{self, ADDED, PrivateKey, SealError};
use super::{BallotId, Comment, Sheet, WaveKeys, WavePublicKey};
use crate::{Questionnaire, UnitIndex, WaveLabel};

/// Bytes that name the unit.
const UNIT: usize = 4;

/// A sealed ballot: a unit and an envelope that only the gate can open. All of one kind have the same length.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// One person's two ballots, under names that can't be joined without the token.
pub struct Submission {
    /// Where the scores are kept.
    pub scores: (BallotId, Sealed),
    /// Where the comment is kept; there always is one, mostly without a word in it.
    pub comment: (BallotId, Sealed),
}

impl Sealed {
    /// The length of every sealed sheet, in bytes.
    pub const SCORES: usize = Part::Scores.sealed() + UNIT + ADDED;
    /// The length of every sealed comment, in bytes.
    pub const COMMENT: usize = Part::Comment.sealed() + UNIT + ADDED;

    /// Seals a sheet for one wave under one ballot's name; the sheet is given up.
    ///
    /// # Errors
    /// When the key is no point the curve can work with.
    #[expect(clippy::needless_pass_by_value, reason = "whoever seals a sheet must not keep it")]
    pub fn seal(
        sheet: Sheet,
        unit: UnitIndex,
        name: BallotId,
        wave: &WaveLabel,
        key: &WavePublicKey,
    ) -> Result<Self, SealError> {
        let address = Address { part: Part::Scores, name, wave, key };
        Self::around(&Envelope::scores(&sheet, &address)?, unit, &address)
    }

    /// Seals a comment for one wave under one ballot's name; the comment is given up.
    ///
    /// # Errors
    /// When the key is no point the curve can work with.
    #[expect(clippy::needless_pass_by_value, reason = "whoever seals a comment must not keep it")]
    pub fn seal_comment(
        comment: Comment,
        unit: UnitIndex,
        name: BallotId,
        wave: &WaveLabel,
        key: &WavePublicKey,
    ) -> Result<Self, SealError> {
        let address = Address { part: Part::Comment, name, wave, key };
        Self::around(&Envelope::comment(&comment, &address)?, unit, &address)
    }

    /// Wraps an envelope with the unit of its sender.
    ///
    /// # Errors
    /// When the key is no point the curve can work with.
    pub fn around(envelope: &Envelope, unit: UnitIndex, address: &Address<'_>) -> Result<Self, SealError> {
        let plain = Zeroizing::new([&unit.number().to_le_bytes()[..], envelope.bytes()].concat());
        let info = info(envelope.part(), address.wave);
        suite::seal(&address.key.0, info.as_bytes(), address.name.bytes(), &plain).map(Self)
    }

    /// The bytes, as the store keeps them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Bytes that come back from the store; nothing is known of them until the gate opens them.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

fn info(part: Part, wave: &WaveLabel) -> String {
    format!("{} placed", part.info(wave))
}

/// Opens the ballots of one wave. For the gate alone.
pub(crate) struct Opener {
    private: PrivateKey,
    wave: WaveLabel,
    questionnaire: Questionnaire,
}

impl Opener {
    pub(crate) fn new(keys: &WaveKeys, wave: &WaveLabel, questionnaire: &Questionnaire) -> Self {
        Self { private: keys.private(), wave: wave.clone(), questionnaire: questionnaire.clone() }
    }

    /// The unit and the sheet; `None` when the keys, the wave, the name or a byte is wrong.
    pub(crate) fn open(&self, sealed: &Sealed, name: BallotId) -> Option<(u32, Sheet)> {
        let (unit, plain) = self.unwrap(sealed, name, Part::Scores)?;
        Some((unit, Sheet::from_bytes(&plain, &self.questionnaire)?))
    }

    /// The unit and the comment; `None` as with [`Opener::open`].
    pub(crate) fn open_comment(&self, sealed: &Sealed, name: BallotId) -> Option<(u32, Comment)> {
        let (unit, plain) = self.unwrap(sealed, name, Part::Comment)?;
        Some((unit, Comment::from_padded(&plain)?))
    }

    fn unwrap(&self, sealed: &Sealed, name: BallotId, part: Part) -> Option<(u32, Zeroizing<Vec<u8>>)> {
        let placed = suite::open(&self.private, info(part, &self.wave).as_bytes(), name.bytes(), &sealed.0)?;
        let (unit, envelope) = placed.split_first_chunk::<UNIT>()?;
        let plain = Envelope::open(envelope, part, &self.private, &self.wave, name)?;
        Some((u32::from_le_bytes(*unit), plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team() -> Questionnaire {
        Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).expect("a good file")
    }

    #[test]
    fn a_ballot_opens_only_with_its_keys_its_wave_and_its_name() {
        let team = team();
        let (keys, others) = (WaveKeys::generate().expect("randomness"), WaveKeys::generate().expect("randomness"));
        let wave: WaveLabel = "2026-11".parse().expect("a good label");
        let id = BallotId::from_bytes([1; 32]);
        let sheet = || Sheet::from_form(&team, [("voice", "4")]).unwrap_or_else(|error| panic!("{error}"));
        let seal = || Sealed::seal(sheet(), UnitIndex::ORGANISATION, id, &wave, &keys.public()).expect("a good key");
        let sealed = seal();
        assert_eq!(sealed.bytes().len(), Sealed::SCORES);
        assert!(sealed != seal(), "the same sheet never looks the same twice");

        let other: WaveLabel = "2026-12".parse().expect("a good label");
        let opener = Opener::new(&keys, &wave, &team);
        let found = opener.open(&sealed, id).map(|(unit, sheet)| (unit, sheet.aligned(&team, 0)));
        assert_eq!(found, Some((0, Some(4))));
        assert!(Opener::new(&others, &wave, &team).open(&sealed, id).is_none());
        assert!(Opener::new(&keys, &other, &team).open(&sealed, id).is_none());
        assert!(opener.open(&sealed, BallotId::from_bytes([2; 32])).is_none());
        assert!(opener.open_comment(&sealed, id).is_none(), "a sheet is no comment");
        for position in 0..Sealed::SCORES {
            let mut bytes = sealed.bytes().to_vec();
            bytes[position] ^= 1;
            assert!(opener.open(&Sealed::from_bytes(bytes), id).is_none(), "byte {position}");
        }
        assert!(opener.open(&Sealed::from_bytes(vec![4; 7]), id).is_none());
    }

    #[test]
    fn a_comment_and_no_comment_look_alike() {
        let keys = WaveKeys::generate().expect("randomness");
        let wave: WaveLabel = "2026-11".parse().expect("a good label");
        let id = BallotId::from_bytes([1; 32]);
        let seal = |text: &str| {
            let comment = Comment::from_form(text).unwrap_or_else(|error| panic!("{error}"));
            let sealed = Sealed::seal_comment(comment, UnitIndex::ORGANISATION, id, &wave, &keys.public());
            sealed.expect("a good key")
        };
        let opener = Opener::new(&keys, &wave, &team());
        for text in ["", "Wij zwijgen", &"x".repeat(Comment::MOST_BYTES)] {
            let sealed = seal(text);
            assert_eq!(sealed.bytes().len(), Sealed::COMMENT);
            assert!(opener.open_comment(&sealed, id).is_some_and(|(unit, found)| unit == 0 && found.text() == text));
        }
    }
}
