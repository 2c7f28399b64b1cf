//! The faces of failures: one file turns them into pages. Never says more than the visitor may know.

use askama::Template;
use domain::Language;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Request, catch};
use texts::Texts;

use crate::House;
use crate::admission::WrongRoom;
use crate::language::Reader;
use crate::page::Page;

/// A page with a heading and one sentence of what to do.
#[derive(Template)]
#[template(path = "message.html")]
pub(crate) struct Message {
    t: &'static Texts,
    /// Whether the visitor can go to where they belong: not from a personal link, which belongs to nobody.
    onward: bool,
    title: String,
    sentence: String,
}

/// Whatever goes wrong behind a page. The visitor is told nothing of it; the journal is, in words that hold no row.
pub(crate) enum Failure {
    /// The database, or something as unexpected.
    Internal(String),
    /// Others are at work; the same may succeed in a few seconds.
    Busy,
    /// There is no such thing.
    NotFound,
    /// It is nothing for this account.
    WrongRoom,
    /// More was sent than any form has.
    TooLarge,
    /// It is tried too fast.
    TooMany,
}

impl Failure {
    pub(crate) fn internal(what: impl std::fmt::Display) -> Self {
        Self::Internal(what.to_string())
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        if error.is_congestion() { Self::Busy } else { Self::internal(error) }
    }
}

impl From<charts::ChartError> for Failure {
    fn from(error: charts::ChartError) -> Self {
        Self::internal(error)
    }
}

impl<'r> rocket::response::Responder<'r, 'static> for Failure {
    fn respond_to(self, request: &'r Request<'_>) -> rocket::response::Result<'static> {
        Err(match self {
            Self::Internal(what) => {
                if let Some(house) = request.rocket().state::<House>() {
                    house.journal.failure(request, &what);
                }
                Status::InternalServerError
            }
            Self::Busy => Status::ServiceUnavailable,
            Self::NotFound => Status::NotFound,
            Self::WrongRoom => WrongRoom::entered(request),
            Self::TooLarge => Status::PayloadTooLarge,
            Self::TooMany => Status::TooManyRequests,
        })
    }
}

fn message(status: Status, language: Language, key: &str) -> (Status, Page<Message>) {
    let t = Texts::of(language);
    let title = t.say(&format!("{key}-title"));
    (status, Page(Message { t, onward: key != "error-link", title, sentence: t.say(key) }))
}

async fn language(request: &Request<'_>) -> Language {
    request.guard::<Reader>().await.succeeded().map_or(Language::English, |reader| reader.0)
}

/// One page for every link that can't be used: unknown, malformed, closed. Which of them it is, is not said.
pub(crate) fn unusable(language: Language) -> (Status, Page<Message>) {
    message(Status::NotFound, language, "error-link")
}

/// One page for every link to results that can't be used.
pub(crate) fn unusable_results(language: Language) -> (Status, Page<Message>) {
    let (status, Page(page)) = message(Status::NotFound, language, "error-results");
    (status, Page(Message { onward: false, ..page }))
}

/// One page for every link to stop letters that can't be used.
pub(crate) fn unusable_opt_out(language: Language) -> (Status, Page<Message>) {
    let (status, Page(page)) = message(Status::NotFound, language, "error-opt-out");
    (status, Page(Message { onward: false, ..page }))
}

/// One page for every link of a letter about an account that can't be used.
pub(crate) fn unusable_reset(language: Language) -> (Status, Page<Message>) {
    message(Status::NotFound, language, "error-reset")
}

/// What goes wrong behind a personal link: nothing there leads to the rooms of others.
#[catch(default)]
pub(crate) async fn unusable_link(status: Status, request: &Request<'_>) -> (Status, Page<Message>) {
    let language = language(request).await;
    let (status, Page(page)) = match status.code {
        413 => message(status, language, "error-too-large"),
        503 => message(status, language, "error-busy"),
        500.. => message(Status::InternalServerError, language, "error-internal"),
        _ => unusable(language),
    };
    (status, Page(Message { onward: false, ..page }))
}

#[catch(401)]
pub(crate) fn unauthorized() -> Redirect {
    Redirect::to("/sign-in")
}

#[catch(default)]
pub(crate) async fn any(status: Status, request: &Request<'_>) -> (Status, Page<Message>) {
    let key = match status.code {
        403 if WrongRoom::was_entered(request) => "error-room",
        403 => "error-origin",
        413 => "error-too-large",
        429 => "error-too-many",
        503 => "error-busy",
        500.. => "error-internal",
        404 => "error-not-found",
        _ => "error-request",
    };
    message(status, language(request).await, key)
}
