//! The answer page: an answer's way in. GET changes nothing; POST keeps a sealed answer. Logs nothing, sets no cookie.

mod form;
mod heard;
mod view;

use std::sync::Arc;

use domain::{BadAnswer, Language, Placement, Token};
use rocket::form::{Errors, Form};
use rocket::http::Status;
use rocket::{State, get, post};
use store::{Cast, OpenWave, StoreError};
use texts::Texts;

use self::form::{Answers, Place, Refused};
use self::heard::Heard;
use self::view::{HeardWords, Questions, Thanks};
use crate::House;
use crate::errors::{Failure, Message, unusable};
use crate::language::{Choice, Reader};
use crate::page::Page;
use crate::script::Scripted;

/// What a visitor of a personal link gets.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Questions(Scripted<Page<Questions>>),
    Again((Status, Scripted<Page<Questions>>)),
    Thanks(Page<Thanks>),
    Unusable((Status, Page<Message>)),
}

/// A link that works: its token, the wave, and where the holder counts.
struct Link {
    token: Token,
    open: Arc<OpenWave>,
    placement: Placement,
}

/// Follows a link to its slot and its wave; `None` for every link that can't be used, whatever the reason.
async fn follow(house: &House, token: &str) -> Result<Option<Link>, Failure> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    let Some((open, sealed)) = house.store.slot(token.slot_id()).await? else { return Ok(None) };
    if !open.accepts(house.clock.now()) {
        return Ok(None);
    }
    let terms = open.wave.terms();
    let placement = sealed.open(&token, &terms.label, &terms.tree);
    Ok(placement.map(|placement| Link { token, open, placement }))
}

impl Link {
    fn place(&self) -> Place<'_> {
        Place { token: &self.token, unit: self.placement.unit, open: &self.open }
    }
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
    let page = Questions::of(house, &link.place(), language).await?;
    Ok(Reply::Questions(Scripted(Page(page))))
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
    let texts = Texts::of(language);
    let again = async |complaint: String, form: Option<&Answers>| {
        let page = Questions::of(house, &link.place(), language).await?.again(complaint, form);
        Ok(Reply::Again((Status::UnprocessableEntity, Scripted(Page(page)))))
    };
    let form = match form {
        Ok(form) => form,
        Err(errors) if errors.status() == Status::PayloadTooLarge => return Err(Failure::TooLarge),
        Err(_) => return again(texts.say("answer-unreadable"), None).await,
    };
    let wrap = match house.store.wrapping_key(&link.open).await {
        Err(StoreError::NotOpen { .. }) => return Ok(Reply::Unusable(unusable(reader.0))),
        key => key?,
    };
    let (submission, sealed_at) = match form.seal(&link.place(), wrap) {
        Ok(sealed) => sealed,
        Err(Refused::Envelope) => return Ok(Reply::Unusable(unusable(reader.0))),
        Err(Refused::Seal) => return Err(Failure::internal("the wave's public key is damaged")),
        Err(Refused::Empty) => return again(texts.say("answer-empty"), Some(&form)).await,
        Err(Refused::LongComment) => return again(texts.say("answer-long-comment"), Some(&form)).await,
        Err(Refused::Answer(error)) => return again(complaint(&error, texts), Some(&form)).await,
    };
    // Whatever can fail comes before the answer is kept: an error page says that nothing was.
    let terms = link.open.wave.terms();
    let here = link.place().path();
    let done = heard::done(house, &here, texts).await?;
    let heard = Heard::of(house, terms, &here, texts).await?;
    let thanks = Thanks::of(house, &link.open, &link.token, language, sealed_at).telling(done, heard);
    match house.store.cast(&terms.label, submission).await? {
        Cast::Stored => Ok(Reply::Thanks(Page(thanks))),
        Cast::TooLate => Ok(Reply::Unusable(unusable(reader.0))),
    }
}

#[get("/<token>/words?<lang>")]
pub(crate) async fn words(
    token: &str,
    lang: Option<Choice>,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Page<HeardWords>, (Status, Page<Message>)>, Failure> {
    let Some(link) = follow(house, token).await? else {
        return Ok(Err(unusable(reader.0)));
    };
    let language = lang.map_or(link.placement.language, |choice| choice.0);
    let (terms, here) = (link.open.wave.terms(), link.place().path());
    let remarks = heard::words(house, terms, &here, Texts::of(language)).await?;
    Ok(Ok(Page(HeardWords::of(house, remarks, &link.token, language))))
}

fn complaint(error: &BadAnswer, texts: &Texts) -> String {
    match error {
        BadAnswer::UnknownItem(_) => texts.say("answer-unknown-item"),
        BadAnswer::OffScale { number } => texts.tell("answer-off-scale", &[("number", *number)]),
    }
}

/// The other languages of a page, with their names in themselves.
pub(crate) fn other_languages(language: Language) -> Vec<(&'static str, String)> {
    let others = Language::ALL.into_iter().filter(|&other| other != language);
    others.map(|other| (other.code(), Texts::of(other).say("language-name"))).collect()
}
