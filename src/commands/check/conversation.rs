//! Opens a conversation with a relay and tells each step in plain words as it is done. Sends no letter.

use std::net::SocketAddr;
use std::time::Instant;

use chrono::Utc;
use mail::smtp::{Connection, Encryption, Event, Trouble};
use mail::{Patience, Relay};

/// A certificate that ends within so many days is worth a word.
const SOON: i64 = 21;

/// Opens a connection; `told` hears of each step, and whether it is more than a good one.
pub(crate) async fn open(
    relay: &Relay,
    patience: Patience,
    told: &mut (dyn FnMut(bool, String) + Send),
) -> Result<Connection, Trouble> {
    let mut last = Instant::now();
    let user = relay.user().unwrap_or_default().to_owned();
    let (host, port) = (relay.host().to_owned(), relay.port());
    let mut witness = |event: Event<'_>| {
        let time = last.elapsed().as_millis();
        last = Instant::now();
        let (fine, words) = match event {
            Event::Found(addresses) => (true, found(&host, addresses)),
            Event::Connected(address) => (true, format!("connected to {} port {port} in {time} ms", address.ip())),
            Event::Greeted(words) => (true, format!("it greets us as: {words}")),
            Event::Offers(lines) => (true, format!("it offers {}", offers(lines))),
            Event::Encrypted(encryption) => encrypted(encryption),
            Event::SignedIn => (true, format!("signed in as {user}")),
        };
        told(fine, words);
    };
    Connection::open_watched(relay, patience, &mut witness).await
}

fn found(host: &str, addresses: &[SocketAddr]) -> String {
    let mut found: Vec<_> = addresses.iter().map(|address| address.ip().to_string()).collect();
    found.dedup();
    format!("{host} is at {}", found.join(", "))
}

/// The extensions of a relay; the first line is its name.
fn offers(lines: &[String]) -> String {
    let offered: Vec<_> = lines.iter().skip(1).map(|line| size(line).unwrap_or_else(|| line.clone())).collect();
    if offered.is_empty() { "no extensions".to_owned() } else { offered.join(", ") }
}

/// The size of the largest letter, in a measure for people (RFC 1870).
fn size(line: &str) -> Option<String> {
    let bytes: u64 = line.strip_prefix("SIZE ")?.trim().parse().ok()?;
    Some(if bytes == 0 { "SIZE without a limit".to_owned() } else { format!("SIZE {} MB", bytes / 1_000_000) })
}

fn encrypted(encryption: &Encryption) -> (bool, String) {
    let Some(certificate) = &encryption.certificate else {
        return (true, format!("encrypted with {}", encryption.protocol));
    };
    let days = (certificate.until - Utc::now().date_naive()).num_days();
    let names = certificate.names.join(", ");
    let (protocol, issuer, until) = (&encryption.protocol, &certificate.issuer, certificate.until);
    let words = format!("encrypted with {protocol}; its certificate is for {names}, by {issuer}, valid until {until}");
    if days > SOON { (true, words) } else { (false, format!("{words}: it must be renewed within {days} days")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_relay_offers_is_told_in_measures_for_people() {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let told = offers(&lines(&["mail.x.nl", "SIZE 10240000", "STARTTLS", "AUTH PLAIN LOGIN"]));
        assert_eq!(told, "SIZE 10 MB, STARTTLS, AUTH PLAIN LOGIN");
        assert_eq!(offers(&lines(&["mail.x.nl", "SIZE 0"])), "SIZE without a limit");
        assert_eq!(offers(&lines(&["mail.x.nl"])), "no extensions");
    }
}
