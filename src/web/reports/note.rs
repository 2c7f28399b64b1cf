//! The adviser's note in the report on one unit: written while management does not have the report yet. Does not print it.

use askama::Template;
use domain::{BadReportNote, ReportNote, UnitPath, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::StoreError;
use texts::Texts;
use texts::findings::Signal;

use super::archive::{Report, title};
use super::{desk, note};
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::adviser::{name_of, words_of};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Label, Unit};

/// What the form sends.
#[derive(FromForm)]
pub(crate) struct Typed {
    words: String,
    signals: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "report_note.html")]
pub(crate) struct Note {
    t: &'static Texts,
    here: String,
    account: Bar,
    name: String,
    title: String,
    report: Report,
    desk: String,
    /// Whether a note can still be written.
    waits: bool,
    typed: String,
    longest: usize,
    /// What the analysis signals about the unit, and whether management may see it.
    found: Vec<Signal>,
    signals: bool,
    complaint: Option<String>,
}

/// The form again, or the desk.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Again((Status, Box<Page<Note>>)),
    Done(Box<Redirect>),
}

#[get("/reports/<wave>/note/<path..>")]
pub(crate) async fn form(
    wave: Label,
    path: Unit,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Note>, Failure> {
    Ok(Page(Note::of(&wave.0, &path.0, &admitted, house, Texts::of(reader.0)).await?))
}

#[post("/reports/<wave>/note/<path..>", data = "<form>")]
pub(crate) async fn keep(
    _origin: SameOrigin,
    wave: Label,
    path: Unit,
    admitted: Admitted<Adviser>,
    form: Form<Typed>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, form) = (Texts::of(reader.0), form.into_inner());
    let page = Note::of(&wave.0, &path.0, &admitted, house, t).await?;
    let complaint = match ReportNote::read(&form.words, form.signals) {
        Err(BadReportNote::Long { count }) => {
            t.tell("reports-note-long", &[("count", count), ("most", ReportNote::LONGEST)])
        }
        Ok(note) => match house.store.keep_report_note(&wave.0, &path.0, note.as_ref()).await {
            Ok(()) => {
                // A report that was looked at holds the note as it was.
                house.printing.forget()?;
                return Ok(Reply::Done(Box::new(Redirect::to(desk(&wave.0)))));
            }
            Err(StoreError::AlreadyReleased { .. }) => t.say("reports-note-late"),
            Err(error) => return Err(error.into()),
        },
    };
    let again = Note { typed: form.words, signals: form.signals, complaint: Some(complaint), ..page };
    Ok(Reply::Again((Status::UnprocessableEntity, Box::new(Page(again)))))
}

impl Note {
    async fn of(
        wave: &WaveLabel,
        unit: &UnitPath,
        admitted: &Admitted<Adviser>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let edition = house.store.edition(wave).await?.ok_or(Failure::NotFound)?;
        let listed = house.store.published_unit(&edition, unit).await?.ok_or(Failure::NotFound)?;
        let release = house.store.report_release(wave).await?.ok_or(Failure::NotFound)?;
        let kept = house.store.report_note(wave, unit).await?;
        let found = house.store.unit_analysis(wave, listed.position).await?.unwrap_or_default();
        let words = words_of(&edition, house, t).await?;
        Ok(Self {
            t,
            here: note(wave, unit),
            account: admitted.bar(),
            name: name_of(unit, &house.organisation),
            title: title(&edition, t),
            report: Report::of(&edition, unit, house),
            desk: desk(wave),
            waits: !release.released,
            typed: kept.as_ref().map(|note| note.words().to_owned()).unwrap_or_default(),
            longest: ReportNote::LONGEST,
            found: words.signals(&found.told(&listed.unit)),
            signals: kept.is_some_and(|note| note.shows_signals()),
            complaint: None,
        })
    }
}
