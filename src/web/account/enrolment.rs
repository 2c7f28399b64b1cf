//! Another authenticator in the place of the one there is: for a new phone. The old one works until the new one is
//! confirmed.

use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use super::{AccountPage, Present, again, doubt};
use crate::admission::{Admitted, Member, SameOrigin};
use crate::errors::Failure;
use crate::language::Reader;
use crate::limits::{Lockout, Paced};
use crate::page::Page;
use crate::password::Turnstile;
use crate::sign_in::code::Typed;
use crate::sign_in::enrolment::{Enrolment, RecoveryCodes, confirm as confirm_shown};
use crate::{House, authenticator};

const HERE: &str = "/account/enrolment";

#[post("/account/enrolment", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn begin(
    _origin: SameOrigin,
    _paced: Paced,
    admitted: Admitted<Member>,
    form: Form<Present>,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    lockout: &State<Lockout>,
    reader: Reader,
) -> Result<Result<Redirect, (Status, Page<AccountPage>)>, Failure> {
    let t = Texts::of(reader.0);
    if let Some(complaint) = doubt(&admitted, form.into_inner().current, house, turnstile, lockout, t).await? {
        return again(&admitted, house, reader, complaint).await;
    }
    let secret = authenticator::new_secret()?;
    let sealed = house.factors.seal(&admitted.account().name, &secret).map_err(Failure::internal)?;
    house.store.show_factor(admitted.session().id, Some(sealed)).await?;
    Ok(Ok(Redirect::to(HERE)))
}

#[get("/account/enrolment")]
pub(crate) async fn show(
    admitted: Admitted<Member>,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Page<Enrolment>, Redirect>, Failure> {
    // Only whoever gave the password has a secret to look at.
    if admitted.session().shown_factor.is_none() {
        return Ok(Err(Redirect::to("/account")));
    }
    Ok(
        Ok(Enrolment::of(house, admitted.session(), "/account/enrolment/confirmation", None, Texts::of(reader.0))
            .await?),
    )
}

#[post("/account/enrolment/confirmation", data = "<form>")]
pub(crate) async fn confirm(
    _origin: SameOrigin,
    _paced: Paced,
    admitted: Admitted<Member>,
    form: Form<Typed>,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Page<RecoveryCodes>, (Status, Page<Enrolment>)>, Failure> {
    let (session, t) = (admitted.session(), Texts::of(reader.0));
    if session.shown_factor.is_none() {
        return Err(Failure::NotFound);
    }
    let Some(codes) = confirm_shown(house, session, &form.code).await? else {
        let complaint = Some(t.say("enrolment-wrong"));
        let page = Enrolment::of(house, session, "/account/enrolment/confirmation", complaint, t).await?;
        return Ok(Err((Status::UnprocessableEntity, page)));
    };
    house.store.show_factor(session.id, None).await?;
    let intro = t.say("account-authenticator-intro");
    Ok(Ok(Page(RecoveryCodes { t, here: "/account", intro, account: admitted.bar(), codes, onward: "/account" })))
}
