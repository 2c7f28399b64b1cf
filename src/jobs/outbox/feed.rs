//! Gives out the letters that wait, one by one, with only a page of them in memory: in the random order of their names, and
//! none before its domain has a place for it. Sends nothing.

use std::collections::VecDeque;
use std::time::Duration;

use domain::LetterName;
use store::{LetterKind, QueuedLetter, Store, StoreError, Which};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{BELIEF, Pace, Stop};

/// Letters that are read at once.
const PAGE: u64 = 256;
/// Letters that may stand aside until their domain has a place for them.
const ASIDE: usize = 1_024;

/// The letters of one round.
pub(super) struct Feed<'a> {
    store: &'a Store,
    which: Which,
    pace: &'a Pace,
    stop: Stop,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    page: VecDeque<QueuedLetter>,
    last: Option<LetterName>,
    /// No page comes after this one.
    ended: bool,
    /// Whether the pulse is paused, and when that was looked up.
    paused: Option<(Instant, bool)>,
    /// Those whose domain has no place yet, with the moment it may have one.
    aside: VecDeque<(Instant, QueuedLetter)>,
}

impl<'a> Feed<'a> {
    pub(super) fn of(store: &'a Store, which: Which, pace: &'a Pace, stop: Stop) -> Self {
        Self { store, which, pace, stop, held: Mutex::default() }
    }

    /// The next letter, when it may go; `None` when there is no other, or the round was stopped.
    pub(super) async fn next(&self) -> Result<Option<QueuedLetter>, StoreError> {
        let mut held = self.held.lock().await;
        loop {
            if *self.stop.borrow() {
                return Ok(None);
            }
            let Some(letter) = self.candidate(&mut held).await? else { return Ok(None) };
            if letter.errand.kind() == LetterKind::Pulse && self.is_paused(&mut held).await? {
                continue;
            }
            let domain = letter.errand.address().and_then(|address| Some(address.as_str().split_once('@')?.1));
            match domain.map_or(Ok(()), |domain| self.pace.place_at(domain)) {
                Ok(()) => {
                    self.take_a_place().await;
                    return Ok(Some(letter));
                }
                Err(pause) => held.aside.push_back((Instant::now() + pause, letter)),
            }
        }
    }

    /// Whether the pulse was paused; asked anew each second, because a round may take hours.
    async fn is_paused(&self, held: &mut Held) -> Result<bool, StoreError> {
        match held.paused {
            Some((looked, paused)) if looked.elapsed() < BELIEF => Ok(paused),
            _ => {
                let paused = self.store.pause().await?.is_some();
                held.paused = Some((Instant::now(), paused));
                Ok(paused)
            }
        }
    }

    /// Takes back a letter that nobody could carry.
    pub(super) async fn give_back(&self, letter: QueuedLetter) {
        self.held.lock().await.page.push_front(letter);
    }

    /// One that stood aside for long enough, or else one from the page; waits when all that are left stand aside.
    async fn candidate(&self, held: &mut Held) -> Result<Option<QueuedLetter>, StoreError> {
        loop {
            let now = Instant::now();
            if let Some(ready) = held.aside.iter().position(|(moment, _)| *moment <= now) {
                return Ok(held.aside.remove(ready).map(|(_, letter)| letter));
            }
            if held.aside.len() < ASIDE {
                if let Some(letter) = held.page.pop_front() {
                    return Ok(Some(letter));
                }
                if !held.ended {
                    // A pause holds from the next page on, also in a round that takes hours.
                    let pulses = self.which.pulses && self.store.pause().await?.is_none();
                    let which = Which { pulses, ..self.which };
                    let page = self.store.waiting_letters(which, held.last.as_ref(), PAGE).await?;
                    held.ended = u64::try_from(page.len()).is_ok_and(|read| read < PAGE);
                    held.last = page.last().map(|letter| letter.name.clone()).or(held.last.take());
                    held.page.extend(page);
                    continue;
                }
            }
            let Some(soonest) = held.aside.iter().map(|(moment, _)| *moment).min() else { return Ok(None) };
            if self.pause(soonest.saturating_duration_since(now)).await {
                return Ok(None);
            }
        }
    }

    async fn take_a_place(&self) {
        while let Err(pause) = self.pace.place() {
            if self.pause(pause).await {
                return;
            }
        }
    }

    /// Waits; tells whether the round was stopped meanwhile.
    async fn pause(&self, pause: Duration) -> bool {
        let mut stop = self.stop.clone();
        let stopped = async move {
            if stop.wait_for(|stop| *stop).await.is_err() {
                // Whoever could have stopped it has gone.
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = stopped => true,
            () = tokio::time::sleep(pause) => false,
        }
    }
}
