//! Pictures of trends that really went through the gate: what breaks a line, what a cut figure looks like, what is told
//! in words. Does not know how beautiful they are; for that, look at one.

use domain::{Language, Trend};
use roxmltree::Document;
use texts::Texts;

use super::*;
use crate::cast::monthly;
use crate::held::*;
use crate::plot::{TIME, height};

fn chart_in(language: Language, trend: &Trend) -> Chart {
    overlaid(language, trend, &Overlay::default())
}

fn chart(trend: &Trend) -> Chart {
    chart_in(Language::English, trend)
}

/// On the line of time; those of the strip of answers are drawn more lightly.
fn rings(document: &Document<'_>) -> usize {
    with(document, "circle", "stroke-width", "16").len()
}

#[test]
fn every_picture_is_good_xml_without_styles_and_names_itself() {
    for rounds in [&[][..], &[STEADY], &[TOO_FEW; 3], &[STEADY, TOO_FEW, TOP_MARKS, NO_TEAM, MIXED]] {
        for language in [Language::English, Language::Dutch] {
            let chart = chart_in(language, &monthly("2026-01-06", rounds));
            hold(&chart);
            let document = Document::parse(chart.svg()).expect("good XML");
            let root = document.root_element();
            assert_eq!(root.attribute("aria-labelledby"), Some("north-title north-desc"));
            // A strip of answers needs answers.
            let tall = if rounds.contains(&STEADY) { "0 0 5760 3856" } else { "0 0 5760 3200" };
            assert_eq!(root.attribute("viewBox"), Some(tall));
            assert!(chart.title().starts_with("Care & <Cure>: "), "{}", chart.title());
            assert!(chart.subtitle().starts_with("Team safety, "), "{}", chart.subtitle());
        }
    }
}

#[test]
fn a_hidden_wave_breaks_the_line_and_the_band_and_says_so_once() {
    let rounds = [STEADY, MIXED, TOO_FEW, STEADY, STEADY, TOO_FEW, TOO_FEW, MIXED, MIXED];
    let chart = chart(&monthly("2026-01-06", &rounds));
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!(lines(&document).iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
    assert_eq!(bands(&document).iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
    assert_eq!((dots(&document), rings(&document)), (6, 3));
    // The strip of answers has rings of its own, more lightly drawn.
    for ring in with(&document, "circle", "stroke", "#595959").into_iter().take(3) {
        let x: i32 = ring.attribute("cx").expect("cx").parse().expect("a number");
        assert_eq!(ring.attribute("cy"), Some(TIME.to_string().as_str()));
        for line in lines(&document).into_iter().chain(bands(&document)) {
            assert!(line.iter().all(|place| place.0 < x) || line.iter().all(|place| place.0 > x));
        }
    }
    assert_eq!(written(chart.svg()).iter().filter(|text| *text == "too few answers").count(), 1);
    // One path of shade, one of strokes.
    assert_eq!(with(&document, "path", "fill", "none").len(), 1);
}

#[test]
fn a_wave_without_the_unit_is_a_plain_gap() {
    let chart = chart(&monthly("2026-01-06", &[STEADY, STEADY, NO_TEAM, STEADY, STEADY]));
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!(lines(&document).len(), 2);
    assert_eq!(rings(&document), 0);
    assert!(!chart.svg().contains("<path") && !chart.svg().contains("too few"));
    assert!(chart.description().contains("In 1 wave the unit did not exist."), "{}", chart.description());
}

#[test]
fn a_point_between_hidden_waves_is_a_dot_with_its_interval() {
    let chart = chart(&monthly("2026-01-06", &[STEADY, TOO_FEW, MIXED, TOO_FEW, STEADY]));
    let document = Document::parse(chart.svg()).expect("good XML");
    assert!(lines(&document).is_empty() && bands(&document).is_empty());
    assert_eq!((dots(&document), with(&document, "polyline", "stroke", "#5B87B7").len()), (3, 3));
}

#[test]
fn no_mark_lies_beyond_the_cut_however_unanimous_a_team() {
    let chart = chart(&monthly("2026-01-06", &[TOP_MARKS, TOP_MARKS, LOW_MARKS, LOW_MARKS, TOO_FEW, TOP_MARKS]));
    let document = Document::parse(chart.svg()).expect("good XML");
    let allowed = height(87.5)..=height(12.5);
    let strokes = with(&document, "polyline", "stroke", "#1F5A99");
    let insides = with(&document, "polygon", "fill", "#FFFFFF");
    let heights: Vec<_> = strokes.into_iter().chain(insides).flat_map(places).map(|place| place.1).collect();
    assert!(heights.iter().all(|y| allowed.contains(y)), "{heights:?}");
    assert!(heights.contains(allowed.start()) && heights.contains(allowed.end()));
    assert_eq!(dots(&document), 0, "a cut figure is no dot");
    assert_eq!(written(chart.svg()).iter().filter(|text| ["88", "or higher"].contains(&text.as_str())).count(), 2);
}

#[test]
fn points_lie_where_the_published_figures_are() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED, STEADY]);
    let chart = chart(&trend);
    let document = Document::parse(chart.svg()).expect("good XML");
    let (mut means, mut band) = (Vec::new(), [Vec::new(), Vec::new()]);
    for point in trend.points() {
        let Some(domain::Cell::Shown(figure)) = &point.cell else { panic!("shown") };
        means.push(height(figure.mean().points()));
        let (low, high) = figure.interval().points();
        band[0].push(height(low));
        band[1].insert(0, height(high));
    }
    assert_eq!(lines(&document)[0].iter().map(|place| place.1).collect::<Vec<_>>(), means);
    assert_eq!(bands(&document)[0].iter().map(|place| place.1).collect::<Vec<_>>(), band.concat());
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let rounds = [STEADY, TOO_FEW, TOP_MARKS, MIXED];
    let (one, other) = (monthly("2026-01-06", &rounds), monthly("2026-01-06", &rounds));
    assert_eq!(chart(&one), chart(&other));
}

#[test]
fn months_are_in_the_language_of_the_reader_with_the_year_where_it_begins() {
    let trend = monthly("2025-10-07", &[STEADY; 6]);
    let dutch = chart_in(Language::Dutch, &trend);
    // After the five numbers of the scale.
    assert_eq!(written(dutch.svg())[5..13], ["okt", "2025", "nov", "dec", "jan", "2026", "feb", "mrt"]);
    assert_eq!(dutch.subtitle(), "Team safety, op een schaal van 0 tot 100, oktober 2025 tot en met maart 2026");
    assert!(dutch.description().contains("Elk getoond cijfer is 75."), "{}", dutch.description());
    assert!(written(chart(&trend).svg()).contains(&"Oct".to_owned()));
}

#[test]
fn the_description_tells_what_the_picture_shows() {
    let trend = monthly("2026-01-06", &[MIXED, TOO_FEW, STEADY, TOO_FEW]);
    let (_, newest) = trend.latest().expect("shown");
    let range = Texts::of(Language::English).interval_points(newest.interval());
    assert_eq!(
        chart(&trend).description(),
        format!(
            "Team safety, on a scale from 0 to 100, January 2026 to April 2026. Line chart, 4 waves. Newest figure: 75 \
             in March 2026, with a 95% range of {range}, from 5–9 answers. Lowest figure shown: 56; highest: 75. 2 waves are hidden: fewer than 5 answers, or so \
             few that they could be worked out from other units."
        )
    );
}

#[test]
fn one_wave_and_sixty_can_be_read() {
    let one = chart(&monthly("2026-11-03", &[STEADY]));
    assert_eq!(one.subtitle(), "Team safety, on a scale from 0 to 100, November 2026");
    assert!(one.description().contains("1 wave.") && !one.description().contains("Lowest"), "{}", one.description());
    let document = Document::parse(one.svg()).expect("good XML");
    assert_eq!(dots(&document), 1);

    let few = [Some(&[3, 3, 4, 3, 4][..]); 60];
    let sixty = chart(&monthly("2021-12-07", &few));
    hold(&one);
    hold(&sixty);
    let document = Document::parse(sixty.svg()).expect("good XML");
    assert_eq!((dots(&document), lines(&document)[0].len()), (60, 60));
    let month = (TIME + 22 * canvas::UNIT).to_string();
    let names = with(&document, "text", "y", &month).into_iter().map(|node| node.attribute("x").expect("x").parse());
    let xs: Vec<i32> = names.map(|x| x.expect("a number")).collect();
    assert!(xs.len() >= 5 && xs.windows(2).all(|pair| pair[1] - pair[0] >= 50 * canvas::UNIT), "{xs:?}");
}

#[test]
fn nothing_to_show_is_a_picture_too() {
    let empty = chart(&monthly("2026-01-06", &[]));
    assert_eq!(empty.title(), "Care & <Cure>: no figures yet");
    assert!(empty.description().ends_with("No results yet"), "{}", empty.description());
    assert!(written(empty.svg()).contains(&"No results yet".to_owned()));

    let hidden = chart_in(Language::Dutch, &monthly("2026-01-06", &[TOO_FEW; 4]));
    let document = Document::parse(hidden.svg()).expect("good XML");
    assert_eq!((rings(&document), dots(&document), lines(&document).len()), (4, 0, 0));
    let words = hidden.description();
    assert!(words.contains("Er wordt geen cijfer getoond. 4 rondes zijn verborgen"), "{words}");
}

#[test]
fn the_strip_tells_a_range_of_answers_and_no_number() {
    let answers = [[3; 6].as_slice(), &[3; 9], &[3; 10], &[3; 19], &[3; 20], &[3; 49], &[3; 50]];
    let trend = monthly("2026-01-06", &answers.map(Some));
    let chart = chart(&trend);
    hold(&chart);
    let document = Document::parse(chart.svg()).expect("good XML");
    let bars: Vec<i32> = with(&document, "rect", "fill", "#8A8A8A")
        .into_iter()
        .map(|bar| bar.attribute("height").expect("a height").parse().expect("a number"))
        .collect();
    assert_eq!(bars, [1, 1, 2, 2, 3, 3, 4].map(|range| range * bars[0]));
    assert!(written(chart.svg()).contains(&"answers per wave, newest 50 or more".to_owned()));
    assert!(chart.description().contains("from 50 or more answers"), "{}", chart.description());
}

#[test]
fn the_strip_says_of_which_month_an_old_range_is() {
    for newest in [TOO_FEW, NO_TEAM] {
        let trend = monthly("2026-03-03", &[STEADY, Some(&[3; 12]), TOO_FEW, newest]);
        for (language, words) in [
            (Language::English, "answers per wave, last shown: 10–19 (April 2026)"),
            (Language::Dutch, "antwoorden per ronde, laatst getoond: 10–19 (april 2026)"),
        ] {
            let chart = chart_in(language, &trend);
            hold(&chart);
            assert!(written(chart.svg()).contains(&words.to_owned()), "{:?}", written(chart.svg()));
        }
    }
}
