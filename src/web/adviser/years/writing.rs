//! How the adviser writes their part of a year's report: typed, looked at as bands, then kept; replaced and withdrawn later.
//! The form carries what was typed: of the numbers nothing is kept but their bands.

use askama::Template;
use domain::{Threshold, YearNotes};
use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use texts::Texts;

use super::desk::{Complaints, Desk, Filled, Shown};
use super::{Paper, papers, years};
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// The page of one year.
#[derive(Template)]
#[template(path = "year_report.html")]
pub(crate) struct Writing {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    papers: Vec<Paper>,
    /// What was kept, as others read it.
    kept: Option<Shown>,
    /// What was typed, as others will read it; `None` before it was looked at, or when it can't be kept.
    preview: Option<Shown>,
    desk: Desk,
    refused: bool,
}

/// The page again, or the list of years once it is kept.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Page(Box<Page<Writing>>),
    Again((Status, Box<Page<Writing>>)),
    Done(Box<Redirect>),
}

/// A year with what was kept of it.
struct Known {
    year: i32,
    threshold: Threshold,
    notes: Option<YearNotes>,
}

#[get("/year-reports/<year>")]
pub(crate) async fn show(
    year: i32,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Writing>, Failure> {
    let known = Known::of(year, house).await?;
    let filled = known.notes.as_ref().map(Filled::again).unwrap_or_default();
    Ok(Page(Writing::of(&known, &filled, None, &admitted, Texts::of(reader.0))))
}

#[post("/year-reports/<year>/draft", data = "<form>")]
pub(crate) async fn draft(
    _origin: SameOrigin,
    year: i32,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, known) = (Texts::of(reader.0), Known::of(year, house).await?);
    Ok(match form.read(known.threshold) {
        Ok(notes) => {
            let page = Writing::of(&known, &form, None, &admitted, t);
            Reply::Page(Box::new(Page(Writing { preview: Some(Shown::of(&notes, t)), ..page })))
        }
        Err(complaints) => Writing::of(&known, &form, Some(&complaints), &admitted, t).again(),
    })
}

#[post("/year-reports/<year>", data = "<form>")]
pub(crate) async fn keep(
    _origin: SameOrigin,
    year: i32,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, known) = (Texts::of(reader.0), Known::of(year, house).await?);
    match form.read(known.threshold) {
        Ok(notes) => {
            house.store.keep_year_notes(year, &notes).await?;
            Ok(Reply::Done(Box::new(Redirect::to(address(year)))))
        }
        Err(complaints) => Ok(Writing::of(&known, &form, Some(&complaints), &admitted, t).again()),
    }
}

#[post("/year-reports/<year>/withdrawal")]
pub(crate) async fn withdraw(
    _origin: SameOrigin,
    year: i32,
    _admitted: Admitted<Adviser>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    if house.store.withdraw_year_notes(year).await? { Ok(Redirect::to(address(year))) } else { Err(Failure::NotFound) }
}

fn address(year: i32) -> String {
    format!("/year-reports/{year}")
}

impl Known {
    /// Nobody types a year: whoever names one without a wave has no form of ours.
    async fn of(year: i32, house: &House) -> Result<Self, Failure> {
        let highest = years(house).await?.remove(&year).ok_or(Failure::NotFound)?;
        let notes = house.store.year_notes(year).await?;
        // Two versions under different thresholds could tell more than each of them.
        let threshold = house.store.year_threshold(year).await?.unwrap_or(highest);
        Ok(Self { year, threshold, notes })
    }
}

impl Writing {
    fn of(
        known: &Known,
        filled: &Filled,
        complaints: Option<&Complaints>,
        admitted: &Admitted<Adviser>,
        t: &'static Texts,
    ) -> Self {
        let none = Complaints::default();
        Self {
            t,
            here: address(known.year),
            account: admitted.bar(),
            title: t.tell("year-heading", &[("year", known.year.to_string())]),
            papers: papers(known.year, t),
            kept: known.notes.as_ref().map(|notes| Shown::of(notes, t)),
            preview: None,
            desk: Desk::of(filled, complaints.unwrap_or(&none), t),
            refused: complaints.is_some(),
        }
    }

    /// The page with what was typed, and what is wrong with it.
    fn again(self) -> Reply {
        Reply::Again((Status::UnprocessableEntity, Box::new(Page(self))))
    }
}
