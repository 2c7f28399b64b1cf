//! The door: name and password, then a code. Says the same for a wrong name and a wrong password.

pub(crate) mod code;
pub(crate) mod enrolment;

use std::sync::Arc;

use askama::Template;
use domain::AccountName;
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use crate::House;
use crate::admission::{SameOrigin, session};
use crate::errors::Failure;
use crate::language::Reader;
use crate::limits::{Door, Lockout, Paced};
use crate::page::Page;
use crate::password::Turnstile;
use crate::sso::SingleSignOn;

/// The form.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn {
    t: &'static Texts,
    here: &'static str,
    /// What was wrong with the last attempt.
    complaint: Option<String>,
    /// Whether a password was chosen just now.
    chosen: bool,
    /// Whether there is no account yet.
    nobody: bool,
    /// What stands on the button of single sign-on, where there is one.
    openid: Option<String>,
}

/// What the form sends.
#[derive(FromForm)]
pub(crate) struct Credentials {
    name: String,
    password: String,
}

async fn page(house: &House, reader: Reader, complaint: Option<String>, chosen: bool) -> Result<Page<SignIn>, Failure> {
    let nobody = !house.store.has_accounts().await?;
    let t = Texts::of(reader.0);
    let label = |sso: &Arc<SingleSignOn>| sso.label().map_or_else(|| t.say("openid-button"), str::to_owned);
    let openid = house.single_sign_on.as_ref().map(label);
    Ok(Page(SignIn { t, here: "/sign-in", complaint, chosen, nobody, openid }))
}

#[get("/sign-in?<chosen>")]
pub(crate) async fn form(chosen: bool, house: &State<House>, reader: Reader) -> Result<Page<SignIn>, Failure> {
    page(house, reader, None, chosen).await
}

/// The next step, or the form again.
type Attempt = Result<Redirect, (Status, Page<SignIn>)>;

#[post("/sign-in", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn sign_in(
    _origin: SameOrigin,
    _paced: Paced,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    lockout: &State<Lockout>,
    jar: &CookieJar<'_>,
    reader: Reader,
    form: Form<Credentials>,
) -> Result<Attempt, Failure> {
    let Credentials { name: typed, password } = form.into_inner();
    let t = Texts::of(reader.0);
    let name = typed.parse::<AccountName>().ok();
    let typed = typed.trim().to_lowercase();
    let known = name.as_ref().is_some_and(|name| session::is_known(house, jar, name));
    if let Err(seconds) = lockout.guess(Door::Password, &typed, known, house.clock.now()) {
        return Ok(Err((Status::TooManyRequests, page(house, reader, Some(closed(seconds, t)), false).await?)));
    }
    let state = match &name {
        Some(name) => house.store.account(name).await?,
        None => None,
    };
    let hash = state.as_ref().and_then(|state| state.password_hash.clone());
    if turnstile.check(password, hash).await
        && let Some(state) = state
    {
        lockout.forget(Door::Password, &typed, known);
        session::start_half(house, jar, &state.account.name).await?;
        return Ok(Ok(Redirect::to(if state.has_factor { "/sign-in/code" } else { "/sign-in/enrolment" })));
    }
    Ok(Err((Status::Unauthorized, page(house, reader, Some(t.say("sign-in-failed")), false).await?)))
}

/// What is said while a door is closed, whether or not there is such an account.
pub(crate) fn closed(seconds: i64, t: &Texts) -> String {
    t.tell("sign-in-closed", &[("minutes", (seconds + 59) / 60)])
}

#[post("/sign-out")]
pub(crate) async fn sign_out(
    _origin: SameOrigin,
    house: &State<House>,
    jar: &CookieJar<'_>,
) -> Result<Redirect, Failure> {
    session::end(house, jar).await?;
    Ok(Redirect::to("/sign-in"))
}
