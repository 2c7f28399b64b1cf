//! What the key file of a wave holds, as TOML. Does not touch a disk.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::custody::LockedKeys;
use super::keys::{LetterKey, WaveKeys};

/// The text is no key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key file is damaged: {0}")]
pub struct BadKeyFile(pub(super) &'static str);

/// What opens the ballots of a wave.
pub enum Opening {
    /// The keys themselves.
    Plain(WaveKeys),
    /// The keys, locked with the custodian's.
    Locked(LockedKeys),
}

/// The secrets of one wave.
pub struct WaveSecrets {
    /// Makes the links.
    pub letters: LetterKey,
    /// Opens the ballots.
    pub opening: Opening,
    /// Whether the keys lay in a file without a lock before: somebody may have a copy of that.
    pub lay_open: bool,
}

/// A secret in a file, cleared when it is let go.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct WaveShape {
    letters: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opening: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opening_locked: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    lay_open: bool,
}

impl WaveSecrets {
    /// What the key file of a wave holds.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (opening, opening_locked) = match &self.opening {
            Opening::Plain(keys) => (Some(HEXLOWER.encode(&keys.secret)), None),
            Opening::Locked(locked) => (None, Some(HEXLOWER.encode(&locked.0))),
        };
        let lay_open = self.lay_open;
        write(&WaveShape { letters: HEXLOWER.encode(&self.letters.0), opening, opening_locked, lay_open })
    }

    /// Secrets from a key file.
    ///
    /// # Errors
    /// When a secret is missing, cut short or not hexadecimal.
    pub fn from_text(text: &str) -> Result<Self, BadKeyFile> {
        let shape: WaveShape = toml::from_str(text).map_err(|_| BadKeyFile("expected letters and opening"))?;
        let letters = LetterKey(*secret(&shape.letters)?);
        let opening = match (&shape.opening, &shape.opening_locked) {
            (Some(plain), None) => Opening::Plain(WaveKeys { secret: *secret(plain)? }),
            (None, Some(locked)) => Opening::Locked(LockedKeys(bytes(locked)?)),
            _ => return Err(BadKeyFile("expected either opening or opening_locked")),
        };
        Ok(Self { letters, opening, lay_open: shape.lay_open })
    }
}

pub(super) fn write(shape: &impl Serialize) -> Zeroizing<String> {
    // Strings and numbers in a flat table always have a spelling in TOML.
    Zeroizing::new(toml::to_string(shape).unwrap_or_default())
}

pub(super) fn bytes(hex: &str) -> Result<Vec<u8>, BadKeyFile> {
    HEXLOWER.decode(hex.as_bytes()).map_err(|_| BadKeyFile("expected hexadecimal digits"))
}

pub(super) fn secret(hex: &str) -> Result<Zeroizing<[u8; 32]>, BadKeyFile> {
    let bytes = Zeroizing::new(bytes(hex)?);
    let secret = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| BadKeyFile("expected 64 hexadecimal digits"))?;
    Ok(Zeroizing::new(secret))
}
