//! What only the keys can do: close a wave, open its comments. Handed in, because the keys are kept elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{Passphrase, UnitPath, WaveLabel};

/// The keys, seen from a page.
#[rocket::async_trait]
pub trait Vault: Send + Sync {
    /// Whether closing this wave asks for a passphrase.
    fn locked(&self, wave: &WaveLabel) -> bool;

    /// Whether closing this wave has asked for a passphrase from the beginning.
    fn always_locked(&self, wave: &WaveLabel) -> bool;

    /// Whether reading comments asks for a passphrase.
    fn comments_locked(&self) -> bool;

    /// Closes a wave: publishes its figures, destroys its answers and keys.
    async fn close(&self, wave: &WaveLabel, passphrase: Option<Passphrase>, progress: Progress) -> Result<(), Refusal>;

    /// The comments of a closed wave by unit, in the order of its tree.
    async fn comments(
        &self,
        wave: &WaveLabel,
        passphrase: Option<Passphrase>,
    ) -> Result<Vec<(UnitPath, Vec<String>)>, Refusal>;
}

/// Why the keys did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The passphrase is missing or is nobody's.
    Passphrase,
    /// Somebody else keeps the database busy; the same may succeed in a while.
    Busy,
    /// Anything else, as a sentence for whoever looks after the server.
    Fault(String),
}

/// How far the close of a wave is; shared between the work and the page that shows it.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<(AtomicU64, AtomicU64)>);

impl Progress {
    /// Fewer ballots are opened in a moment.
    const MANY: u64 = 1_000;

    /// Tells how many ballots are opened, of how many.
    pub fn tell(&self, done: u64, total: u64) {
        self.0.0.store(done, Ordering::Relaxed);
        self.0.1.store(total, Ordering::Relaxed);
    }

    /// How much is done, in tenths. `None` before the first ballot, and of few: a page would tell how many answered.
    pub fn tenths(&self) -> Option<u64> {
        let (done, total) = (self.0.0.load(Ordering::Relaxed), self.0.1.load(Ordering::Relaxed));
        (total >= Self::MANY).then(|| done * 10 / total)
    }
}
