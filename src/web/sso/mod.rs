//! Single sign-on with `OpenID` Connect: to the organisation's provider and back, until it is certain who came. Does not
//! know passwords, makes no accounts, and keeps nothing but which identity belongs to which account.

mod admit;
mod client;
mod pending;
mod provider;
mod refusal;
pub(crate) mod routes;
mod settings;
mod verify;

use std::fmt;
use std::sync::Arc;

use openidconnect::core::{CoreClient, CoreProviderMetadata};
use openidconnect::{ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet};
pub use settings::{BadSetting, Given, Settings};

use self::client::Client;
use self::pending::Pending;
use self::provider::Provider;

/// What the library calls a client that knows its provider's endpoints.
type Party =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Signing in at the organisation's provider, as far as this server has to do with it.
pub struct SingleSignOn {
    settings: Settings,
    secret: ClientSecret,
    client: Arc<Client>,
    provider: Provider,
    pending: Pending,
}

impl fmt::Debug for SingleSignOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SingleSignOn")
    }
}

/// This machine names no certificate authority, so that no provider could ever be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate authorities were found on this machine; install its package ca-certificates")]
pub struct NoAuthorities;

impl SingleSignOn {
    /// Single sign-on with these settings. Asks the provider nothing yet: the server starts without it.
    ///
    /// # Errors
    /// When the provider is to be reached over https, and this machine trusts no certificate authority.
    pub fn new(settings: Settings, secret: String) -> Result<Self, NoAuthorities> {
        Ok(Self {
            client: Arc::new(Client::of(&settings)?),
            secret: ClientSecret::new(secret),
            provider: Provider::default(),
            pending: Pending::default(),
            settings,
        })
    }

    /// What stands on the button, where the organisation has words of its own for it.
    pub(crate) fn label(&self) -> Option<&str> {
        self.settings.label.as_deref()
    }

    /// This server as a party that relies on the provider.
    fn party(&self, metadata: &CoreProviderMetadata) -> Party {
        let id = self.settings.client_id.clone();
        CoreClient::from_provider_metadata(metadata.clone(), id, Some(self.secret.clone()))
            .set_redirect_uri(self.settings.callback.clone())
            .set_auth_type(provider::how_to_send_the_secret(metadata))
    }
}
