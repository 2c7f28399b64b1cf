//! Records what became of letters. Those that come together share a commit, and each carrier is told when its own is on disk.
//! Does not know how a letter went.

use std::sync::Mutex;

use store::{Delivery, QueuedLetter, Store, StoreError};
use tokio::sync::{mpsc, oneshot};

use super::round::Round;

/// So often it is tried to record while somebody else is at the database; each time is waited for ten seconds.
const PATIENCE: u32 = 6;

/// What became of a letter, and whom to tell when that is on disk.
pub(super) struct Outcome {
    pub(super) letter: QueuedLetter,
    pub(super) delivery: Delivery,
    pub(super) kept: oneshot::Sender<()>,
}

/// What could not be written down in an earlier round. Nothing goes before it is: those letters would go again.
#[derive(Default)]
pub struct Unrecorded(Mutex<Vec<(QueuedLetter, Delivery)>>);

impl Unrecorded {
    /// Writes down what is left of earlier rounds, and makes sure that more can be.
    pub(super) async fn settle(&self, store: &Store) -> Result<(), StoreError> {
        let left = self.0.lock().map(|mut left| std::mem::take(&mut *left)).unwrap_or_default();
        if !left.is_empty()
            && let Err(error) = store.record_letters(&left).await
        {
            self.keep(left);
            return Err(error);
        }
        store.try_writing().await
    }

    fn keep(&self, letters: Vec<(QueuedLetter, Delivery)>) {
        if let Ok(mut left) = self.0.lock() {
            left.extend(letters);
        }
    }
}

/// Records outcomes until nobody sends any. After a failure the others are kept for the next round, and no carrier is told
/// anything any more: none gives another letter away.
pub(super) async fn keep(
    (store, unrecorded): (&Store, &Unrecorded),
    mut outcomes: mpsc::Receiver<Outcome>,
    round: &Mutex<Round>,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<(), StoreError> {
    let mut failed = None;
    while let Some(first) = outcomes.recv().await {
        // Others whose answer has come already share the commit.
        tokio::task::yield_now().await;
        let (mut letters, mut told) = (vec![(first.letter, first.delivery)], vec![first.kept]);
        while let Ok(other) = outcomes.try_recv() {
            letters.push((other.letter, other.delivery));
            told.push(other.kept);
        }
        if failed.is_none() {
            failed = record(store, &letters).await.err();
        }
        if failed.is_some() {
            unrecorded.keep(letters);
            continue;
        }
        if let Ok(mut round) = round.lock() {
            for (_, delivery) in &letters {
                round.count(delivery);
            }
            let (done, total) = round.progress();
            progress(done, total);
        }
        for kept in told {
            // A carrier that has gone needs to know nothing.
            let _ = kept.send(());
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Records, more than once when somebody else is at the database.
async fn record(store: &Store, letters: &[(QueuedLetter, Delivery)]) -> Result<(), StoreError> {
    let mut tries = 1;
    loop {
        match store.record_letters(letters).await {
            Err(error) if error.is_congestion() && tries < PATIENCE => tries += 1,
            done => return done,
        }
    }
}
