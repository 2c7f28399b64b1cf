//! Sets up the second factor: at the first sign-in, after the password. A session that is half in can't replace one that
//! is there.

use askama::Template;
use domain::Account;
use rocket::form::Form;
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::{Factor, Session};
use texts::Texts;

use super::code::Typed;
use crate::admission::{HalfWay, SameOrigin, landing, session};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::limits::Paced;
use crate::page::Page;
use crate::{House, authenticator, recovery};

/// The picture, the secret for typing, and a form for the first code.
#[derive(Template)]
#[template(path = "enrolment.html")]
pub(crate) struct Enrolment {
    t: &'static Texts,
    here: &'static str,
    picture: String,
    secret: String,
    complaint: Option<String>,
}

/// New recovery codes, which are shown this once.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
pub(crate) struct RecoveryCodes {
    pub(crate) t: &'static Texts,
    pub(crate) here: &'static str,
    pub(crate) intro: String,
    pub(crate) account: Bar,
    pub(crate) codes: Vec<String>,
    pub(crate) onward: &'static str,
}

impl Enrolment {
    /// The page for a session, with the secret that is being shown in it, or with a new one.
    pub(crate) async fn of(
        house: &House,
        session: &Session,
        here: &'static str,
        complaint: Option<String>,
        t: &'static Texts,
    ) -> Result<Page<Self>, Failure> {
        let account = &session.account;
        let secret = if let Some(sealed) = &session.shown_factor {
            house.open_factor(&account.name, sealed)?
        } else {
            let fresh = authenticator::new_secret()?;
            let sealed = house.factors.seal(&account.name, &fresh).map_err(Failure::internal)?;
            house.store.show_factor(session.id, Some(sealed)).await?;
            fresh
        };
        let address = authenticator::address(&house.organisation, account.name.as_str(), &secret);
        let picture = authenticator::picture(&address, &t.say("enrolment-picture"))?;
        Ok(Page(Self { t, here, picture, secret: authenticator::spelled(&secret), complaint }))
    }
}

/// Confirms the second factor that a session shows; gives the new recovery codes, or `None` when the code is wrong.
pub(crate) async fn confirm(house: &House, session: &Session, typed: &str) -> Result<Option<Vec<String>>, Failure> {
    let name = &session.account.name;
    let Some(sealed) = &session.shown_factor else { return Ok(None) };
    let secret = house.open_factor(name, sealed)?;
    let Some(step) = authenticator::step_of(&secret, typed, house.clock.now()) else { return Ok(None) };
    let (shown, kept) = recovery::new_codes(name)?;
    house.store.enrol(name, &Factor { sealed: sealed.clone(), step }, &kept, Some(session.id)).await?;
    Ok(Some(shown))
}

/// Whether the account of a half session has a second factor, so that this is not its page.
async fn is_enrolled(house: &House, account: &Account) -> Result<bool, Failure> {
    Ok(house.store.factor(&account.name).await?.is_some())
}

#[get("/sign-in/enrolment")]
pub(crate) async fn form(
    half: HalfWay,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Page<Enrolment>, Redirect>, Failure> {
    if is_enrolled(house, half.account()).await? {
        return Ok(Err(Redirect::to("/sign-in/code")));
    }
    Ok(Ok(Enrolment::of(house, &half.session, "/sign-in/enrolment", None, Texts::of(reader.0)).await?))
}

/// What follows a code: the recovery codes, the picture again, or the page for whoever has a second factor.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Enrolled(Page<RecoveryCodes>),
    Again((Status, Page<Enrolment>)),
    Elsewhere(Box<Redirect>),
}

#[post("/sign-in/enrolment", data = "<form>")]
pub(crate) async fn enrol(
    _origin: SameOrigin,
    _paced: Paced,
    half: HalfWay,
    house: &State<House>,
    jar: &CookieJar<'_>,
    reader: Reader,
    form: Form<Typed>,
) -> Result<Reply, Failure> {
    let (account, t) = (half.account(), Texts::of(reader.0));
    if is_enrolled(house, account).await? {
        return Ok(Reply::Elsewhere(Box::new(Redirect::to("/sign-in/code"))));
    }
    let Some(codes) = confirm(house, &half.session, &form.code).await? else {
        let complaint = Some(t.say("enrolment-wrong"));
        let page = Enrolment::of(house, &half.session, "/sign-in/enrolment", complaint, t).await?;
        return Ok(Reply::Again((Status::UnprocessableEntity, page)));
    };
    session::start(house, jar, &account.name).await?;
    let (intro, onward) = (t.say("enrolment-done"), landing(&account.roles));
    Ok(Reply::Enrolled(Page(RecoveryCodes { t, here: "/account", intro, account: Bar::of(account), codes, onward })))
}
