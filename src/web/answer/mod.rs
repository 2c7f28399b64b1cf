//! The answer page: an answer's way in. GET changes nothing; POST keeps a sealed sheet. Logs nothing, sets no cookie.

mod view;

use std::collections::HashMap;

use domain::{BadAnswer, Language, Placement, Sealed, Sheet, Token};
use rocket::form::{Errors, Form, FromForm};
use rocket::http::Status;
use rocket::{State, get, post};
use store::{Cast, OpenWave};
use texts::Texts;

use self::view::{Questions, Thanks};
use crate::House;
use crate::errors::{Failure, Message, unusable};
use crate::language::{Choice, Reader};
use crate::page::Page;

/// What the form sends: one field `a.<item>` for each answered item.
#[derive(FromForm)]
pub(crate) struct Answers {
    a: HashMap<String, String>,
}

/// What a visitor of a personal link gets.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Questions(Page<Questions>),
    Again((Status, Page<Questions>)),
    Thanks(Page<Thanks>),
    Unusable((Status, Page<Message>)),
}

/// A link that works: its token, the wave, and where the holder counts.
struct Link {
    token: Token,
    open: OpenWave,
    placement: Placement,
}

/// Follows a link to its slot and its wave; `None` for every link that can't be used, whatever the reason.
async fn follow(house: &House, token: &str) -> Result<Option<Link>, Failure> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    let Some((label, sealed)) = house.store.slot(token.slot_id()).await? else { return Ok(None) };
    let Some(open) = house.store.find_open_wave(&label).await? else { return Ok(None) };
    if !open.wave.accepts(house.clock.today()) {
        return Ok(None);
    }
    let placement = sealed.open(&token, &label, &open.wave.terms().tree);
    Ok(placement.map(|placement| Link { token, open, placement }))
}

#[get("/<token>?<lang>")]
pub(crate) async fn show(
    token: &str,
    lang: Option<Choice>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let Some(link) = follow(house, token).await? else {
        return Ok(Reply::Unusable(unusable(reader.0)));
    };
    let language = lang.map_or(link.placement.language, |choice| choice.0);
    Ok(Reply::Questions(Page(Questions::of(house, &link.open, link.placement, language, None))))
}

#[post("/<token>?<lang>", data = "<form>")]
pub(crate) async fn submit(
    token: &str,
    lang: Option<Choice>,
    form: Result<Form<Answers>, Errors<'_>>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let Some(link) = follow(house, token).await? else {
        return Ok(Reply::Unusable(unusable(reader.0)));
    };
    let language = lang.map_or(link.placement.language, |choice| choice.0);
    let again = |complaint: String| {
        let page = Questions::of(house, &link.open, link.placement, language, Some(complaint));
        Ok(Reply::Again((Status::UnprocessableEntity, Page(page))))
    };
    let texts = Texts::of(language);
    let terms = link.open.wave.terms();
    let form = match form {
        Ok(form) => form,
        Err(errors) if errors.status() == Status::PayloadTooLarge => return Err(Failure::TooLarge),
        Err(_) => return again(texts.say("answer-unreadable")),
    };
    let fields = form.a.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let sheet = match Sheet::from_form(&terms.questionnaire, fields) {
        Ok(sheet) if sheet.is_empty() => return again(texts.say("answer-empty")),
        Ok(sheet) => sheet,
        Err(error) => return again(complaint(&error, texts)),
    };
    let id = link.token.ballot_id();
    let sealed = Sealed::seal(sheet, link.placement.unit, id, &terms.label, &link.open.key);
    let sealed = sealed.map_err(|_| Failure::Internal)?;
    match house.store.cast(&terms.label, id, &sealed).await? {
        Cast::Stored => Ok(Reply::Thanks(Page(Thanks::of(house, &link.open, &link.token, language)))),
        Cast::TooLate => Ok(Reply::Unusable(unusable(language))),
    }
}

fn complaint(error: &BadAnswer, texts: &Texts) -> String {
    match error {
        BadAnswer::UnknownItem(_) => texts.say("answer-unknown-item"),
        BadAnswer::OffScale { number } => texts.tell("answer-off-scale", &[("number", *number)]),
    }
}

/// The other languages of a page, with their names in themselves.
fn other_languages(language: Language) -> Vec<(&'static str, String)> {
    let others = Language::ALL.into_iter().filter(|&other| other != language);
    others.map(|other| (other.code(), Texts::of(other).say("language-name"))).collect()
}
