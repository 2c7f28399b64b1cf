//! What a table of tinted figures keeps to: the order it is given, tints that depend on the figure alone, numbers that
//! can be read on them.

use domain::{Language, Publication};
use roxmltree::Document;

use super::*;
use crate::canvas::DARK;
use crate::cast::{alike, wave_of};
use crate::held::*;

const COLUMNS: [&str; 4] = ["Team safety", "Speaking up", "Mistakes and help", "Belonging"];

fn wave() -> Publication {
    let units = [
        ("North/Care", [alike(4, 6), alike(5, 6)].concat()),
        ("North/Zoo", alike(2, 7)),
        ("South/All", alike(5, 8)),
        ("South/Few", alike(3, 3)),
        ("West", alike(1, 14)),
    ];
    wave_of("2026-03-03", &units)
}

fn rows(wave: &Publication) -> Vec<HeatRow<'_>> {
    let name = |unit: &domain::PublishedUnit| unit.path().depth();
    wave.units()
        .iter()
        .map(|unit| HeatRow { name: unit.path().name().unwrap_or("All of <us>"), depth: name(unit), cell: unit.cell() })
        .collect()
}

fn drawn(language: Language, rows: &[HeatRow<'_>], columns: &[&str]) -> Chart {
    let caption = Caption { unit: "All & <us>", index: "Pulse", threshold: 5, id: "heat" };
    let opens = "2026-03-03".parse().expect("a date");
    let chart = heat_map(rows, columns, opens, &caption, Texts::of(language)).unwrap_or_else(|error| panic!("{error}"));
    hold(&chart);
    chart
}

#[test]
fn the_step_is_the_fifth_of_the_scale_in_which_the_printed_mean_lies() {
    let wave = wave();
    let mut steps = std::collections::BTreeSet::new();
    for mean in rows(&wave).iter().filter_map(|row| row.figure(0)).map(|figure| figure.mean()) {
        let fifth = (mean.points() / 20.0).floor();
        assert!((f64::from(step(mean)) - fifth).abs() < f64::EPSILON, "{mean:?}");
        steps.insert(step(mean));
    }
    assert!(steps.len() > 2 && steps.into_iter().all(|step| step < STEPS), "several of them are there");
}

#[test]
fn every_number_can_be_read_on_its_tint_and_every_tint_is_told_from_the_next_on_a_grey_printer() {
    let light = |RGBColor(red, green, blue): RGBColor| {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    let contrast = |one: RGBColor, other: RGBColor| {
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    };
    for (number, (tint, _)) in TINTS.into_iter().enumerate() {
        let ink = if number + 1 == TINTS.len() { WHITE } else { DARK };
        assert!(contrast(tint, ink) >= 4.5, "{tint:?}");
    }
    for pair in TINTS.windows(2) {
        assert!(light(pair[0].0) > light(pair[1].0) && contrast(pair[0].0, pair[1].0) > 1.2, "{:?}", pair[1].0);
    }
}

#[test]
fn rows_stay_in_the_order_they_are_given() {
    let wave = wave();
    let mut rows = rows(&wave);
    for _ in 0..2 {
        let chart = drawn(Language::English, &rows, &COLUMNS);
        let names: Vec<_> = rows.iter().map(|row| row.name.to_owned()).collect();
        let written: Vec<_> = written(chart.svg()).into_iter().filter(|text| names.contains(text)).collect();
        assert_eq!(written, names);
        rows.reverse();
    }
}

#[test]
fn cut_figures_say_so_and_hidden_units_have_the_hidden_look() {
    let wave = wave();
    let chart = drawn(Language::English, &rows(&wave), &COLUMNS);
    let words = written(chart.svg());
    assert_eq!(words.iter().filter(|text| *text == "too few answers").count(), 2, "{words:?}");
    assert_eq!(words.iter().filter(|text| *text == "≤13").count(), 4, "{words:?}");
    assert!(
        words.contains(&"≤13 means: 13 or lower".to_owned()) && words.contains(&"≥88 means: 88 or higher".to_owned())
    );
    assert!(chart.description().contains("West: Team safety 13 or lower, Speaking up"), "{}", chart.description());
    assert!(chart.description().contains("Few: too few answers."));
    assert_eq!(chart.title(), "All & <us>: 8 units, 2 of them hidden");
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!(with(&document, "path", "fill", "#F3F3F3").len(), 1);
    let plain = drawn(Language::Dutch, &rows(&wave)[1..3], &COLUMNS);
    assert!(!plain.svg().contains("betekent") && plain.title().ends_with("2 afdelingen, geen daarvan verborgen"));
}

#[test]
fn figures_that_are_printed_alike_are_drawn_alike() {
    // Seven people around 2 and nine people around it, whose means are the same to a quarter.
    let with = |people: Vec<_>| wave_of("2026-03-03", &[("North", people), ("South", alike(3, 30))]);
    let (one, other) = (with(alike(2, 7)), with([alike(2, 8), vec![[2, 2, 2, 2, 2, 2, 3]]].concat()));
    let draw = |wave: &Publication| drawn(Language::English, &rows(wave)[1..2], &COLUMNS[..1]);
    assert_eq!(draw(&one), draw(&other));
}

#[test]
fn many_units_and_columns_with_long_names_have_their_places() {
    let wave = wave();
    let long = "Zorgverzekeringsmaatschappij <Noord> & omstreken, nachtdienst en weekenddienst";
    let units: Vec<_> = rows(&wave).into_iter().cycle().take(60).zip(0..).collect();
    let units: Vec<_> =
        units.into_iter().map(|(row, depth)| HeatRow { name: long, depth: depth % 13, ..row }).collect();
    for columns in [&[long; 12][..], &["Veiligheid", "Hulp"], &[], &["Ω"; 5]] {
        let words = written(drawn(Language::Dutch, &units, columns).svg());
        // A column that the questionnaire does not have is hidden; a table of two has no room for the words.
        assert!(columns.is_empty() || words.iter().any(|text| text.contains("te weinig antwoorden")), "{words:?}");
    }
    assert!(written(drawn(Language::English, &[], &COLUMNS).svg()).contains(&"No results yet".to_owned()));
}
