//! A relay as it is configured: where it is, how it is spoken to, and who signs in. Connects to nothing.

use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::Url;

use super::trouble::TlsFault;
use super::trust::Trust;
use crate::PostError;

/// When a connection becomes an encrypted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Never.
    Plain,
    /// After STARTTLS, if the relay offers that.
    Opportunistic,
    /// After STARTTLS, which the relay must offer.
    Required,
    /// From the first byte (RFC 8314).
    Wrapped,
}

/// A relay.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    security: Security,
    user: Option<String>,
    pub(super) credentials: Option<Credentials>,
    pub(super) hello: ClientId,
    trust: Arc<OnceLock<Trust>>,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password is nobody's business.
        write!(f, "Relay({}:{}, {:?}, {:?})", self.host, self.port, self.security, self.hello)
    }
}

impl Relay {
    /// Reads an address as it is configured: `smtp://host:25`, `smtp://user:password@host:587?tls=required` (or
    /// `?tls=opportunistic`), or `smtps://user:password@host`. We call ourselves `hello`, unless the address ends in
    /// `/another.name`. User and password may be percent-encoded.
    ///
    /// # Errors
    /// When it makes no sense, or would send a password without encryption to another machine.
    pub fn read(url: &str, hello: &str) -> Result<Self, PostError> {
        let bad = |reason: &str| PostError::BadRelay { reason: reason.to_owned() };
        let url = Url::parse(url).map_err(|error| bad(&error.to_string()))?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| bad("it names no host"))?;
        let host = decoded(host.trim_start_matches('[').trim_end_matches(']'))?;
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let (security, port) = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => (Security::Plain, 25),
            ("smtp", Some("opportunistic")) => (Security::Opportunistic, 587),
            ("smtp", Some("required")) => (Security::Required, 587),
            ("smtp", Some(_)) => return Err(bad("tls can be required or opportunistic")),
            ("smtps", _) => (Security::Wrapped, 465),
            _ => return Err(bad("it starts with neither smtp:// nor smtps://")),
        };
        let user = Some(decoded(url.username())?).filter(|user| !user.is_empty());
        let credentials = match (&user, url.password()) {
            (Some(user), Some(password)) => Some(Credentials::new(user.clone(), decoded(password)?)),
            (None, None) => None,
            (Some(_), None) => return Err(bad("there is a user without a password")),
            (None, Some(_)) => return Err(bad("there is a password without a user")),
        };
        if credentials.is_some() && security == Security::Plain && !is_here(&host) {
            return Err(bad("it would send the password without encryption; add ?tls=required"));
        }
        let name = Some(url.path().trim_matches('/')).filter(|name| !name.is_empty()).unwrap_or(hello);
        let (port, hello) = (url.port().unwrap_or(port), client_id(name));
        Ok(Self { host, port, security, user, credentials, hello, trust: Arc::default() })
    }

    /// The same relay, of which the certificate is held against `trust` instead of the machine's authorities.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = Arc::new(OnceLock::from(trust));
        self
    }

    /// Whom to believe, read from the machine once.
    pub(super) fn trust(&self) -> Result<&Trust, TlsFault> {
        if let Some(trust) = self.trust.get() {
            return Ok(trust);
        }
        let trust = Trust::of_this_machine()?;
        Ok(self.trust.get_or_init(|| trust))
    }

    /// Its name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// When connections become encrypted.
    pub const fn security(&self) -> Security {
        self.security
    }

    /// Who signs in.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The name by which we call ourselves.
    pub fn hello(&self) -> String {
        self.hello.to_string()
    }

    /// Whether it runs on this machine.
    pub fn is_here(&self) -> bool {
        is_here(&self.host)
    }
}

fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn client_id(name: &str) -> ClientId {
    match name.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(name.to_owned()),
    }
}

/// Without percent signs. What can't be read is not repeated: it may be the password.
fn decoded(text: &str) -> Result<String, PostError> {
    let bad = |_| PostError::BadRelay { reason: "its percent-encoding is no UTF-8".to_owned() };
    Ok(percent_decode_str(text).decode_utf8().map_err(bad)?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Relay {
        Relay::read(url, "pulse.example.org").expect(url)
    }

    #[test]
    fn a_relay_is_read_as_it_is_configured() {
        for (url, host, port, security, user) in [
            ("smtp://localhost", "localhost", 25, Security::Plain, None),
            ("smtp://10.1.2.3:2525", "10.1.2.3", 2525, Security::Plain, None),
            ("smtp://[::1]:26", "::1", 26, Security::Plain, None),
            ("smtp://u:p@127.0.0.1:25", "127.0.0.1", 25, Security::Plain, Some("u")),
            ("smtp://mail.x.nl?tls=opportunistic", "mail.x.nl", 587, Security::Opportunistic, None),
            ("smtp://u%40x.nl:p@mail.x.nl:25?tls=required", "mail.x.nl", 25, Security::Required, Some("u@x.nl")),
            ("smtps://u:p@mail.x.nl", "mail.x.nl", 465, Security::Wrapped, Some("u")),
        ] {
            let relay = read(url);
            assert_eq!((relay.host(), relay.port(), relay.security(), relay.user()), (host, port, security, user));
            assert_eq!(relay.hello(), "pulse.example.org");
        }
        assert_eq!(read("smtp://localhost/other.name").hello(), "other.name");
        assert_eq!(Relay::read("smtp://localhost", "10.0.0.1").expect("a relay").hello(), "[10.0.0.1]");
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_not_repeated() {
        for (url, reason) in [
            ("mail.x.nl", "relative URL without a base"),
            ("http://u:geheim@mail.x.nl", "neither smtp:// nor smtps://"),
            ("smtp://u:geheim@mail.x.nl", "without encryption; add ?tls=required"),
            ("smtp://u:geheim@mail.x.nl?tls=none", "tls can be required or opportunistic"),
            ("smtps://:geheim@mail.x.nl", "a password without a user"),
            ("smtps://geheim@mail.x.nl", "a user without a password"),
            ("smtps://u:geheim%ff@mail.x.nl", "no UTF-8"),
            ("smtp://", "names no host"),
            ("smtp://mail.x.nl:geheim", "invalid port number"),
        ] {
            let error = Relay::read(url, "x").expect_err(url).to_string();
            assert!(error.contains(reason) && !error.contains("geheim"), "{error}");
        }
    }

    #[test]
    fn a_relay_prints_no_password() {
        let relay = read("smtps://u:gehe%69m@mail.x.nl");
        assert_eq!(format!("{relay:?}"), "Relay(mail.x.nl:465, Wrapped, Domain(\"pulse.example.org\"))");
    }
}
