//! Everything that stands out in one wave, a page at a time, in the order of the units. Ranks nobody.

use askama::Template;
use domain::analysis::Notice;
use rocket::response::Redirect;
use rocket::{State, get};
use store::WaveState;
use texts::Texts;
use texts::findings::Words;

use super::addresses;
use super::noted::{Group, is_beginning, movement};
use super::pages::{Address, Pages, number, skipped};
use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;

/// Units on a page.
const ON_A_PAGE: u64 = 50;
/// What stands out and asks for nothing, in an address.
pub(super) const OTHERS: &str = "others";

/// The page.
#[derive(Template)]
#[template(path = "signal_list.html")]
pub(crate) struct SignalList {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    /// What is asked to be looked at, else what only differs.
    others: bool,
    /// The two lists: how many stand in each, its address, and whether it is this one.
    lists: [(String, String, bool); 2],
    group: Group,
    pages: Option<Pages>,
    movement: Option<String>,
    beginning: bool,
    method: String,
}

/// The signals of the newest wave.
#[get("/signals")]
pub(crate) async fn newest(_admitted: Admitted<Adviser>, house: &State<House>) -> Result<Redirect, Failure> {
    let waves = house.store.waves().await?;
    let newest = waves.iter().rfind(|wave| wave.state == WaveState::Published);
    let to = newest.map_or_else(|| "/overview".to_owned(), |wave| addresses::signals(&wave.label));
    Ok(Redirect::to(to))
}

#[get("/waves/<wave>/signals?<kind>&<page>")]
pub(crate) async fn show(
    wave: Label,
    kind: Option<&str>,
    page: Option<u64>,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<SignalList>, Failure> {
    let (t, label) = (Texts::of(reader.0), wave.0);
    let edition = house.store.edition(&label).await?.ok_or(Failure::NotFound)?;
    let waves = house.store.waves().await?;
    let words = Words::new(t, waves.iter().map(|wave| (wave.label.clone(), wave.opens)));
    let others = kind == Some(OTHERS);
    let asking = if others { Notice::Noted } else { Notice::Signal };
    let counts = [Notice::Signal, Notice::Noted].map(|notice| house.store.count_noted(&label, notice));
    let [signals, noted] = counts;
    let (signals, noted) = (signals.await?, noted.await?);
    let page = number(page);
    let found = house.store.noted(&label, &[asking], skipped(page, ON_A_PAGE), ON_A_PAGE).await?;
    let group = Group::of(found, |found| words.all(found), &edition, house, &words).await?;
    let list = Address::of(&addresses::signals(&label));
    let other_list = list.with("kind", OTHERS);
    let here = if others { &other_list } else { &list };
    let title = [edition.questionnaire.title().get(t.language()).to_owned(), t.month(edition.opens)];
    Ok(Page(SignalList {
        t,
        account: admitted.bar(),
        title: title.join(", "),
        others,
        lists: [
            (t.tell("signals-all", &[("count", signals)]), list.to_string(), !others),
            (t.tell("signals-others", &[("count", noted)]), other_list.to_string(), others),
        ],
        group,
        pages: Pages::of(page, ON_A_PAGE, if others { noted } else { signals }, here, t),
        movement: movement(&edition, house, &words).await?,
        beginning: is_beginning(&edition, &waves),
        method: addresses::method(&label),
        here: here.with_some("page", (page > 1).then_some(page)).to_string(),
    }))
}
