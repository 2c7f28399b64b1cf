//! One questionnaire over the year: the organisation wave by wave, its course in pictures and in words. Computes none of it.

use domain::{Cell, Edition, SteadyTrend};
use serde::Serialize;
use texts::Texts;

use super::Pulse;
use crate::pieces::{Drawing, Figure, Part};

/// The section on one questionnaire.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Section {
    /// Heading of the section.
    title: String,
    /// What the table holds.
    lead: String,
    /// Heads of the columns.
    columns: Columns,
    /// The waves of the year, oldest first.
    rows: Vec<Row>,
    /// Below the table: why a share may be missing, and why a figure is; no sentence where nothing is missing.
    notes: Vec<String>,
    /// How to read the pictures.
    charts_lead: String,
    /// The score first, then one picture for each dimension.
    charts: Vec<Drawing>,
    /// The course in words; `null` with too few waves.
    steady: Option<Part>,
}

/// Heads of columns.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Columns {
    /// Above the months.
    wave: String,
    /// Above the shares of people who took part.
    took_part: String,
    /// Above the scores: the name of the index.
    figure: String,
    /// Above the ranges.
    range: String,
}

/// A wave.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    /// The month in which it opened.
    month: String,
    /// How many took part; `null` where it is not told.
    took_part: Option<String>,
    /// The organisation's score; `null` where it is hidden.
    figure: Option<Figure>,
}

impl Section {
    /// `None` without waves.
    pub(super) fn of(pulse: &Pulse<'_>, texts: &Texts) -> Option<Self> {
        let newest = pulse.editions.last()?;
        let rows: Vec<_> = pulse.editions.iter().map(|edition| Row::of(edition, pulse, texts)).collect();
        let unknown = rows.iter().any(|row| row.took_part.is_none()).then(|| texts.say("year-pulse-unknown"));
        let hidden = rows.iter().any(|row| row.figure.is_none());
        let why = hidden.then(|| texts.tell("hidden-why", &[("threshold", newest.threshold.get())]));
        let survey = newest.questionnaire.title().get(texts.language());
        Some(Self {
            title: texts.tell("year-pulse", &[("survey", survey)]),
            lead: texts.say("year-pulse-lead"),
            columns: Columns {
                wave: texts.say("wave"),
                took_part: texts.say("wave-took-part"),
                figure: score_of(newest, texts),
                range: texts.say("interval"),
            },
            rows,
            notes: unknown.into_iter().chain(why).collect(),
            charts_lead: texts.say("year-pulse-charts"),
            charts: pulse.trend_charts.iter().map(Drawing::from).collect(),
            steady: pulse.steady.map(|steady| course(steady, newest, texts)),
        })
    }
}

impl Row {
    fn of(edition: &Edition, pulse: &Pulse<'_>, texts: &Texts) -> Self {
        let figure = pulse.whole.get(&edition.label).and_then(|whole| match whole.cell() {
            Cell::Shown(figures) => Figure::of(figures.indices().first()?, texts),
            Cell::Hidden => None,
        });
        let took_part = edition.took_part().map(|share| texts.took_part_short(share));
        Self { month: texts.month(edition.opens), took_part, figure }
    }
}

/// The name of the whole questionnaire's score.
fn score_of(edition: &Edition, texts: &Texts) -> String {
    let score = edition.questionnaire.indices().first();
    score.map_or_else(|| texts.say("score"), |index| index.name.get(texts.language()).to_owned())
}

/// A slope that is written as 0.0 is none.
const LEVEL: f64 = 0.05;

fn course(steady: SteadyTrend, newest: &Edition, texts: &Texts) -> Part {
    let way = match steady.monthly() {
        slope if slope.abs() < LEVEL => "year-steady-level",
        slope if slope > 0.0 => "year-steady-up",
        _ => "year-steady-down",
    };
    let told = [
        ("waves", steady.waves().to_string()),
        ("month", texts.month(newest.opens)),
        ("index", format!("“{}”", score_of(newest, texts))),
        ("points", texts.decimal(steady.monthly().abs(), 1)),
    ];
    // What can't be seen needs no odds.
    let chance = steady.chance().filter(|_| way != "year-steady-level").map(|chance| match 100.0 * chance {
        times if times < 1.0 => texts.say("year-steady-rare"),
        times => texts.tell("year-steady-chance", &[("times", format!("{times:.0}"))]),
    });
    let sentences = std::iter::once(texts.tell(way, &told)).chain(chance);
    let text = sentences.chain([texts.say("year-steady-read")]).collect();
    Part { title: texts.say("year-steady"), text }
}
