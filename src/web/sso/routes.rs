//! The two routes of single sign-on: away to the provider, and back from it. What stands in the address of the way back
//! is looked at once and told to nobody.

use std::time::Instant;

use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::CoreResponseType;
use openidconnect::{AuthenticationFlow, CsrfToken, Nonce, PkceCodeChallenge, Scope};
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::response::Redirect;
use rocket::{State, get};

use super::SingleSignOn;
use super::admit::admit;
use super::pending::{LONGEST, Login};
use super::provider::Need;
use super::refusal::{Reason, Turned};
use super::verify::verify;
use crate::House;
use crate::errors::Failure;
use crate::limits::Paced;

/// The longest code or state that is looked at; providers' codes are a few hundred characters, some of them thousands.
const LONGEST_PART: usize = 8 * 1024;

/// Single sign-on, where it is configured.
fn single_sign_on(house: &House) -> Result<&SingleSignOn, Turned> {
    house.single_sign_on.as_deref().ok_or(Turned::Broken(Failure::NotFound))
}

#[get("/sign-in/openid")]
pub(crate) async fn sign_in_elsewhere(
    _paced: Paced,
    house: &State<House>,
    jar: &CookieJar<'_>,
) -> Result<Redirect, Turned> {
    let sso = single_sign_on(house)?;
    let metadata = sso.metadata(Need::Known).await?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Turned::internal)?;
    let browser = BASE64URL_NOPAD.encode(&bytes);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = sso
        .party(&metadata)
        .authorize_url(
            AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    sso.pending.begin(state.secret(), &browser, Login { nonce, verifier }, Instant::now());
    jar.add(cookie(house, browser));
    Ok(Redirect::to(address.to_string()))
}

#[get("/sign-in/openid/callback?<code>&<state>")]
pub(crate) async fn sign_in_callback(
    code: Option<String>,
    state: Option<&str>,
    house: &State<House>,
    jar: &CookieJar<'_>,
) -> Result<Redirect, Turned> {
    let sso = single_sign_on(house)?;
    let browser = jar.get(cookie_name(house)).map(|cookie| cookie.value().to_owned());
    let state = state.filter(|state| state.len() <= LONGEST_PART);
    let login = state.zip(browser).and_then(|(state, browser)| sso.pending.take(state, &browser, Instant::now()));
    // Somebody else's answer does not disturb the sign-in that waits here: the cookie stays until its own one comes.
    let login = login.ok_or(Turned::Refused(Reason::NotWaiting))?;
    jar.remove(cookie(house, String::new()));
    let code = code.filter(|code| code.len() <= LONGEST_PART).ok_or(Turned::Refused(Reason::NoCode))?;
    let person = verify(sso, login, code).await?;
    admit(house, jar, &person, sso.settings.adviser).await?;
    Ok(Redirect::to("/"))
}

/// The cookie that ties a sign-in to the browser in which it was begun. It comes along when the provider sends the
/// visitor back, which a stricter one would not.
fn cookie(house: &House, value: String) -> Cookie<'static> {
    Cookie::build((cookie_name(house), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(house.base_url.starts_with("https:"))
        .max_age(LONGEST.try_into().unwrap_or(rocket::time::Duration::ZERO))
        .build()
}

/// With the prefix that keeps other servers of the same domain from setting it; browsers want https for that.
fn cookie_name(house: &House) -> &'static str {
    if house.base_url.starts_with("https:") { "__Host-openid" } else { "openid" }
}
