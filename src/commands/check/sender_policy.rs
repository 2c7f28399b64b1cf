//! Looks at whether the sender's domain permits its mail server to send (SPF). Asks the DNS only.

use std::net::{IpAddr, Ipv4Addr};

use mail::standing::spf::{self, MOST_LOOKUPS, Question, Verdict};
use mail::standing::{Kind, Records, Resolver};

use super::finding::Sheet;
use crate::config::is_of_this_machine;

/// An address that is in nobody's record (RFC 5737): with it every term of a record is looked at.
const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Who sends for a domain.
pub(super) struct Sending<'a> {
    pub(super) domain: &'a str,
    /// The mail server, as it is configured.
    pub(super) host: &'a str,
    /// The address it sends from, where that is told.
    pub(super) from: Option<IpAddr>,
}

/// Whether SPF vouches for our letters.
pub(super) async fn look(resolver: &Resolver, sending: &Sending<'_>, sheet: &mut Sheet) -> bool {
    let sender = format!("postmaster@{}", sending.domain);
    let ask =
        |address| spf::evaluate(resolver, Question { address, sender: &sender, hello: sending.host }, sending.domain);
    if !is_in_order(&ask(NOBODY).await, sending, sheet) {
        return false;
    }
    let Some(address) = (match sending.from {
        Some(address) => Some(address),
        None => public_address(resolver, sending.host).await,
    }) else {
        let says = "from which address your mail server sends can't be told from here; give it with --sends-from";
        sheet.note("SPF", says);
        return false;
    };
    let answer = ask(address).await;
    let (verdict, why) = (answer.verdict, answer.why);
    if verdict == Verdict::Pass {
        sheet.good("SPF", format!("it lets {address} send: {why}"));
        return true;
    }
    let says = format!(
        "it does not let {address} send ({verdict}: {why}); add ip4: or ip6: with that address, or the include: of your \
         provider, before its end"
    );
    if sending.from.is_some() {
        sheet.fault("SPF", says);
    } else {
        sheet.note("SPF", format!("{says}; if your mail server sends from another address, give it with --sends-from"));
    }
    false
}

/// What a record can say about a relay, by its name or its address; of one on this machine nothing can be told.
fn term_for(host: &str) -> String {
    match host.parse::<std::net::IpAddr>() {
        _ if is_of_this_machine(host) => "ip4:<the public address of your mail server>".to_owned(),
        Ok(std::net::IpAddr::V4(address)) => format!("ip4:{address}"),
        Ok(std::net::IpAddr::V6(address)) => format!("ip6:{address}"),
        Err(_) => format!("a:{host}"),
    }
}

/// Whether there is a record that says something, and that receivers can follow to its end.
fn is_in_order(whole: &spf::Answer, sending: &Sending<'_>, sheet: &mut Sheet) -> bool {
    let Sending { domain, host, .. } = sending;
    let why = &whole.why;
    match whole.verdict {
        Verdict::None => sheet.note(
            "SPF",
            format!(
                "{domain} has no SPF record, so receivers trust its letters less; add a TXT record such as \
                 \"v=spf1 {} -all\"",
                term_for(host)
            ),
        ),
        Verdict::PermError => {
            sheet.fault("SPF", format!("the SPF record of {domain} can't be used: {why}; mend it"));
        }
        Verdict::TempError => {
            sheet.note("SPF", format!("the SPF record of {domain} could not be followed to its end: {why}"));
        }
        Verdict::Pass => {
            sheet.fault("SPF", format!("the SPF record of {domain} lets everybody send in its name: {why}; mend it"));
        }
        Verdict::Neutral | Verdict::Fail | Verdict::SoftFail => {
            let used = whole.lookups;
            let says = format!("{domain} has a record, which needs {used} of {MOST_LOOKUPS} questions to the DNS");
            sheet.good("SPF", says);
            return true;
        }
    }
    false
}

/// The address the world sees a host by, where it has one.
async fn public_address(resolver: &Resolver, host: &str) -> Option<IpAddr> {
    let found = match host.parse() {
        Ok(address) => vec![address],
        Err(_) => resolver.addresses(host, Kind::V4).await.unwrap_or_default(),
    };
    found.into_iter().find(|address| match address {
        IpAddr::V4(address) => !(address.is_private() || address.is_loopback() || address.is_link_local()),
        IpAddr::V6(address) => !(address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()),
    })
}
