//! Looks at the way back: whether reports on letters that don't arrive reach a mailbox, and whether we can read it. Marks and
//! takes nothing there.

use mail::standing::{Alignment, Dmarc, Resolver};

use super::domain_records::takes_mail;
use super::finding::Sheet;
use crate::config::Config;

/// Opens the mailbox for reports.
pub(super) async fn look(config: &Config, sheet: &mut Sheet) {
    let Some(bounces) = &config.mail.bounces else {
        if config.mail.relay.is_some() {
            let says = "no mailbox for reports is configured, so nobody hears of letters that don't arrive, unless a mail \
                        server hands them over; see [mail.bounces] in polsslag.toml, or: polsslag mail bounces --help";
            sheet.note("returns", says);
        }
        return;
    };
    let place = match bounces.place() {
        Ok(place) => place,
        Err(why) => return sheet.fault("returns", why),
    };
    match place.visit().await {
        Ok(visit) => {
            visit.leave().await;
            sheet.good("returns", format!("the mailbox for reports can be read: {place}"));
        }
        Err(trouble) => sheet.fault("returns", trouble.to_string()),
    }
}

/// Looks at the domain to which reports go, where it is another one than the sender's.
pub(super) async fn domain(config: &Config, resolver: &Resolver, sheet: &mut Sheet) {
    let back = config.mail.sender.return_domain();
    if back.eq_ignore_ascii_case(config.mail.sender.domain()) {
        return;
    }
    match takes_mail(resolver, back).await {
        Ok(true) => sheet.good("returns", format!("reports go to an address at {back}, which takes mail")),
        Ok(false) => {
            let says = format!(
                "{back} takes no mail, so no report on a letter can come back, and many refuse letters from there; set \
                 mail.return_path to a mailbox elsewhere"
            );
            sheet.fault("returns", says);
        }
        Err(error) => sheet.note("returns", error.to_string()),
    }
}

/// Whether what is said of one domain counts for another (RFC 7489, section 3.1): where it is the same, or, unless the policy
/// is strict, above or below it, or below the domain whose policy it is. Which other domains are of one organisation can't be
/// told without a list of all registries, so we say rather too often that it does not count.
pub(super) fn aligned(one: &str, sender: &str, how: Alignment, policy: Option<&Dmarc>) -> bool {
    let (one, sender) = (one.to_ascii_lowercase(), sender.to_ascii_lowercase());
    let below = |domain: &str, above: &str| {
        above.contains('.') && domain.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let in_policy = policy.is_some_and(|policy| below(&one, &policy.domain));
    one == sender || (how == Alignment::Relaxed && (below(&one, &sender) || below(&sender, &one) || in_policy))
}

#[cfg(test)]
mod tests {
    use mail::standing::Policy;

    use super::*;

    #[test]
    fn a_domain_counts_for_those_of_its_organisation() {
        let (dkim, spf) = (Alignment::Relaxed, Alignment::Relaxed);
        let policy = Dmarc { domain: "x.nl".to_owned(), policy: Policy::None, dkim, spf, reports: false };
        for (one, sender, relaxed, strict) in [
            ("x.nl", "X.nl", true, true),
            ("bounce.x.nl", "x.nl", true, false),
            ("x.nl", "mail.x.nl", true, false),
            ("bounce.x.nl", "mail.x.nl", true, false),
            ("y.nl", "x.nl", false, false),
            ("ax.nl", "x.nl", false, false),
            ("nl", "x.nl", false, false),
        ] {
            assert_eq!(aligned(one, sender, Alignment::Relaxed, Some(&policy)), relaxed, "{one} {sender}");
            assert_eq!(aligned(one, sender, Alignment::Strict, Some(&policy)), strict, "{one} {sender}");
        }
        assert!(!aligned("a.co.uk", "b.co.uk", Alignment::Relaxed, None));
    }
}
