//! Who is signed in. The cookie holds 32 random bytes, the database their hash. Does not know passwords.

use data_encoding::BASE64URL_NOPAD;
use rocket::State;
use rocket::http::{Cookie, CookieJar, SameSite, Status};
use rocket::request::{FromRequest, Outcome, Request};
use sha2::{Digest, Sha256};
use store::{AccountName, SessionId};

use crate::House;
use crate::errors::Failure;

const COOKIE: &str = "session";
/// A working day, in seconds.
const LENGTH: i64 = 8 * 60 * 60;

/// Proof that the confidential adviser is signed in; a route that asks for it is closed to everybody else.
pub(crate) struct Admitted(pub(crate) AccountName);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Admitted {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(id) = request.cookies().get(COOKIE).and_then(|cookie| session_id(cookie.value())) else {
            return Outcome::Error((Status::Unauthorized, ()));
        };
        let Some(house) = request.rocket().state::<House>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match house.store.session(id, now()).await {
            Ok(Some(name)) => Outcome::Success(Self(name)),
            Ok(None) => Outcome::Error((Status::Unauthorized, ())),
            Err(_) => Outcome::Error((Status::InternalServerError, ())),
        }
    }
}

/// Proof that a form came from this server's own pages: browsers say so themselves, in `Sec-Fetch-Site` on secure or
/// local addresses, and in `Origin` everywhere.
pub(crate) struct SameOrigin;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SameOrigin {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let headers = request.headers();
        let same = match (headers.get_one("Sec-Fetch-Site"), headers.get_one("Origin")) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => {
                let base = request.rocket().state::<House>().map(|house| house.base_url.as_str());
                let host = headers.get_one("Host");
                base == Some(origin) || host.is_some_and(|host| origin == format!("http://{host}"))
            }
            // Not a browser: there is no cookie to steal.
            (None, None) => true,
        };
        if same { Outcome::Success(Self) } else { Outcome::Error((Status::Forbidden, ())) }
    }
}

/// Starts a session and sets its cookie.
pub(crate) async fn start(house: &State<House>, jar: &CookieJar<'_>, name: &AccountName) -> Result<(), Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Failure::internal)?;
    let id = SessionId(Sha256::digest(bytes).into());
    let now = now();
    house.store.start_session(id, name, now, now + LENGTH).await?;
    jar.add(cookie(house, BASE64URL_NOPAD.encode(&bytes)));
    Ok(())
}

/// Ends the session of this cookie, if there is one.
pub(crate) async fn end(house: &State<House>, jar: &CookieJar<'_>) -> Result<(), Failure> {
    if let Some(id) = jar.get(COOKIE).and_then(|cookie| session_id(cookie.value())) {
        house.store.end_session(id).await?;
    }
    jar.remove(cookie(house, String::new()));
    Ok(())
}

fn cookie(house: &House, value: String) -> Cookie<'static> {
    Cookie::build((COOKIE, value))
        .path("/")
        .http_only(true)
        // Whoever comes back from single sign-on was sent by another site.
        .same_site(SameSite::Lax)
        .secure(house.base_url.starts_with("https:"))
        .max_age(rocket::time::Duration::seconds(LENGTH))
        .build()
}

fn session_id(cookie: &str) -> Option<SessionId> {
    let bytes = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok().filter(|bytes| bytes.len() == 32)?;
    Some(SessionId(Sha256::digest(bytes).into()))
}

/// Seconds since 1970.
fn now() -> i64 {
    chrono::Utc::now().timestamp()
}
