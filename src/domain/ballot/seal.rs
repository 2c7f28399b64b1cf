//! A sealed ballot: the server wraps an envelope together with the unit its sender counts in, so that no browser can
//! choose a team. Does not know the store.

use zeroize::Zeroizing;

use super::envelope::{Address, Envelope, Part};
use super::suite::{PrivateKey, SealError};
use super::wrap::{SealedWrappingKey, WRAPPED, WrappingKey};
use super::{BallotId, Comment, Sheet, WaveKeys};
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
    pub const SCORES: usize = Part::Scores.sealed() + UNIT + WRAPPED;
    /// The length of every sealed comment, in bytes.
    pub const COMMENT: usize = Part::Comment.sealed() + UNIT + WRAPPED;

    /// Seals a sheet for its address, with the unit it counts in; the sheet is given up.
    ///
    /// # Errors
    /// When the wave's key is no point the curve can work with.
    #[expect(clippy::needless_pass_by_value, reason = "whoever seals a sheet must not keep it")]
    pub fn seal(sheet: Sheet, unit: UnitIndex, to: &Address<'_>, wrap: &WrappingKey) -> Result<Self, SealError> {
        Self::around(&Envelope::scores(&sheet, to)?, unit, to, wrap)
    }

    /// Seals a comment for its address, with the unit it counts in; the comment is given up.
    ///
    /// # Errors
    /// When the wave's key is no point the curve can work with.
    #[expect(clippy::needless_pass_by_value, reason = "whoever seals a comment must not keep it")]
    pub fn seal_comment(
        comment: Comment,
        unit: UnitIndex,
        to: &Address<'_>,
        wrap: &WrappingKey,
    ) -> Result<Self, SealError> {
        Self::around(&Envelope::comment(&comment, to)?, unit, to, wrap)
    }

    /// Wraps an envelope with the unit of its sender.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn around(
        envelope: &Envelope,
        unit: UnitIndex,
        to: &Address<'_>,
        wrap: &WrappingKey,
    ) -> Result<Self, SealError> {
        let plain = Zeroizing::new([&unit.number().to_le_bytes()[..], envelope.bytes()].concat());
        wrap.wrap(&context(envelope.part(), to.wave, to.name), &plain).map(Self)
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

/// What a wrapped envelope belongs to: it can't be taken for another part, another wave or another name.
fn context(part: Part, wave: &WaveLabel, name: BallotId) -> Vec<u8> {
    [part.info(wave).as_bytes(), b" placed ", name.bytes()].concat()
}

/// Opens the ballots of one wave. For the gate alone.
pub(crate) struct Opener {
    private: PrivateKey,
    wraps: Vec<WrappingKey>,
    wave: WaveLabel,
    questionnaire: Questionnaire,
}

impl Opener {
    pub(crate) fn new(
        keys: &WaveKeys,
        wraps: &[SealedWrappingKey],
        wave: &WaveLabel,
        questionnaire: &Questionnaire,
    ) -> Self {
        let wraps = wraps.iter().filter_map(|sealed| sealed.open(keys, wave)).collect();
        Self { private: keys.private(), wraps, wave: wave.clone(), questionnaire: questionnaire.clone() }
    }

    /// Whether the outer seal opens, which no browser can prevent.
    pub(crate) fn unwraps(&self, sealed: &Sealed, name: BallotId, part: Part) -> bool {
        let context = context(part, &self.wave, name);
        self.wraps.iter().any(|wrap| wrap.unwrap(&context, &sealed.0).is_some())
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
        let context = context(part, &self.wave, name);
        let placed = self.wraps.iter().find_map(|wrap| wrap.unwrap(&context, &sealed.0))?;
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
        let (wrap, public) = (WrappingKey::generate().expect("randomness"), keys.public());
        let to = Address { part: Part::Scores, name: id, wave: &wave, key: &public };
        let seal = || Sealed::seal(sheet(), UnitIndex::ORGANISATION, &to, &wrap).expect("a good key");
        let sealed = seal();
        assert_eq!(sealed.bytes().len(), Sealed::SCORES);
        assert!(sealed != seal(), "the same sheet never looks the same twice");

        let other: WaveLabel = "2026-12".parse().expect("a good label");
        let wraps = [wrap.seal(&wave, &keys.public()).expect("a good key")];
        let opener = Opener::new(&keys, &wraps, &wave, &team);
        let found = opener.open(&sealed, id).map(|(unit, sheet)| (unit, sheet.aligned(&team, 0)));
        assert_eq!(found, Some((0, Some(4))));
        assert!(Opener::new(&others, &wraps, &wave, &team).open(&sealed, id).is_none());
        assert!(Opener::new(&keys, &wraps, &other, &team).open(&sealed, id).is_none());
        assert!(Opener::new(&keys, &[], &wave, &team).open(&sealed, id).is_none());
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
        let (wrap, public) = (WrappingKey::generate().expect("randomness"), keys.public());
        let to = Address { part: Part::Comment, name: id, wave: &wave, key: &public };
        let seal = |text: &str| {
            let comment = Comment::from_form(text).unwrap_or_else(|error| panic!("{error}"));
            Sealed::seal_comment(comment, UnitIndex::ORGANISATION, &to, &wrap).expect("a good key")
        };
        let wraps = [wrap.seal(&wave, &keys.public()).expect("a good key")];
        let opener = Opener::new(&keys, &wraps, &wave, &team());
        for text in ["", "Wij zwijgen", &"x".repeat(Comment::MOST_BYTES)] {
            let sealed = seal(text);
            assert_eq!(sealed.bytes().len(), Sealed::COMMENT);
            assert!(opener.open_comment(&sealed, id).is_some_and(|(unit, found)| unit == 0 && found.text() == text));
        }
    }
}
