//! Sessions as cookies: 32 random bytes in the browser, their hash in the database. Does not know how somebody proved who
//! they are.

use data_encoding::BASE64URL_NOPAD;
use domain::AccountName;
use rocket::http::{Cookie, CookieJar, SameSite};
use sha2::{Digest, Sha256};
use store::{Session, SessionId, Stage};

use crate::House;
use crate::errors::Failure;

/// The name of a cookie of this server. Over https a browser takes one that starts with `__Host-` from this host alone.
fn full_name(house: &House, name: &str) -> String {
    if house.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie for this server only, out of reach of scripts. A link in a letter and the way back from a single sign-on come
/// from elsewhere, so it goes along with them (`Lax`); forms from elsewhere are kept out by [`super::SameOrigin`].
fn cookie(house: &House, name: &str, value: String) -> Cookie<'static> {
    Cookie::build((full_name(house, name), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(house.is_secure())
        .build()
}

/// Starts the session of somebody who proved all the way who they are.
pub(crate) async fn start(house: &House, jar: &CookieJar<'_>, name: &AccountName) -> Result<(), Failure> {
    begin(house, jar, name, Stage::Whole).await
}

/// Starts the session of somebody who gave the right password; the second factor is still to come.
pub(crate) async fn start_half(house: &House, jar: &CookieJar<'_>, name: &AccountName) -> Result<(), Failure> {
    begin(house, jar, name, Stage::Half).await
}

async fn begin(house: &House, jar: &CookieJar<'_>, name: &AccountName, stage: Stage) -> Result<(), Failure> {
    // Each step gets a name of its own, so that nobody can be made to use one that somebody else knows.
    forget(house, jar).await?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Failure::internal)?;
    let id = SessionId(Sha256::digest(bytes).into());
    house.store.start_session(id, name, stage, house.clock.now()).await?;
    let mut cookie = cookie(house, "session", BASE64URL_NOPAD.encode(&bytes));
    cookie.set_max_age(rocket::time::Duration::seconds(Session::LONGEST));
    jar.add(cookie);
    if stage == Stage::Whole {
        remember(house, jar, name);
    }
    Ok(())
}

/// Notes in this browser that whoever uses it proved to be the holder of this account.
pub(crate) fn remember(house: &House, jar: &CookieJar<'_>, name: &AccountName) {
    let mut known = cookie(house, "known", BASE64URL_NOPAD.encode(&house.factors.mark(name)));
    known.set_max_age(rocket::time::Duration::days(180));
    jar.add(known);
}

/// Whether somebody signed in to this account in this browser before: then others' wrong guesses don't keep them out.
pub(crate) fn is_known(house: &House, jar: &CookieJar<'_>, name: &AccountName) -> bool {
    value(house, jar, "known").is_some_and(|mark| house.factors.knows(name, &mark))
}

/// Ends the session of this cookie, if there is one.
pub(crate) async fn end(house: &House, jar: &CookieJar<'_>) -> Result<(), Failure> {
    forget(house, jar).await?;
    jar.remove(cookie(house, "session", String::new()));
    Ok(())
}

async fn forget(house: &House, jar: &CookieJar<'_>) -> Result<(), Failure> {
    if let Some(id) = id_of(house, jar) {
        house.store.end_session(id).await?;
    }
    Ok(())
}

/// The name in the store of the session that a cookie stands for.
pub(super) fn id_of(house: &House, jar: &CookieJar<'_>) -> Option<SessionId> {
    Some(SessionId(Sha256::digest(value(house, jar, "session")?).into()))
}

/// The bytes in a cookie.
fn value(house: &House, jar: &CookieJar<'_>, name: &str) -> Option<[u8; 32]> {
    BASE64URL_NOPAD.decode(jar.get(&full_name(house, name))?.value().as_bytes()).ok()?.try_into().ok()
}
