//! From a person whom the provider vouches for to a session: finds their account, or turns them away. Makes no account.

use rocket::State;
use rocket::http::CookieJar;

use super::refusal::{Reason, Turned};
use super::verify::Verified;
use crate::House;
use crate::admission::session;

/// Signs `person` in, if there is an account for them. `adviser` says whether the confidential adviser may come this way.
pub(super) async fn admit(
    house: &State<House>,
    jar: &CookieJar<'_>,
    person: &Verified,
    adviser: bool,
) -> Result<(), Turned> {
    let known = house.store.account_of_identity(&person.identity).await?;
    let found = if let Some(name) = &known {
        house.store.account(name).await?
    } else {
        let address = person.email.as_ref().ok_or(Turned::Refused(Reason::NoAddress))?;
        house.store.account_of(address).await?
    };
    let account = found.ok_or(Turned::Refused(Reason::NoAccount))?.account;
    if account.roles.is_adviser() && !adviser {
        return Err(Turned::Refused(Reason::Adviser));
    }
    // From now on it is the identity that counts: an address can be given to somebody else one day.
    if known.is_none() && !house.store.link(&person.identity, &account.name).await? {
        return Err(Turned::Refused(Reason::OtherIdentity));
    }
    Ok(session::start(house, jar, &account.name).await?)
}
