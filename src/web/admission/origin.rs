//! Whether a form came from this server's own pages, so that no other page can use a visitor's cookie. Does not know
//! sessions.
//!
//! Browsers say so themselves: in `Sec-Fetch-Site` on secure and local addresses, in `Origin` on others. A page with
//! `Referrer-Policy: no-referrer` makes them send `Origin: null` instead, so that policy is kept for pages whose address
//! holds a token. Their forms need no guard: no cookie opens them, only the token does.

use rocket::Request;
use rocket::http::{HeaderMap, Status};
use rocket::request::{FromRequest, Outcome};

use crate::House;

/// Proof that a form came from this server's own pages, or from no browser at all.
pub(crate) struct SameOrigin;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SameOrigin {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let base = request.rocket().state::<House>().map(|house| house.base_url.as_str());
        if is_ours(request.headers(), base) { Outcome::Success(Self) } else { Outcome::Error((Status::Forbidden, ())) }
    }
}

fn is_ours(headers: &HeaderMap<'_>, base: Option<&str>) -> bool {
    match (headers.get_one("Sec-Fetch-Site"), headers.get_one("Origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = headers.get_one("Host");
            // Over https there is no other name than the configured one.
            let plain = base.is_none_or(|base| !base.starts_with("https:"));
            base == Some(origin) || plain && host.is_some_and(|host| origin == format!("http://{host}"))
        }
        // Not a browser: there is no cookie to steal.
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use rocket::http::Header;

    use super::*;

    #[test]
    fn a_form_from_elsewhere_or_from_nowhere_is_not_ours() {
        let ours = |base: &str, sent: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in sent {
                headers.add(Header::new(*name, *value));
            }
            is_ours(&headers, Some(base))
        };
        let (secure, plain) = ("https://pulse.example.org", "http://pulse.intranet");
        for (base, good) in [
            (secure, &[("Sec-Fetch-Site", "same-origin"), ("Origin", "null")][..]),
            (secure, &[("Origin", "https://pulse.example.org"), ("Host", "127.0.0.1:8000")]),
            (plain, &[("Origin", "http://pulse.intranet:8000"), ("Host", "pulse.intranet:8000")]),
            (secure, &[]),
        ] {
            assert!(ours(base, good), "{good:?}");
        }
        for bad in [
            &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://pulse.example.org")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Origin", "null"), ("Host", "pulse.intranet:8000")],
            &[("Origin", "http://pulse.example.org"), ("Host", "pulse.example.org")],
            &[("Origin", "https://pulse.example.org.evil.test"), ("Host", "pulse.example.org")],
        ] {
            assert!(!ours(secure, bad), "{bad:?}");
        }
    }
}
