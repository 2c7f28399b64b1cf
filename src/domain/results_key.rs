//! The marks in the links to what was released of a unit: the same for everybody of the unit, and nobody can guess that of
//! another. Does not know who follows a link, or what stands behind it.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::secret::{NoSecret, Secret};
use crate::{UnitPath, WaveLabel};

const KEY: usize = 32;

/// A key of this installation; never printed, never copied.
pub struct ResultsKey(Secret<KEY>);

impl From<Secret<KEY>> for ResultsKey {
    fn from(secret: Secret<KEY>) -> Self {
        Self(secret)
    }
}

/// The mark of one unit in one wave: whoever has it may read what was released there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultsMark([u8; ResultsMark::BYTES]);

impl ResultsMark {
    /// Length in bytes.
    pub const BYTES: usize = 16;
}

impl fmt::Display for ResultsMark {
    /// 26 lower-case letters and digits (RFC 4648 base32, without padding), as it stands in a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE32_NOPAD.encode(&self.0).to_ascii_lowercase())
    }
}

impl ResultsKey {
    /// A new key.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoSecret> {
        Secret::generate().map(Self)
    }

    /// The mark of a unit in a wave.
    pub fn mark(&self, wave: &WaveLabel, unit: &UnitPath) -> ResultsMark {
        ResultsMark(shortened(self.page(wave, unit)))
    }

    /// Whether this text is the mark of the unit in the wave; takes equally long for each wrong one. A mail program may
    /// have changed the case.
    pub fn admits(&self, wave: &WaveLabel, unit: &UnitPath, mark: &str) -> bool {
        BASE32_NOPAD.decode(mark.to_ascii_uppercase().as_bytes()).is_ok_and(|mark| {
            mark.len() == ResultsMark::BYTES && self.page(wave, unit).verify_truncated_left(&mark).is_ok()
        })
    }

    fn page(&self, wave: &WaveLabel, unit: &UnitPath) -> Hmac<Sha256> {
        // Neither a label nor a path has a zero byte, so that no two pairs are written alike.
        self.mac(b"polsslag results 1").chain_update(wave.as_str()).chain_update([0]).chain_update(unit.to_string())
    }

    fn mac(&self, purpose: &[u8]) -> Hmac<Sha256> {
        // Unwrap safety: HMAC takes a key of any length.
        #[expect(clippy::unwrap_used, reason = "HMAC takes a key of any length")]
        let mac = Hmac::<Sha256>::new_from_slice(self.0.bytes()).unwrap();
        mac.chain_update(purpose).chain_update([0])
    }
}

/// The first 128 bits.
fn shortened(mac: Hmac<Sha256>) -> [u8; ResultsMark::BYTES] {
    let digest: [u8; 32] = mac.finalize().into_bytes().into();
    let mut first = [0; ResultsMark::BYTES];
    first.copy_from_slice(&digest[..ResultsMark::BYTES]);
    first
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wave(text: &str) -> WaveLabel {
        text.parse().expect("a label")
    }

    fn unit(text: &str) -> UnitPath {
        text.parse().expect("a path")
    }

    #[test]
    fn a_mark_opens_one_unit_in_one_wave_under_one_key() {
        let (key, other) = (ResultsKey::generate().expect("randomness"), ResultsKey::generate().expect("randomness"));
        let (november, team) = (wave("2026-11"), unit("Care/Team A"));
        let mark = key.mark(&november, &team).to_string();
        assert_eq!(mark.len(), 26);
        assert!(key.admits(&november, &team, &mark) && key.admits(&november, &team, &mark.to_uppercase()));
        for (label, path) in
            [("2026-12", "Care/Team A"), ("2026-11", "Care/Team B"), ("2026-11", "Care"), ("2026-11", "/")]
        {
            assert!(!key.admits(&wave(label), &unit(path), &mark), "{label} {path}");
        }
        assert!(!other.admits(&november, &team, &mark));
        for cut in 0..mark.len() {
            assert!(!key.admits(&november, &team, &mark[..cut]), "a part of it: {cut}");
        }
    }

    proptest! {
        #[test]
        fn no_other_text_is_taken_for_a_mark(text in "\\PC{0,40}") {
            let key = ResultsKey::generate().expect("randomness");
            prop_assert!(!key.admits(&wave("2026-11"), &unit("Care"), &text));
        }
    }
}
