//! The part of the configuration about letters: from whom they come, through which relay, and how fast. Connects to nothing.

use std::num::NonZeroU32;
use std::path::Path;
use std::time::Duration;

use domain::EmailAddressError;
use jobs::Pace;
use mail::{MailError, Patience, Relay, Sender};
use serde::Deserialize;

use super::bounces::{Bounces, BouncesShape};
use super::dkim::{Dkim, DkimShape};

/// The most connections to a relay; more help nobody.
const MOST_CONNECTIONS: usize = 64;

/// The longest that a relay may take for a step, in seconds: whoever waits longer waits for nobody.
const LONGEST_PATIENCE: u32 = 1_800;

/// The keys of `[mail]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailShape {
    from: String,
    reply_to: Option<String>,
    return_path: Option<String>,
    smtp: Option<String>,
    connections: usize,
    per_minute: Option<u32>,
    per_minute_and_domain: Option<u32>,
    patience_seconds: Option<u32>,
    bounces: Option<BouncesShape>,
    dkim: Option<DkimShape>,
}

/// How letters are sent.
#[derive(Debug)]
pub(crate) struct Mail {
    /// From whom letters come; without a signature of ours.
    pub(crate) sender: Sender,
    /// The relay; without one, letters become files.
    pub(crate) relay: Option<Relay>,
    /// How long the relay may take for a step.
    pub(crate) patience: Patience,
    /// How many letters go at once.
    pub(crate) connections: usize,
    per_minute: Option<NonZeroU32>,
    per_minute_and_domain: Option<NonZeroU32>,
    /// The mailbox for reports on letters that don't arrive.
    pub(crate) bounces: Option<Bounces>,
    /// Whoever signs letters, when the mail server does not.
    pub(crate) dkim: Option<Dkim>,
}

impl MailShape {
    /// Checks the values; names the key of a bad one. A server at `base_url` introduces itself by that name.
    pub(super) fn check(self, base_url: &str, dir: &Path) -> Result<Mail, (&'static str, String)> {
        let host = host_of(base_url);
        let sender = Sender::new(&self.from, self.reply_to.as_deref()).map_err(|error| match error {
            MailError::BadSender { key, .. } => (key, error.to_string()),
            error => ("mail.from", error.to_string()),
        })?;
        let return_path = self.return_path.map(|address| address.parse()).transpose();
        let return_path = return_path.map_err(|error: EmailAddressError| ("mail.return_path", error.to_string()))?;
        let dkim = self.dkim.map(|dkim| dkim.check(sender.domain(), dir)).transpose()?;
        let relay = self.smtp.map(|url| Relay::read(&url, host)).transpose();
        if !(1..=MOST_CONNECTIONS).contains(&self.connections) {
            let (given, most) = (self.connections, MOST_CONNECTIONS);
            return Err(("mail.connections", format!("{given} is not possible; it must be from 1 to {most}")));
        }
        Ok(Mail {
            sender: sender.returning_to(return_path),
            relay: relay.map_err(|error| ("mail.smtp", error.to_string()))?,
            patience: patience(self.patience_seconds)?,
            connections: self.connections,
            per_minute: limit("mail.per_minute", self.per_minute)?,
            per_minute_and_domain: limit("mail.per_minute_and_domain", self.per_minute_and_domain)?,
            bounces: self.bounces.map(|bounces| bounces.check(dir)).transpose()?,
            dkim,
        })
    }
}

fn patience(seconds: Option<u32>) -> Result<Patience, (&'static str, String)> {
    match seconds {
        None => Ok(Patience::USUAL),
        Some(seconds @ 1..=LONGEST_PATIENCE) => Ok(Patience::of(Duration::from_secs(seconds.into()))),
        Some(given) => {
            let reason = format!("{given} is not possible; it must be from 1 to {LONGEST_PATIENCE}, or be left out");
            Err(("mail.patience_seconds", reason))
        }
    }
}

fn limit(key: &'static str, given: Option<u32>) -> Result<Option<NonZeroU32>, (&'static str, String)> {
    let some = |given| {
        NonZeroU32::new(given)
            .ok_or_else(|| (key, "0 is not possible; write 1 or more, or leave it out for no limit".to_owned()))
    };
    given.map(some).transpose()
}

/// The host in an address, without its port.
pub(crate) fn host_of(url: &str) -> &str {
    let place = url.split("://").nth(1).unwrap_or_default();
    let place = place.split('/').next().unwrap_or_default();
    // An address of version 6 has colons of its own, and stands in brackets.
    match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        None => place.split(':').next().unwrap_or(place),
    }
}

/// Whether a name leads to the machine it is used on.
pub(crate) fn is_of_this_machine(host: &str) -> bool {
    let address = host.parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

impl Mail {
    /// From whom letters come, and who signs them.
    ///
    /// # Errors
    /// When the key for signatures can't be read, as a sentence.
    pub(crate) fn signing_sender(&self) -> Result<Sender, String> {
        Ok(self.sender.clone().signed_by(self.dkim.as_ref().map(Dkim::signer).transpose()?))
    }

    /// How fast letters go, with nothing of it used.
    pub(crate) fn pace(&self) -> Pace {
        Pace::new(self.per_minute, self.per_minute_and_domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_has_no_port() {
        for (url, host) in [
            ("https://pulse.example.org", "pulse.example.org"),
            ("http://localhost:8000/there", "localhost"),
            ("http://[::1]:8000", "::1"),
            ("http://[::1]", "::1"),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }
}
