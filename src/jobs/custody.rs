//! Who can open a wave: whoever has the key folder, or only those who know a passphrase. Does not open anything.

use domain::ballot::NoRandomness;
use domain::{Custody, CustodySecrets, Holder, NotAdmitted, Opening, Passphrase, WaveSecrets};

use crate::{KeyError, KeyFolder};

/// What the configuration asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustodyRule {
    /// The secret lies in a file of the key folder; a wave can be closed unattended.
    File,
    /// The secret lies under the adviser's passphrase and the deputy's; one of the two closes a wave.
    Passphrase,
}

/// Why the custodian's key can't be used.
#[derive(Debug, thiserror::Error)]
pub enum CustodyError {
    /// Adviser and deputy must both have a passphrase.
    #[error(
        "privacy.custody is \"passphrase\", but {missing} has none yet; set it with: polsslag keys passphrase {missing}"
    )]
    NoPassphrase {
        /// Who has none, as the command line says it.
        missing: &'static str,
    },
    /// There are passphrases, and the configuration asks for none.
    #[error("the custodian's key is under passphrases, but privacy.custody is \"file\"; write \"passphrase\" there")]
    HasPassphrases,
    /// The passphrase is missing or wrong.
    #[error(transparent)]
    NotAdmitted(#[from] NotAdmitted),
    /// The keys of a wave can't be locked.
    #[error("the keys of an open wave can't be locked with the custodian's key")]
    Lock,
    /// The operating system gave no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The key file failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The work was interrupted.
    #[error("the work was interrupted; nothing was changed")]
    Interrupted,
}

/// The custodian's key pair as the configuration wants it; made when the secret may lie in a file and there is none.
///
/// # Errors
/// When passphrases are wanted and not set, or set and not wanted, or the disk refuses.
pub(crate) fn custody(keys: &KeyFolder, rule: CustodyRule) -> Result<Custody, CustodyError> {
    if let Some(custody) = ready(keys, rule)? {
        return Ok(custody);
    }
    let fresh = Custody::generate()?;
    keys.keep_custody(&fresh)?;
    Ok(fresh)
}

/// The custodian's key pair as the configuration wants it, if there is one; none when one may be made. Changes nothing.
///
/// # Errors
/// As [`custody`].
pub(crate) fn ready(keys: &KeyFolder, rule: CustodyRule) -> Result<Option<Custody>, CustodyError> {
    let custody = match (keys.custody(), rule) {
        (Err(KeyError::Missing { .. }), CustodyRule::File) => return Ok(None),
        (Err(KeyError::Missing { .. }), CustodyRule::Passphrase) => {
            return Err(CustodyError::NoPassphrase { missing: name(Holder::Adviser) });
        }
        (found, _) => found?,
    };
    match rule {
        CustodyRule::File if custody.needs_passphrase() => Err(CustodyError::HasPassphrases),
        CustodyRule::Passphrase => {
            match [Holder::Adviser, Holder::Deputy].into_iter().find(|holder| !custody.has(*holder)) {
                Some(missing) => Err(CustodyError::NoPassphrase { missing: name(missing) }),
                None => Ok(Some(custody)),
            }
        }
        CustodyRule::File => Ok(Some(custody)),
    }
}

/// The holder as the command line says it.
const fn name(holder: Holder) -> &'static str {
    match holder {
        Holder::Adviser => "adviser",
        Holder::Deputy => "deputy",
    }
}

/// Sets or replaces a holder's passphrase, and locks the keys of open waves with the key pair that comes with it.
/// `known` is a passphrase that opens already, and needed when there is one.
///
/// Tells whether the other holder had a passphrase that opens nothing any more.
///
/// # Errors
/// When `known` is needed and opens nothing, or the disk refuses; then everything is as it was.
pub fn set_passphrase(
    keys: &KeyFolder,
    holder: Holder,
    fresh: &Passphrase,
    known: Option<&Passphrase>,
) -> Result<bool, CustodyError> {
    let _lock = keys.lock()?;
    let before = match keys.custody() {
        Err(KeyError::Missing { .. }) => Custody::generate()?,
        found => found?,
    };
    let other = if holder == Holder::Adviser { Holder::Deputy } else { Holder::Adviser };
    let (after, secrets) = before.with(before.admit(known)?, holder, fresh)?;
    // Everything is read before anything is written.
    let waves = keys.waves()?.into_iter().map(|wave| Ok((keys.read(&wave)?, wave)));
    let waves = waves.collect::<Result<Vec<_>, KeyError>>()?;
    // First the custodian, which still opens what was locked before; then wave by wave what is to be locked anew.
    keys.keep_custody(&after)?;
    for (WaveSecrets { letters, opening, lay_open }, wave) in waves {
        let opened = match opening {
            Opening::Plain(keys) => Some(keys),
            Opening::Locked(locked) => secrets.unlock(&locked, &wave),
        };
        if let Some(opened) = opened {
            let opening = Opening::Locked(after.public().lock(&opened, &wave).map_err(|_| CustodyError::Lock)?);
            keys.replace(&wave, &WaveSecrets { letters, opening, lay_open })?;
        }
    }
    Ok(before.has(other) && !after.has(other))
}

/// Opens the custodian's secret, off the threads that serve pages: it takes a quarter of a second of hard work.
pub(crate) async fn admit(keys: &KeyFolder, passphrase: Option<Passphrase>) -> Result<CustodySecrets, CustodyError> {
    let custody = keys.custody()?;
    let admitted = tokio::task::spawn_blocking(move || custody.admit(passphrase.as_ref())).await;
    Ok(admitted.map_err(|_| CustodyError::Interrupted)??)
}
