//! A mailbox as it is configured: server, encryption, who signs in, folder. Connects to nothing.

use std::fmt;
use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::smtp::{TlsFault, Trust};

/// A folder of a mailbox. Not `Debug` by itself: the password is nobody's business.
#[derive(Clone)]
pub struct Place {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) folder: String,
    trust: Option<Trust>,
}

/// When a connection becomes an encrypted one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Security {
    /// Never; on this machine only.
    Plain,
    /// After STARTTLS, which the server must offer.
    StartTls,
    /// From the first byte (RFC 8314).
    Wrapped,
}

/// The address makes no sense. It is not repeated: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "is no address of a mailbox ({reason}); write imaps://user:password@host/Folder, or \
     imap://user:password@host/Folder?tls=required for STARTTLS"
)]
pub struct BadPlace {
    reason: &'static str,
}

const fn bad(reason: &'static str) -> BadPlace {
    BadPlace { reason }
}

impl Place {
    /// Reads an address: `imaps://user:password@host/Folder`, `imap://...?tls=required`, on this machine also `imap://...`
    /// alone. Without a folder it is INBOX. What stands in it may be percent-encoded. A `password` from elsewhere takes the
    /// place of one in the address, which must have none then.
    ///
    /// # Errors
    /// When it makes no sense, or would send the password without encryption to another machine.
    pub fn read(url: &str, password: Option<&str>) -> Result<Self, BadPlace> {
        let url = Url::parse(url).map_err(|_| bad("it is no URL"))?;
        let host = decoded(url.host_str().filter(|host| !host.is_empty()).ok_or(bad("it names no host"))?)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let (security, port) = match (url.scheme(), tls.as_deref()) {
            ("imaps", None) => (Security::Wrapped, 993),
            ("imap", Some("required")) => (Security::StartTls, 143),
            ("imap", None) if is_here(&host) => (Security::Plain, 143),
            ("imap", None) => return Err(bad("it would send the password without encryption; add ?tls=required")),
            ("imap" | "imaps", Some(_)) => return Err(bad("tls can only be required, after imap://")),
            _ => return Err(bad("it starts with neither imaps:// nor imap://")),
        };
        let user = Some(decoded(url.username())?).filter(|user| !user.is_empty()).ok_or(bad("it names no user"))?;
        let password = match (url.password(), password) {
            (Some(given), None) => decoded(given)?,
            (None, Some(given)) => given.to_owned(),
            (None, None) => return Err(bad("there is no password, here or in password_file")),
            (Some(_), Some(_)) => return Err(bad("there is a password here and one in password_file")),
        };
        let folder = decoded(url.path().trim_matches('/'))?;
        let all = [&user, &password, &folder];
        if all.iter().any(|text| text.contains(char::is_control)) || password.is_empty() {
            return Err(bad("user, password and folder must be on one line"));
        }
        if !folder.is_ascii() {
            return Err(bad("the name of the folder must be in ASCII"));
        }
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        Ok(Self { host, port: url.port().unwrap_or(port), security, user, password, folder, trust: None })
    }

    /// The same place, of which the certificate is held against `trust` instead of the machine's authorities.
    #[must_use]
    pub fn trusting(self, trust: Trust) -> Self {
        Self { trust: Some(trust), ..self }
    }

    pub(super) fn trust(&self) -> Result<Trust, TlsFault> {
        self.trust.clone().map_or_else(Trust::of_this_machine, Ok)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} at {}:{}", self.folder, self.user, self.host, self.port)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self}, {:?})", self.security)
    }
}

fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn decoded(text: &str) -> Result<String, BadPlace> {
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| bad("its percent-encoding is no UTF-8"))?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_configured_and_prints_no_password() {
        for (url, told) in [
            ("imaps://u:geheim@mail.x.nl", "Place(INBOX of u at mail.x.nl:993, Wrapped)"),
            ("imaps://u%40x.nl:geh%65im@mail.x.nl:1993/", "Place(INBOX of u@x.nl at mail.x.nl:1993, Wrapped)"),
            ("imap://u:geheim@mail.x.nl/Post/Terug?tls=required", "Place(Post/Terug of u at mail.x.nl:143, StartTls)"),
            ("imap://u:geheim@[::1]:10143/My%20Post", "Place(My Post of u at ::1:10143, Plain)"),
        ] {
            let place = Place::read(url, None).expect(url);
            assert_eq!(format!("{place:?}"), told);
            assert_eq!(place.password, "geheim");
        }
        assert_eq!(Place::read("imaps://u@mail.x.nl", Some("p:@/")).expect("a place").password, "p:@/");
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_not_repeated() {
        for (url, file, reason) in [
            ("mail.x.nl", None, "no URL"),
            ("imap://u:geheim@mail.x.nl", None, "without encryption; add ?tls=required"),
            ("imap://u:geheim@mail.x.nl?tls=no", None, "tls can only be required"),
            ("imaps://u:geheim@mail.x.nl?tls=required", None, "tls can only be required"),
            ("pop3://u:geheim@mail.x.nl", None, "neither imaps:// nor imap://"),
            ("imaps://mail.x.nl", Some("geheim"), "names no user"),
            ("imaps://u@mail.x.nl", None, "no password, here or in password_file"),
            ("imaps://u:geheim@mail.x.nl", Some("geheim"), "here and one in password_file"),
            ("imaps://u:geheim%0d@mail.x.nl", None, "on one line"),
            ("imaps://u@mail.x.nl", Some(""), "on one line"),
            ("imaps://u:geheim@mail.x.nl/T%C3%A9rug", None, "in ASCII"),
            ("imaps://u:geheim%ff@mail.x.nl", None, "no UTF-8"),
        ] {
            let error = Place::read(url, file).expect_err(url).to_string();
            assert!(error.contains(reason) && !error.contains("geheim"), "{error}");
        }
    }
}
