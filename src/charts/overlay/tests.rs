//! What is drawn beside the figures: where a level may lie, what a note and a signal look like and say. Does not know how
//! a level is computed.

use domain::{Language, analysis};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::*;
use crate::Chart;
use crate::cast::{analysed, monthly};
use crate::held::*;
use crate::plot::height;

mod notes;

const DULL: Option<&[u8]> = Some(&[3, 3, 2, 3, 4, 2, 3]);

fn label(month: &str) -> WaveLabel {
    month.parse().expect("a label")
}

fn fall(since: &str, flagged: &str) -> Drift {
    let (flagged, since) = (label(flagged), label(since));
    Drift {
        level: analysis::Level::Amber,
        rose: false,
        flagged,
        since,
        or_before: false,
        points: -9,
        low: -15,
        high: -3,
    }
}

fn inner(document: &Document<'_>) -> Vec<Vec<(i32, i32)>> {
    with(document, "polygon", "fill", "#B0C6DE").into_iter().map(places).collect()
}

fn with_level(trend: &Trend, line: &[Option<LinePoint>]) -> Chart {
    overlaid(Language::English, trend, &Overlay::line_only(line))
}

#[expect(clippy::unnecessary_wraps, reason = "an entry of a line")]
const fn at(level: f64, error: f64) -> Option<LinePoint> {
    Some(LinePoint { level, error })
}

#[test]
fn line_and_bands_are_broken_at_hidden_waves_and_drawn_only_where_the_unit_is_shown() {
    let rounds = [STEADY, MIXED, TOO_FEW, STEADY, DULL, NO_TEAM, TOO_FEW, MIXED, DULL];
    let (trend, found) = analysed("2026-01-06", &rounds);
    // The second line says something of every wave, which an analysis never does.
    for line in [found, vec![at(61.0, 3.0); 9]] {
        let chart = with_level(&trend, &line);
        let document = Document::parse(chart.svg()).expect("good XML");
        assert_eq!(lines(&document).iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
        for bands in [bands(&document), inner(&document)] {
            assert_eq!(bands.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
        }
        let drawn: Vec<_> = lines(&document).into_iter().chain(bands(&document)).chain(inner(&document)).collect();
        for ring in with(&document, "circle", "stroke", "#595959") {
            let x: i32 = ring.attribute("cx").expect("cx").parse().expect("a number");
            assert!(drawn.iter().all(|line| line.iter().all(|at| at.0 < x) || line.iter().all(|at| at.0 > x)));
        }
        assert_eq!((dots(&document), with(&document, "polyline", "stroke", "#5B87B7").len()), (6, 6));
    }
}

#[test]
fn a_lone_wave_has_a_short_line_of_its_own() {
    let (trend, line) = analysed("2026-01-06", &[STEADY, TOO_FEW, MIXED, TOO_FEW, STEADY]);
    let chart = with_level(&trend, &line);
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!((lines(&document).len(), bands(&document).len(), dots(&document)), (3, 3, 3));
}

#[test]
fn a_picture_without_a_level_is_what_it_was() {
    let trend = monthly("2026-01-06", &[STEADY, TOO_FEW, TOP_MARKS, NO_TEAM, MIXED]);
    let plain = overlaid(Language::English, &trend, &Overlay::default());
    let elsewhere = [(label("2019-01"), "Not in this trend"), (label("2026-01"), " \n ")];
    let flagged = fall("2019-01", "2026-01");
    let empty = Overlay { line: &[None; 5], notes: &elsewhere, flagged: Some(&flagged), ..Overlay::default() };
    assert_eq!(overlaid(Language::English, &trend, &empty), plain);
    // A level at a hidden wave is none.
    assert_eq!(with_level(&trend, &[None, at(61.0, 3.0), None, None, None]), plain);
    assert!(!plain.svg().contains("level") && !plain.description().contains("level"));
}

#[test]
fn the_last_entry_of_a_line_belongs_to_the_last_wave() {
    let trend = monthly("2026-01-06", &[NO_TEAM, STEADY, MIXED, DULL]);
    assert_eq!(trend.points().len(), 3);
    let whole = with_level(&trend, &[None, at(70.0, 3.0), at(64.0, 3.0), at(58.0, 3.0)]);
    assert_eq!(with_level(&trend, &[at(70.0, 3.0), at(64.0, 3.0), at(58.0, 3.0)]), whole);
    let document = Document::parse(whole.svg()).expect("good XML");
    let heights: Vec<_> = lines(&document).concat().into_iter().map(|place| place.1).collect();
    assert_eq!(heights, [70.0, 64.0, 58.0].map(height));
    let short = with_level(&trend, &[at(58.0, 3.0)]);
    let document = Document::parse(short.svg()).expect("good XML");
    assert_eq!(lines(&document).concat().into_iter().map(|place| place.1).collect::<Vec<_>>(), [height(58.0); 2]);
}

#[test]
fn the_picture_knows_no_more_than_whole_points_and_the_same_figures_give_the_same_bytes() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED]);
    let one = with_level(&trend, &[at(61.4, 3.1), at(60.6, 3.1)]);
    assert_eq!(one, with_level(&trend, &[at(61.4, 3.1), at(60.6, 3.1)]));
    assert_eq!(one, with_level(&trend, &[at(61.3, 3.1), at(60.8, 3.1)]));
    let words = written(one.svg());
    assert!(words.windows(3).any(|three| three == ["level", "61", "54–67"]), "{words:?}");
}

#[test]
fn a_level_that_is_not_the_newest_names_its_month() {
    for hidden in 1..20 {
        let rounds = [vec![STEADY, MIXED], vec![TOO_FEW; hidden]].concat();
        let (trend, line) = (monthly("2026-08-04", &rounds), vec![at(66.0, 3.0); rounds.len()]);
        for (language, name) in [(Language::English, "level in September"), (Language::Dutch, "niveau in september")] {
            let chart = overlaid(language, &trend, &Overlay::line_only(&line));
            hold(&chart);
            let words = written(chart.svg());
            assert!(words.windows(2).any(|two| two == [name, "66"]), "{words:?}");
        }
    }
}

#[test]
fn the_line_of_a_unanimous_team_stays_within_the_cut() {
    for marks in [TOP_MARKS, LOW_MARKS] {
        let (trend, found) = analysed("2026-01-06", &[marks; 7]);
        for line in [found, vec![at(99.0, 0.0); 7], vec![at(0.0, 0.0); 7]] {
            let chart = with_level(&trend, &line);
            let document = Document::parse(chart.svg()).expect("good XML");
            let drawn = lines(&document).concat();
            assert_eq!(drawn.len(), 7);
            assert!(drawn.iter().all(|place| (height(87.5)..=height(12.5)).contains(&place.1)), "{drawn:?}");
        }
    }
}

#[test]
fn the_words_tell_the_level_the_signal_and_the_notes() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED, DULL]);
    let line = [at(70.0, 3.0), at(66.0, 3.0), at(61.0, 3.0)];
    let long = "A new team leader,\nand the team moved to the other building";
    let (notes, flagged) = ([(label("2026-02"), long)], fall("2026-02", "2026-03"));
    let actions = [(label("2026-03"), long)];
    let overlay =
        Overlay { line: &line, notes: &notes, actions: &actions, flagged: Some(&flagged), ..Overlay::default() };
    let chart = overlaid(Language::English, &trend, &overlay);
    let full = "A new team leader, and the team moved to the other building";
    for sentence in [
        "In March 2026 the level is about 61, between 55 and 67 with 95% certainty.",
        "Signal: the level seems to have fallen since February 2026, by about 9 points (likely 3 to 15).",
        "First told in March 2026.",
        &format!("Note in February 2026, a dashed rule: “{full}”."),
        &format!("Action in March 2026, a solid rule: “{full}”."),
    ] {
        assert!(chart.description().contains(sentence), "{}", chart.description());
    }
    let words = written(chart.svg());
    assert!(words.contains(&"A new team leader, and the te…".to_owned()), "{words:?}");
    assert!(words.contains(&"fall".to_owned()), "{words:?}");
    let document = Document::parse(chart.svg()).expect("good XML");
    assert!(document.descendants().any(|node| node.has_tag_name("title") && node.text() == Some(full)));
    assert_eq!(with(&document, "polygon", "fill", "#B24700").len(), 1, "the alarm has a shape");

    let dutch = overlaid(Language::Dutch, &trend, &overlay);
    let sentence = "In maart 2026 is het niveau ongeveer 61, met 95% zekerheid tussen 55 en 67.";
    assert!(dutch.description().contains(sentence), "{}", dutch.description());
    assert!(dutch.description().contains("gedaald, met ongeveer 9 punten (waarschijnlijk 3 tot 15)"));
    assert!(!dutch.description().contains('\n') && written(dutch.svg()).contains(&"daling".to_owned()));
}

#[test]
fn a_rise_alarms_nobody_and_managers_see_the_line_alone() {
    let trend = monthly("2026-01-06", &[DULL, MIXED, STEADY]);
    let rise = Drift { rose: true, points: 9, low: -1, high: 19, ..fall("2026-02", "2026-03") };
    let chart = overlaid(Language::English, &trend, &Overlay { flagged: Some(&rise), ..Overlay::default() });
    assert!(
        chart.description().contains(" The level seems to have risen since February 2026, by about 9 points (likely")
    );
    assert!(chart.description().contains("−1 to 19") && !chart.description().contains("Signal"));
    assert!(!chart.svg().contains("#B24700") && written(chart.svg()).contains(&"rise".to_owned()));
    let paper = with_level(&trend, &[at(50.0, 3.0); 3]);
    assert!(!written(paper.svg()).contains(&"rise".to_owned()) && !paper.svg().contains("<g"));
}

#[test]
fn the_other_teams_are_a_band_behind_everything_that_has_its_name_and_its_gaps() {
    let (trend, line) = analysed("2026-01-06", &[STEADY, MIXED, TOO_FEW, STEADY, DULL, MIXED]);
    let reference = [Some((52, 71)), Some((50, 70)), Some((50, 70)), None, Some((50, 72)), Some((48, 72))];
    for language in [Language::English, Language::Dutch] {
        let chart = overlaid(language, &trend, &Overlay { reference: &reference, ..Overlay::line_only(&line) });
        hold(&chart);
        let document = Document::parse(chart.svg()).expect("good XML");
        let band = with(&document, "path", "fill", "#EDEDED");
        let path = band[0].attribute("d").expect("a path");
        assert_eq!((band.len(), path.matches('M').count(), path.matches('L').count()), (1, 2, 8));
        for points in [52.0, 71.0, 48.0, 72.0] {
            assert!(path.contains(&format!(" {}", height(points))), "{path}");
        }
        let first = document.descendants().position(|node| node.tag_name().name() == "polyline");
        assert!(document.descendants().position(|node| node == band[0]) < first, "it lies at the back");
        let name = ["eight of ten teams", "acht van de tien teams"];
        assert_eq!(written(chart.svg()).iter().filter(|text| name.contains(&text.as_str())).count(), 1);
        assert!(chart.description().contains("48"), "{}", chart.description());
    }
    // Nonsense, and what no team's printed mean can reach, is not drawn.
    let odd = [Some((71, 52)), Some((90, 200)), Some((0, 100))];
    let chart = overlaid(Language::English, &trend, &Overlay { reference: &odd, ..Overlay::default() });
    let document = Document::parse(chart.svg()).expect("good XML");
    let path = with(&document, "path", "fill", "#EDEDED")[0].attribute("d").expect("a path").to_owned();
    assert!(path.contains(&height(87.5).to_string()) && !path.contains(&format!(" {}", height(100.0))), "{path}");
    assert_eq!(path.matches('M').count(), 1);
}

const SVG: &str = "http://www.w3.org/2000/svg";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_overlay_is_too_odd_to_draw(
        line in prop::collection::vec(prop::option::of((any::<f64>(), any::<f64>())), 0..14),
        sensible in prop::collection::vec(prop::option::of((0.0..100.0f64, 0.0..20.0f64)), 0..14),
        notes in prop::collection::vec((1u32..13, any::<String>()), 0..9),
        (since, flagged) in (1u32..13, 1u32..13),
        (points, rose) in (any::<i16>(), any::<bool>()),
        reference in prop::collection::vec(prop::option::of(any::<(u8, u8)>()), 0..14),
    ) {
        let trend = odd_trend();
        let month = |month: u32| label(&format!("2026-{month:02}"));
        let drift = Drift { rose, points, low: points, high: points, ..fall("2026-01", "2026-01") };
        let drift = Drift { since: month(since), flagged: month(flagged), ..drift };
        let notes: Vec<_> = notes.iter().map(|(wave, text)| (month(*wave), text.as_str())).collect();
        for line in [line, sensible] {
            let line: Vec<_> = line.into_iter().map(|entry| entry.and_then(|(level, error)| at(level, error))).collect();
            let actions = &notes[..notes.len() / 2];
            let overlay = Overlay { reference: &reference, actions, change: None, line: &line, notes: &notes, flagged: Some(&drift) };
            let chart = overlaid(Language::Dutch, trend, &overlay);
            prop_assert!(Document::parse(chart.svg()).is_ok());
            prop_assert_eq!(&chart, &overlaid(Language::Dutch, trend, &overlay));
        }
    }
}

/// Eight waves from March to October, made once: a close takes its time.
fn odd_trend() -> &'static Trend {
    static TREND: std::sync::LazyLock<Trend> = std::sync::LazyLock::new(|| {
        monthly("2026-03-03", &[STEADY, MIXED, TOO_FEW, DULL, NO_TEAM, STEADY, TOP_MARKS, LOW_MARKS])
    });
    &TREND
}
