//! The page behind the link at the foot of a letter: stops the letters to whoever got it, and starts them again. Looking
//! changes nothing, nor does a machine that presses the button: gateways do, so there is a box to tick first. Knows no person
//! and no account.
//!
//! A mail program stops the letters with a request of its own (RFC 8058), which no form of the page sends.

use askama::Template;
use domain::{Adviser, Language, OptOutMark};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use crate::House;
use crate::answer::other_languages;
use crate::errors::{Failure, Message, unusable_opt_out};
use crate::language::{Choice, Reader};
use crate::limits::Paced;
use crate::page::Page;

/// Says what stopping means, or that the letters are stopped.
#[derive(Template)]
#[template(path = "opt_out.html")]
pub(crate) struct OptOuts {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    organisation: String,
    mark: String,
    stopped: bool,
    /// Whether letters were started again just now.
    started: bool,
    complaint: Option<String>,
    adviser: Adviser,
}

impl OptOuts {
    fn of(mark: OptOutMark, stopped: bool, house: &House, language: Language) -> Self {
        Self {
            t: Texts::of(language),
            others: other_languages(language),
            organisation: house.organisation.clone(),
            mark: mark.to_string(),
            stopped,
            started: false,
            complaint: None,
            adviser: house.adviser.clone(),
        }
    }
}

/// What the holder of a link gets.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Page(Page<OptOuts>),
    /// The button was pressed, and the box not ticked.
    Unsure((Status, Page<OptOuts>)),
    /// Back to the page, so that it can be loaded again.
    Back(Box<Redirect>),
    Unusable((Status, Page<Message>)),
}

/// The form of the page, or the one request of a mail program: `List-Unsubscribe=One-Click`.
#[derive(FromForm)]
pub(crate) struct Stop {
    sure: Option<String>,
    #[field(name = "List-Unsubscribe")]
    how: Option<String>,
}

/// The other button.
#[derive(FromForm)]
pub(crate) struct Again {
    letters: Option<String>,
}

/// The mark of a link that works, or the page for all others. Only wrong ones are slowed down: a mail program may stop the
/// letters of many people from one address.
fn follow(
    mark: &str,
    paced: Result<Paced, ()>,
    house: &House,
    reader: Reader,
) -> Result<Result<OptOutMark, Reply>, Failure> {
    match (house.opt_outs.read(mark), paced) {
        (Some(mark), _) => Ok(Ok(mark)),
        (None, Ok(_)) => Ok(Err(Reply::Unusable(unusable_opt_out(reader.0)))),
        (None, Err(())) => Err(Failure::TooMany),
    }
}

#[get("/letters/<mark>?<lang>&<done>")]
pub(crate) async fn show(
    mark: &str,
    lang: Option<Choice>,
    done: Option<&str>,
    paced: Result<Paced, ()>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let mark = match follow(mark, paced, house, reader)? {
        Ok(mark) => mark,
        Err(unusable) => return Ok(unusable),
    };
    let stopped = house.store.has_opted_out(mark.opt_out()).await?;
    let page = OptOuts::of(mark, stopped, house, lang.map_or(reader.0, |choice| choice.0));
    Ok(Reply::Page(Page(OptOuts { started: done == Some("started") && !stopped, ..page })))
}

#[post("/letters/<mark>?<lang>", data = "<form>")]
pub(crate) async fn stop(
    mark: &str,
    lang: Option<Choice>,
    form: Form<Stop>,
    paced: Result<Paced, ()>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let mark = match follow(mark, paced, house, reader)? {
        Ok(mark) => mark,
        Err(unusable) => return Ok(unusable),
    };
    let means_it = form.sure.as_deref() == Some("true") || form.how.as_deref() == Some("One-Click");
    if means_it {
        house.store.keep_opt_out(mark.opt_out()).await?;
    }
    // No address to go to: mail programs don't follow one here.
    let stopped = house.store.has_opted_out(mark.opt_out()).await?;
    let page = OptOuts::of(mark, stopped, house, lang.map_or(reader.0, |choice| choice.0));
    if means_it || stopped {
        return Ok(Reply::Page(Page(page)));
    }
    let complaint = Some(page.t.say("opt-out-unsure"));
    Ok(Reply::Unsure((Status::UnprocessableEntity, Page(OptOuts { complaint, ..page }))))
}

#[post("/letters/<mark>/again?<lang>", data = "<form>")]
pub(crate) async fn again(
    mark: &str,
    lang: Option<Choice>,
    form: Form<Again>,
    paced: Result<Paced, ()>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let mark = match follow(mark, paced, house, reader)? {
        Ok(mark) => mark,
        Err(unusable) => return Ok(unusable),
    };
    if form.letters.as_deref() == Some("again") {
        house.store.forget_opt_out(mark.opt_out()).await?;
    }
    let language = lang.map_or(reader.0, |choice| choice.0).code();
    Ok(Reply::Back(Box::new(Redirect::to(format!("/letters/{mark}?lang={language}&done=started")))))
}
