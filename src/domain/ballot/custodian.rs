//! The custodian's key file, as TOML: a key pair, whose secret lies in it or under passphrases. Does not touch a disk.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::custody::{CustodyPublicKey, CustodySecret, LockedKeys, LockedSecret, SealedComments};
use super::key_file::{BadKeyFile, bytes, secret, write};
use super::keys::{NoRandomness, WaveKeys};
use super::passphrase::{Lock, Passphrase};
use crate::WaveLabel;

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
    /// Earlier secrets, sealed with the current key.
    former: Vec<LockedSecret>,
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

/// The custodian's secret, and those it took the place of: comments of earlier waves lie under them.
pub struct CustodySecrets {
    current: CustodySecret,
    former: Vec<CustodySecret>,
}

impl CustodySecrets {
    fn all(&self) -> impl Iterator<Item = &CustodySecret> {
        std::iter::once(&self.current).chain(&self.former)
    }

    /// The half of the current secret that may be known.
    pub fn public(&self) -> CustodyPublicKey {
        self.current.public()
    }

    /// The keys of a wave; `None` when they were locked for another custodian or for another wave.
    pub fn unlock(&self, locked: &LockedKeys, wave: &WaveLabel) -> Option<WaveKeys> {
        self.all().find_map(|secret| secret.unlock(locked, wave))
    }

    /// The comments of a class; `None` when they are not for this custodian or damaged.
    pub fn read_comments(&self, sealed: &SealedComments, wave: &WaveLabel) -> Option<Vec<String>> {
        self.all().find_map(|secret| secret.read_comments(sealed, wave))
    }
}

impl Custody {
    /// A new key pair whose secret lies in the file.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        let secret = CustodySecret::generate()?;
        Ok(Self { public: secret.public(), keeping: Keeping::Plain(secret), former: Vec::new() })
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

    /// The secrets. With a passphrase this takes about a quarter of a second and 64 MiB, on purpose.
    ///
    /// # Errors
    /// When a passphrase is needed and none was given, or it opens nothing.
    pub fn admit(&self, passphrase: Option<&Passphrase>) -> Result<CustodySecrets, NotAdmitted> {
        let current = match (&self.keeping, passphrase) {
            (Keeping::Plain(secret), _) => CustodySecret(secret.0),
            (Keeping::Locked(_), None) => return Err(NotAdmitted::Needed),
            (Keeping::Locked(locks), Some(passphrase)) => {
                locks.iter().find_map(|(_, lock)| lock.open(passphrase)).ok_or(NotAdmitted::Wrong)?
            }
        };
        // A file put together from two would be caught here.
        if current.public() != self.public {
            return Err(NotAdmitted::Wrong);
        }
        let former = self.former.iter().filter_map(|locked| current.open_former(locked)).collect();
        Ok(CustodySecrets { current, former })
    }

    /// The file with a holder's passphrase set, and the secrets that it holds now.
    ///
    /// A first passphrase, and one that takes the place of another, come with a new key pair: an old copy of the file,
    /// or an old passphrase, opens nothing that is locked from then on. The other holder must then set theirs again.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn with(
        &self,
        secrets: CustodySecrets,
        holder: Holder,
        passphrase: &Passphrase,
    ) -> Result<(Self, CustodySecrets), NoRandomness> {
        if let Keeping::Locked(locks) = &self.keeping
            && !self.has(holder)
        {
            let mut locks = locks.clone();
            locks.push((holder, Lock::new(&secrets.current, passphrase)?));
            let keeping = Keeping::Locked(locks);
            return Ok((Self { public: self.public.clone(), keeping, former: self.former.clone() }, secrets));
        }
        let current = CustodySecret::generate()?;
        let public = current.public();
        let keeping = Keeping::Locked(vec![(holder, Lock::new(&current, passphrase)?)]);
        let former = secrets.all().filter_map(|secret| public.lock_former(secret).ok()).collect();
        let CustodySecrets { current: last, former: mut earlier } = secrets;
        earlier.insert(0, last);
        Ok((Self { public, keeping, former }, CustodySecrets { current, former: earlier }))
    }

    /// What the custodian's key file holds.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (secret, locks) = match &self.keeping {
            Keeping::Plain(secret) => (Some(HEXLOWER.encode(&secret.0)), Vec::new()),
            Keeping::Locked(locks) => (None, locks.iter().map(LockShape::of).collect()),
        };
        let former = self.former.iter().map(|locked| HEXLOWER.encode(&locked.0)).collect();
        write(&CustodyShape { public: HEXLOWER.encode(&self.public.to_bytes()), secret, former, holder: locks })
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
        let former = shape.former.iter().map(|text| bytes(text).map(LockedSecret)).collect::<Result<_, _>>()?;
        Ok(Self { public, keeping, former })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CustodyShape {
    public: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<String>,
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

#[cfg(test)]
mod tests;
