//! Closes a wave: the gate, then the frozen publication, then the keys and the ballots are gone. Shows nothing.

use chrono::Months;
use domain::{Gate, GateError, Opening, Passphrase, Publication, Review, SealedWrappingKey, WaveKeys, WaveLabel};
use store::{Store, StoreError, WaveState};

use crate::custody::admit;
use crate::{CustodyError, KeyError, KeyFolder};

/// What came of closing a wave.
#[derive(Debug)]
pub struct Closing {
    /// What was published.
    pub publication: Publication,
    /// Ballots that were damaged on disk and could not be opened.
    pub unreadable: usize,
    /// Why traces of the wave are still to be cleared, which every later start tries again.
    pub unfinished: Option<CloseError>,
}

/// Why a wave was not closed, or not cleared.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// The gate refused.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The passphrase is missing or wrong, or the custodian's key can't be used.
    #[error(transparent)]
    Custody(#[from] CustodyError),
    /// The custodian's key does not open this wave's.
    #[error("the keys of wave {label} were locked with another custodian's key than the one in the key folder")]
    ForeignCustody {
        /// The wave.
        label: WaveLabel,
    },
    /// The key file failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Closes the wave named `label`. The publication is durable before anything is destroyed; what an interruption leaves
/// undone after that, [`finish_interrupted`] does at the next start.
///
/// `passphrase` is needed when the wave's keys are locked. `progress` is told how many ballots are opened, of how many.
///
/// # Errors
/// When there is no such open wave, its keys are missing, locked or foreign, or disk or database refuse.
pub async fn close(
    store: &Store,
    keys: &KeyFolder,
    label: &WaveLabel,
    passphrase: Option<Passphrase>,
    progress: impl FnMut(u64, u64) + Send,
) -> Result<Closing, CloseError> {
    let open = store.find_open_wave(label).await?.ok_or_else(|| StoreError::NotOpen { label: label.clone() })?;
    let custody = keys.custody()?.public().clone();
    let secret = opening_keys(keys, label, passphrase).await?;
    let wave = open.wave.clone();
    let since = wave.terms().opens - Months::new(12);
    let earlier = store.class_aggregates(wave.terms().questionnaire.key(), since).await?;
    let review = move |wraps: &[SealedWrappingKey]| Gate::review(wave.close(), &secret, wraps);
    let release = move |review: Review| review.release(&earlier, &custody);
    let reviewed = store.publish(label, review, release, progress).await??;
    let unfinished = forget(store, keys, label).await.err();
    Ok(Closing { publication: reviewed.publication, unreadable: reviewed.unreadable, unfinished })
}

/// The keys that open a wave's ballots.
async fn opening_keys(
    keys: &KeyFolder,
    label: &WaveLabel,
    passphrase: Option<Passphrase>,
) -> Result<WaveKeys, CloseError> {
    match keys.read(label)?.opening {
        Opening::Plain(keys) => Ok(keys),
        Opening::Locked(locked) => {
            let custody = admit(keys, passphrase).await?;
            custody.unlock(&locked, label).ok_or_else(|| CloseError::ForeignCustody { label: label.clone() })
        }
    }
}

/// Whether a wave's keys are locked, so that closing it needs a passphrase.
///
/// # Errors
/// When the key file is missing, damaged or can't be read.
pub fn needs_passphrase(keys: &KeyFolder, label: &WaveLabel) -> Result<bool, KeyError> {
    Ok(matches!(keys.read(label)?.opening, Opening::Locked(_)))
}

/// Finishes what an interrupted close left undone: destroys the keys of published waves and rewrites the database.
///
/// # Errors
/// When disk or database refuse.
pub async fn finish_interrupted(store: &Store, keys: &KeyFolder) -> Result<(), CloseError> {
    for wave in store.waves().await? {
        if wave.state == WaveState::Published && keys.has(&wave.label) {
            forget(store, keys, &wave.label).await?;
        }
    }
    Ok(())
}

/// The secret goes first; its empty file stays until the database is rewritten, as a mark of what is still to do.
async fn forget(store: &Store, keys: &KeyFolder, label: &WaveLabel) -> Result<(), CloseError> {
    keys.wipe(label)?;
    store.compact().await?;
    keys.remove(label)?;
    Ok(())
}
