//! What happens by itself, on the administrator's page: the rounds to come, what could not be done, and a pause. Opens
//! nothing, and does not keep who paused it or when.

use chrono::NaiveDate;
use domain::schedule::Occurrence;
use rocket::form::{Form, FromForm};
use rocket::response::Redirect;
use rocket::{State, post};
use store::Pause;
use texts::Texts;

use crate::House;
use crate::admission::{Administrator, Admitted, SameOrigin};
use crate::errors::Failure;

/// Rounds that are told.
const TOLD: usize = 3;
/// Where the part of the page is.
const PLACE: &str = "/administration#schedule";

/// The part of the page.
pub(crate) struct Planned {
    /// A sentence for each round to come.
    pub(crate) rounds: Vec<String>,
    /// Whose days and hours they are.
    pub(crate) zone: String,
    /// What could not be done, as the server's log says it.
    pub(crate) troubles: Vec<String>,
    /// That it is paused, and until when.
    pub(crate) paused: Option<String>,
    /// The first day on which it may go on by itself.
    pub(crate) tomorrow: NaiveDate,
}

/// What the form sends; a browser sends a day as 2026-12-15.
#[derive(FromForm)]
pub(crate) struct Wanted<'a> {
    until: &'a str,
}

impl Planned {
    pub(super) async fn of(house: &House, t: &Texts) -> Result<Self, Failure> {
        let today = house.clock.today();
        let waves = house.store.waves().await?;
        let taken: Vec<_> = waves.iter().map(|wave| wave.label.clone()).collect();
        let opened =
            |next: &Occurrence| waves.iter().any(|wave| wave.survey == next.survey && wave.opens >= next.opens);
        let next = house.schedule.occurrences(today, &taken).filter(|next| !opened(next)).take(TOLD);
        let rounds = next.map(|next| round(&next, t)).collect();
        let pause = house.store.pause().await?.filter(|pause| pause.until.is_none_or(|until| until > today));
        Ok(Self {
            rounds,
            zone: t.tell("schedule-zone", &[("zone", house.schedule.zone().name())]),
            troubles: house.store.schedule_troubles().await?,
            paused: pause.map(|pause| match pause.until {
                Some(until) => t.tell("schedule-paused-until", &[("until", t.day(until))]),
                None => t.say("schedule-paused"),
            }),
            tomorrow: today.succ_opt().unwrap_or(today),
        })
    }
}

fn round(next: &Occurrence, t: &Texts) -> String {
    let at = next.at.format("%H:%M").to_string();
    let days = [t.day(next.opens), at, next.label.to_string(), t.day(next.closes)];
    let names = ["opens", "at", "wave", "closes"];
    t.tell("schedule-round", &names.into_iter().zip(days).collect::<Vec<_>>())
}

#[post("/administration/pause", data = "<form>")]
pub(crate) async fn pause(
    _origin: SameOrigin,
    _admitted: Admitted<Administrator>,
    form: Form<Wanted<'_>>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    // Whatever is no day to come is no day: the page says that the pause has no end, with the button to end it.
    let until = form.until.trim().parse().ok().filter(|until: &NaiveDate| *until > house.clock.today());
    house.store.set_pause(Some(Pause { until })).await?;
    Ok(Redirect::to(PLACE))
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
    Ok(Redirect::to(PLACE))
}
