//! What the two kinds of key files hold, as TOML: a wave's secrets, and the custodian's. Does not touch a disk.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::custody::{CustodyPublicKey, CustodySecret, LockedKeys};
use super::keys::{LetterKey, NoRandomness, WaveKeys};
use super::passphrase::{Lock, Passphrase};

/// The text is no key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key file is damaged: {0}")]
pub struct BadKeyFile(&'static str);

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
}

impl WaveSecrets {
    /// What the key file of a wave holds.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (opening, opening_locked) = match &self.opening {
            Opening::Plain(keys) => (Some(HEXLOWER.encode(&keys.secret)), None),
            Opening::Locked(locked) => (None, Some(HEXLOWER.encode(&locked.0))),
        };
        write(&WaveShape { letters: HEXLOWER.encode(&self.letters.0), opening, opening_locked })
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
        Ok(Self { letters, opening })
    }
}

/// Who has a passphrase to the custodian's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The confidential adviser.
    Adviser,
    /// The adviser's deputy.
    Deputy,
}

/// The custodian's key pair: the secret lies in the file, or under one passphrase each of the adviser and a deputy.
pub struct Custody {
    public: CustodyPublicKey,
    keeping: Keeping,
}

enum Keeping {
    Plain(CustodySecret),
    Locked(Vec<(Holder, Lock)>),
}

/// The passphrase opens nothing, or one is needed and none was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// None was given.
    #[error("a passphrase is needed: the adviser's or the deputy's")]
    Needed,
    /// It is neither the adviser's nor the deputy's.
    #[error("this is neither the adviser's passphrase nor the deputy's")]
    Wrong,
}

impl Custody {
    /// A new key pair whose secret lies in the file.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        let secret = CustodySecret::generate()?;
        Ok(Self { public: secret.public(), keeping: Keeping::Plain(secret) })
    }

    /// The half that may be known.
    pub const fn public(&self) -> &CustodyPublicKey {
        &self.public
    }

    /// Whether a passphrase is needed to open anything.
    pub const fn needs_passphrase(&self) -> bool {
        matches!(self.keeping, Keeping::Locked(_))
    }

    /// Whether this holder has a passphrase.
    pub fn has(&self, holder: Holder) -> bool {
        matches!(&self.keeping, Keeping::Locked(locks) if locks.iter().any(|(of, _)| *of == holder))
    }

    /// The secret. With a passphrase this takes about a quarter of a second and 64 MiB, on purpose.
    ///
    /// # Errors
    /// When a passphrase is needed and none was given, or it opens nothing.
    pub fn admit(&self, passphrase: Option<&Passphrase>) -> Result<CustodySecret, NotAdmitted> {
        match (&self.keeping, passphrase) {
            (Keeping::Plain(secret), _) => Ok(CustodySecret(secret.0)),
            (Keeping::Locked(_), None) => Err(NotAdmitted::Needed),
            (Keeping::Locked(locks), Some(passphrase)) => {
                locks.iter().find_map(|(_, lock)| lock.open(passphrase)).ok_or(NotAdmitted::Wrong)
            }
        }
    }

    /// The same key pair with a holder's passphrase set or replaced; a secret that lay in the file lies there no more.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn with(&self, secret: &CustodySecret, holder: Holder, passphrase: &Passphrase) -> Result<Self, NoRandomness> {
        let mut locks = match &self.keeping {
            Keeping::Plain(_) => Vec::new(),
            Keeping::Locked(locks) => locks.iter().filter(|(of, _)| *of != holder).cloned().collect(),
        };
        locks.push((holder, Lock::new(secret, passphrase)?));
        Ok(Self { public: self.public.clone(), keeping: Keeping::Locked(locks) })
    }

    /// What the custodian's key file holds.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (secret, locks) = match &self.keeping {
            Keeping::Plain(secret) => (Some(HEXLOWER.encode(&secret.0)), Vec::new()),
            Keeping::Locked(locks) => (None, locks.iter().map(LockShape::of).collect()),
        };
        write(&CustodyShape { public: HEXLOWER.encode(&self.public.to_bytes()), secret, holder: locks })
    }

    /// A key pair from a key file.
    ///
    /// # Errors
    /// When the file is damaged, or its halves don't belong together.
    pub fn from_text(text: &str) -> Result<Self, BadKeyFile> {
        let shape: CustodyShape =
            toml::from_str(text).map_err(|_| BadKeyFile("expected public, and secret or holder"))?;
        let public = CustodyPublicKey::from_bytes(&bytes(&shape.public)?).ok_or(BadKeyFile("public is no key"))?;
        let keeping = match &shape.secret {
            Some(text) => {
                let secret = CustodySecret(*secret(text)?);
                if secret.public() != public || !shape.holder.is_empty() {
                    return Err(BadKeyFile("public and secret don't belong together"));
                }
                Keeping::Plain(secret)
            }
            None if shape.holder.is_empty() => return Err(BadKeyFile("it has no secret")),
            None => Keeping::Locked(shape.holder.iter().map(LockShape::read).collect::<Result<_, _>>()?),
        };
        Ok(Self { public, keeping })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CustodyShape {
    public: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holder: Vec<LockShape>,
}

impl Drop for CustodyShape {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockShape {
    name: Holder,
    argon2id_kib: u32,
    argon2id_passes: u32,
    salt: String,
    locked: String,
}

impl LockShape {
    fn of((name, lock): &(Holder, Lock)) -> Self {
        Self {
            name: *name,
            argon2id_kib: lock.memory,
            argon2id_passes: lock.passes,
            salt: HEXLOWER.encode(&lock.salt),
            locked: HEXLOWER.encode(&lock.locked),
        }
    }

    fn read(&self) -> Result<(Holder, Lock), BadKeyFile> {
        let (memory, passes) = (self.argon2id_kib, self.argon2id_passes);
        let lock = Lock { memory, passes, salt: bytes(&self.salt)?, locked: bytes(&self.locked)? };
        if lock.is_sane() { Ok((self.name, lock)) } else { Err(BadKeyFile("a holder's lock is out of range")) }
    }
}

fn write(shape: &impl Serialize) -> Zeroizing<String> {
    // Strings and numbers in a flat table always have a spelling in TOML.
    Zeroizing::new(toml::to_string(shape).unwrap_or_default())
}

fn bytes(hex: &str) -> Result<Vec<u8>, BadKeyFile> {
    HEXLOWER.decode(hex.as_bytes()).map_err(|_| BadKeyFile("expected hexadecimal digits"))
}

fn secret(hex: &str) -> Result<Zeroizing<[u8; 32]>, BadKeyFile> {
    let bytes = Zeroizing::new(bytes(hex)?);
    let secret = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| BadKeyFile("expected 64 hexadecimal digits"))?;
    Ok(Zeroizing::new(secret))
}

#[cfg(test)]
mod tests;
