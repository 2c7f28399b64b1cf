//! Growing pauses after wrong guesses, by the name that was typed, whether or not there is such an account. Keeps no
//! name: a hash under a key of this run, for a day at most.
//!
//! Nobody can lock somebody else out for ever: a browser in which somebody signed in to the account before counts apart,
//! and the link of a letter makes a new browser one of those.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Mutex;

/// What was guessed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Door {
    /// A password.
    Password,
    /// A code of an authenticator.
    Code,
    /// A recovery code.
    Recovery,
}

/// So many wrong guesses cost nothing.
const FREE: u32 = 5;
/// The first pause and the longest one, in seconds; each is twice as long as the one before.
const PAUSES: (i64, i64) = (30, 15 * 60);
/// Guesses are forgotten after a day, in seconds.
const MEMORY: i64 = 24 * 60 * 60;
/// At most so many names are remembered; then the one that was quiet for longest goes.
const ROOM: usize = 10_000;

/// The wrong guesses at one door.
#[derive(Clone, Copy)]
struct Guesses {
    count: u32,
    last: i64,
    closed_until: i64,
}

/// All wrong guesses.
#[derive(Default)]
pub(crate) struct Lockout {
    hasher: RandomState,
    guesses: Mutex<HashMap<u64, Guesses>>,
}

impl Lockout {
    /// Counts a guess at `now`, before it is checked, so that many at once gain nothing. When the door is closed the
    /// guess is not looked at, does not count, and the seconds to wait are told.
    pub(crate) fn guess(&self, door: Door, name: &str, known: bool, now: i64) -> Result<(), i64> {
        let Ok(mut all) = self.guesses.lock() else { return Ok(()) };
        let key = self.key(door, name, known);
        if all.len() >= ROOM && !all.contains_key(&key) {
            all.retain(|_, guesses| guesses.last + MEMORY > now);
            if all.len() >= ROOM
                && let Some(quiet) = all.iter().min_by_key(|(_, guesses)| guesses.last).map(|(key, _)| *key)
            {
                all.remove(&quiet);
            }
        }
        let guesses = all.entry(key).or_insert(Guesses { count: 0, last: now, closed_until: 0 });
        if guesses.closed_until > now {
            return Err(guesses.closed_until - now);
        }
        if guesses.last + MEMORY <= now {
            guesses.count = 0;
        }
        guesses.count = guesses.count.saturating_add(1);
        guesses.last = now;
        if let Some(pauses) = guesses.count.checked_sub(FREE) {
            guesses.closed_until = now + (PAUSES.0 << pauses.min(10)).min(PAUSES.1);
        }
        Ok(())
    }

    /// Forgets the guesses at a door: the last one was right.
    pub(crate) fn forget(&self, door: Door, name: &str, known: bool) {
        if let Ok(mut all) = self.guesses.lock() {
            all.remove(&self.key(door, name, known));
        }
    }

    fn key(&self, door: Door, name: &str, known: bool) -> u64 {
        self.hasher.hash_one((door, name, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_quarter_of_an_hour_and_guesses_in_them_count_for_nothing() {
        let lockout = Lockout::default();
        let guess = |now| lockout.guess(Door::Password, "ada", false, now);
        let mut now = 1_000;
        for _ in 0..FREE {
            assert_eq!(guess(now), Ok(()));
        }
        for pause in [30, 60, 120, 240, 480, 900, 900] {
            assert_eq!(guess(now), Err(pause));
            assert_eq!(guess(now + pause - 1), Err(1), "waiting is not prolonged by impatience");
            now += pause;
            assert_eq!(guess(now), Ok(()));
        }
        assert_eq!(guess(now + MEMORY), Ok(()));
        assert_eq!(guess(now + MEMORY), Ok(()), "a day later all is forgotten");
    }

    #[test]
    fn others_doors_names_and_browsers_stay_open() {
        let lockout = Lockout::default();
        for _ in 0..FREE {
            assert_eq!(lockout.guess(Door::Password, "ada", false, 1), Ok(()));
        }
        assert!(lockout.guess(Door::Password, "ada", false, 1).is_err());
        assert_eq!(lockout.guess(Door::Password, "ada", true, 1), Ok(()));
        assert_eq!(lockout.guess(Door::Code, "ada", false, 1), Ok(()));
        assert_eq!(lockout.guess(Door::Password, "bob", false, 1), Ok(()));
        lockout.forget(Door::Password, "ada", false);
        assert_eq!(lockout.guess(Door::Password, "ada", false, 1), Ok(()));
    }

    #[test]
    fn its_memory_is_bounded() {
        let lockout = Lockout::default();
        for (now, name) in (0_i64..).zip(0..ROOM + 10) {
            assert_eq!(lockout.guess(Door::Password, &name.to_string(), false, now), Ok(()));
        }
        assert_eq!(lockout.guesses.lock().expect("a lock").len(), ROOM);
    }
}
