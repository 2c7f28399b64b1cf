//! Walks through an SPF record until a term matches (RFC 7208, sections 4 to 6). Knows no syntax.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::pin::Pin;

use super::macros::{Pattern, Values};
use super::syntax::{self, Lengths, Mechanism};
use super::{Answer, MOST_LOOKUPS, Question, Verdict};
use crate::standing::records::{Kind, Record, Records, Unanswered, can_be_asked};

/// So many questions may find nothing (section 4.6.4).
const MOST_VOID: usize = 2;

/// What cut a walk short.
enum Stop {
    Temporary(String),
    Permanent(String),
}

impl From<Unanswered> for Stop {
    fn from(error: Unanswered) -> Self {
        Self::Temporary(error.to_string())
    }
}

struct Walk<'a, R> {
    records: &'a R,
    question: Question<'a>,
    lookups: usize,
    void: usize,
}

/// What `domain` says about who wants to send.
pub async fn evaluate<R: Records>(records: &R, question: Question<'_>, domain: &str) -> Answer {
    // An address of four bytes that is written in sixteen is still one of four (section 5).
    let question = Question { address: question.address.to_canonical(), ..question };
    let mut walk = Walk { records, question, lookups: 0, void: 0 };
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if !domain.contains('.') || !can_be_asked(domain) {
        return Answer {
            verdict: Verdict::None,
            record: None,
            lookups: 0,
            why: "it is no name of a domain".to_owned(),
        };
    }
    let record = walk.record(domain).await;
    let kept = record.as_ref().ok().cloned().flatten();
    let found = match record {
        Ok(Some(record)) => walk.follow(domain, &record).await,
        Ok(None) => Ok((Verdict::None, "there is no record".to_owned())),
        Err(stop) => Err(stop),
    };
    let (verdict, why) = match found {
        Ok(found) => found,
        Err(Stop::Temporary(why)) => (Verdict::TempError, why),
        Err(Stop::Permanent(why)) => (Verdict::PermError, why),
    };
    Answer { verdict, record: kept, lookups: walk.lookups, why }
}

type Found = Result<(Verdict, String), Stop>;

impl<R: Records> Walk<'_, R> {
    /// The one record of a domain.
    async fn record(&self, domain: &str) -> Result<Option<String>, Stop> {
        let texts = self.records.texts(domain).await?;
        let mut found = texts.into_iter().filter(|text| syntax::is_record(text));
        match (found.next(), found.next()) {
            (record, None) => Ok(record),
            _ => Err(Stop::Permanent(format!("{domain} has more than one SPF record"))),
        }
    }

    /// Walks through a record; boxed, because a record may lead to another.
    fn follow<'b>(&'b mut self, domain: &'b str, record: &'b str) -> Pin<Box<dyn Future<Output = Found> + Send + 'b>> {
        Box::pin(async move {
            let policy = syntax::parse(record)
                .map_err(|term| Stop::Permanent(format!("\"{term}\" in the record of {domain} makes no sense")))?;
            for directive in &policy.directives {
                if self.matches(domain, &directive.mechanism).await? {
                    return Ok((directive.verdict, format!("\"{}\" of {domain}", directive.term)));
                }
            }
            let Some(redirect) = &policy.redirect else {
                return Ok((Verdict::Neutral, format!("nothing in the record of {domain} is about this address")));
            };
            let target = self.name(redirect, domain).await?;
            self.other(&target).await
        })
    }

    /// What another domain's record says.
    async fn other(&mut self, domain: &str) -> Found {
        self.count()?;
        let record = if can_be_asked(domain) { self.record(domain).await? } else { None };
        let record = record.ok_or_else(|| Stop::Permanent(format!("{domain} has no SPF record to refer to")))?;
        self.follow(domain, &record).await
    }

    fn count(&mut self) -> Result<(), Stop> {
        self.lookups += 1;
        if self.lookups > MOST_LOOKUPS {
            return Err(Stop::Permanent(format!("more than {MOST_LOOKUPS} of its terms ask the DNS")));
        }
        Ok(())
    }

    async fn matches(&mut self, domain: &str, mechanism: &Mechanism) -> Result<bool, Stop> {
        let address = self.question.address;
        match mechanism {
            Mechanism::All => Ok(true),
            Mechanism::Ip4(network, length) => {
                Ok(is_in(address, IpAddr::V4(*network), Lengths { v4: *length, v6: 128 }))
            }
            Mechanism::Ip6(network, length) => {
                Ok(is_in(address, IpAddr::V6(*network), Lengths { v4: 32, v6: *length }))
            }
            Mechanism::Include(target) => {
                let target = self.name(target, domain).await?;
                Ok(self.other(&target).await?.0 == Verdict::Pass)
            }
            Mechanism::A(target, lengths) => {
                self.count()?;
                let target = self.target(target.as_ref(), domain).await?;
                self.host_matches(&target, *lengths).await
            }
            Mechanism::Mx(target, lengths) => {
                self.count()?;
                let target = self.target(target.as_ref(), domain).await?;
                self.exchange_matches(&target, *lengths).await
            }
            Mechanism::Exists(target) => {
                self.count()?;
                let target = self.name(target, domain).await?;
                Ok(!self.ask(&target, Kind::V4).await?.is_empty())
            }
            Mechanism::Ptr(target) => {
                self.count()?;
                let target = self.target(target.as_ref(), domain).await?;
                Ok(self.known_names().await?.iter().any(|name| is_below(name, &target)))
            }
        }
    }

    /// A question that counts when it finds nothing.
    async fn ask(&mut self, name: &str, kind: Kind) -> Result<Vec<Record>, Stop> {
        let found = if can_be_asked(name) { self.records.look_up(name, kind).await? } else { Vec::new() };
        if found.is_empty() {
            self.void += 1;
            if self.void > MOST_VOID {
                return Err(Stop::Permanent(format!(
                    "more than {MOST_VOID} of its terms ask about what does not exist"
                )));
            }
        }
        Ok(found)
    }

    const fn kind(&self) -> Kind {
        if self.question.address.is_ipv4() { Kind::V4 } else { Kind::V6 }
    }

    async fn host_matches(&mut self, host: &str, lengths: Lengths) -> Result<bool, Stop> {
        let found = self.ask(host, self.kind()).await?;
        let address = self.question.address;
        Ok(found.iter().any(|record| matches!(record, Record::Address(found) if is_in(address, *found, lengths))))
    }

    async fn exchange_matches(&mut self, target: &str, lengths: Lengths) -> Result<bool, Stop> {
        let found = self.ask(target, Kind::Exchange).await?;
        if found.len() > MOST_LOOKUPS {
            return Err(Stop::Permanent(format!("{target} has more than {MOST_LOOKUPS} mail servers")));
        }
        for record in found {
            if let Record::Exchange { host, .. } = record
                && self.host_matches(&host, lengths).await?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The names the address is known by, each of which leads back to it (section 5.5).
    async fn known_names(&mut self) -> Result<Vec<String>, Stop> {
        let address = self.question.address;
        // A name server that is away makes this one term fail, not the whole record.
        let found = self.records.look_up(&backwards(address), Kind::Pointer).await.unwrap_or_default();
        let names =
            found.into_iter().filter_map(|record| if let Record::Pointer(name) = record { Some(name) } else { None });
        let mut known = Vec::new();
        for name in names.take(MOST_LOOKUPS) {
            let back = self.records.addresses(&name, self.kind()).await.unwrap_or_default();
            if back.contains(&address) {
                known.push(name);
            }
        }
        Ok(known)
    }

    async fn target(&mut self, target: Option<&Pattern>, domain: &str) -> Result<String, Stop> {
        match target {
            Some(pattern) => self.name(pattern, domain).await,
            None => Ok(domain.to_owned()),
        }
    }

    /// A name with its places filled.
    async fn name(&mut self, pattern: &Pattern, domain: &str) -> Result<String, Stop> {
        let validated = if pattern.needs_validated_name() { best(self.known_names().await?, domain) } else { None };
        Ok(pattern.fill(&Values { question: &self.question, domain, validated }))
    }
}

/// The domain itself, else a name below it, else any (section 7.3).
fn best(known: Vec<String>, domain: &str) -> Option<String> {
    let rank = |name: &String| (!name.eq_ignore_ascii_case(domain), !is_below(name, domain));
    known.into_iter().min_by_key(rank)
}

fn is_below(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    name == domain || name.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

/// The name under which an address's own names stand.
fn backwards(address: IpAddr) -> String {
    let mut parts: Vec<_> = match address {
        IpAddr::V4(address) => address.octets().iter().map(ToString::to_string).collect(),
        IpAddr::V6(address) => {
            address.octets().iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| format!("{digit:x}")).collect()
        }
    };
    parts.reverse();
    format!("{}.{}", parts.join("."), if address.is_ipv4() { "in-addr.arpa" } else { "ip6.arpa" })
}

fn is_in(address: IpAddr, network: IpAddr, lengths: Lengths) -> bool {
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let cut = |address: Ipv4Addr| u32::from(address).checked_shr(32 - u32::from(lengths.v4)).unwrap_or(0);
            cut(address) == cut(network)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let cut = |address: Ipv6Addr| u128::from(address).checked_shr(128 - u32::from(lengths.v6)).unwrap_or(0);
            cut(address) == cut(network)
        }
        _ => false,
    }
}
