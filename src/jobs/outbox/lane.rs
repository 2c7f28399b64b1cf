//! The letters to one domain that has had its share: they wait beside all others, which go on. A few are in memory, and the
//! rest stays in the database behind a mark. Does not know how fast letters go.

use std::collections::VecDeque;

use domain::LetterName;
use store::{Mark, QueuedLetter, Store, StoreError, Which};
use tokio::time::Instant;

/// Letters in memory, at most.
const SHARE: usize = 32;
/// Letters that are read at once.
const PAGE: u64 = 256;

/// The letters to one domain, in the order of their names.
pub(super) struct Lane {
    held: VecDeque<QueuedLetter>,
    /// Before this moment the domain has no place.
    until: Instant,
    /// Up to here all letters to it were given out, or are held.
    mark: Mark,
    rest: Rest,
}

/// Where the letters are that come after those in memory.
enum Rest {
    /// They come along with all others.
    Comes,
    /// They were passed by, and are read after the mark.
    PassedBy,
    /// There are none.
    Nothing,
}

/// The domain to which a letter goes, as far as that is fixed.
pub(super) fn domain_of(letter: &QueuedLetter) -> Option<String> {
    Some(letter.errand.address()?.as_str().split_once('@')?.1.to_ascii_lowercase())
}

impl Lane {
    /// A lane for a domain that has no place before `until`. All its letters up to the one of this name were given out.
    pub(super) fn after(name: &LetterName, until: Instant) -> Self {
        Self { held: VecDeque::new(), until, mark: Mark::from(name), rest: Rest::Comes }
    }

    /// Puts a letter first in the lane, from which it came or before which it was given out.
    pub(super) fn put_back(&mut self, letter: QueuedLetter, until: Instant) {
        self.held.push_front(letter);
        self.until = until;
    }

    /// Takes a letter that comes along with all others, or passes it by: then it is read when its turn has come.
    pub(super) fn pass(&mut self, letter: QueuedLetter) {
        match self.rest {
            Rest::Comes if self.held.len() < SHARE => {
                self.mark = Mark::from(&letter.name);
                self.held.push_back(letter);
            }
            Rest::Comes => self.rest = Rest::PassedBy,
            Rest::PassedBy | Rest::Nothing => {}
        }
    }

    /// When its next letter may go; `None` when there is none, as far as is known.
    pub(super) fn moment(&self) -> Option<Instant> {
        (!self.held.is_empty() || matches!(self.rest, Rest::PassedBy)).then_some(self.until)
    }

    /// The next letter, whether or not it may go; `domain` is whose lane it is.
    pub(super) async fn take(
        &mut self,
        store: &Store,
        which: Which,
        domain: &str,
    ) -> Result<Option<QueuedLetter>, StoreError> {
        while self.held.is_empty() && matches!(self.rest, Rest::PassedBy) {
            let page = store.waiting_letters(which, Some(&self.mark), PAGE).await?;
            self.read(page, domain);
        }
        Ok(self.held.pop_front())
    }

    fn read(&mut self, page: store::Page, domain: &str) {
        for letter in page.letters {
            self.mark = Mark::from(&letter.name);
            if domain_of(&letter).as_deref() == Some(domain) {
                self.held.push_back(letter);
                if self.held.len() == SHARE {
                    return;
                }
            }
        }
        match page.next {
            Some(mark) => self.mark = mark,
            None => self.rest = Rest::Nothing,
        }
    }
}
