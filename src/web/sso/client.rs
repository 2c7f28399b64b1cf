//! Requests to the provider: encrypted, short, small, and few at a time. Does not know what they are about.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::http::{Request, Response};
use openidconnect::url::Url;
use openidconnect::{HttpRequest, HttpResponse, SyncHttpClient};
use tokio::sync::Semaphore;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::NoAuthorities;
use super::refusal::{Cause, Turned};
use super::settings::{Settings, is_safe};

/// The longest that one request may take, from looking its name up to the last byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer; documents with every key of a large provider have a tenth of it.
const LARGEST: u64 = 512 * 1024;
/// How many conversations there are at a time: a provider that hangs must not hold the whole server up.
const AT_A_TIME: usize = 8;

/// The one way to the provider.
pub(super) struct Client {
    agent: Agent,
    /// Whether the provider is on this machine, and may be spoken to without encryption.
    local: bool,
    places: Arc<Semaphore>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    /// The provider sends us to an address where others could listen.
    #[error("it names an address that does not start with https://")]
    Unsafe,
    /// The connection.
    #[error("{0}")]
    Connection(#[from] ureq::Error),
}

impl Client {
    /// A client for the provider of these settings; it believes the certificate authorities of this machine, so that
    /// an organisation's own are believed too.
    pub(super) fn of(settings: &Settings) -> Result<Self, NoAuthorities> {
        let local = settings.is_local();
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .https_only(!local)
            .user_agent("polsslag");
        let config = if local {
            // What is on this machine needs no proxy, and no proxy would find it.
            config.proxy(None)
        } else {
            let found = rustls_native_certs::load_native_certs().certs;
            if found.is_empty() {
                return Err(NoAuthorities);
            }
            let roots: Vec<_> = found.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
            config.tls_config(TlsConfig::builder().root_certs(RootCerts::new_with_certs(&roots)).build())
        };
        Ok(Self { agent: config.build().new_agent(), local, places: Arc::new(Semaphore::new(AT_A_TIME)) })
    }

    /// Has a conversation with the provider on a thread of its own, when there is a place.
    pub(super) async fn talk<T: Send + 'static>(
        self: &Arc<Self>,
        conversation: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Turned> {
        let busy = || Turned::Away(Cause::Crowded);
        let place = tokio::time::timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await;
        let place = place.map_err(|_| busy())?.map_err(|_| busy())?;
        let client = Arc::clone(self);
        let talking = tokio::task::spawn_blocking(move || {
            // The place is taken as long as the thread is, also when nobody waits for the answer any more.
            let _place = place;
            conversation(&client)
        });
        talking.await.map_err(Turned::internal)
    }

    fn may_go_to(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| is_safe(&url) && (self.local || url.scheme() == "https"))
    }
}

impl SyncHttpClient for Client {
    type Error = NoAnswer;

    fn call(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        // Its discovery document says where the provider wants to be asked; our secret goes to safe places only.
        if !self.may_go_to(&request.uri().to_string()) {
            return Err(NoAnswer::Unsafe);
        }
        let (parts, body) = request.into_parts();
        let response = if body.is_empty() {
            self.agent.run(Request::from_parts(parts, ()))?
        } else {
            self.agent.run(Request::from_parts(parts, body))?
        };
        let (parts, mut body) = response.into_parts();
        let bytes = body.with_config().limit(LARGEST).read_to_vec()?;
        Ok(Response::from_parts(parts, bytes))
    }
}
