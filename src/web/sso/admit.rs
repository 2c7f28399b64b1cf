//! From a person whom the provider vouches for to a session: finds their account, or turns them away. Makes no account.

use rocket::State;
use rocket::http::CookieJar;
use store::{AccountName, Store};

use super::refusal::{Reason, Turned};
use super::verify::Verified;
use crate::{House, session};

/// Signs `person` in, if there is an account for them. `adviser` says whether the confidential adviser may come this way.
pub(super) async fn admit(
    house: &State<House>,
    jar: &CookieJar<'_>,
    person: &Verified,
    adviser: bool,
) -> Result<(), Turned> {
    let known = house.store.account_of_identity(&person.identity).await?;
    let name = match &known {
        Some(name) => name.clone(),
        None => by_address(&house.store, person).await?,
    };
    if is_adviser(&name) && !adviser {
        return Err(Turned::Refused(Reason::Adviser));
    }
    // From now on it is the identity that counts: an address can be given to somebody else one day.
    if known.is_none() && !house.store.link(&person.identity, &name).await? {
        return Err(Turned::Refused(Reason::OtherIdentity));
    }
    Ok(session::start(house, jar, &name).await?)
}

/// The account with the verified address of `person`.
async fn by_address(store: &Store, person: &Verified) -> Result<AccountName, Turned> {
    let address = person.email.as_ref().ok_or(Turned::Refused(Reason::NoAddress))?;
    let name = address.mailbox().parse::<AccountName>().map_err(|_| Turned::Refused(Reason::NoAccount))?;
    let there = store.password_hash(&name).await?.is_some();
    there.then_some(name).ok_or(Turned::Refused(Reason::NoAccount))
}

/// Whether an account is the confidential adviser's: all of them are.
fn is_adviser(_: &AccountName) -> bool {
    true
}
