//! Which title is chosen when, and that none says more than its statistic.

use domain::analysis::{Level, LinePoint};
use domain::{Language, WaveLabel};
use proptest::prelude::*;

use super::*;
use crate::cast::monthly;
use crate::held::*;

fn label(month: &str) -> WaveLabel {
    month.parse().expect("a label")
}

fn english(rounds: &[Option<&[u8]>], overlay: &Overlay<'_>) -> String {
    overlaid(Language::English, &monthly("2026-01-06", rounds), overlay).title().replace("Care & <Cure>: ", "")
}

fn changed(points: i16, low: i16, high: i16) -> Change {
    Change { since: label("2026-02"), points, low, high }
}

fn drifted(points: i16, low: i16, high: i16) -> Drift {
    let (since, flagged) = (label("2026-02"), label("2026-03"));
    Drift { level: Level::Amber, rose: points > 0, flagged, since, or_before: false, points, low, high }
}

#[test]
fn without_a_statistic_the_title_says_only_what_there_is() {
    assert_eq!(english(&[], &Overlay::default()), "no figures yet");
    assert_eq!(english(&[TOO_FEW], &Overlay::default()), "too few answers in January 2026");
    assert_eq!(english(&[TOO_FEW, STEADY], &Overlay::default()), "first figure, in February 2026");
    assert_eq!(english(&[STEADY, STEADY, NO_TEAM], &Overlay::default()), "did not exist in March 2026");
    assert_eq!(english(&[STEADY, STEADY, STEADY], &Overlay::default()), "75 in March 2026");
    assert_eq!(english(&[STEADY, TOP_MARKS], &Overlay::default()), "88 or higher in February 2026");
}

#[test]
fn a_difference_from_one_wave_is_told_only_where_its_interval_is_clear_and_never_as_a_trend() {
    let title = |change: Change| english(&[STEADY; 3], &Overlay { change: Some(&change), ..Overlay::default() });
    for unclear in [changed(-9, -20, 2), changed(0, -9, 9), changed(-9, -15, 0)] {
        assert_eq!(title(unclear), "75 in March 2026; no clear difference from February 2026");
    }
    let lower = "75 in March 2026, 9 points lower than in February 2026 (95%: 3 to 15)";
    assert_eq!(title(changed(-9, -15, -3)), lower);
    assert_eq!(title(changed(1, 1, 2)), "75 in March 2026, 1 point higher than in February 2026 (95%: 1 to 2)");
    // A wave that the trend does not have.
    let elsewhere = Change { since: label("2019-02"), ..changed(-9, -15, -3) };
    assert_eq!(title(elsewhere), "75 in March 2026");
}

#[test]
fn a_lasting_change_comes_first_and_only_seems_to_be_one_and_a_hidden_newest_wave_before_that() {
    let (change, fall) = (changed(9, 3, 15), drifted(-9, -15, -3));
    let overlay = Overlay { change: Some(&change), flagged: Some(&fall), ..Overlay::default() };
    let seems = "seems about 9 points lower since February 2026 (likely range 3 to 15)";
    assert_eq!(english(&[STEADY; 3], &overlay), seems);
    assert_eq!(english(&[STEADY, STEADY, STEADY, TOO_FEW], &overlay), "too few answers in April 2026");
    let unsure = drifted(-9, -19, 1);
    let title = english(&[STEADY; 3], &Overlay { flagged: Some(&unsure), ..Overlay::default() });
    assert_eq!(title, "seems about 9 points lower since February 2026 (likely range −1 to 19)");
    let before = Drift { or_before: true, ..drifted(9, 3, 15) };
    let title = english(&[STEADY; 3], &Overlay { flagged: Some(&before), ..Overlay::default() });
    assert!(title.starts_with("seems about 9 points higher since February 2026 or"), "{title}");
}

#[test]
fn paper_for_managers_can_tell_the_change_and_no_signal() {
    let change = changed(-9, -15, -3);
    let overlay = Overlay { change: Some(&change), ..Overlay::line_only(&[]) };
    let dutch = overlaid(Language::Dutch, &monthly("2026-01-06", &[STEADY; 3]), &overlay);
    let title = "Care & <Cure>: 75 in maart 2026, 9 punten lager dan in februari 2026 (95%: 3 tot 15)";
    assert_eq!(dutch.title(), title);
    assert!(!dutch.description().contains("Signaal") && !dutch.svg().contains("#B24700"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_title_names_a_direction_that_its_interval_leaves_open(points in -60i16..60, below in 0i16..60, above in 0i16..60) {
        static TREND: std::sync::LazyLock<Trend> = std::sync::LazyLock::new(|| monthly("2026-01-06", &[STEADY; 3]));
        let change = changed(points, points - below, points + above);
        let line: [Option<LinePoint>; 0] = [];
        let overlay = Overlay { change: Some(&change), ..Overlay::line_only(&line) };
        let title = overlaid(Language::English, &TREND, &overlay).title().to_owned();
        let told = title.contains("lower") || title.contains("higher");
        prop_assert_eq!(told, change.low > 0 || change.high < 0, "{}", title);
        prop_assert!(!title.contains("lower") || change.high < 0);
        prop_assert!(!title.contains("since") && !title.contains("likely"), "{}", title);
    }
}
