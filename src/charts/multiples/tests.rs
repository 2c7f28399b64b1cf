//! What a page of small trends keeps to: the order it is given, one pair of axes, gaps where waves are hidden.

use domain::Language;
use roxmltree::Document;

use super::*;
use crate::cast::{analysed, monthly};
use crate::held::*;

fn drawn(language: Language, panels: &[Panel<'_>]) -> Chart {
    let caption = Caption { unit: "The <whole> & all", index: "Team safety", threshold: 5, id: "many" };
    let chart = small_multiples(panels, &caption, Texts::of(language)).unwrap_or_else(|error| panic!("{error}"));
    hold(&chart);
    assert_eq!(small_multiples(panels, &caption, Texts::of(language)).as_ref(), Ok(&chart), "the same bytes");
    chart
}

const fn panel<'a>(name: &'a str, trend: &'a Trend) -> Panel<'a> {
    Panel { name, trend, line: &[], highlighted: false }
}

#[test]
fn panels_stay_in_the_order_they_are_given() {
    let (low, high) = (monthly("2026-01-06", &[LOW_MARKS; 3]), monthly("2026-01-06", &[TOP_MARKS; 3]));
    let panels = [panel("Zoo", &low), panel("Attic", &high), panel("Moor", &low), panel("Barn", &high)];
    for panels in [panels.as_slice(), &panels.into_iter().rev().collect::<Vec<_>>()] {
        let chart = drawn(Language::English, panels);
        let names: Vec<_> = panels.iter().map(|panel| panel.name.to_owned()).collect();
        let written: Vec<_> = written(chart.svg()).into_iter().filter(|text| names.contains(text)).collect();
        assert_eq!(written, names);
    }
}

#[test]
fn a_hidden_wave_is_hatched_and_breaks_the_line_and_the_band() {
    let (trend, line) = analysed("2026-01-06", &[STEADY, MIXED, TOO_FEW, STEADY, MIXED]);
    let chart = drawn(Language::English, &[Panel { line: &line, ..panel("Care", &trend) }]);
    let document = Document::parse(chart.svg()).expect("good XML");
    let lines: Vec<_> = with(&document, "polyline", "stroke-width", "20").into_iter().map(places).collect();
    assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    let bands = with(&document, "polygon", "fill", "#DDDDDD").into_iter().map(places);
    let shade = with(&document, "path", "fill", "#F3F3F3")[0].attribute("d").expect("a path").to_owned();
    let left: i32 = shade[1..].split(' ').next().expect("a left end").parse().expect("a number");
    let right: i32 = shade.split(['H', 'V']).nth(1).expect("a right end").parse().expect("a number");
    for line in lines.into_iter().chain(bands) {
        assert!(line.iter().all(|place| place.0 < left) || line.iter().all(|place| place.0 > right));
    }
    assert_eq!(written(chart.svg()).iter().filter(|text| *text == "hatched: too few answers").count(), 1);
}

#[test]
fn a_unit_that_is_always_hidden_says_so_and_one_without_waves_is_empty() {
    let (hidden, none) = (monthly("2026-01-06", &[TOO_FEW; 3]), monthly("2026-01-06", &[]));
    let chart = drawn(Language::Dutch, &[panel("Zorg", &hidden), panel("Nieuw", &none)]);
    let words = written(chart.svg()).join(" ");
    assert!(words.contains("te weinig antwoorden") && words.contains("gearceerd"), "{words}");
    assert!(chart.description().ends_with("Zorg: te weinig antwoorden in maart 2026. Nieuw: geen cijfers."));
    let empty = drawn(Language::English, &[]);
    assert!(written(empty.svg()).contains(&"No results yet".to_owned()));
}

#[test]
fn all_are_grey_but_the_one_that_stands_out() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED]);
    let panels = ["A", "B", "C"].map(|name| Panel { highlighted: name == "B", ..panel(name, &trend) });
    let chart = drawn(Language::English, &panels);
    let document = Document::parse(chart.svg()).expect("good XML");
    let lines = |colour: &str| {
        let lines = with(&document, "polyline", "stroke", colour).into_iter();
        lines.filter(|line| line.attribute("stroke-width") == Some("20")).count()
    };
    assert_eq!((lines("#595959"), lines("#1F5A99")), (2, 1));
}

#[test]
fn the_picture_knows_no_more_than_whole_points_and_nothing_lies_beyond_the_cut() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED]);
    let with_level = |level: f64| {
        let line = [Some(LinePoint { level, error: 3.1 }); 2];
        drawn(Language::English, &[Panel { line: &line, ..panel("Care", &trend) }])
    };
    assert_eq!(with_level(61.3), with_level(61.4));
    for marks in [TOP_MARKS, LOW_MARKS] {
        let (trend, line) = analysed("2026-01-06", &[marks, marks, TOO_FEW, marks]);
        for line in [line.as_slice(), &[]] {
            let chart = drawn(Language::English, &[Panel { line, ..panel("Care", &trend) }]);
            let document = Document::parse(chart.svg()).expect("good XML");
            let strokes = ["16", "20"].map(|width| with(&document, "polyline", "stroke-width", width)).concat();
            let heights: Vec<_> = strokes.into_iter().flat_map(places).map(|place| place.1).collect();
            // One line of names above the first row.
            let top = (8 + 24 + 8) * UNIT;
            let scale = Scale { top, bottom: top + TALL };
            assert!(!heights.is_empty());
            assert!(heights.iter().all(|y| (scale.height(87.5)..=scale.height(12.5)).contains(y)), "{heights:?}");
        }
    }
}

#[test]
fn five_and_sixty_units_with_long_names_have_their_places() {
    let trends = [
        monthly("2024-03-05", &[STEADY, MIXED, TOO_FEW]),
        monthly("2025-01-07", &[TOP_MARKS]),
        monthly("2025-02-04", &[TOO_FEW; 2]),
    ];
    let long = "Zorgverzekeringsmaatschappij <Noord> & omstreken, nachtdienst en weekenddienst";
    let name = |number: usize| if number.is_multiple_of(3) { long } else { "Care at home" };
    for (count, columns) in [(5, 3), (12, 3), (13, 4), (60, 4)] {
        let panels: Vec<_> = (0..count).map(|number| panel(name(number), &trends[number % 3])).collect();
        for language in [Language::English, Language::Dutch] {
            let chart = drawn(language, &panels);
            let document = Document::parse(chart.svg()).expect("good XML");
            let care =
                document.descendants().filter(|node| node.text().is_some_and(|text| text.contains("Care at home")));
            let lefts: std::collections::BTreeSet<_> = care.filter_map(|node| node.attribute("x")).collect();
            assert!(lefts.len() <= columns && chart.description().contains(long));
        }
    }
}
