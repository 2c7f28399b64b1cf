//! The second step: a code of the authenticator, or a recovery code. Takes each code once.

use askama::Template;
use domain::AccountName;
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use super::closed;
use crate::admission::{HalfWay, SameOrigin, landing, session};
use crate::errors::Failure;
use crate::language::Reader;
use crate::limits::{Door, Lockout, Paced};
use crate::page::Page;
use crate::{House, authenticator, recovery};

/// The two forms.
#[derive(Template)]
#[template(path = "sign_in_code.html")]
pub(crate) struct Code {
    t: &'static Texts,
    here: &'static str,
    complaint: Option<String>,
    /// Whether the complaint is about a recovery code.
    recovery: bool,
}

/// What either form sends.
#[derive(FromForm)]
pub(crate) struct Typed {
    pub(crate) code: String,
}

fn page(reader: Reader, complaint: Option<String>, recovery: bool) -> Page<Code> {
    Page(Code { t: Texts::of(reader.0), here: "/sign-in/code", complaint, recovery })
}

#[get("/sign-in/code")]
pub(crate) fn form(_half: HalfWay, reader: Reader) -> Page<Code> {
    page(reader, None, false)
}

/// The way in, or the page again.
type Attempt = Result<Redirect, (Status, Page<Code>)>;

#[post("/sign-in/code", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn code(
    _origin: SameOrigin,
    _paced: Paced,
    half: HalfWay,
    house: &State<House>,
    lockout: &State<Lockout>,
    jar: &CookieJar<'_>,
    reader: Reader,
    form: Form<Typed>,
) -> Result<Attempt, Failure> {
    attempt(Door::Code, &half, house, lockout, jar, reader, &form.code).await
}

#[post("/sign-in/recovery", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn recover(
    _origin: SameOrigin,
    _paced: Paced,
    half: HalfWay,
    house: &State<House>,
    lockout: &State<Lockout>,
    jar: &CookieJar<'_>,
    reader: Reader,
    form: Form<Typed>,
) -> Result<Attempt, Failure> {
    attempt(Door::Recovery, &half, house, lockout, jar, reader, &form.code).await
}

async fn attempt(
    door: Door,
    half: &HalfWay,
    house: &House,
    lockout: &Lockout,
    jar: &CookieJar<'_>,
    reader: Reader,
    typed: &str,
) -> Result<Attempt, Failure> {
    let (account, t) = (half.account(), Texts::of(reader.0));
    let known = session::is_known(house, jar, &account.name);
    let again = |status, complaint| Ok(Err((status, page(reader, Some(complaint), door == Door::Recovery))));
    if let Err(seconds) = lockout.guess(door, account.name.as_str(), known, house.clock.now()) {
        return again(Status::TooManyRequests, closed(seconds, t));
    }
    let right = match door {
        Door::Recovery => house.store.take_code(&account.name, recovery::hash(&account.name, typed)).await?,
        Door::Password | Door::Code => take(house, &account.name, typed).await?,
    };
    if !right {
        let complaint = if door == Door::Recovery { t.say("code-recovery-wrong") } else { t.say("code-wrong") };
        return again(Status::Unauthorized, complaint);
    }
    lockout.forget(door, account.name.as_str(), known);
    session::start(house, jar, &account.name).await?;
    Ok(Ok(Redirect::to(landing(&account.roles))))
}

/// Takes a code of an account's authenticator; `false` when it is wrong or was taken before.
async fn take(house: &House, name: &AccountName, typed: &str) -> Result<bool, Failure> {
    let Some(sealed) = house.store.factor(name).await? else { return Ok(false) };
    let secret = house.open_factor(name, &sealed)?;
    let Some(step) = authenticator::step_of(&secret, typed, house.clock.now()) else { return Ok(false) };
    Ok(house.store.take_step(name, step).await?)
}
