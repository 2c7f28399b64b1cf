//! Looks at what the DNS says about the sender's domain: who takes its mail, who may send for it, and what is to become of
//! letters that nobody vouches for. Sends nothing.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use mail::standing::spf::{self, MOST_LOOKUPS, Question, Verdict};
use mail::standing::{DkimKey, DmarcError, Kind, Policy, Record, Records, Resolver, Unanswered, policy_of};

use super::finding::Sheet;
use super::letters::is_of_this_machine;
use crate::config::Config;

/// An address that is in nobody's record (RFC 5737): with it every term of a record is looked at.
const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// What the command line adds to the configuration.
pub(super) struct Asked<'a> {
    pub(super) resolver: Option<SocketAddr>,
    pub(super) sends_from: Option<IpAddr>,
    pub(super) selectors: &'a [String],
}

/// Looks at the sender's domain, where letters leave this machine.
pub(super) async fn look(config: &Config, asked: &Asked<'_>, sheet: &mut Sheet) {
    let domain = config.mail.sender.domain();
    let Some(relay) = &config.mail.relay else { return };
    if is_of_this_machine(domain) || !domain.contains('.') {
        return;
    }
    let resolver = match asked.resolver.map_or_else(Resolver::of_this_machine, Resolver::at) {
        Ok(resolver) => resolver,
        Err(why) => return sheet.note("domain", format!("no name server can be asked about {domain} ({why})")),
    };
    if let Err(error) = exchange(&resolver, domain, sheet).await {
        // Without an answer to the first question there will be none to the others.
        let says = format!("{error}: SPF, DKIM and DMARC were not looked at; try --resolver with another one");
        return sheet.note("domain", says);
    }
    let passes = sender_policy(&resolver, config, relay.host(), asked.sends_from, sheet).await;
    let signs = keys(&resolver, domain, asked.selectors, sheet).await;
    dmarc(&resolver, domain, passes || signs, sheet).await;
}

/// Who takes the domain's mail.
async fn exchange(resolver: &Resolver, domain: &str, sheet: &mut Sheet) -> Result<(), Unanswered> {
    let mut hosts = Vec::new();
    for record in resolver.look_up(domain, Kind::Exchange).await? {
        if let Record::Exchange { preference, host } = record {
            hosts.push((preference, host));
        }
    }
    hosts.sort();
    let names: Vec<_> = hosts.iter().map(|(_, host)| host.as_str()).collect();
    if names == [""] {
        let says =
            format!("{domain} says that it takes no mail (a null MX), so nobody can reply; send from another domain");
        sheet.fault("domain", says);
    } else if !names.is_empty() {
        sheet.good("domain", format!("mail for {domain} goes to {}", names.join(", ")));
    } else if resolver.addresses(domain, Kind::V4).await?.is_empty()
        && resolver.addresses(domain, Kind::V6).await?.is_empty()
    {
        let says = format!(
            "{domain} takes no mail: it has neither an MX record nor an address, so nobody can reply, and many refuse letters from it; add an MX record"
        );
        sheet.fault("domain", says);
    } else {
        sheet.note("domain", format!("{domain} has no MX record, so its mail goes to the host of that name; add one"));
    }
    Ok(())
}

/// Whether the domain permits the relay to send for it (SPF).
async fn sender_policy(
    resolver: &Resolver,
    config: &Config,
    host: &str,
    sends_from: Option<IpAddr>,
    sheet: &mut Sheet,
) -> bool {
    let domain = config.mail.sender.domain();
    let sender = format!("postmaster@{domain}");
    let ask = |address| spf::evaluate(resolver, Question { address, sender: &sender, hello: host }, domain);
    let whole = ask(NOBODY).await;
    match whole.verdict {
        Verdict::None => {
            let says = format!(
                "{domain} has no SPF record, so receivers trust its letters less; add a TXT record such as \"v=spf1 a:{host} -all\""
            );
            sheet.note("SPF", says);
            return false;
        }
        Verdict::PermError => {
            let why = whole.why;
            sheet.fault("SPF", format!("the SPF record of {domain} can't be used: {why}; mend it"));
            return false;
        }
        Verdict::TempError => {
            sheet.note("SPF", format!("the SPF record of {domain} could not be followed to its end: {}", whole.why));
            return false;
        }
        Verdict::Pass => {
            sheet.fault(
                "SPF",
                format!("the SPF record of {domain} lets everybody send in its name: {}; mend it", whole.why),
            );
            return true;
        }
        Verdict::Neutral | Verdict::Fail | Verdict::SoftFail => {
            let used = whole.lookups;
            sheet.good(
                "SPF",
                format!("{domain} has a record, which needs {used} of {MOST_LOOKUPS} questions to the DNS"),
            );
        }
    }
    let Some(address) = (match sends_from {
        Some(address) => Some(address),
        None => public_address(resolver, host).await,
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
        "it does not let {address} send ({verdict}: {why}); add ip4: or ip6: with that address, or the include: of your provider, before its end"
    );
    if sends_from.is_some() {
        sheet.fault("SPF", says);
    } else {
        sheet.note("SPF", format!("{says}. If your mail server sends from another address, give it with --sends-from"));
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

/// Whether there are keys for signatures (DKIM). Under which name they lie stands in letters only.
async fn keys(resolver: &Resolver, domain: &str, selectors: &[String], sheet: &mut Sheet) -> bool {
    if selectors.is_empty() {
        let says = "whether your mail server signs letters can't be asked: send yourself one with `polsslag mail test`, look \
                    for dkim=pass in its source, and give the s= of its DKIM-Signature here with --selector";
        sheet.note("DKIM", says);
    }
    let mut signs = false;
    for selector in selectors {
        let name = format!("{selector}._domainkey.{domain}");
        match DkimKey::find(resolver, domain, selector).await {
            Ok(DkimKey::Found { algorithm, bits, testing }) => {
                let weak = algorithm == "rsa" && bits < 2048;
                let says = format!("{name} holds a key ({algorithm}, {bits} bits)");
                match (weak, testing) {
                    (true, _) => sheet.note("DKIM", format!("{says}; make one of 2048 bits")),
                    (_, true) => {
                        sheet.note("DKIM", format!("{says}, but says t=y: receivers don't count it; take that out"))
                    }
                    _ => sheet.good("DKIM", says),
                }
                signs = true;
            }
            Ok(DkimKey::Missing) => {
                sheet.fault("DKIM", format!("there is no key at {name}; publish the one your mail server signs with"))
            }
            Ok(DkimKey::Withdrawn) => {
                sheet.fault("DKIM", format!("the key at {name} is withdrawn (p= is empty); sign with another"))
            }
            Ok(DkimKey::Nonsense(part)) => {
                sheet.fault("DKIM", format!("what is at {name} is no key ({part}); publish it anew"))
            }
            Err(error) => sheet.note("DKIM", error.to_string()),
        }
    }
    signs
}

/// What is to become of letters that nobody vouches for (DMARC). MAIL FROM and From are the same address here, so what passes
/// SPF is aligned, however strict the policy.
async fn dmarc(resolver: &Resolver, domain: &str, vouched: bool, sheet: &mut Sheet) {
    match policy_of(resolver, domain).await {
        Ok(None) => {
            let says = format!(
                "{domain} has no DMARC record; large providers ask for one: add TXT _dmarc.{domain} \"v=DMARC1; p=none; rua=mailto:...\" and read the reports"
            );
            sheet.note("DMARC", says);
        }
        Ok(Some(found)) => {
            let policy = match found.policy {
                Policy::None => "nothing",
                Policy::Quarantine => "a place among the unwanted",
                Policy::Reject => "refusal",
            };
            let says = format!("{} asks for {policy} for letters that nobody vouches for", found.domain);
            if found.policy == Policy::None || vouched {
                let how = "letters come from the same domain that SPF is asked about, so they align";
                sheet.good("DMARC", format!("{says}; {how}"));
            } else {
                let says = format!("{says}, and nothing seen here vouches for ours: see SPF and DKIM above");
                sheet.note("DMARC", says);
            }
            if !found.reports {
                sheet.note("DMARC", "nobody gets reports on letters in your name; add rua=mailto:... to the record");
            }
        }
        Err(DmarcError::Unanswered(error)) => sheet.note("DMARC", error.to_string()),
        Err(error) => sheet.fault("DMARC", format!("{error}; mend it")),
    }
}
