//! The archive of reports: wave by wave, newest first, what its reader may have. The adviser finds there which waves still
//! wait; management finds its own units. Prints nothing.

use std::sync::Arc;

use askama::Template;
use domain::{Edition, Language, UnitPath};
use rocket::{State, get};
use store::{ReportRelease, WaveState, WaveSummary};
use texts::Texts;

use super::{ARCHIVE, desk, paper};
use crate::House;
use crate::admission::{Admitted, Viewer};
use crate::adviser::name_of;
use crate::adviser::pages::{self, Address, Pages};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// Waves on a page: a year.
const WAVES: u64 = 12;

/// The report on one unit: its name, the units around it, and the file in each language: its code, its name, its address.
pub(crate) struct Report {
    pub(crate) name: String,
    pub(crate) above: String,
    pub(crate) files: Vec<(&'static str, String, String)>,
}

/// The reports of one wave.
struct Round {
    title: String,
    /// Whether management has them, and where the adviser sees to them.
    desk: Option<(String, String)>,
    reports: Vec<Report>,
}

/// The page.
#[derive(Template)]
#[template(path = "reports.html")]
pub(crate) struct Archive {
    t: &'static Texts,
    here: &'static str,
    account: Bar,
    for_adviser: bool,
    rounds: Vec<Round>,
    pages: Option<Pages>,
}

#[get("/reports?<page>")]
pub(crate) async fn show(
    page: Option<u64>,
    admitted: Admitted<Viewer>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Archive>, Failure> {
    let (t, for_adviser) = (Texts::of(reader.0), admitted.is_adviser());
    let units: Vec<UnitPath> =
        if for_adviser { vec![UnitPath::organisation()] } else { admitted.roles().units().iter().cloned().collect() };
    let mut waves = house.store.waves().await?;
    waves.retain(|wave| wave.state == WaveState::Published && (for_adviser || wave.is_released()));
    let number = pages::number(page);
    let mut rounds = Vec::new();
    for (wave, place) in waves.iter().rev().zip(0..) {
        if (pages::skipped(number, WAVES)..number.saturating_mul(WAVES)).contains(&place) {
            rounds.extend(Round::of(wave, &units, for_adviser, house, t).await?);
        }
    }
    let pages = Pages::of(number, WAVES, waves.len() as u64, &Address::of(ARCHIVE), t);
    Ok(Page(Archive { t, here: ARCHIVE, account: admitted.bar(), for_adviser, rounds, pages }))
}

impl Round {
    /// `None` for management whose units the organisation did not have then.
    async fn of(
        wave: &WaveSummary,
        units: &[UnitPath],
        for_adviser: bool,
        house: &House,
        t: &Texts,
    ) -> Result<Option<Self>, Failure> {
        let edition = house.store.edition(&wave.label).await?.ok_or(Failure::NotFound)?;
        let reports = reports(&edition, units, house).await?;
        let release = wave.release.filter(|_| for_adviser);
        Ok((!reports.is_empty()).then(|| Self {
            title: title(&edition, t),
            desk: release.map(|release| (state(release, t), desk(&wave.label))),
            reports,
        }))
    }
}

/// What was asked, and when.
pub(super) fn title(edition: &Edition, t: &Texts) -> String {
    format!("{}, {}", edition.questionnaire.title().get(t.language()), t.month(edition.opens))
}

/// The reports on those of `units` that the organisation had in a wave, in the order of the tree.
pub(super) async fn reports(edition: &Arc<Edition>, units: &[UnitPath], house: &House) -> Result<Vec<Report>, Failure> {
    let found = house.store.published_over_time(std::slice::from_ref(edition), units).await?;
    let mut there: Vec<UnitPath> = found.into_keys().map(|(_, unit)| unit).collect();
    there.sort();
    Ok(there.iter().map(|unit| Report::of(edition, unit, house)).collect())
}

/// Whether management has the reports of a wave, in words.
pub(super) fn state(release: ReportRelease, t: &Texts) -> String {
    if release.released { t.say("reports-released") } else { t.tell("reports-waiting", &[("due", t.day(release.due))]) }
}

impl Report {
    pub(crate) fn of(edition: &Edition, unit: &UnitPath, house: &House) -> Self {
        let address = paper(&edition.label, unit);
        let file = |language: Language| {
            let code = language.code();
            (code, Texts::of(language).say("language-name"), format!("{address}?lang={code}"))
        };
        Self {
            name: name_of(unit, &house.organisation),
            above: unit.parts().split_last().map(|(_, above)| above.join(" › ")).unwrap_or_default(),
            files: Language::ALL.into_iter().map(file).collect(),
        }
    }
}
