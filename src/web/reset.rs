//! A new password by letter: asked for by anybody, chosen with the link. Says the same whether or not there is such an
//! account; looking at a link uses nothing up; the second factor stays.
//!
//! The forms under `/reset/` need no [`SameOrigin`]: no cookie opens them, only the token in their address does.

use std::sync::Arc;

use askama::Template;
use domain::{AccountName, EmailAddress};
use rocket::form::{Form, FromForm};
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use crate::admission::{SameOrigin, session};
use crate::errors::{Failure, Message, unusable_reset};
use crate::language::Reader;
use crate::limits::{Door, Limits, Lockout, Paced, PacedLetters};
use crate::links::{send_in_the_background, ticket_of};
use crate::page::Page;
use crate::password::{self, PasswordError, SHORTEST, Turnstile};
use crate::{Errand, House};

/// Asks for the letter, or says that it may be on its way.
#[derive(Template)]
#[template(path = "forgotten.html")]
pub(crate) struct Forgotten {
    t: &'static Texts,
    here: &'static str,
    sent: bool,
}

/// Asks for the new password.
#[derive(Template)]
#[template(path = "reset.html")]
pub(crate) struct Reset {
    t: &'static Texts,
    name: String,
    help: String,
    complaint: Option<String>,
}

/// What the first form sends.
#[derive(FromForm)]
pub(crate) struct Who {
    who: String,
}

/// A new password, twice.
#[derive(FromForm)]
pub(crate) struct Chosen {
    new: String,
    again: String,
}

#[get("/forgotten")]
pub(crate) fn forgotten(reader: Reader) -> Page<Forgotten> {
    Page(Forgotten { t: Texts::of(reader.0), here: "/forgotten", sent: false })
}

#[post("/forgotten", data = "<form>")]
pub(crate) fn send(
    _origin: SameOrigin,
    _paced: PacedLetters,
    form: Form<Who>,
    house: &State<House>,
    limits: &State<Arc<Limits>>,
    reader: Reader,
) -> Page<Forgotten> {
    let (house, limits, who) = (House::clone(house), Arc::clone(limits), form.into_inner().who);
    rocket::tokio::spawn(async move {
        let found = if let Ok(email) = who.parse::<EmailAddress>() {
            house.store.account_of(&email).await
        } else if let Ok(name) = who.parse::<AccountName>() {
            house.store.account(&name).await
        } else {
            Ok(None)
        };
        match found {
            Ok(Some(state)) if limits.may_write_to(&state.account.name) => {
                // Whoever has not chosen a password yet is invited again: a shorter link would take the place of theirs.
                let errand = if state.password_hash.is_some() { Errand::Reset } else { Errand::Invitation };
                send_in_the_background(&house, errand, state.account);
            }
            Ok(_) => {}
            Err(error) => house.journal.undelivered(&error.to_string()),
        }
    });
    Page(Forgotten { t: Texts::of(reader.0), here: "/forgotten", sent: true })
}

/// What the holder of a link gets.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Form(Page<Reset>),
    Again((Status, Page<Reset>)),
    Kept(Box<Redirect>),
    Unusable((Status, Page<Message>)),
}

fn page(name: &AccountName, t: &'static Texts, complaint: Option<String>) -> Page<Reset> {
    let name = t.tell("reset-name", &[("name", name.as_str())]);
    Page(Reset { t, name, help: t.tell("reset-help", &[("shortest", SHORTEST)]), complaint })
}

#[get("/reset/<token>")]
pub(crate) async fn show(token: &str, _paced: Paced, house: &State<House>, reader: Reader) -> Result<Reply, Failure> {
    let Some(id) = ticket_of(token) else { return Ok(Reply::Unusable(unusable_reset(reader.0))) };
    Ok(match house.store.ticket(id, house.clock.now()).await? {
        Some(account) => Reply::Form(page(&account.name, Texts::of(reader.0), None)),
        None => Reply::Unusable(unusable_reset(reader.0)),
    })
}

#[post("/reset/<token>", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard or a part of the house")]
pub(crate) async fn keep(
    token: &str,
    _paced: Paced,
    form: Form<Chosen>,
    house: &State<House>,
    turnstile: &State<Turnstile>,
    lockout: &State<Lockout>,
    jar: &CookieJar<'_>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let unusable = || Ok(Reply::Unusable(unusable_reset(reader.0)));
    let (t, now) = (Texts::of(reader.0), house.clock.now());
    let Some(id) = ticket_of(token) else { return unusable() };
    let Some(account) = house.store.ticket(id, now).await? else { return unusable() };
    let hash = match hash(form.into_inner(), turnstile, t).await? {
        Ok(hash) => hash,
        Err(complaint) => {
            return Ok(Reply::Again((Status::UnprocessableEntity, page(&account.name, t, Some(complaint)))));
        }
    };
    let Some(name) = house.store.use_ticket(id, &hash, now).await? else { return unusable() };
    // Whoever holds the letter is not kept out by others' guesses, here or in this browser later.
    for known in [false, true] {
        lockout.forget(Door::Password, name.as_str(), known);
    }
    session::remember(house, jar, &name);
    Ok(Reply::Kept(Box::new(Redirect::to("/sign-in?chosen=true"))))
}

/// The hash of a new password, or what is wrong with it.
pub(crate) async fn hash(chosen: Chosen, turnstile: &Turnstile, t: &Texts) -> Result<Result<String, String>, Failure> {
    if chosen.new != chosen.again {
        return Ok(Err(t.say("reset-differ")));
    }
    let _place = turnstile.pass().await;
    let hashed = rocket::tokio::task::spawn_blocking(move || password::hash(&chosen.new)).await;
    Ok(match hashed.map_err(Failure::internal)? {
        Ok(hash) => Ok(hash),
        Err(PasswordError::TooShort) => Err(t.tell("reset-short", &[("shortest", SHORTEST)])),
        Err(PasswordError::TooLong) => Err(t.say("reset-long")),
        Err(error @ PasswordError::Hash(_)) => return Err(Failure::internal(error)),
    })
}

impl Chosen {
    /// From another form that asks for a password twice.
    pub(crate) const fn of(new: String, again: String) -> Self {
        Self { new, again }
    }
}
