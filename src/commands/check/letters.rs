//! Looks at what the configuration says about letters: whether those who get them can answer, reply and trust them. Connects
//! to nothing.

use mail::smtp::Security;

use super::finding::{Mark, Sheet};
use crate::config::{Config, host_of, is_of_this_machine};

/// Looks at the configuration.
pub(super) fn look(config: &Config, sheet: &mut Sheet) {
    if let Err(why) = config.mail.signing_sender() {
        sheet.fault("DKIM", format!("{why}; until then no letter is written"));
    }
    way(config, sheet);
    links(config, sheet);
    adviser(config, sheet);
    sender(config, sheet);
}

/// How bad it is when letters would not do: without a mail server nothing leaves yet.
const fn mark(config: &Config) -> Mark {
    if config.mail.relay.is_some() { Mark::Fault } else { Mark::Note }
}

fn way(config: &Config, sheet: &mut Sheet) {
    let Some(relay) = &config.mail.relay else {
        let folder = config.letters.display();
        let says = format!("no mail server is configured, so letters become files in {folder}; set mail.smtp");
        return sheet.note("letters", says);
    };
    if relay.security() == Security::Plain && !relay.is_here() {
        let host = relay.host();
        let says =
            format!("letters go to {host} without encryption; add ?tls=required to mail.smtp if it offers STARTTLS");
        sheet.note("letters", says);
    }
}

fn links(config: &Config, sheet: &mut Sheet) {
    if is_of_this_machine(host_of(&config.base_url)) {
        let says = format!(
            "base_url is {}, so nobody else can open the links in letters; set it to the address that people use",
            config.base_url
        );
        sheet.add(mark(config), "links", says);
    } else if config.base_url.starts_with("http://") {
        let says = "base_url is http://: links and answers can be read on their way, and mail programs offer no button \
                    to stop letters (RFC 8058); put a reverse proxy with https in front";
        sheet.note("links", says);
    } else {
        sheet.good("links", format!("letters lead to {}", config.base_url));
    }
}

fn adviser(config: &Config, sheet: &mut Sheet) {
    let adviser = &config.adviser;
    if adviser.phone.is_none() && adviser.email.is_none() {
        let says = format!("letters name no way to reach {}; set adviser.phone or adviser.email", adviser.name);
        sheet.note("adviser", says);
    }
}

fn sender(config: &Config, sheet: &mut Sheet) {
    let sender = &config.mail.sender;
    let domain = sender.domain();
    if is_of_this_machine(domain) || !domain.contains('.') {
        let says = format!(
            "letters come from an address at {domain}, which others refuse; set mail.from to a mailbox of your organisation"
        );
        sheet.add(mark(config), "sender", says);
    } else if !sender.has_reply_to() && config.adviser.email.is_none() {
        let says = "replies go to mail.from; set mail.reply_to to a mailbox that somebody reads, or adviser.email";
        sheet.note("sender", says);
    } else {
        sheet.good("sender", format!("letters come from an address at {domain}"));
    }
}
