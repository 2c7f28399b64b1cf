//! Every wave there was and is, newest first. Shows no number of an open one.

use askama::Template;
use rocket::{State, get};
use store::{WaveState, WaveSummary};
use texts::Texts;

use super::addresses;
use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// One wave.
struct Line {
    month: String,
    address: String,
    survey: String,
    days: String,
    state: String,
}

/// The page.
#[derive(Template)]
#[template(path = "waves.html")]
pub(crate) struct Waves {
    t: &'static Texts,
    here: &'static str,
    account: Bar,
    lines: Vec<Line>,
}

#[get("/waves")]
pub(crate) async fn show(
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Waves>, Failure> {
    let t = Texts::of(reader.0);
    let waves = house.store.waves().await?;
    let mut lines = Vec::with_capacity(waves.len());
    for wave in waves.iter().rev() {
        lines.push(Line {
            month: t.month(wave.opens),
            address: addresses::wave(&wave.label),
            survey: title(wave, house, t).await?,
            days: t.tell("wave-days", &[("opens", t.day(wave.opens)), ("closes", t.day(wave.closes))]),
            state: state(wave, t),
        });
    }
    Ok(Page(Waves { t, here: "/waves", account: admitted.bar(), lines }))
}

/// The title of a wave's questionnaire.
pub(super) async fn title(wave: &WaveSummary, house: &House, t: &Texts) -> Result<String, Failure> {
    let language = t.language();
    Ok(match wave.state {
        WaveState::Published => {
            let edition = house.store.edition(&wave.label).await?.ok_or(Failure::NotFound)?;
            edition.questionnaire.title().get(language).to_owned()
        }
        WaveState::Open => {
            let open = house.store.find_open_wave(&wave.label).await?.ok_or(Failure::Busy)?;
            open.wave.terms().questionnaire.title().get(language).to_owned()
        }
    })
}

/// Whether a wave takes answers, in words.
pub(super) fn state(wave: &WaveSummary, t: &Texts) -> String {
    match wave.state {
        WaveState::Open => t.say("wave-open"),
        WaveState::Published => t.say("wave-published"),
    }
}
