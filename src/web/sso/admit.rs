//! From a person whom the provider vouches for to a session: finds their account, or turns them away. Makes no account.

use domain::Account;
use rocket::State;
use rocket::http::CookieJar;
use store::Store;

use super::refusal::{Reason, Turned};
use super::verify::Verified;
use crate::House;
use crate::admission::session;

/// Signs `person` in, if there is an account for them. `adviser` says whether the confidential adviser may come this way.
/// The provider answers for the second factor as it does for the first.
pub(super) async fn admit(
    house: &State<House>,
    jar: &CookieJar<'_>,
    person: &Verified,
    adviser: bool,
) -> Result<(), Turned> {
    let known = by_identity(&house.store, person).await?;
    let is_new = known.is_none();
    let account = match known {
        Some(account) => account,
        None => by_address(&house.store, person).await?,
    };
    if account.roles.is_adviser() && !adviser {
        return Err(Turned::Refused(Reason::Adviser));
    }
    // From now on it is the identity that counts: an address can be given to somebody else one day.
    if is_new && !house.store.link(&person.identity, &account.name).await? {
        return Err(Turned::Refused(Reason::OtherIdentity));
    }
    Ok(session::start(house, jar, &account.name).await?)
}

/// The account that is linked to the identity of `person`.
async fn by_identity(store: &Store, person: &Verified) -> Result<Option<Account>, Turned> {
    Ok(match store.account_of_identity(&person.identity).await? {
        Some(name) => store.account(&name).await?.map(|state| state.account),
        None => None,
    })
}

/// The account with the verified address of `person`.
async fn by_address(store: &Store, person: &Verified) -> Result<Account, Turned> {
    let address = person.email.as_ref().ok_or(Turned::Refused(Reason::NoAddress))?;
    let state = store.account_of(address).await?.ok_or(Turned::Refused(Reason::NoAccount))?;
    Ok(state.account)
}
