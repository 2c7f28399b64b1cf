//! What the provider says of itself, and its keys: fetched when first needed, kept for an hour, fetched again for a key
//! that is not known. Does not know who signs in.

use std::sync::Arc;
use std::time::{Duration, Instant};

use openidconnect::core::{CoreClientAuthMethod, CoreProviderMetadata};
use openidconnect::{AuthType, DiscoveryError, IssuerUrl};
use tokio::sync::Mutex;

use super::client::{Client, NoAnswer};
use super::refusal::{Cause, Turned};
use super::settings::is_safe;

/// How long what the provider said is believed.
const KEPT: Duration = Duration::from_hours(1);
/// How long after asking for new keys an unknown one is no reason to ask again: whoever makes keys up can't make us
/// ask all the time.
const YOUNG: Duration = Duration::from_mins(1);
/// How long a provider that did not answer is left alone; meanwhile everybody is told at once.
const PAUSE: Duration = Duration::from_secs(5);

/// The provider as it was last seen.
#[derive(Default)]
pub(super) struct Provider(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    metadata: Option<(Arc<CoreProviderMetadata>, Instant)>,
    /// When it was last asked for new keys.
    renewed: Option<Instant>,
    failure: Option<(Cause, Instant)>,
}

/// What somebody needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The endpoints and keys.
    Known,
    /// A key that is not among the known ones.
    NewKeys,
}

impl Seen {
    /// What is known already and answers this need.
    fn fresh(&self, need: Need, now: Instant) -> Option<Arc<CoreProviderMetadata>> {
        let (metadata, since) = self.metadata.as_ref()?;
        let fresh = match need {
            Need::Known => now.duration_since(*since) < KEPT,
            Need::NewKeys => self.renewed.is_some_and(|renewed| now.duration_since(renewed) < YOUNG),
        };
        fresh.then(|| Arc::clone(metadata))
    }

    /// Why the provider should be left alone for the moment.
    fn failed(&self, now: Instant) -> Option<Cause> {
        let (cause, since) = self.failure.as_ref()?;
        (now.duration_since(*since) < PAUSE).then(|| cause.clone())
    }
}

impl Provider {
    /// The provider's endpoints and keys. Whoever comes while they are being fetched waits for the same answer.
    pub(super) async fn metadata(
        &self,
        client: &Arc<Client>,
        issuer: &IssuerUrl,
        need: Need,
    ) -> Result<Arc<CoreProviderMetadata>, Turned> {
        let mut seen = self.0.lock().await;
        if let Some(metadata) = seen.fresh(need, Instant::now()) {
            return Ok(metadata);
        }
        if let Some(cause) = seen.failed(Instant::now()) {
            return Err(Turned::Away(cause));
        }
        let issuer = issuer.clone();
        match client.talk(move |client| discover(client, &issuer)).await? {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                let now = Instant::now();
                seen.metadata = Some((Arc::clone(&metadata), now));
                seen.failure = None;
                if need == Need::NewKeys {
                    seen.renewed = Some(now);
                }
                Ok(metadata)
            }
            Err(cause) => {
                seen.failure = Some((cause.clone(), Instant::now()));
                Err(Turned::Away(cause))
            }
        }
    }
}

/// Fetches the discovery document and the keys. What is told of a failure is in our own words.
fn discover(client: &Client, issuer: &IssuerUrl) -> Result<CoreProviderMetadata, Cause> {
    let metadata = CoreProviderMetadata::discover(issuer, client).map_err(|error| match error {
        DiscoveryError::Request(NoAnswer::Unsafe) => Cause::Unsafe,
        DiscoveryError::Request(NoAnswer::Connection(error)) => Cause::Unreachable(error.to_string()),
        DiscoveryError::Response(status, _, _) => Cause::Status(status.as_u16()),
        DiscoveryError::Validation(_) => Cause::OtherIssuer,
        _ => Cause::Unreadable,
    })?;
    // The browser is sent there; every other endpoint is checked when we go there ourselves.
    if is_safe(metadata.authorization_endpoint().url()) { Ok(metadata) } else { Err(Cause::Unsafe) }
}

/// In the header, which every provider must take, unless it says that it takes the secret in the form only.
pub(super) fn how_to_send_the_secret(metadata: &CoreProviderMetadata) -> AuthType {
    let takes =
        |method| metadata.token_endpoint_auth_methods_supported().is_some_and(|methods| methods.contains(&method));
    if takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(methods: &str) -> CoreProviderMetadata {
        let document = format!(
            r#"{{"issuer":"https://a.nl","authorization_endpoint":"https://a.nl/a","jwks_uri":"https://a.nl/k",
                "response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"]{methods}}}"#
        );
        serde_json::from_str(&document).expect("a document")
    }

    #[test]
    fn what_is_known_lasts_an_hour_and_new_keys_are_asked_for_once_a_minute() {
        let start = Instant::now();
        let mut seen = Seen { metadata: Some((Arc::new(metadata("")), start)), ..Seen::default() };
        assert!(seen.fresh(Need::Known, start + Duration::from_mins(59)).is_some());
        assert!(seen.fresh(Need::Known, start + KEPT).is_none());
        assert!(seen.fresh(Need::NewKeys, start).is_none());
        seen.renewed = Some(start);
        assert!(seen.fresh(Need::NewKeys, start + Duration::from_secs(59)).is_some());
        assert!(seen.fresh(Need::NewKeys, start + YOUNG).is_none());
    }

    #[test]
    fn a_provider_that_failed_is_left_alone_for_a_moment() {
        let start = Instant::now();
        let seen = Seen { failure: Some((Cause::Unreadable, start)), ..Seen::default() };
        assert_eq!(seen.failed(start + Duration::from_secs(4)), Some(Cause::Unreadable));
        assert_eq!(seen.failed(start + PAUSE), None);
    }

    #[test]
    fn the_secret_goes_in_the_header_unless_only_the_form_is_taken() {
        let how = |methods: &str| how_to_send_the_secret(&metadata(methods));
        assert!(matches!(how(""), AuthType::BasicAuth));
        let both = r#","token_endpoint_auth_methods_supported":["client_secret_post","client_secret_basic"]"#;
        assert!(matches!(how(both), AuthType::BasicAuth));
        let form = r#","token_endpoint_auth_methods_supported":["client_secret_post","none"]"#;
        assert!(matches!(how(form), AuthType::RequestBody));
    }
}
