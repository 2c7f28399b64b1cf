//! What happens by itself, on the administrator's page: the rounds to come, what could not be done, and a pause. Opens
//! nothing, and does not keep who paused it or when.

use chrono::{DateTime, NaiveDate, Utc};
use domain::schedule::{Pause, Undone};
use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, post};
use store::WaveState;
use texts::Texts;

use super::accounts::{Administration, page};
use super::filled::Filled;
use crate::House;
use crate::admission::{Administrator, Admitted, SameOrigin};
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// Rounds that are told.
const TOLD: usize = 3;

/// The part of the page.
pub(crate) struct Planned {
    /// A sentence for each round that takes answers.
    pub(crate) open: Vec<String>,
    /// A sentence for each round to come.
    pub(crate) rounds: Vec<String>,
    /// Whose days and hours they are.
    pub(crate) zone: String,
    /// What could not be done.
    pub(crate) troubles: Vec<Told>,
    /// That it is paused, and until when.
    pub(crate) paused: Option<String>,
    /// The first day on which it may go on by itself.
    pub(crate) tomorrow: NaiveDate,
    /// What was typed into the form.
    pub(crate) typed: String,
    /// Why it is no day to go on.
    pub(crate) complaint: Option<String>,
}

/// Something that could not be done.
pub(crate) struct Told {
    /// What, why not, and what to do.
    pub(crate) sentence: String,
    /// The server's own words.
    pub(crate) words: Option<String>,
}

/// What the form sends; a browser sends a day as 2026-12-15.
#[derive(rocket::form::FromForm)]
pub(crate) struct Wanted<'a> {
    until: &'a str,
}

impl Wanted<'_> {
    /// The day on which the schedule goes on by itself, if one is wanted; otherwise a complaint.
    fn read(&self, today: NaiveDate, t: &Texts) -> Result<Option<NaiveDate>, String> {
        /// What is repeated of a text that is no day.
        const SHOWN: usize = 40;
        let typed = self.until.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let shown: String = typed.chars().take(SHOWN).collect();
        let until = typed.parse().map_err(|_| t.tell("schedule-until-unread", &[("typed", shown)]))?;
        if until <= today {
            return Err(t.tell("schedule-until-past", &[("until", t.day(until))]));
        }
        Ok(Some(until))
    }
}

impl Planned {
    pub(super) async fn of(house: &House, t: &Texts) -> Result<Self, Failure> {
        let today = house.clock.today();
        let now = DateTime::from_timestamp(house.clock.now(), 0).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let pause = house.store.pause().await?.filter(|pause| pause.covers(today));
        let next = house.schedule.foretold(house.store.past().await?, pause, house.threshold, now);
        // Where somebody must do something first, every later round waits for the same.
        let mut stuck = false;
        let told = next.take(TOLD).take_while(|told| !std::mem::replace(&mut stuck, told.is_stuck()));
        let rounds = told.map(|told| t.foretold(&told)).collect();
        let told = |undone: Undone| Told { sentence: t.undone(&undone), words: undone.why.words().map(str::to_owned) };
        let waves = house.store.waves().await?;
        let open = waves.iter().filter(|wave| wave.state == WaveState::Open && house.clock.now() < wave.ends);
        Ok(Self {
            open: open.map(|wave| t.running(&wave.label, wave.closes, &wave.reminders_from(today, pause))).collect(),
            rounds,
            zone: t.tell("schedule-zone", &[("zone", house.schedule.zone().name())]),
            troubles: house.store.schedule_troubles().await?.into_iter().map(told).collect(),
            paused: pause.map(|pause| t.paused(pause)),
            tomorrow: today.succ_opt().unwrap_or(today),
            typed: String::new(),
            complaint: None,
        })
    }
}

#[post("/administration/pause", data = "<form>")]
pub(crate) async fn pause(
    _origin: SameOrigin,
    admitted: Admitted<Administrator>,
    form: Form<Wanted<'_>>,
    house: &State<House>,
    reader: Reader,
) -> Result<Result<Redirect, (Status, Page<Administration>)>, Failure> {
    let t = Texts::of(reader.0);
    match form.read(house.clock.today(), t) {
        Ok(until) => {
            house.store.set_pause(Some(Pause { until })).await?;
            Ok(Ok(Redirect::to("/administration?done=paused")))
        }
        Err(complaint) => {
            let mut page = page(&admitted, house, t, Filled::default()).await?;
            form.until.clone_into(&mut page.planned.typed);
            page.planned.complaint = Some(complaint);
            Ok(Err((Status::UnprocessableEntity, Page(page))))
        }
    }
}

#[post("/administration/pause/end")]
pub(crate) async fn resume(
    _origin: SameOrigin,
    _admitted: Admitted<Administrator>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    // A pause that ends today is ended by the server's clock, which finds another hour for the letters that waited.
    if house.store.pause().await?.is_some() {
        house.store.set_pause(Some(Pause { until: Some(house.clock.today()) })).await?;
    }
    Ok(Redirect::to("/administration?done=resumed"))
}
