//! Looks at what the DNS says about the sender's domain: who takes its mail, which keys sign for it (DKIM), and what is to
//! become of letters that nobody vouches for (DMARC). Sends nothing.

use std::net::{IpAddr, SocketAddr};

use mail::standing::{
    Alignment, DkimKey, Dmarc, DmarcError, Kind, Policy, Record, Records, Resolver, Unanswered, policy_of,
};

use super::finding::{Mark, Sheet};
use super::returns::aligned;
use super::sender_policy::{self, Sending};
use super::{own_signature, returns};
use crate::config::{Config, Dkim, is_of_this_machine};

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
        let says = format!("{error}; SPF, DKIM and DMARC were not looked at: try --resolver with another one");
        return sheet.note("domain", says);
    }
    returns::domain(config, &resolver, sheet).await;
    let back = config.mail.sender.return_domain();
    let sending = Sending { domain: back, host: relay.host(), from: asked.sends_from };
    let passes = sender_policy::look(&resolver, &sending, sheet).await;
    let signs = keys(&resolver, config, asked.selectors, sheet).await;
    vouching(&resolver, config, passes, signs, sheet).await;
}

/// Looks at what the sender's domain asks for, and whether what vouches for our letters counts for it.
async fn vouching(resolver: &Resolver, config: &Config, passes: bool, signs: Signs, sheet: &mut Sheet) {
    let (domain, back) = (config.mail.sender.domain(), config.mail.sender.return_domain());
    let policy = policy_of(resolver, domain).await;
    let found = policy.as_ref().ok().and_then(Option::as_ref);
    let counts = aligned(back, domain, found.map_or(Alignment::Relaxed, |found| found.spf), found);
    let strict = found.is_some_and(|found| found.dkim == Alignment::Strict);
    let signer = config
        .mail
        .dkim
        .as_ref()
        .map(|dkim| dkim.identity.domain())
        .filter(|signer| strict && !signer.eq_ignore_ascii_case(domain));
    let dkim_counts = signs.relay || (signs.own && signer.is_none());
    if let Some(signer) = signer {
        let says = format!(
            "{signer} signs, and its policy (adkim=s) counts signatures by {domain} alone; take mail.dkim.domain out, and \
             publish the key there"
        );
        sheet.fault("DKIM", says);
    }
    if !counts {
        let says = format!(
            "reports go to an address at {back}, so SPF is asked about that domain, and what it says does not count for \
             {domain}: only a signature by {domain} does (DKIM); or set mail.return_path to an address at {domain}"
        );
        // A mail server that signs makes up for it, and whether one does can't always be told.
        sheet.note("SPF", says);
    }
    match policy {
        Ok(None) => sheet.note("DMARC", no_policy(domain)),
        Ok(Some(found)) => dmarc(&found, (passes && counts, dkim_counts), sheet),
        Err(DmarcError::Unanswered(error)) => sheet.note("DMARC", error.to_string()),
        Err(error) => sheet.fault("DMARC", format!("{error}; mend it")),
    }
}

fn no_policy(domain: &str) -> String {
    format!(
        "{domain} has no DMARC record, which large providers ask for; add a TXT record _dmarc.{domain} with \
         \"v=DMARC1; p=none; rua=mailto:...\" and read the reports"
    )
}

/// Who takes the domain's mail.
async fn exchange(resolver: &Resolver, domain: &str, sheet: &mut Sheet) -> Result<(), Unanswered> {
    let found = resolver.look_up(domain, Kind::Exchange).await?.into_iter();
    let mut hosts: Vec<_> = found
        .filter_map(|record| match record {
            Record::Exchange { preference, host } => Some((preference, host)),
            _ => None,
        })
        .collect();
    hosts.sort();
    let names: Vec<_> = hosts.iter().map(|(_, host)| host.as_str()).collect();
    if names == [""] {
        let says = format!(
            "{domain} says that it takes no mail (a null MX), so nobody can reply; set mail.from to an address elsewhere"
        );
        sheet.fault("domain", says);
    } else if !names.is_empty() {
        sheet.good("domain", format!("mail for {domain} goes to {}", names.join(", ")));
    } else if has_address(resolver, domain).await? {
        sheet.note("domain", format!("{domain} has no MX record, so its mail goes to the host of that name; add one"));
    } else {
        let says = format!(
            "{domain} takes no mail: it has neither an MX record nor an address, so nobody can reply, and many refuse \
             letters from it; add an MX record"
        );
        sheet.fault("domain", says);
    }
    Ok(())
}

/// Whether a domain takes mail at all: somebody is named who does, or it has an address (RFC 5321, section 5.1).
pub(super) async fn takes_mail(resolver: &Resolver, domain: &str) -> Result<bool, Unanswered> {
    let named = resolver.look_up(domain, Kind::Exchange).await?;
    let null = |record: &Record| matches!(record, Record::Exchange { host, .. } if host.is_empty());
    Ok(if named.is_empty() { has_address(resolver, domain).await? } else { !named.iter().any(null) })
}

async fn has_address(resolver: &Resolver, domain: &str) -> Result<bool, Unanswered> {
    let v4 = resolver.addresses(domain, Kind::V4).await?;
    Ok(!v4.is_empty() || !resolver.addresses(domain, Kind::V6).await?.is_empty())
}

/// Who has a key for signatures that receivers find.
#[derive(Clone, Copy)]
struct Signs {
    /// We.
    own: bool,
    /// The mail server, as far as that is known.
    relay: bool,
}

/// Looks at the keys for signatures. Under which name a mail server's own lie stands in letters only.
async fn keys(resolver: &Resolver, config: &Config, selectors: &[String], sheet: &mut Sheet) -> Signs {
    let domain = config.mail.sender.domain();
    let mut signs = Signs { own: false, relay: false };
    // That our key can't be read is told where the configuration is looked at.
    if let Some(Ok(signer)) = config.mail.dkim.as_ref().map(Dkim::signer) {
        let (mark, says) = own_signature::compare(resolver, &signer).await;
        sheet.add(mark, "DKIM", says);
        signs.own = mark == Mark::Good;
    }
    if selectors.is_empty() && config.mail.dkim.is_none() {
        let says = "whether your mail server signs letters can't be asked: send yourself one with `polsslag mail test`, \
                    look for dkim=pass in its source, and give the s= of its DKIM-Signature here with --selector";
        sheet.note("DKIM", says);
    }
    for selector in selectors {
        match DkimKey::find(resolver, domain, selector).await {
            Ok(key) => signs.relay |= tell_key(&key, &format!("{selector}._domainkey.{domain}"), sheet),
            Err(error) => sheet.note("DKIM", error.to_string()),
        }
    }
    signs
}

/// Tells what lies under a selector; whether that is a key.
fn tell_key(key: &DkimKey, name: &str, sheet: &mut Sheet) -> bool {
    match key {
        DkimKey::Missing => {
            sheet.fault("DKIM", format!("there is no key at {name}; publish the one your mail server signs with"));
        }
        DkimKey::Withdrawn => {
            sheet.fault("DKIM", format!("the key at {name} is withdrawn (p= is empty); sign with another"));
        }
        DkimKey::Nonsense(part) => {
            sheet.fault("DKIM", format!("what is at {name} is no key ({part}); publish it anew"));
        }
        DkimKey::Found { algorithm, bits, testing, .. } => {
            let says = format!("{name} holds a key ({algorithm}, {bits} bits)");
            if *testing {
                sheet.note("DKIM", format!("{says}, but says t=y: receivers don't count it; take that out"));
            } else if algorithm == "rsa" && *bits < 2048 {
                sheet.note("DKIM", format!("{says}; make one of 2048 bits"));
            } else {
                sheet.good("DKIM", says);
            }
            return !testing;
        }
    }
    false
}

/// Tells a domain's policy, and who vouches for our letters: SPF, a signature.
fn dmarc(found: &Dmarc, (passes, signs): (bool, bool), sheet: &mut Sheet) {
    let policy = match found.policy {
        Policy::None => "nothing",
        Policy::Quarantine => "a place among the unwanted",
        Policy::Reject => "refusal",
    };
    let says = format!("{} asks for {policy} for letters that nobody vouches for", found.domain);
    let vouching: Vec<_> = [(passes, "SPF"), (signs, "DKIM")].iter().filter(|who| who.0).map(|who| who.1).collect();
    if !vouching.is_empty() {
        sheet.good("DMARC", format!("{says}; {} can vouch for ours", vouching.join(" and ")));
    } else if found.policy == Policy::None {
        sheet.good("DMARC", says);
    } else {
        sheet.note("DMARC", format!("{says}, and nothing seen here vouches for ours: see SPF and DKIM above"));
    }
    if !found.reports {
        sheet.note("DMARC", "nobody gets reports on letters in your name; add rua=mailto:... to the record");
    }
}
