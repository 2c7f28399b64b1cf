//! The headers of every response: nothing cached, nothing told to others, nothing from elsewhere. Keeps nothing.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Header, Status};
use rocket::{Request, Response};

use crate::limits::Wait;

/// Sets the headers.
pub(crate) struct Headers;

/// Everything comes from this server, nothing may frame it, and forms go back to it alone.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
/// Where addresses hold tokens.
const TOKENS: [&str; 4] = ["/a/", "/letters/", "/reset/", "/results/"];
/// When a server that is too busy may be asked again, in seconds.
const RETRY_AFTER: &str = "10";

/// The policy with one more directive.
pub(crate) fn policy(more: &str) -> String {
    format!("{POLICY}{more}")
}

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        // The token of a personal link is in the address: it must not travel on. Elsewhere browsers would hide where a
        // form comes from, too.
        let secret = TOKENS.iter().any(|place| request.uri().path().starts_with(place));
        for (name, value) in [
            ("Referrer-Policy", if secret { "no-referrer" } else { "same-origin" }),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Robots-Tag", "noindex, nofollow"),
            ("X-Frame-Options", "DENY"),
        ] {
            response.set_header(Header::new(name, value));
        }
        if !response.headers().contains("Content-Security-Policy") {
            response.set_header(Header::new("Content-Security-Policy", POLICY));
        }
        if response.status() == Status::ServiceUnavailable {
            response.set_header(Header::new("Retry-After", RETRY_AFTER));
        }
        if response.status() == Status::TooManyRequests {
            let seconds = request.local_cache(|| Wait(60)).0;
            response.set_header(Header::new("Retry-After", seconds.to_string()));
        }
        if !response.headers().contains("Cache-Control") {
            response.set_header(Header::new("Cache-Control", "no-store"));
        }
    }
}
