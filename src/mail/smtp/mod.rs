//! A connection to a relay (RFC 5321): its steps and what can go wrong at each. Does not know what letters say, who waits
//! for them, or when another try is due.

mod certificate;
mod connection;
pub(crate) mod dial;
mod opening;
mod reply;
mod server;
mod trouble;
mod trust;
mod wire;

#[cfg(test)]
mod stub;
#[cfg(test)]
mod tests;

pub use self::certificate::Certificate;
pub use self::connection::{Accepted, Connection, Patience};
pub use self::opening::{Encryption, Event};
pub use self::reply::Reply;
pub use self::server::{Relay, Security};
pub use self::trouble::{Fate, Fault, Step, TlsFault, Trouble};
pub use self::trust::Trust;
