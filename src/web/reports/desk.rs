//! What the adviser does with the reports of one wave: read them first, add notes, let management have them sooner. Prints
//! nothing, and says of nobody whether they read one.

use std::collections::BTreeSet;

use askama::Template;
use domain::{Edition, ReportNote, UnitPath, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::{ReportRelease, StoreError};
use texts::Texts;

use super::archive::{Report, state, title};
use super::{desk, note};
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;

/// The report on one unit, and what the adviser adds to it.
struct Line {
    report: Report,
    note: String,
    /// What can be done with the note.
    to_note: String,
    /// The beginning of the note, or that signals are shown; `None` without one.
    noted: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "report_desk.html")]
pub(crate) struct Desk {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    state: String,
    waits: bool,
    /// How many accounts of management are written to.
    accounts: String,
    /// The reports that go to somebody, then those with a note that do not.
    lines: Vec<Line>,
    release: String,
    complaint: Option<String>,
}

/// What the form sends that releases a wave.
#[derive(FromForm)]
pub(crate) struct Released {
    sure: bool,
}

/// The page, again with a complaint, or the page as it is afterwards.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Again((Status, Box<Page<Desk>>)),
    Done(Box<Redirect>),
}

#[get("/reports/<wave>", rank = 2)]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Desk>, Failure> {
    Ok(Page(Desk::of(&wave.0, &admitted, house, Texts::of(reader.0)).await?))
}

#[post("/reports/<wave>/release", data = "<form>")]
pub(crate) async fn release(
    _origin: SameOrigin,
    wave: Label,
    admitted: Admitted<Adviser>,
    form: Form<Released>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let t = Texts::of(reader.0);
    let page = Desk::of(&wave.0, &admitted, house, t).await?;
    if !form.sure {
        let complaint = Some(t.say("reports-unsure"));
        return Ok(Reply::Again((Status::UnprocessableEntity, Box::new(Page(Desk { complaint, ..page })))));
    }
    if let Err(error) = house.store.release_reports(&wave.0, house.audience, &|_| house.clock.now()).await {
        let StoreError::OlderWaits { older, .. } = error else { return Err(error.into()) };
        let complaint = Some(t.tell("reports-older", &[("older", older.as_str())]));
        return Ok(Reply::Again((Status::UnprocessableEntity, Box::new(Page(Desk { complaint, ..page })))));
    }
    house.postman.bell.notify_one();
    Ok(Reply::Done(Box::new(Redirect::to(desk(&wave.0)))))
}

impl Line {
    fn of(
        unit: &UnitPath,
        edition: &Edition,
        kept: Option<&ReportNote>,
        released: bool,
        house: &House,
        t: &Texts,
    ) -> Self {
        let shown = |note: &ReportNote| match note.paragraphs().next() {
            Some(first) => first.to_owned(),
            None => t.say("reports-note-signals-only"),
        };
        let to_note = match kept {
            _ if released => "reports-note-read",
            Some(_) => "reports-note-change",
            None => "reports-note-add",
        };
        Self {
            report: Report::of(edition, unit, house),
            note: note(&edition.label, unit),
            to_note: t.say(to_note),
            noted: kept.map(shown),
        }
    }
}

impl Desk {
    async fn of(
        wave: &WaveLabel,
        admitted: &Admitted<Adviser>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let edition = house.store.edition(wave).await?.ok_or(Failure::NotFound)?;
        let release: ReportRelease = house.store.report_release(wave).await?.ok_or(Failure::NotFound)?;
        let accounts = house.store.accounts().await?;
        let theirs = accounts.iter().map(|state| state.account.roles.units()).filter(|units| !units.is_empty());
        let count = theirs.clone().count();
        let notes = house.store.report_notes(wave).await?;
        let wanted: BTreeSet<UnitPath> =
            theirs.flatten().cloned().chain(notes.iter().map(|(unit, _)| unit.clone())).collect();
        let wanted: Vec<UnitPath> = wanted.into_iter().collect();
        let found = house.store.published_over_time(std::slice::from_ref(&edition), &wanted).await?;
        let lines = wanted.iter().filter(|unit| found.contains_key(&(wave.clone(), (*unit).clone()))).map(|unit| {
            let kept = notes.iter().find(|(noted, _)| noted == unit).map(|(_, note)| note);
            Line::of(unit, &edition, kept, release.released, house, t)
        });
        Ok(Self {
            t,
            here: desk(wave),
            account: admitted.bar(),
            title: title(&edition, t),
            state: state(release, t),
            waits: !release.released,
            accounts: t.tell("reports-accounts", &[("count", count)]),
            lines: lines.collect(),
            release: format!("{}/release", desk(wave)),
            complaint: None,
        })
    }
}
