//! What the configuration says about the provider, through one door. Opens no file and no connection.

use openidconnect::url::{Host, Url};
use openidconnect::{ClientId, IssuerUrl, RedirectUrl};

/// Where the provider sends people back to, on this server.
pub(super) const CALLBACK: &str = "/sign-in/openid/callback";

/// What somebody wrote into the configuration.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The provider, as it names itself.
    pub issuer: String,
    /// This server's name at the provider.
    pub client_id: String,
    /// What stands on the button.
    pub label: Option<String>,
    /// Whether the confidential adviser may sign in this way.
    pub adviser: bool,
    /// Whether an address of which the provider does not say that it is verified is taken for verified.
    pub trust_email: bool,
}

/// What cannot be used, by the name of its key in the configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct BadSetting {
    /// The key.
    pub key: &'static str,
    /// What to do about it.
    pub reason: String,
}

/// The settings, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(super) issuer: IssuerUrl,
    pub(super) client_id: ClientId,
    pub(super) callback: RedirectUrl,
    pub(super) label: Option<String>,
    pub(super) adviser: bool,
    pub(super) trust_email: bool,
}

impl Settings {
    /// Reads the settings of a server that visitors reach at `base_url`.
    ///
    /// # Errors
    /// When an address is none, or could be listened to on its way: both must be https, except on this machine.
    pub fn new(base_url: &str, given: Given) -> Result<Self, BadSetting> {
        let bad = |key, reason: String| BadSetting { key, reason };
        let issuer_key = "sign_in.openid.issuer";
        let issuer = IssuerUrl::new(given.issuer.trim().to_owned())
            .map_err(|_| bad(issuer_key, format!("\"{}\" is no address; write https://...", given.issuer)))?;
        if !is_safe(issuer.url()) {
            return Err(bad(
                issuer_key,
                format!("\"{}\" must start with https://; http:// is for a provider on this machine", given.issuer),
            ));
        }
        if issuer.url().query().is_some() || issuer.url().fragment().is_some() {
            return Err(bad(issuer_key, format!("\"{}\" must not have a ? or a #", given.issuer)));
        }
        let callback = RedirectUrl::new(format!("{base_url}{CALLBACK}"))
            .ok()
            .filter(|callback| is_safe(callback.url()))
            .ok_or_else(|| bad("base_url", format!("\"{base_url}\" must start with https:// for sign_in.openid")))?;
        let client_id = given.client_id.trim();
        if client_id.is_empty() {
            return Err(bad("sign_in.openid.client_id", "must not be empty".to_owned()));
        }
        let label = given.label.map(|label| label.trim().to_owned());
        if label.as_ref().is_some_and(String::is_empty) {
            return Err(bad("sign_in.openid.label", "must not be empty; leave it out for our own words".to_owned()));
        }
        Ok(Self {
            issuer,
            client_id: ClientId::new(client_id.to_owned()),
            callback,
            label,
            adviser: given.adviser,
            trust_email: given.trust_email,
        })
    }

    /// Whether the provider runs on this machine, without encryption.
    pub(super) fn is_local(&self) -> bool {
        self.issuer.url().scheme() == "http"
    }
}

/// Whether nobody on the way can listen: https, or a connection that does not leave this machine.
pub(super) fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(base_url: &str, issuer: &str) -> Result<Settings, &'static str> {
        let given = Given { issuer: issuer.to_owned(), client_id: "polsslag".to_owned(), ..Given::default() };
        Settings::new(base_url, given).map_err(|error| error.key)
    }

    #[test]
    fn only_a_provider_on_this_machine_may_do_without_encryption() {
        for good in ["https://login.example.org", "http://localhost:3000", "http://127.0.0.1:1/realm", "http://[::1]:2"]
        {
            assert!(read("https://pulse.example.org", good).is_ok(), "{good}");
        }
        for bad in [
            "http://login.example.org",
            "http://localhost.example.org",
            "http://10.0.0.1",
            "ftp://localhost",
            "login",
            "",
        ] {
            assert_eq!(read("https://pulse.example.org", bad).err(), Some("sign_in.openid.issuer"), "{bad}");
        }
        assert_eq!(read("https://a.nl", "https://login.example.org/?a=b").err(), Some("sign_in.openid.issuer"));
    }

    #[test]
    fn the_way_back_is_encrypted_too() {
        assert!(read("http://127.0.0.1:8000", "https://login.example.org").is_ok());
        assert_eq!(read("http://pulse.example.org", "https://login.example.org").err(), Some("base_url"));
        let settings = read("https://pulse.example.org", "https://login.example.org").expect("good settings");
        assert_eq!(settings.callback.as_str(), "https://pulse.example.org/sign-in/openid/callback");
    }

    #[test]
    fn a_name_and_a_label_are_not_empty() {
        let given = Given { issuer: "https://a.nl".to_owned(), client_id: " ".to_owned(), ..Given::default() };
        let error = Settings::new("https://b.nl", given.clone()).expect_err("no name");
        assert_eq!(error.to_string(), "sign_in.openid.client_id: must not be empty");
        let given = Given { client_id: "polsslag".to_owned(), label: Some(String::new()), ..given };
        assert_eq!(Settings::new("https://b.nl", given).expect_err("no label").key, "sign_in.openid.label");
    }
}
