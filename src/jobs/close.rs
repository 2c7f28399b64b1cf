//! Closes a wave: the gate, then the frozen publication, then the keys and the ballots are gone. Shows nothing.

use chrono::Months;
use domain::{Gate, GateError, Publication, WaveLabel};
use store::{Store, StoreError, WaveState};

use crate::{KeyError, KeyFolder};

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
/// # Errors
/// When there is no such open wave, its keys are missing or foreign, or disk or database refuse.
pub async fn close(store: &Store, keys: &KeyFolder, label: &WaveLabel) -> Result<Closing, CloseError> {
    let open = store.find_open_wave(label).await?.ok_or_else(|| StoreError::NotOpen { label: label.clone() })?;
    let secret = keys.read(label)?;
    let terms = open.wave.terms();
    let since = terms.opens - Months::new(12);
    let earlier = store.class_aggregates(terms.questionnaire.key(), since).await?;
    let closed = open.wave.close();
    let reviewed = store.publish(label, move |ballots| Gate::review(closed, ballots, &secret, &earlier)).await??;
    let unfinished = forget(store, keys, label).await.err();
    Ok(Closing { publication: reviewed.publication, unreadable: reviewed.unreadable, unfinished })
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
