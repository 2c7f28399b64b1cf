//! Whether a domain's SPF record permits an address to send for it (RFC 7208). Does not fetch explanations: they are for
//! those who are refused.

mod evaluation;
mod macros;
mod syntax;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod suite;

use std::fmt;
use std::net::IpAddr;

pub use self::evaluation::evaluate;

/// As many terms of a record may ask the DNS (section 4.6.4).
pub const MOST_LOOKUPS: usize = 10;

/// Who wants to send.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The address that connects.
    pub address: IpAddr,
    /// The sender named in MAIL FROM.
    pub sender: &'a str,
    /// The name given in EHLO.
    pub hello: &'a str,
}

/// What the domain says about that (section 2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has no record.
    None,
    /// It does not say.
    Neutral,
    /// The address may send.
    Pass,
    /// It may not.
    Fail,
    /// It probably may not.
    SoftFail,
    /// The DNS could not tell.
    TempError,
    /// The record can't be understood.
    PermError,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Neutral => "neutral",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::SoftFail => "softfail",
            Self::TempError => "temperror",
            Self::PermError => "permerror",
        })
    }
}

/// A verdict, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// The domain's record.
    pub record: Option<String>,
    /// How many terms asked the DNS until it was found; [`MOST_LOOKUPS`] are allowed.
    pub lookups: usize,
    /// The term that decided, or what is wrong.
    pub why: String,
}
