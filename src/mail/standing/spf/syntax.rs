//! The words of an SPF record (RFC 7208, sections 4.6, 5, 6 and 12). Does not ask the DNS.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Verdict;
use super::macros::Pattern;

/// A record, checked to its end.
#[derive(Debug)]
pub(super) struct Policy {
    pub(super) directives: Vec<Directive>,
    pub(super) redirect: Option<Pattern>,
}

/// What becomes of whoever is matched.
#[derive(Debug)]
pub(super) struct Directive {
    pub(super) verdict: Verdict,
    pub(super) mechanism: Mechanism,
    /// As it stands in the record.
    pub(super) term: String,
}

/// Who is matched. Where no domain is named it is the record's own.
#[derive(Debug)]
pub(super) enum Mechanism {
    All,
    Include(Pattern),
    A(Option<Pattern>, Lengths),
    Mx(Option<Pattern>, Lengths),
    Ptr(Option<Pattern>),
    Ip4(Ipv4Addr, u8),
    Ip6(Ipv6Addr, u8),
    Exists(Pattern),
}

/// How much of an address must be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths {
    pub(super) v4: u8,
    pub(super) v6: u8,
}

/// Whether a text is an SPF record at all (section 4.5).
pub(super) fn is_record(text: &str) -> bool {
    let version = text.split(' ').next().unwrap_or_default();
    version.eq_ignore_ascii_case("v=spf1")
}

/// Reads a record, or gives the term that can't be read.
pub(super) fn parse(record: &str) -> Result<Policy, String> {
    let mut policy = Policy { directives: Vec::new(), redirect: None };
    let mut explained = false;
    for term in record.split(' ').skip(1).filter(|term| !term.is_empty()) {
        let bad = || term.to_owned();
        match modifier(term) {
            Some(("redirect", domain)) => {
                let before = policy.redirect.replace(Pattern::domain(domain).ok_or_else(bad)?);
                before.map_or(Ok(()), |_| Err(bad()))?;
            }
            Some(("exp", domain)) => {
                Pattern::domain(domain).ok_or_else(bad)?;
                if std::mem::replace(&mut explained, true) {
                    return Err(bad());
                }
            }
            Some((_, value)) => drop(Pattern::read(value).ok_or_else(bad)?),
            None => policy.directives.push(directive(term).ok_or_else(bad)?),
        }
    }
    Ok(policy)
}

/// A modifier's name in lower case, and its value.
fn modifier(term: &str) -> Option<(&'static str, &str)> {
    let (name, value) = term.split_once('=')?;
    let good = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !name.chars().all(good) {
        return None;
    }
    let known = ["redirect", "exp"].into_iter().find(|known| name.eq_ignore_ascii_case(known));
    Some((known.unwrap_or("another"), value))
}

fn directive(term: &str) -> Option<Directive> {
    let (verdict, rest) = match term.as_bytes().first()? {
        b'+' => (Verdict::Pass, &term[1..]),
        b'-' => (Verdict::Fail, &term[1..]),
        b'~' => (Verdict::SoftFail, &term[1..]),
        b'?' => (Verdict::Neutral, &term[1..]),
        _ => (Verdict::Pass, term),
    };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let mechanism = match name.to_ascii_lowercase().as_str() {
        "all" if rest.is_empty() => Mechanism::All,
        "include" => Mechanism::Include(Pattern::domain(rest.strip_prefix(':')?)?),
        "exists" => Mechanism::Exists(Pattern::domain(rest.strip_prefix(':')?)?),
        "ptr" => Mechanism::Ptr(optional(rest)?),
        "a" => targeted(rest).map(|(domain, lengths)| Mechanism::A(domain, lengths))?,
        "mx" => targeted(rest).map(|(domain, lengths)| Mechanism::Mx(domain, lengths))?,
        "ip4" => network(rest.strip_prefix(':')?, 32).map(|(address, length)| Mechanism::Ip4(address, length))?,
        "ip6" => network(rest.strip_prefix(':')?, 128).map(|(address, length)| Mechanism::Ip6(address, length))?,
        _ => return None,
    };
    Some(Directive { verdict, mechanism, term: term.to_owned() })
}

/// A domain after a colon, or nothing.
fn optional(rest: &str) -> Option<Option<Pattern>> {
    match rest.strip_prefix(':') {
        Some(domain) => Pattern::domain(domain).map(Some),
        None => rest.is_empty().then_some(None),
    }
}

/// A domain after a colon and how much of an address counts, each of which may be missing: `:x.nl/24//64`.
fn targeted(rest: &str) -> Option<(Option<Pattern>, Lengths)> {
    let (rest, v6) = match rest.rsplit_once("//") {
        Some((before, digits)) if is_number(digits) => (before, length(digits, 128)?),
        _ => (rest, 128),
    };
    let (rest, v4) = match rest.rsplit_once('/') {
        Some((before, digits)) if is_number(digits) => (before, length(digits, 32)?),
        _ => (rest, 32),
    };
    Some((optional(rest)?, Lengths { v4, v6 }))
}

fn network<A: std::str::FromStr>(rest: &str, most: u8) -> Option<(A, u8)> {
    let (address, length) = match rest.split_once('/') {
        Some((address, digits)) => (address, length(digits, most)?),
        None => (rest, most),
    };
    Some((address.parse().ok()?, length))
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A length without zeros in front.
fn length(digits: &str, most: u8) -> Option<u8> {
    let plain = digits == "0" || !digits.starts_with('0');
    (is_number(digits) && plain).then(|| digits.parse().ok()).flatten().filter(|&length| length <= most)
}
