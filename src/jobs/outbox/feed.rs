//! Gives out the letters that wait, one by one, with only a page of them in memory: in the random order of their names, but
//! for those for which somebody waits, and none before its domain has a place for it. Sends nothing.
//!
//! Each letter is given out once. Those to a domain that had its share leave the order for good, into a lane of their own
//! (`lane.rs`), and urgent ones were never in it (`urgent.rs`).

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex as Shared;
use std::time::Duration;

use domain::LetterName;
use store::{LetterKind, Mark, QueuedLetter, Store, StoreError, Which};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::lane::{Lane, domain_of};
use super::round::Round;
use super::urgent::Urgent;
use super::{BELIEF, Now, Outbox, Pace, Stop, stopped};

/// Letters that are read at once.
const PAGE: u64 = 256;

/// The letters of one round.
pub(super) struct Feed<'a> {
    store: &'a Store,
    which: Which,
    pace: &'a Pace,
    now: &'a Now,
    stop: Stop,
    round: &'a Shared<Round>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    urgent: Urgent,
    /// The next of all others, which has its domain's place.
    chosen: Option<QueuedLetter>,
    /// Those that nobody could carry.
    returned: VecDeque<QueuedLetter>,
    page: VecDeque<QueuedLetter>,
    /// Where the next page begins.
    next: Option<Mark>,
    /// No page comes after this one.
    ended: bool,
    /// The last letter that came from a page.
    last: Option<LetterName>,
    /// Whether the pulse is paused, and when that was looked up.
    paused: Option<(Instant, bool)>,
    /// By domain, those that have had their share.
    lanes: HashMap<String, Lane>,
}

/// What is next.
enum Next {
    Letter(QueuedLetter),
    /// None before this moment.
    At(Instant),
    Nothing,
}

impl<'a> Feed<'a> {
    pub(super) fn of<P>(outbox: &'a Outbox<P>, which: Which, stop: Stop, round: &'a Shared<Round>) -> Self {
        let Outbox { store, pace, now, .. } = outbox;
        Self { store, which, pace, now, stop, round, held: Mutex::default() }
    }

    /// The next letter, when it may go; `None` when there is no other, or the round was stopped.
    pub(super) async fn next(&self) -> Result<Option<QueuedLetter>, StoreError> {
        let mut held = self.held.lock().await;
        while !self.is_stopped() {
            let damage = held.urgent.look(self.store, self.which, (self.now)()).await?;
            self.note(damage.as_ref());
            if held.urgent.is_empty() && held.chosen.is_none() {
                match self.choose(&mut held).await? {
                    Next::Letter(letter) => held.chosen = Some(letter),
                    Next::At(moment) => {
                        self.pause(moment.saturating_duration_since(Instant::now())).await;
                        continue;
                    }
                    Next::Nothing => return Ok(None),
                }
            }
            // Nobody keeps a place while it is waited for: it goes to an urgent letter that came meanwhile.
            match self.pace.place() {
                Ok(()) => match held.urgent.take().or_else(|| held.chosen.take()) {
                    // It may have waited for its place for long.
                    Some(letter) if letter.errand.kind() == LetterKind::Pulse && self.is_paused(&mut held).await? => {}
                    next => return Ok(next),
                },
                Err(pause) => self.pause(pause).await,
            }
        }
        Ok(None)
    }

    /// Whether the round was stopped.
    pub(super) fn is_stopped(&self) -> bool {
        *self.stop.borrow()
    }

    /// Returns when the round was stopped so long ago.
    pub(super) async fn stopped_for(&self, time: Duration) {
        stopped(self.stop.clone()).await;
        tokio::time::sleep(time).await;
    }

    /// Takes back a letter that nobody could carry.
    pub(super) async fn give_back(&self, letter: QueuedLetter) {
        let mut held = self.held.lock().await;
        if letter.errand.kind().is_urgent() {
            held.urgent.give_back(letter);
        } else {
            held.returned.push_back(letter);
        }
    }

    /// The next of the letters that are not urgent, with its domain's place.
    async fn choose(&self, held: &mut Held) -> Result<Next, StoreError> {
        loop {
            let (letter, walked) = if let Some(letter) = self.next_of_a_lane(held).await? {
                (letter, false)
            } else if let Some(letter) = held.returned.pop_front() {
                (letter, false)
            } else if let Some(letter) = self.next_of_a_page(held).await? {
                (letter, true)
            } else {
                return Ok(held.lanes.values().filter_map(Lane::moment).min().map_or(Next::Nothing, Next::At));
            };
            if letter.errand.kind() == LetterKind::Pulse && self.is_paused(held).await? {
                continue;
            }
            let Some(domain) = domain_of(&letter) else { return Ok(Next::Letter(letter)) };
            if walked && let Some(lane) = held.lanes.get_mut(&domain) {
                lane.pass(letter);
                continue;
            }
            match self.pace.place_at(&domain) {
                Ok(()) => return Ok(Next::Letter(letter)),
                Err(pause) => {
                    let until = Instant::now() + pause;
                    let last = held.last.as_ref().unwrap_or(&letter.name);
                    let lane = held.lanes.entry(domain).or_insert_with(|| Lane::after(last, until));
                    lane.put_back(letter, until);
                }
            }
        }
    }

    /// A letter to a domain that may have a place again.
    async fn next_of_a_lane(&self, held: &mut Held) -> Result<Option<QueuedLetter>, StoreError> {
        let now = Instant::now();
        for (domain, lane) in &mut held.lanes {
            if lane.moment().is_some_and(|moment| moment <= now)
                && let Some(letter) = lane.take(self.store, self.which, domain).await?
            {
                return Ok(Some(letter));
            }
        }
        Ok(None)
    }

    /// The next letter in the order of all.
    async fn next_of_a_page(&self, held: &mut Held) -> Result<Option<QueuedLetter>, StoreError> {
        loop {
            while let Some(letter) = held.page.pop_front() {
                held.last = Some(letter.name.clone());
                // Urgent ones are looked for elsewhere.
                if !letter.errand.kind().is_urgent() {
                    return Ok(Some(letter));
                }
            }
            if held.ended {
                return Ok(None);
            }
            let page = self.store.waiting_letters(self.which, held.next.as_ref(), PAGE).await?;
            self.note(page.damage.as_ref());
            held.ended = page.next.is_none();
            held.next = page.next;
            held.page.extend(page.letters);
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

    /// Notes what is wrong with a letter that therefore waits.
    fn note(&self, damage: Option<&StoreError>) {
        if let (Some(damage), Ok(mut round)) = (damage, self.round.lock()) {
            round.note_damage(damage);
        }
    }

    /// Waits, until it is time to look for urgent letters again at most, or until the round is stopped.
    async fn pause(&self, pause: Duration) {
        tokio::select! {
            () = stopped(self.stop.clone()) => {}
            () = tokio::time::sleep(pause.min(BELIEF)) => {}
        }
    }
}
