//! Letters whose receivers want none. What becomes of them is what became of a letter that went just then, so that nobody
//! finds them in the queue, or in what was counted, when a relay puts off or refuses what it was given. Sends nothing.

use std::sync::Mutex;

use mail::Outcome;
use store::QueuedLetter;

/// Those of one round.
pub(super) struct Withheld(Mutex<Held>);

struct Held {
    letters: Vec<QueuedLetter>,
    /// What came of the last letter that the relay had whole.
    verdict: Option<Outcome>,
    /// Connections that may still have one.
    busy: usize,
    /// Whether none of the others ended early.
    all: bool,
}

impl Withheld {
    /// For a round on so many connections.
    pub(super) fn of(connections: usize) -> Self {
        Self(Mutex::new(Held { letters: Vec::new(), verdict: None, busy: connections, all: true }))
    }

    /// Puts one aside. It waits in the queue as long as nothing came of it.
    pub(super) fn hold(&self, letter: QueuedLetter) {
        if let Ok(mut held) = self.0.lock() {
            held.letters.push(letter);
        }
    }

    /// What came of a letter that the relay had whole: gives those that share it.
    pub(super) fn judged(&self, verdict: &Outcome) -> Vec<QueuedLetter> {
        let Ok(mut held) = self.0.lock() else { return Vec::new() };
        held.verdict = Some(verdict.clone());
        std::mem::take(&mut held.letters)
    }

    /// A connection has ended, with `all` letters given out or early. The last one to end gets those that are left, unless the
    /// round is cut off: then they wait like others. Where nobody wanted any, they count as sent.
    pub(super) fn leave(&self, all: bool) -> Option<(Vec<QueuedLetter>, Outcome)> {
        let mut held = self.0.lock().ok()?;
        held.busy = held.busy.saturating_sub(1);
        held.all &= all;
        let last = held.busy == 0 && held.all;
        last.then(|| (std::mem::take(&mut held.letters), held.verdict.clone().unwrap_or(Outcome::Sent)))
    }
}
