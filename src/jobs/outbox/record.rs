//! Records what became of letters. Those that come together share a commit, and each carrier is told when its own is on disk.
//! Does not know how a letter went.

use std::sync::Mutex;

use store::{Delivery, QueuedLetter, Store, StoreError};
use tokio::sync::{mpsc, oneshot};

use super::round::Round;

/// What became of a letter, and whom to tell when that is on disk.
pub(super) struct Outcome {
    pub(super) letter: QueuedLetter,
    pub(super) delivery: Delivery,
    pub(super) kept: oneshot::Sender<()>,
}

/// Records outcomes until nobody sends any.
pub(super) async fn keep(
    store: &Store,
    mut outcomes: mpsc::Receiver<Outcome>,
    round: &Mutex<Round>,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<(), StoreError> {
    while let Some(first) = outcomes.recv().await {
        let (mut letters, mut told) = (vec![(first.letter, first.delivery)], vec![first.kept]);
        while let Ok(other) = outcomes.try_recv() {
            letters.push((other.letter, other.delivery));
            told.push(other.kept);
        }
        store.record_letters(&letters).await?;
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
    Ok(())
}
