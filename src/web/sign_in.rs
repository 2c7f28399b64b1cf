//! The door of the adviser's room. Says the same for a wrong name and a wrong password.

use std::sync::Arc;

use askama::Template;
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use crate::House;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::password::Turnstile;
use crate::session::{self, SameOrigin};
use crate::sso::SingleSignOn;

/// The form.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn {
    t: &'static Texts,
    here: &'static str,
    /// Whether the last attempt failed.
    failed: bool,
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

async fn page(house: &House, reader: Reader, failed: bool) -> Result<Page<SignIn>, Failure> {
    let nobody = !house.store.has_accounts().await?;
    let t = Texts::of(reader.0);
    let label = |sso: &Arc<SingleSignOn>| sso.label().map_or_else(|| t.say("openid-button"), str::to_owned);
    let openid = house.single_sign_on.as_ref().map(label);
    Ok(Page(SignIn { t, here: "/sign-in", failed, nobody, openid }))
}

#[get("/sign-in")]
pub(crate) async fn form(house: &State<House>, reader: Reader) -> Result<Page<SignIn>, Failure> {
    page(house, reader, false).await
}

#[post("/sign-in", data = "<form>")]
pub(crate) async fn sign_in(
    _origin: SameOrigin,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    jar: &CookieJar<'_>,
    reader: Reader,
    form: Form<Credentials>,
) -> Result<Result<Redirect, (Status, Page<SignIn>)>, Failure> {
    let Credentials { name, password } = form.into_inner();
    let name = name.parse::<store::AccountName>().ok();
    let hash = match &name {
        Some(name) => house.store.password_hash(name).await?,
        None => None,
    };
    if turnstile.check(password, hash).await
        && let Some(name) = name
    {
        session::start(house, jar, &name).await?;
        return Ok(Ok(Redirect::to("/overview")));
    }
    Ok(Err((Status::Unauthorized, page(house, reader, true).await?)))
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
