//! All accounts, a form for another one, and how many letters of open waves went out. Never tells who answered.

use askama::Template;
use domain::LetterName;
use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::AccountState;
use texts::Texts;

use super::filled::{Filled, refusal};
use super::letters::{Held, Letters};
use super::schedule::Planned;
use super::undelivered::Undelivered;
use super::{back, done, known_units};
use crate::account::{languages, told};
use crate::admission::{Administrator, Admitted, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::links::ticket;
use crate::page::Page;
use crate::{Errand, House};

/// Fields for units on an empty form.
const FIELDS: usize = 3;

/// One account.
pub(crate) struct Line {
    name: String,
    email: String,
    roles: Vec<String>,
    state: String,
    is_adviser: bool,
    change: String,
    address: String,
}

/// The page.
#[derive(Template)]
#[template(path = "administration.html")]
pub(crate) struct Administration {
    t: &'static Texts,
    here: &'static str,
    account: Bar,
    done: Option<String>,
    complaint: Option<String>,
    lines: Vec<Line>,
    filled: Filled,
    /// The label and what was typed, field by field.
    fields: Vec<(String, String)>,
    languages: Vec<(&'static str, String, bool)>,
    known: Vec<String>,
    letters: Vec<Letters>,
    held: Option<Held>,
    pub(super) planned: Planned,
    undelivered: Vec<Undelivered>,
}

/// The address of the page of one account.
fn address(name: &str) -> String {
    format!("/administration/accounts/{}", rocket::http::RawStr::new(name).percent_encode())
}

fn line(state: &AccountState, t: &Texts) -> Line {
    let account = &state.account;
    let name = account.name.to_string();
    Line {
        email: account.email.to_string(),
        roles: told(&account.roles, t),
        state: t.say(match (state.password_hash.is_some(), state.has_factor) {
            (false, _) => "administration-waits",
            (true, false) => "administration-no-factor",
            (true, true) => "administration-ready",
        }),
        is_adviser: account.roles.is_adviser(),
        change: t.tell("administration-change", &[("name", name.as_str())]),
        address: address(&name),
        name,
    }
}

/// The fields for units: those that were filled in, and some that are empty.
pub(super) fn fields(filled: impl IntoIterator<Item = String>, t: &Texts) -> Vec<(String, String)> {
    let filled = filled.into_iter().filter(|text| !text.trim().is_empty());
    let all = filled.chain(std::iter::repeat_n(String::new(), FIELDS));
    (1..).zip(all).map(|(number, text)| (t.tell("administration-unit", &[("number", number)]), text)).collect()
}

pub(super) async fn page(
    admitted: &Admitted<Administrator>,
    house: &House,
    t: &'static Texts,
    filled: Filled,
) -> Result<Administration, Failure> {
    let accounts = house.store.accounts().await?;
    let language = filled.language.parse().unwrap_or(house.language);
    Ok(Administration {
        t,
        here: "/administration",
        account: admitted.bar(),
        done: None,
        complaint: None,
        lines: accounts.iter().map(|state| line(state, t)).collect(),
        fields: fields(filled.units.iter().cloned(), t),
        filled,
        languages: languages(language),
        known: known_units(house).await?.iter().map(ToString::to_string).collect(),
        letters: Letters::all(house, t).await?,
        held: Held::of(house, t).await?,
        planned: Planned::of(house, t).await?,
        undelivered: Undelivered::all(house, t).await?,
    })
}

#[get("/administration?<done>&<name>")]
pub(crate) async fn show(
    done: Option<&str>,
    name: Option<&str>,
    admitted: Admitted<Administrator>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Administration>, Failure> {
    let t = Texts::of(reader.0);
    let page = page(&admitted, house, t, Filled::default()).await?;
    Ok(Page(Administration { done: self::done(done, name, t), ..page }))
}

#[post("/administration/accounts", data = "<form>")]
pub(crate) async fn add(
    _origin: SameOrigin,
    admitted: Admitted<Administrator>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Redirect, (Status, Page<Administration>)>, Failure> {
    let (filled, t) = (form.into_inner(), Texts::of(reader.0));
    let complaint = match filled.read(&known_units(house).await?, t) {
        Err(complaint) => complaint,
        Ok(account) => {
            let letter = LetterName::generate().map_err(Failure::internal)?;
            let errand = Errand::Invitation;
            let ticket = ticket(&house.postman.access, &letter, errand, &account.name, house.clock.now());
            match house.store.invite_account(&account, ticket).await {
                Ok(()) => {
                    house.postman.bell.notify_one();
                    return Ok(Ok(back("added", &account.name)));
                }
                Err(error) => refusal(&error, t).ok_or(error)?,
            }
        }
    };
    let page = page(&admitted, house, t, filled).await?;
    Ok(Err((Status::UnprocessableEntity, Page(Administration { complaint: Some(complaint), ..page }))))
}
