//! How fast letters go: so many a minute in all, and so many to one domain. Does not know what they say.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{NotUntil, Quota, RateLimiter};

type Moment = <DefaultClock as Clock>::Instant;

/// The limits, and how much of them is used. Shared by all rounds, so that a new one does not start afresh.
#[derive(Default)]
pub struct Pace {
    all: Option<RateLimiter<NotKeyed, InMemoryState, DefaultClock>>,
    domains: Option<RateLimiter<String, HashMapStateStore<String>, DefaultClock>>,
}

/// So many a minute, evenly: a tenth of them may go at once.
fn quota(per_minute: NonZeroU32) -> Quota {
    let burst = NonZeroU32::new(per_minute.get() / 10).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(per_minute).allow_burst(burst)
}

fn pause(refused: &NotUntil<Moment>) -> Duration {
    refused.wait_time_from(DefaultClock::default().now())
}

impl Pace {
    /// At most so many letters a minute, in all and to one domain; no limit where there is none.
    pub fn new(per_minute: Option<NonZeroU32>, per_domain: Option<NonZeroU32>) -> Self {
        Self {
            all: per_minute.map(|most| RateLimiter::direct(quota(most))),
            domains: per_domain.map(|most| RateLimiter::hashmap(quota(most))),
        }
    }

    /// Takes a place for one letter, or tells how long until there is one.
    pub(super) fn place(&self) -> Result<(), Duration> {
        self.all.as_ref().map_or(Ok(()), |all| all.check().map_err(|refused| pause(&refused)))
    }

    /// Takes a place for one letter to this domain, or tells how long until there is one.
    pub(super) fn place_at(&self, domain: &str) -> Result<(), Duration> {
        let Some(domains) = &self.domains else { return Ok(()) };
        domains.check_key(&domain.to_ascii_lowercase()).map_err(|refused| pause(&refused))
    }

    /// Forgets domains to which nothing went for long enough.
    pub(super) fn forget_the_idle(&self) {
        if let Some(domains) = &self.domains {
            domains.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_that_had_its_share_waits_and_the_others_don_t() {
        let pace = Pace::new(None, NonZeroU32::new(20));
        for _ in 0..2 {
            assert_eq!(pace.place_at("example.org"), Ok(()));
        }
        let pause = pace.place_at("EXAMPLE.org").expect_err("its share is used up");
        assert!(pause > Duration::from_secs(2) && pause <= Duration::from_secs(3), "{pause:?}");
        assert_eq!(pace.place_at("example.net"), Ok(()));
        assert_eq!(pace.place(), Ok(()), "there is no limit in all");
    }
}
