//! The part of the administrator's page about letters that don't arrive: where, what the mail server said, and what that
//! usually means. Never tells who answered, and holds no letter back.

use domain::EmailAddress;
use rocket::form::{Form, FromForm};
use rocket::response::Redirect;
use rocket::{State, post};
use store::Undeliverable;
use texts::Texts;

use crate::House;
use crate::admission::{Administrator, Admitted, SameOrigin};
use crate::errors::Failure;

/// One address.
pub(super) struct Undelivered {
    pub(super) address: String,
    pub(super) since: Option<String>,
    /// The mail server's words; empty when it had none.
    pub(super) said: String,
    /// What that usually means, and what to do.
    pub(super) meaning: String,
    /// The button's name for whoever only hears it.
    pub(super) settle: String,
}

impl Undelivered {
    /// Every address, by the alphabet.
    pub(super) async fn all(house: &House, t: &Texts) -> Result<Vec<Self>, Failure> {
        let told = |one: Undeliverable| Self {
            settle: t.tell("undelivered-settle-whose", &[("address", one.address.as_str())]),
            since: one.since.map(|wave| t.tell("undelivered-since", &[("wave", wave.as_str())])),
            said: one.refusal.reason().to_owned(),
            meaning: t.trouble(one.refusal.trouble()),
            address: one.address.to_string(),
        };
        Ok(house.store.undeliverable().await?.into_iter().map(told).collect())
    }
}

/// The address that is settled.
#[derive(FromForm)]
pub(crate) struct Settled {
    address: String,
}

#[post("/administration/undelivered", data = "<form>")]
pub(crate) async fn settle(
    _origin: SameOrigin,
    _admitted: Admitted<Administrator>,
    form: Form<Settled>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    let address: EmailAddress = form.address.parse().map_err(|_| Failure::NotFound)?;
    house.store.forget_undeliverable(&address).await?;
    Ok(Redirect::to("/administration?done=settled"))
}
