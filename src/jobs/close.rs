//! Closes a wave: the gate, then the frozen publication, then the keys and the ballots are gone. Shows nothing.

use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use domain::analysis::{Handled, Known, Notice, Told};
use domain::{
    Analysis, CustodyPublicKey, Earlier, Gate, GateError, Opening, Passphrase, Publication, Review, SealedWrappingKey,
    WaveKeys, WaveLabel,
};
use store::{Release, Store, StoreError, WaveState};

use crate::custody::{CustodyRule, admit, custody};
use crate::{CustodyError, KeyError, KeyFolder};

/// What a wave leaves outside the database, and what must go with it.
#[derive(Debug, Clone)]
pub struct Traces {
    /// Its keys.
    pub keys: KeyFolder,
    /// The folder with a folder of letters for each wave: a letter names a person and holds their token, and both
    /// together would tell from an old copy of the database who answered.
    pub letters: PathBuf,
}

/// What came of closing a wave.
#[derive(Debug)]
pub struct Closing {
    /// What was published.
    pub publication: Publication,
    /// Ballots that were damaged on disk and could not be opened.
    pub unreadable: usize,
    /// The custodian's key file was missing, and a new one was made.
    pub new_custodian: bool,
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
    /// The keys are those of another wave.
    #[error("the key file does not belong to wave {label}: put back the one that was made when it was opened")]
    WrongKeys {
        /// The wave.
        label: WaveLabel,
    },
    /// The letters of the wave can't be removed.
    #[error("{}: {source}", path.display())]
    Letters {
        /// Their folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key file failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Closes the wave named `label`; management may read it from `due` on, unless it is released sooner. The publication is durable before anything is destroyed; what an interruption leaves
/// undone after that, [`finish_interrupted`] does at the next start.
///
/// `passphrase` is needed when the wave's keys are locked. `progress` is told how many ballots are opened, of how many.
///
/// # Errors
/// When there is no such open wave, its keys are missing, locked or foreign, or disk or database refuse.
pub async fn close(
    store: &Store,
    traces: &Traces,
    label: &WaveLabel,
    passphrase: Option<Passphrase>,
    due: NaiveDate,
    progress: impl FnMut(u64, u64) + Send,
) -> Result<Closing, CloseError> {
    let open = store.find_open_wave(label).await?.ok_or_else(|| StoreError::NotOpen { label: label.clone() })?;
    let keys = &traces.keys;
    let secret = opening_keys(keys, label, passphrase).await?;
    if secret.public() != open.key {
        return Err(CloseError::WrongKeys { label: label.clone() });
    }
    let new_custodian = matches!(keys.custody(), Err(KeyError::Missing { .. }));
    let custody = custodian(keys, label)?;
    let wave = open.wave.clone();
    let since = wave.terms().opens - Months::new(12);
    let survey = wave.terms().questionnaire.key();
    let mut publications = store.publications(Some(survey)).await?;
    let mut earlier = Vec::new();
    for publication in publications.iter().filter(|publication| publication.terms().opens >= since) {
        // Sums are kept by their place in the questionnaire, so they mean the same in the same questionnaire only.
        if publication.terms().questionnaire.indices() == wave.terms().questionnaire.indices() {
            earlier.push(store.classes(&publication.terms().label).await?);
        }
    }
    let told = told_before(store, publications.last()).await?;
    let handled: Vec<Handled> = store.handlings().await?.into_iter().map(|handling| handling.handled).collect();
    let responses = store.responses(survey).await?;
    let review = move |wraps: &[SealedWrappingKey]| Gate::review(wave.close(), &secret, wraps);
    let release = move |review: Review| {
        let reviewed = review.release(&Earlier { classes: &earlier, responses: &responses }, &custody)?;
        publications.push(reviewed.publication.clone());
        let known = Known { handled: &handled, told: &told };
        let analysis =
            Analysis::of(&publications, known, |unit| reviewed.responses.silent_since(unit)).unwrap_or_default();
        Ok(Release { reviewed, analysis, due })
    };
    let reviewed = store.publish(label, review, release, progress).await??.reviewed;
    let unfinished = forget(store, traces, label).await.err();
    Ok(Closing { publication: reviewed.publication, unreadable: reviewed.unreadable, new_custodian, unfinished })
}

/// The changes that were told with the newest publication.
async fn told_before(store: &Store, newest: Option<&Publication>) -> Result<Vec<Told>, StoreError> {
    let Some(newest) = newest else { return Ok(Vec::new()) };
    let all = [Notice::Noted, Notice::Signal];
    let noted = store.noted(&newest.terms().label, &all, 0, newest.units().len() as u64).await?;
    let told = noted.into_iter().filter_map(|(place, found)| {
        let unit = newest.units().get(place)?.path().clone();
        let drift = found.drift?;
        Some(Told { unit, rose: drift.rose, flagged: drift.flagged })
    });
    Ok(told.collect())
}

/// The key for what outlives the wave. Where its secret may lie in a file and the file was lost, a new one is made.
fn custodian(keys: &KeyFolder, label: &WaveLabel) -> Result<CustodyPublicKey, CloseError> {
    let rule = if needs_passphrase(keys, label)? { CustodyRule::Passphrase } else { CustodyRule::File };
    let custody = match keys.custody() {
        Err(KeyError::Missing { .. }) => {
            let _lock = keys.lock()?;
            custody(keys, rule)?
        }
        found => found?,
    };
    Ok(custody.public().clone())
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

/// Whether a wave's keys have been locked from the beginning: no copy of its key file opens it.
///
/// # Errors
/// When the key file is missing, damaged or can't be read.
pub fn was_always_locked(keys: &KeyFolder, label: &WaveLabel) -> Result<bool, KeyError> {
    let secrets = keys.read(label)?;
    Ok(matches!(secrets.opening, Opening::Locked(_)) && !secrets.lay_open)
}

/// Finishes what an interrupted close left undone: destroys the keys of published waves and rewrites the database.
///
/// # Errors
/// When disk or database refuse.
pub async fn finish_interrupted(store: &Store, traces: &Traces) -> Result<(), CloseError> {
    for wave in store.waves().await?.iter().filter(|wave| wave.state == WaveState::Published) {
        if traces.keys.has(&wave.label) {
            forget(store, traces, &wave.label).await?;
        }
        // A letter that was on its way to the folder may have made it anew.
        remove_letters(traces, &wave.label)?;
    }
    Ok(())
}

/// The secret goes first; its empty file stays until the database is rewritten, as a mark of what is still to do.
async fn forget(store: &Store, traces: &Traces, label: &WaveLabel) -> Result<(), CloseError> {
    traces.keys.wipe(label)?;
    remove_letters(traces, label)?;
    store.compact().await?;
    traces.keys.remove(label)?;
    Ok(())
}

fn remove_letters(traces: &Traces, label: &WaveLabel) -> Result<(), CloseError> {
    let path = traces.letters.join(label.as_str());
    match std::fs::remove_dir_all(&path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(CloseError::Letters { path, source }),
        _ => Ok(()),
    }
}
