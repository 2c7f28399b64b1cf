//! How a sender's domain stands with those who receive its letters: what its records in the DNS permit (SPF, DKIM, DMARC).
//! Does not send anything, and does not know who is written to.

mod dkim;
mod dmarc;
mod records;
mod resolver;
pub mod spf;
mod tags;

#[cfg(test)]
mod zone;

pub use self::dkim::DkimKey;
pub use self::dmarc::{Alignment, Dmarc, DmarcError, Policy, policy_of};
pub use self::records::{Kind, Record, Records, Unanswered};
pub use self::resolver::Resolver;
