//! Names in a record that hold a place for who sends: `%{i}._spf.%{d2}` (RFC 7208, section 7). Does not ask the DNS.

use std::fmt::Write as _;
use std::net::IpAddr;

use super::Question;

/// A text with places to be filled.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug)]
enum Part {
    Words(String),
    Place(Place),
}

#[derive(Debug)]
struct Place {
    letter: u8,
    escaped: bool,
    /// So many labels from the right; all where it is not told.
    keep: Option<usize>,
    reversed: bool,
    delimiters: String,
}

/// What can stand in a place.
pub(super) struct Values<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) domain: &'a str,
    /// The name that the address is known by, for `%{p}`.
    pub(super) validated: Option<String>,
}

impl Pattern {
    /// The name of a domain: it ends in a place or in a label that is no number (section 7.1, `domain-end`).
    pub(super) fn domain(text: &str) -> Option<Self> {
        Self::read(text).filter(Self::ends_as_a_domain)
    }

    /// Whether somebody must find out which name the address is known by.
    pub(super) fn needs_validated_name(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Place(place) if place.letter == b'p'))
    }

    /// A text of any kind.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('%') {
            let (before, after) = rest.split_at(at);
            parts.push(Part::Words(literal(before)?));
            let (part, length) = match *after.as_bytes().get(1)? {
                b'%' => (Part::Words("%".to_owned()), 2),
                b'_' => (Part::Words(" ".to_owned()), 2),
                b'-' => (Part::Words("%20".to_owned()), 2),
                b'{' => {
                    let end = after.find('}')?;
                    (Part::Place(Place::read(after.get(2..end)?)?), end + 1)
                }
                _ => return None,
            };
            parts.push(part);
            rest = &after[length..];
        }
        parts.push(Part::Words(literal(rest)?));
        Some(Self(parts.into_iter().filter(|part| !matches!(part, Part::Words(words) if words.is_empty())).collect()))
    }

    fn ends_as_a_domain(&self) -> bool {
        match self.0.last() {
            None => false,
            Some(Part::Place(_)) => true,
            Some(Part::Words(words)) => {
                let words = words.strip_suffix('.').unwrap_or(words);
                let Some((_, label)) = words.rsplit_once('.') else { return false };
                let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                !label.is_empty()
                    && label.bytes().all(good)
                    && !label.bytes().all(|byte| byte.is_ascii_digit())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            }
        }
    }

    /// The text with all places filled; of a name that is too long labels on the left go (section 7.3).
    pub(super) fn fill(&self, values: &Values<'_>) -> String {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => filled += words,
                Part::Place(place) => filled += &place.fill(values),
            }
        }
        let mut name = filled.strip_suffix('.').unwrap_or(&filled);
        while name.len() > 253 {
            let Some((_, rest)) = name.split_once('.') else { break };
            name = rest;
        }
        name.to_owned()
    }
}

/// Signs that stand for themselves (`macro-literal`).
fn literal(words: &str) -> Option<String> {
    words.bytes().all(|byte| byte.is_ascii_graphic()).then(|| words.to_owned())
}

impl Place {
    fn read(inside: &str) -> Option<Self> {
        let first = *inside.as_bytes().first()?;
        let letter = first.to_ascii_lowercase();
        if !b"slodiphv".contains(&letter) {
            return None;
        }
        let rest = inside.get(1..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let keep = if digits == 0 { None } else { Some(rest[..digits].parse().ok().filter(|&number| number > 0)?) };
        let rest = &rest[digits..];
        let reversed = rest.starts_with(['r', 'R']);
        let delimiters = if reversed { &rest[1..] } else { rest };
        let good = delimiters.bytes().all(|byte| b".-+,/_=".contains(&byte));
        good.then(|| Self {
            letter,
            escaped: first.is_ascii_uppercase(),
            keep,
            reversed,
            delimiters: if delimiters.is_empty() { ".".to_owned() } else { delimiters.to_owned() },
        })
    }

    fn fill(&self, values: &Values<'_>) -> String {
        let (question, sender) = (values.question, values.question.sender);
        let (local, domain) = sender.rsplit_once('@').unwrap_or(("", sender));
        let local = if local.is_empty() { "postmaster" } else { local };
        let value = match self.letter {
            b's' => format!("{local}@{domain}"),
            b'l' => local.to_owned(),
            b'o' => domain.to_owned(),
            b'd' => values.domain.to_owned(),
            b'i' => dotted(question.address),
            b'p' => values.validated.clone().unwrap_or_else(|| "unknown".to_owned()),
            b'v' => if question.address.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
            _ => question.hello.to_owned(),
        };
        let mut parts: Vec<_> = value.split(|sign| self.delimiters.contains(sign)).collect();
        if self.reversed {
            parts.reverse();
        }
        let from = self.keep.map_or(0, |keep| parts.len().saturating_sub(keep));
        let kept = parts[from..].join(".");
        if self.escaped { percent(&kept) } else { kept }
    }
}

/// An address as `%{i}` wants it: sixteen bytes as 32 digits with dots.
fn dotted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let digits = address.octets().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
            digits.map(|digit| format!("{digit:x}")).collect::<Vec<_>>().join(".")
        }
    }
}

fn percent(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing into a text can't fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
