//! Year reports: which years there are, and the report of each on paper. Knows nothing of what stands in them.

mod desk;
pub(crate) mod writing;

use std::collections::BTreeMap;

use askama::Template;
use chrono::Datelike;
use domain::{Language, Threshold};
use rocket::{State, get};
use store::WaveState;
use texts::Texts;

use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::{Choice, Reader};
use crate::page::Page;
use crate::printing::Pdf;

/// A year of which something was published.
struct Line {
    year: i32,
    state: String,
    papers: Vec<Paper>,
}

/// The report in one language.
struct Paper {
    address: String,
    name: String,
    label: String,
}

/// The list of years.
#[derive(Template)]
#[template(path = "year_reports.html")]
pub(crate) struct Years {
    t: &'static Texts,
    here: &'static str,
    account: Bar,
    lines: Vec<Line>,
}

#[get("/year-reports")]
pub(crate) async fn show(
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Years>, Failure> {
    let t = Texts::of(reader.0);
    let mut lines = Vec::new();
    for &year in years(house).await?.keys().rev() {
        let kept = house.store.year_notes(year).await?.is_some();
        let state = t.say(if kept { "year-report-kept" } else { "year-report-not-kept" });
        lines.push(Line { year, state, papers: papers(year, t) });
    }
    Ok(Page(Years { t, here: "/year-reports", account: admitted.bar(), lines }))
}

#[get("/year-reports/<year>/report?<lang>")]
pub(crate) async fn paper(
    year: i32,
    lang: Option<Choice>,
    _admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Pdf, Failure> {
    let language = lang.map_or(reader.0, |choice| choice.0);
    let bytes = house.printing.year(year, language).await?;
    Ok(Pdf { bytes, name: format!("{}-{year}", Texts::of(language).say("year-report-file")) })
}

/// The report of a year in both languages.
fn papers(year: i32, t: &Texts) -> Vec<Paper> {
    let paper = |(language, name, label): (Language, &str, &str)| Paper {
        address: format!("/year-reports/{year}/report?lang={language}"),
        name: t.say(name),
        label: t.tell(label, &[("year", year.to_string())]),
    };
    let both = [
        (Language::Dutch, "year-report-in-nl", "year-report-print-nl"),
        (Language::English, "year-report-in-en", "year-report-print-en"),
    ];
    both.map(paper).into()
}

/// The years in which a published wave opened, with the highest threshold among their waves: what stands under bands of a
/// year must not change when the configuration does.
async fn years(house: &House) -> Result<BTreeMap<i32, Threshold>, Failure> {
    let mut years = BTreeMap::new();
    for wave in house.store.waves().await?.iter().filter(|wave| wave.state == WaveState::Published) {
        let highest = years.entry(wave.opens.year()).or_insert(wave.threshold);
        if highest.get() < wave.threshold.get() {
            *highest = wave.threshold;
        }
    }
    Ok(years)
}
