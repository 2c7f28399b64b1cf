//! Sign-ins that were begun and not yet finished: in memory, few, for a short while, each good for one answer in the
//! browser that began it. Does not know what the provider says.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use openidconnect::{Nonce, PkceCodeVerifier};
use sha2::{Digest, Sha256};

/// How long somebody may take at the provider.
pub(super) const LONGEST: Duration = Duration::from_mins(10);
/// How many sign-ins may wait; beyond that the oldest are given up.
const MOST: usize = 1_000;

/// What must be remembered of a sign-in until its answer comes.
pub(super) struct Login {
    /// What the provider must put into its token.
    pub(super) nonce: Nonce,
    /// What proves that the code was asked for by us.
    pub(super) verifier: PkceCodeVerifier,
}

/// Every sign-in that waits, oldest first.
#[derive(Default)]
pub(super) struct Pending(Mutex<VecDeque<Waiting>>);

struct Waiting {
    /// A hash of the state and of the browser's cookie: neither finds it without the other.
    name: [u8; 32],
    since: Instant,
    login: Login,
}

impl Pending {
    /// Remembers a sign-in that was begun `now`.
    pub(super) fn begin(&self, state: &str, cookie: &str, login: Login, now: Instant) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut waiting, now);
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back(Waiting { name: name(state, cookie), since: now, login });
    }

    /// Gives up the sign-in to which an answer came `now`, once.
    pub(super) fn take(&self, state: &str, cookie: &str, now: Instant) -> Option<Login> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        forget_old(&mut waiting, now);
        let name = name(state, cookie);
        let place = waiting.iter().position(|waiting| waiting.name == name)?;
        waiting.remove(place).map(|waiting| waiting.login)
    }
}

fn forget_old(waiting: &mut VecDeque<Waiting>, now: Instant) {
    while waiting.front().is_some_and(|oldest| now.duration_since(oldest.since) > LONGEST) {
        waiting.pop_front();
    }
}

fn name(state: &str, cookie: &str) -> [u8; 32] {
    // The hash of the state has a fixed length, so that no two pairs run into one another.
    Sha256::new().chain_update(Sha256::digest(state)).chain_update(cookie).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(nonce: &str) -> Login {
        Login { nonce: Nonce::new(nonce.to_owned()), verifier: PkceCodeVerifier::new("v".repeat(43)) }
    }

    fn nonce(login: Option<Login>) -> Option<String> {
        login.map(|login| login.nonce.secret().clone())
    }

    #[test]
    fn an_answer_counts_once_and_in_the_browser_that_began() {
        let (pending, now) = (Pending::default(), Instant::now());
        pending.begin("state", "cookie", login("a"), now);
        pending.begin("other", "cookie", login("b"), now);
        assert_eq!(nonce(pending.take("state", "another cookie", now)), None);
        assert_eq!(nonce(pending.take("statecookie", "", now)), None);
        assert_eq!(nonce(pending.take("state", "cookie", now)), Some("a".to_owned()));
        assert_eq!(nonce(pending.take("state", "cookie", now)), None);
        assert_eq!(nonce(pending.take("other", "cookie", now)), Some("b".to_owned()));
    }

    #[test]
    fn after_ten_minutes_it_is_too_late() {
        let (pending, now) = (Pending::default(), Instant::now());
        pending.begin("state", "cookie", login("a"), now);
        pending.begin("later", "cookie", login("b"), now + Duration::from_mins(5));
        let then = now + LONGEST + Duration::from_secs(1);
        assert_eq!(nonce(pending.take("state", "cookie", then)), None);
        assert_eq!(nonce(pending.take("later", "cookie", then)), Some("b".to_owned()));
    }

    #[test]
    fn beyond_a_thousand_the_oldest_is_given_up() {
        let (pending, now) = (Pending::default(), Instant::now());
        for n in 0..=MOST {
            pending.begin(&n.to_string(), "cookie", login(&n.to_string()), now);
        }
        assert_eq!(nonce(pending.take("0", "cookie", now)), None);
        assert_eq!(nonce(pending.take("1", "cookie", now)), Some("1".to_owned()));
        assert_eq!(nonce(pending.take(&MOST.to_string(), "cookie", now)), Some(MOST.to_string()));
    }
}
