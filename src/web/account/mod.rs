//! One's own account: password, recovery codes, authenticator, language. Shows nothing of others.

pub(crate) mod enrolment;

use askama::Template;
use domain::{Language, Role, Roles};
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use crate::House;
use crate::admission::{Admitted, Member, SameOrigin, session};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::{Choice, Reader, keep_choice};
use crate::limits::{Door, Lockout, Paced};
use crate::page::Page;
use crate::password::{SHORTEST, Turnstile};
use crate::recovery;
use crate::reset::{Chosen, hash};
use crate::sign_in::closed;
use crate::sign_in::enrolment::RecoveryCodes;

/// The page.
#[derive(Template)]
#[template(path = "account.html")]
pub(crate) struct AccountPage {
    t: &'static Texts,
    here: &'static str,
    account: Bar,
    email: String,
    roles: Vec<String>,
    /// Code, name, and whether it is chosen.
    languages: Vec<(&'static str, String, bool)>,
    has_password: bool,
    has_factor: bool,
    codes_left: String,
    help: String,
    is_administrator: bool,
    notice: Option<String>,
    complaint: Option<String>,
}

/// The roles in words, one by one.
pub(crate) fn told(roles: &Roles, t: &Texts) -> Vec<String> {
    let whole = |unit: &domain::UnitPath| {
        if unit.depth() == 0 { t.say("account-everything") } else { unit.to_string() }
    };
    let units: Vec<_> = roles.units().iter().map(whole).collect();
    let told = roles.all().into_iter().map(|role| match role {
        Role::Adviser => t.say("account-adviser"),
        Role::Management => t.tell("account-management", &[("units", units.join(", "))]),
        Role::Administrator => t.say("account-administrator"),
    });
    told.collect()
}

/// The languages to choose from.
pub(crate) fn languages(chosen: Language) -> Vec<(&'static str, String, bool)> {
    let each = |language: Language| (language.code(), Texts::of(language).say("language-name"), language == chosen);
    Language::ALL.into_iter().map(each).collect()
}

pub(crate) async fn page(
    admitted: &Admitted<Member>,
    house: &House,
    reader: Reader,
    kept: bool,
    complaint: Option<String>,
) -> Result<Page<AccountPage>, Failure> {
    let (account, t) = (admitted.account(), Texts::of(reader.0));
    let state = house.store.account(&account.name).await?.ok_or(Failure::NotFound)?;
    let left = house.store.codes_left(&account.name).await?;
    Ok(Page(AccountPage {
        t,
        here: "/account",
        account: admitted.bar(),
        email: account.email.to_string(),
        roles: told(&account.roles, t),
        languages: languages(account.language),
        has_password: state.password_hash.is_some(),
        has_factor: state.has_factor,
        codes_left: t.tell("account-codes-left", &[("count", left)]),
        help: t.tell("reset-help", &[("shortest", SHORTEST)]),
        is_administrator: account.roles.is_administrator(),
        notice: kept.then(|| t.say("account-kept")),
        complaint,
    }))
}

#[get("/account?<kept>")]
pub(crate) async fn show(
    kept: bool,
    admitted: Admitted<Member>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<AccountPage>, Failure> {
    page(&admitted, house, reader, kept, None).await
}

/// The present password, which is asked again for whatever a borrowed browser should not do.
#[derive(FromForm)]
pub(crate) struct Present {
    pub(crate) current: String,
}

/// A change of password.
#[derive(FromForm)]
pub(crate) struct Change {
    current: String,
    new: String,
    again: String,
}

/// What is wrong with the present password; `None` when it is right.
pub(crate) async fn doubt(
    admitted: &Admitted<Member>,
    current: String,
    house: &House,
    turnstile: &Turnstile,
    lockout: &Lockout,
    t: &Texts,
) -> Result<Option<String>, Failure> {
    let name = &admitted.account().name;
    if let Err(seconds) = lockout.guess(Door::Password, name.as_str(), true, house.clock.now()) {
        return Ok(Some(closed(seconds, t)));
    }
    let hash = house.store.account(name).await?.and_then(|state| state.password_hash);
    if !turnstile.check(current, hash).await {
        return Ok(Some(t.say("account-password-wrong")));
    }
    lockout.forget(Door::Password, name.as_str(), true);
    Ok(None)
}

/// Done, or the page again with what is wrong.
type Attempt<T> = Result<T, (Status, Page<AccountPage>)>;

pub(crate) async fn again<T>(
    admitted: &Admitted<Member>,
    house: &House,
    reader: Reader,
    complaint: String,
) -> Result<Attempt<T>, Failure> {
    Ok(Err((Status::UnprocessableEntity, page(admitted, house, reader, false, Some(complaint)).await?)))
}

#[post("/account/password", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn password(
    _origin: SameOrigin,
    _paced: Paced,
    admitted: Admitted<Member>,
    form: Form<Change>,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    lockout: &State<Lockout>,
    jar: &CookieJar<'_>,
    reader: Reader,
) -> Result<Attempt<Redirect>, Failure> {
    let (Change { current, new, again: twice }, t) = (form.into_inner(), Texts::of(reader.0));
    if let Some(complaint) = doubt(&admitted, current, house, turnstile, lockout, t).await? {
        return again(&admitted, house, reader, complaint).await;
    }
    match hash(Chosen::of(new, twice), turnstile, t).await? {
        Ok(hash) => {
            house.store.set_password(&admitted.account().name, &hash).await?;
            session::end(house, jar).await?;
            Ok(Ok(Redirect::to("/sign-in?chosen=true")))
        }
        Err(complaint) => again(&admitted, house, reader, complaint).await,
    }
}

#[post("/account/recovery-codes", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn recovery_codes(
    _origin: SameOrigin,
    _paced: Paced,
    admitted: Admitted<Member>,
    form: Form<Present>,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    lockout: &State<Lockout>,
    reader: Reader,
) -> Result<Attempt<Page<RecoveryCodes>>, Failure> {
    let (t, name) = (Texts::of(reader.0), &admitted.account().name);
    if let Some(complaint) = doubt(&admitted, form.into_inner().current, house, turnstile, lockout, t).await? {
        return again(&admitted, house, reader, complaint).await;
    }
    let (codes, kept) = recovery::new_codes(name)?;
    house.store.renew_codes(name, &kept, admitted.session().id).await?;
    let intro = t.say("codes-renewed");
    Ok(Ok(Page(RecoveryCodes { t, here: "/account", intro, account: admitted.bar(), codes, onward: "/account" })))
}

/// A choice of language.
#[derive(FromForm)]
pub(crate) struct Tongue {
    language: Choice,
}

#[post("/account/language", data = "<form>")]
pub(crate) async fn language(
    _origin: SameOrigin,
    admitted: Admitted<Member>,
    form: Form<Tongue>,
    house: &State<House>,
    jar: &CookieJar<'_>,
) -> Result<Redirect, Failure> {
    house.store.set_language(&admitted.account().name, form.language.0).await?;
    keep_choice(house, jar, form.language.0);
    Ok(Redirect::to("/account?kept=true"))
}
