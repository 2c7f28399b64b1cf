//! The administrator's pages: who may sign in, and what became of letters. Shows no figure, and can't touch the adviser's
//! account.

pub(crate) mod account;
pub(crate) mod accounts;
mod filled;
mod letters;
pub(crate) mod schedule;
pub(crate) mod undelivered;

use std::collections::BTreeSet;

use domain::{AccountName, UnitPath};
use store::AccountState;
use texts::Texts;

use crate::House;
use crate::errors::Failure;

/// Every unit of the roster with those around it, the whole organisation first.
async fn known_units(house: &House) -> Result<BTreeSet<UnitPath>, Failure> {
    let roster = house.store.roster().await?;
    let mut units: BTreeSet<_> = roster.people().iter().flat_map(|person| person.unit.up()).collect();
    units.insert(UnitPath::organisation());
    Ok(units)
}

/// An account that an administrator may look after. The adviser's is nobody's here.
async fn of_staff(house: &House, name: &str) -> Result<AccountState, Failure> {
    let name: AccountName = name.parse().map_err(|_| Failure::NotFound)?;
    let state = house.store.account(&name).await?.ok_or(Failure::NotFound)?;
    if state.account.roles.is_adviser() { Err(Failure::WrongRoom) } else { Ok(state) }
}

/// What was done, after a redirect: the word in the address and the name in it make a sentence.
fn done(what: Option<&str>, name: Option<&str>, t: &Texts) -> Option<String> {
    match what {
        Some("settled") => return Some(t.say("undelivered-settled")),
        Some("paused") => return Some(t.say("schedule-did-pause")),
        Some("resumed") => return Some(t.say("schedule-did-resume")),
        _ => {}
    }
    let name: AccountName = name?.parse().ok()?;
    let key = match what? {
        "added" => "administration-added",
        "invited" => "administration-letter-sent",
        "reset" => "administration-factor-done",
        "removed" => "administration-removed",
        "units" => "administration-units-kept",
        _ => return None,
    };
    Some(t.tell(key, &[("name", name.as_str())]))
}

/// A place in an address for [`done`].
fn back(what: &str, name: &AccountName) -> rocket::response::Redirect {
    let name =
        rocket::http::RawStr::new(name.as_str()).percent_encode().to_string().replace('&', "%26").replace('+', "%2B");
    rocket::response::Redirect::to(format!("/administration?done={what}&name={name}"))
}
