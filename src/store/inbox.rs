//! Where answers wait to be committed together: one forced write to disk for many of them, in random order. Can't open
//! what is sealed, and keeps nothing longer than the commit takes.
//!
//! The reply to an answer waits for the commit that holds it, so that a thank-you still means "on disk". Many answers
//! in one transaction are several times faster, and they leave it in another order than they came in.

use std::collections::{BTreeMap, HashSet};

use domain::{Submission, WaveLabel};
use migrations::OfWave;
use sea_orm::DatabaseConnection;
use tokio::sync::{mpsc, oneshot};

use crate::booth::Booth;
use crate::waves::{Hold, is_open};
use crate::{StoreError, engine};

/// Answers that may wait; whoever comes when it is full is asked to come back.
const ROOM: usize = 1_024;
/// Answers in one transaction, at most.
const BATCH: usize = 128;

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cast {
    /// It is on disk, in the place of an earlier one of the same name.
    Stored,
    /// The wave is closed; nothing was kept.
    TooLate,
}

/// An answer that waits, and who waits for it.
struct Waiting {
    label: WaveLabel,
    submission: Submission,
    reply: oneshot::Sender<Result<Cast, StoreError>>,
}

/// The way to the one task that commits answers.
#[derive(Debug, Clone)]
pub(crate) struct Inbox {
    sender: mpsc::Sender<Waiting>,
}

impl Inbox {
    /// Starts the task; it ends when the last inbox is let go.
    pub(crate) fn of(db: DatabaseConnection) -> Self {
        let (sender, receiver) = mpsc::channel(ROOM);
        tokio::spawn(empty(db, receiver));
        Self { sender }
    }

    /// Hands an answer over and waits until it is on disk.
    pub(crate) async fn put(&self, label: WaveLabel, submission: Submission) -> Result<Cast, StoreError> {
        let (reply, done) = oneshot::channel();
        self.sender.try_send(Waiting { label, submission, reply }).map_err(|_| StoreError::Full)?;
        done.await.map_err(|_| StoreError::Interrupted)?
    }
}

/// Commits what waits, a batch at a time: whatever arrived during one commit is in the next.
async fn empty(db: DatabaseConnection, mut receiver: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        let outcome = commit(&db, &batch.iter().map(|w| (&w.label, &w.submission)).collect::<Vec<_>>()).await;
        match outcome {
            Ok(casts) => {
                for (waiting, cast) in batch.drain(..).zip(casts) {
                    // Whoever no longer waits has closed the connection; the answer stands all the same.
                    let _ = waiting.reply.send(Ok(cast));
                }
            }
            Err(error) if error.is_congestion() || batch.len() == 1 => refuse(&mut batch, error),
            // One bad row must not spoil the others: each gets a transaction of its own.
            Err(_) => {
                for waiting in batch.drain(..) {
                    let alone = commit(&db, &[(&waiting.label, &waiting.submission)]).await;
                    let _ = waiting.reply.send(alone.map(|casts| casts.first().copied().unwrap_or(Cast::TooLate)));
                }
            }
        }
    }
}

/// Tells one failure to everybody who waits.
fn refuse(batch: &mut Vec<Waiting>, error: StoreError) {
    let congestion = error.is_congestion();
    let mut first = Some(error);
    for waiting in batch.drain(..) {
        let error = first.take().unwrap_or(if congestion { StoreError::Full } else { StoreError::Interrupted });
        let _ = waiting.reply.send(Err(error));
    }
}

/// Keeps answers in one transaction, durably; gives what became of each.
async fn commit(db: &DatabaseConnection, batch: &[(&WaveLabel, &Submission)]) -> Result<Vec<Cast>, StoreError> {
    let mut waves: BTreeMap<&WaveLabel, Vec<&Submission>> = BTreeMap::new();
    let mut seen = HashSet::new();
    // From the last to the first: of two answers of one person the later one counts.
    for (label, submission) in batch.iter().rev() {
        if seen.insert((label, submission.scores.0)) {
            waves.entry(label).or_default().push(submission);
        }
    }
    let transaction = engine::begin(db).await?;
    let mut open = HashSet::new();
    for (label, submissions) in waves {
        if !is_open(&transaction, label, Hold::Shared).await? {
            continue;
        }
        open.insert(label);
        let booth = Booth::of(label);
        booth.put_ballots(&transaction, OfWave::Ballot, submissions.iter().map(|s| &s.scores)).await?;
        booth.put_ballots(&transaction, OfWave::Comment, submissions.iter().map(|s| &s.comment)).await?;
    }
    transaction.commit().await?;
    Ok(batch.iter().map(|(label, _)| if open.contains(label) { Cast::Stored } else { Cast::TooLate }).collect())
}

#[cfg(test)]
mod tests;
