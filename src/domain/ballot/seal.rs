//! The seal around a sheet (HPKE, RFC 9180): anyone can close it, only the wave's keys open it. Does not know the store.

use hpke::aead::AesGcm128;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use zeroize::Zeroizing;

use super::{BallotId, Sheet, WaveKeys, WavePublicKey};
use crate::{Questionnaire, UnitIndex, WaveLabel};

/// The encapsulated key: an uncompressed point of P-256.
const ENCAPSULATED: usize = 65;
/// Unit, then one byte for each item that a questionnaire can have at the most, so that length tells nothing.
const PLAIN: usize = 4 + Questionnaire::MOST_ITEMS;
/// The tag of AES-128-GCM.
const TAG: usize = 16;

/// A sealed ballot: a unit and a sheet that only the gate can open. Every one has the same length.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// A sheet could not be sealed; says nothing about its answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the answer could not be sealed")]
pub struct SealError;

impl Sealed {
    /// The length of every sealed ballot, in bytes.
    pub const LENGTH: usize = ENCAPSULATED + PLAIN + TAG;

    /// Seals a sheet for one wave under one ballot's name; the sheet is given up.
    ///
    /// # Errors
    /// When the key is no point the curve can work with.
    #[expect(clippy::needless_pass_by_value, reason = "whoever seals a sheet must not keep it")]
    pub fn seal(
        sheet: Sheet,
        unit: UnitIndex,
        ballot: BallotId,
        wave: &WaveLabel,
        key: &WavePublicKey,
    ) -> Result<Self, SealError> {
        let mut plain = Zeroizing::new([0; PLAIN]);
        plain[..4].copy_from_slice(&unit.number().to_le_bytes());
        plain[4..4 + sheet.bytes().len()].copy_from_slice(sheet.bytes());
        let (encapsulated, ciphertext) = single_shot_seal::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(
            &OpModeS::Base,
            &key.0,
            &info(wave),
            &plain[..],
            ballot.bytes(),
        )
        .map_err(|_| SealError)?;
        let mut bytes = encapsulated.to_bytes().to_vec();
        bytes.extend(ciphertext);
        Ok(Self(bytes))
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

/// Opens the ballots of one wave. For the gate alone.
pub(crate) struct Opener<'a> {
    private: <DhP256HkdfSha256 as Kem>::PrivateKey,
    info: Vec<u8>,
    questionnaire: &'a Questionnaire,
}

impl<'a> Opener<'a> {
    pub(crate) fn new(keys: &WaveKeys, wave: &WaveLabel, questionnaire: &'a Questionnaire) -> Self {
        Self { private: keys.private(), info: info(wave), questionnaire }
    }

    /// The unit and the sheet; `None` when the keys, the wave, the name or a byte is wrong.
    pub(crate) fn open(&self, sealed: &Sealed, ballot: BallotId) -> Option<(u32, Sheet)> {
        let (encapsulated, ciphertext) = sealed.0.split_at_checked(ENCAPSULATED)?;
        let encapsulated = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        let plain = single_shot_open::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(
            &OpModeR::Base,
            &self.private,
            &encapsulated,
            &self.info,
            ciphertext,
            ballot.bytes(),
        );
        let plain = Zeroizing::new(plain.ok()?);
        let (unit, answers) = plain.split_first_chunk::<4>()?;
        Some((u32::from_le_bytes(*unit), Sheet::from_bytes(answers, self.questionnaire)?))
    }
}

fn info(wave: &WaveLabel) -> Vec<u8> {
    [b"polsslag ballot 1 ", wave.as_str().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_opens_only_with_its_keys_its_wave_and_its_name() {
        let team = Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).expect("a good file");
        let (keys, others) = (WaveKeys::generate().expect("randomness"), WaveKeys::generate().expect("randomness"));
        let wave: WaveLabel = "2026-11".parse().expect("a good label");
        let id = BallotId::from_bytes([1; 32]);
        let sheet = || Sheet::from_form(&team, [("voice", "4")]).unwrap_or_else(|error| panic!("{error}"));
        let seal = || Sealed::seal(sheet(), UnitIndex::ORGANISATION, id, &wave, &keys.public()).expect("a good key");
        let sealed = seal();
        assert_eq!(sealed.bytes().len(), Sealed::LENGTH);
        assert!(sealed != seal(), "the same sheet never looks the same twice");

        let other: WaveLabel = "2026-12".parse().expect("a good label");
        let opener = Opener::new(&keys, &wave, &team);
        let found = opener.open(&sealed, id).map(|(unit, sheet)| (unit, sheet.aligned(&team, 0)));
        assert_eq!(found, Some((0, Some(4))));
        assert!(Opener::new(&others, &wave, &team).open(&sealed, id).is_none());
        assert!(Opener::new(&keys, &other, &team).open(&sealed, id).is_none());
        assert!(opener.open(&sealed, BallotId::from_bytes([2; 32])).is_none());
        for position in 0..Sealed::LENGTH {
            let mut bytes = sealed.bytes().to_vec();
            bytes[position] ^= 1;
            assert!(opener.open(&Sealed::from_bytes(bytes), id).is_none(), "byte {position}");
        }
        assert!(opener.open(&Sealed::from_bytes(vec![4; 7]), id).is_none());
    }
}
