//! The letters for which somebody waits: looked for again and again, so that none stays behind a round that takes hours. Does
//! not know how fast letters go.

use std::collections::{HashSet, VecDeque};

use domain::LetterName;
use store::{QueuedLetter, Store, StoreError, Which};
use tokio::time::Instant;

use super::BELIEF;

/// Letters that are read at once.
const PAGE: u64 = 256;

/// The urgent letters of one round.
#[derive(Default)]
pub(super) struct Urgent {
    waiting: VecDeque<QueuedLetter>,
    looked: Option<Instant>,
    /// Those that were given out, each with the how manieth try that was: until what became of it is on disk it waits still.
    given: HashSet<(LetterName, u32)>,
}

impl Urgent {
    /// Looks for letters, unless that was done a moment ago; gives what is wrong with one that can't be read.
    pub(super) async fn look(
        &mut self,
        store: &Store,
        which: Which,
        now: i64,
    ) -> Result<Option<StoreError>, StoreError> {
        if !self.waiting.is_empty() || self.looked.is_some_and(|looked| looked.elapsed() < BELIEF) {
            return Ok(None);
        }
        // Who may not wait for another try is asked once; later ones are those whose time has come.
        let which = Which { due: which.due.max(now), retry: which.retry && self.looked.is_none(), ..which };
        let (mut after, mut damage) = (None, None);
        loop {
            let page = store.urgent_letters(which, after.as_ref(), PAGE).await?;
            let fresh = |letter: &QueuedLetter| !self.given.contains(&(letter.name.clone(), letter.tries));
            self.waiting.extend(page.letters.into_iter().filter(fresh));
            damage = page.damage.or(damage);
            after = page.next;
            if after.is_none() {
                self.looked = Some(Instant::now());
                return Ok(damage);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next one.
    pub(super) fn take(&mut self) -> Option<QueuedLetter> {
        let letter = self.waiting.pop_front()?;
        self.given.insert((letter.name.clone(), letter.tries));
        Some(letter)
    }

    /// Takes back a letter that nobody could carry.
    pub(super) fn give_back(&mut self, letter: QueuedLetter) {
        self.waiting.push_front(letter);
    }
}
