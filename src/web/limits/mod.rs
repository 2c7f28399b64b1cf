//! How fast somebody may try. Counts in memory only, and keeps no address; does not know what is tried.

mod client;
mod lockout;

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

pub(crate) use self::lockout::{Door, Lockout};

/// So many tries at once, and then one every few seconds.
const TRIES: (u32, u64) = (30, 6);
/// So many letters at once, and then one every few minutes.
const LETTERS: (u32, u64) = (5, 300);
/// From so many visitors on, those who have been quiet for long enough are forgotten.
const CROWD: usize = 10_000;

type Limiter<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// The limits of one server.
pub(crate) struct Limits {
    tries: Limiter<IpAddr>,
    letters: Limiter<IpAddr>,
    /// Letters to one account, whoever asks for them.
    mailboxes: Limiter<String>,
}

fn limiter<K: std::hash::Hash + Eq + Clone>((burst, seconds): (u32, u64)) -> Limiter<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(std::time::Duration::from_secs(seconds)).unwrap_or(Quota::per_minute(burst));
    RateLimiter::hashmap(quota.allow_burst(burst))
}

impl Default for Limits {
    fn default() -> Self {
        Self { tries: limiter(TRIES), letters: limiter(LETTERS), mailboxes: limiter((3, 1200)) }
    }
}

/// Counts one more of `key`; the seconds to wait when that is too many.
fn count<K: std::hash::Hash + Eq + Clone>(limiter: &Limiter<K>, key: &K) -> Result<(), u64> {
    if limiter.len() > CROWD {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|refused| refused.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
}

impl Limits {
    /// Whether one more letter may go to this account now.
    pub(crate) fn may_write_to(&self, account: &domain::AccountName) -> bool {
        count(&self.mailboxes, &account.to_string()).is_ok()
    }
}

/// Proof that this visitor does not try too fast.
pub(crate) struct Paced;

/// Proof that this visitor does not ask for too many letters.
pub(crate) struct PacedLetters;

/// How long a visitor who is too fast should wait, in seconds.
pub(crate) struct Wait(pub(crate) u64);

fn pace(request: &Request<'_>, limiter: impl Fn(&Limits) -> &Limiter<IpAddr>) -> Result<(), Status> {
    let limits = request.rocket().state::<Arc<Limits>>().ok_or(Status::InternalServerError)?;
    let visitor = neighbourhood(client::address(request));
    count(limiter(limits), &visitor).map_err(|seconds| {
        request.local_cache(|| Wait(seconds));
        Status::TooManyRequests
    })
}

/// An address, or the network of a household where addresses are plenty.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => Ipv6Addr::from_bits(long.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Paced {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match pace(request, |limits| &limits.tries) {
            Ok(()) => Outcome::Success(Self),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PacedLetters {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match pace(request, |limits| &limits.letters) {
            Ok(()) => Outcome::Success(Self),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_too_fast_is_told_how_long_to_wait_and_others_are_not_kept_waiting() {
        let limits = Limits::default();
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse::<IpAddr>().expect("an address"));
        for _ in 0..TRIES.0 {
            assert_eq!(count(&limits.tries, &one), Ok(()));
        }
        assert!(count(&limits.tries, &one).is_err_and(|seconds| (1..=TRIES.1 + 1).contains(&seconds)));
        assert_eq!(count(&limits.tries, &other), Ok(()));
    }

    #[test]
    fn a_long_address_counts_by_its_network() {
        let of = |text: &str| neighbourhood(text.parse().expect("an address")).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
    }
}
