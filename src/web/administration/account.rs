//! One account of the staff: its units, a new invitation, its second step, its removal. Never the adviser's.

use askama::Template;
use domain::{Role, Roles};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::AccountState;
use texts::Texts;

use super::accounts::fields;
use super::filled::{refusal, told, units as read_units};
use super::{back, known_units, of_staff};
use crate::account::told as roles_told;
use crate::admission::{Administrator, Admitted, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::links::send_in_the_background;
use crate::page::Page;
use crate::{Errand, House};

/// The page.
#[derive(Template)]
#[template(path = "administration_account.html")]
pub(crate) struct OneAccount {
    t: &'static Texts,
    here: String,
    account: Bar,
    name: String,
    email: String,
    roles: Vec<String>,
    /// Whether its units can be changed: nobody changes what they may see themselves.
    has_units: bool,
    fields: Vec<(String, String)>,
    known: Vec<String>,
    has_factor: bool,
    tick: String,
    complaint: Option<String>,
}

/// The page again, with what is wrong, or back to all accounts.
type Attempt = Result<Redirect, (Status, Page<OneAccount>)>;

async fn page(
    state: &AccountState,
    admitted: &Admitted<Administrator>,
    house: &House,
    t: &'static Texts,
) -> Result<OneAccount, Failure> {
    let account = &state.account;
    let own = account.name == admitted.account().name;
    Ok(OneAccount {
        t,
        here: format!("/administration/accounts/{}", rocket::http::RawStr::new(account.name.as_str()).percent_encode()),
        account: admitted.bar(),
        name: account.name.to_string(),
        email: account.email.to_string(),
        roles: roles_told(&account.roles, t),
        has_units: !own && account.roles.is_viewer(),
        fields: fields(account.roles.units().iter().map(ToString::to_string), t),
        known: known_units(house).await?.iter().map(ToString::to_string).collect(),
        has_factor: state.has_factor,
        tick: t.tell("administration-remove-tick", &[("name", account.name.as_str())]),
        complaint: None,
    })
}

#[get("/administration/accounts/<name>")]
pub(crate) async fn show(
    name: &str,
    admitted: Admitted<Administrator>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<OneAccount>, Failure> {
    let state = of_staff(house, name).await?;
    Ok(Page(page(&state, &admitted, house, Texts::of(reader.0)).await?))
}

async fn again(
    state: &AccountState,
    admitted: &Admitted<Administrator>,
    house: &House,
    t: &'static Texts,
    complaint: String,
) -> Result<Attempt, Failure> {
    let page = page(state, admitted, house, t).await?;
    Ok(Err((Status::UnprocessableEntity, Page(OneAccount { complaint: Some(complaint), ..page }))))
}

/// The units as they were typed.
#[derive(FromForm)]
pub(crate) struct Typed {
    units: Vec<String>,
}

#[post("/administration/accounts/<name>/units", data = "<form>")]
pub(crate) async fn units(
    _origin: SameOrigin,
    name: &str,
    admitted: Admitted<Administrator>,
    form: Form<Typed>,
    house: &State<House>,
    reader: Reader,
) -> Result<Attempt, Failure> {
    let (state, t) = (of_staff(house, name).await?, Texts::of(reader.0));
    let old = &state.account.roles;
    // Nobody gives figures to themselves, or to an account that was made to see none.
    if state.account.name == admitted.account().name || !old.is_viewer() {
        return Err(Failure::WrongRoom);
    }
    let roles: Vec<Role> = old.all();
    let read = read_units(&form.units, &known_units(house).await?, t);
    match read.and_then(|units| Roles::of(&roles, units).map_err(|bad| told(bad, t))) {
        Ok(roles) => {
            house.store.set_roles(&state.account.name, &roles).await?;
            Ok(Ok(back("units", &state.account.name)))
        }
        Err(complaint) => again(&state, &admitted, house, t, complaint).await,
    }
}

#[post("/administration/accounts/<name>/invitation")]
pub(crate) async fn invite(
    _origin: SameOrigin,
    name: &str,
    _admitted: Admitted<Administrator>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    let state = of_staff(house, name).await?;
    let done = back("invited", &state.account.name);
    send_in_the_background(house, Errand::Invitation, state.account);
    Ok(done)
}

#[post("/administration/accounts/<name>/second-factor-reset")]
pub(crate) async fn factor_reset(
    _origin: SameOrigin,
    name: &str,
    _admitted: Admitted<Administrator>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    let state = of_staff(house, name).await?;
    house.store.forget_factor(&state.account.name).await?;
    Ok(back("reset", &state.account.name))
}

/// Whether it was meant.
#[derive(FromForm)]
pub(crate) struct Consent {
    sure: bool,
}

#[post("/administration/accounts/<name>/removal", data = "<form>")]
pub(crate) async fn remove(
    _origin: SameOrigin,
    name: &str,
    admitted: Admitted<Administrator>,
    form: Form<Consent>,
    house: &State<House>,
    reader: Reader,
) -> Result<Attempt, Failure> {
    let (state, t) = (of_staff(house, name).await?, Texts::of(reader.0));
    if !form.sure {
        return again(&state, &admitted, house, t, t.say("administration-unticked")).await;
    }
    match house.store.remove_account(&state.account.name).await {
        Ok(()) => Ok(Ok(back("removed", &state.account.name))),
        Err(error) => match refusal(&error, t) {
            Some(complaint) => again(&state, &admitted, house, t, complaint).await,
            None => Err(error.into()),
        },
    }
}
