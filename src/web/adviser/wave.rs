//! The page of one wave: what was asked and when, and what it tells of the organisation as a whole. Of an open wave it
//! shows no number.

use askama::Template;
use domain::{Edition, Questionnaire, UnitPath};
use rocket::{State, get};
use store::WaveState;
use texts::Texts;
use texts::findings::Words;

use super::addresses;
use super::beside::{self, Funnel};
use super::drawings::{self, Drawing};
use super::statements::{ItemLine, item_lines};
use super::table::{Row, Style, Table};
use super::waves::{state, title};
use super::{hidden_why, index_names};
use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;

/// Units in the heat map; all of them stand on the overview.
const UNITS: u64 = 40;

/// What is shown of a published wave.
struct Published {
    /// Short facts, each a term and what is so.
    facts: Vec<(String, String)>,
    /// The organisation as a whole; hidden where too few answered.
    row: Option<Row>,
    hidden_why: String,
    statements: Option<Drawing>,
    items: Vec<ItemLine>,
    /// The units one level below, and all teams beside each other.
    heat: Drawing,
    /// The same figures as the heat map.
    table: Table,
    funnel: Option<Funnel>,
    /// Where to read on: what it is called, and its address.
    links: Vec<(String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "wave.html")]
pub(crate) struct WavePage {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    days: String,
    state: String,
    indices: Vec<String>,
    published: Option<Published>,
    /// What is asked, and where the wave is closed, while it is open.
    open: Option<(Vec<String>, String)>,
}

#[get("/waves/<wave>")]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<WavePage>, Failure> {
    let t = Texts::of(reader.0);
    let waves = house.store.waves().await?;
    let words = Words::new(t, waves.iter().map(|wave| (wave.label.clone(), wave.opens)));
    let wave = waves.into_iter().find(|known| known.label == wave.0).ok_or(Failure::NotFound)?;
    let (mut indices, mut published, mut open) = (Vec::new(), None, None);
    match wave.state {
        WaveState::Published => {
            let edition = house.store.edition(&wave.label).await?.ok_or(Failure::NotFound)?;
            indices = index_names(&edition, t);
            published = Some(Published::of(&edition, house, &words).await?);
        }
        WaveState::Open => {
            let taken = house.store.find_open_wave(&wave.label).await?.ok_or(Failure::Busy)?;
            let asked = statements(&taken.wave.terms().questionnaire, t);
            open = Some((asked, addresses::closure(&wave.label)));
        }
    }
    Ok(Page(WavePage {
        t,
        here: addresses::wave(&wave.label),
        account: admitted.bar(),
        title: format!("{}, {}", title(&wave, house, t).await?, t.month(wave.opens)),
        days: t.tell("wave-days", &[("opens", t.day(wave.opens)), ("closes", t.day(wave.closes))]),
        state: state(&wave, t),
        indices,
        published,
        open,
    }))
}

fn statements(questionnaire: &Questionnaire, t: &Texts) -> Vec<String> {
    questionnaire.items().iter().map(|item| item.text.get(t.language()).to_owned()).collect()
}

impl Published {
    async fn of(edition: &Edition, house: &House, words: &Words) -> Result<Self, Failure> {
        let t = words.t;
        let (label, top) = (&edition.label, UnitPath::organisation());
        let listed = house.store.published_unit(edition, &top).await?.ok_or(Failure::NotFound)?;
        let analysis = house.store.unit_analysis(label, listed.position).await?.unwrap_or_default();
        let (shown, all) = house.store.count_published(label).await?;
        let mut facts = vec![
            (t.say("wave-threshold"), t.tell("wave-threshold-what", &[("threshold", edition.threshold.get())])),
            (t.say("wave-units"), t.tell("wave-units-what", &[("shown", shown), ("of", all)])),
        ];
        let took_part = edition.took_part().map(|share| t.took_part(share));
        let took_part = took_part.unwrap_or_else(|| t.say("wave-took-part-unknown"));
        facts.push((t.say("wave-took-part"), took_part));
        let row = Row::of(listed.unit.cell(), t);
        if let Some(row) = &row {
            facts.push((t.say("answers"), row.answered.clone()));
        }
        let below = house.store.published_below(edition, &listed, 0, UNITS).await?.units;
        let units: Vec<_> = std::iter::once(listed.clone()).chain(below).collect();
        let mut found = house.store.unit_analyses(label, units.iter().map(|unit| unit.position)).await?;
        let list = addresses::units(edition);
        let style = Style { house, words, list: &list, root: Some(0), signals: true };
        let unit = |address: String| format!("{address}?survey={}", edition.questionnaire.key());
        Ok(Self {
            facts,
            row,
            hidden_why: hidden_why(edition, t),
            statements: drawings::statements(&house.organisation, edition, listed.unit.cell(), &analysis, t)?,
            items: item_lines(edition, listed.unit.cell(), &analysis, t),
            heat: beside::heat_map(&units, edition, house, t)?,
            table: Table::of(&units, &mut found, edition, &style),
            funnel: beside::funnel(edition, house, words).await?,
            links: vec![
                (t.say("reports-desk-of-wave"), crate::reports::desk(label)),
                (t.say("wave-to-units"), addresses::inside(edition, &top)),
                (t.say("wave-to-trend"), unit(crate::path::address(&top))),
                (t.say("signals"), addresses::signals(label)),
                (t.say("overview-comments"), addresses::comments(label)),
                (t.say("signals-method"), addresses::method(label)),
            ],
        })
    }
}
