//! Findings and the sentences they become, at their edges.

use domain::Language;
use domain::analysis::MovedItem;

use super::*;

fn label(text: &str) -> WaveLabel {
    text.parse().expect("a wave")
}

fn words(language: Language) -> Words {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let waves = [(label("2026-03"), day("2026-03-03")), (label("2026-05"), day("2026-05-03"))];
    Words::new(Texts::of(language), waves)
}

fn drift(level: Level, points: i16, low: i16, high: i16) -> UnitAnalysis {
    let drift = Drift {
        level,
        rose: points > 0,
        flagged: label("2026-05"),
        since: label("2026-03"),
        or_before: false,
        points,
        low,
        high,
    };
    UnitAnalysis { drift: Some(drift), ..UnitAnalysis::default() }
}

#[test]
fn a_fall_is_told_with_its_word_its_size_and_its_range_in_both_languages() {
    let found = drift(Level::Red, -11, -18, -4);
    let [signal] = &words(Language::English).signals(&found)[..] else { panic!("one signal") };
    assert_eq!((signal.shape, signal.word.as_str()), ("soon", "Worth a conversation soon"));
    let said = "About 11 points lower than the team's own earlier level, since March 2026 (likely 4 to 18 lower). \
                First told in May 2026.";
    assert_eq!(signal.what, said);
    let [signal] = &words(Language::Dutch).signals(&found)[..] else { panic!("one signal") };
    assert_eq!(signal.word, "Binnenkort een gesprek waard");
    let said = "Ongeveer 11 punten lager dan het eigen eerdere niveau van het team, sinds maart 2026 \
                (waarschijnlijk 4 tot 18 lager). Voor het eerst gemeld in mei 2026.";
    assert_eq!(signal.what, said);
}

#[test]
fn a_change_that_may_have_begun_earlier_says_so() {
    let mut found = drift(Level::Red, -11, -18, -4);
    if let Some(drift) = &mut found.drift {
        (drift.since, drift.flagged, drift.or_before) = (label("2026-03"), label("2026-03"), true);
    }
    let [signal] = &words(Language::English).signals(&found)[..] else { panic!("one signal") };
    assert!(signal.what.contains("level, since March 2026 or before (likely 4 to 18 lower)"), "{}", signal.what);
    assert!(signal.what.ends_with("First told in March 2026."), "{}", signal.what);
}

#[test]
fn a_change_that_is_not_clear_is_not_told_as_one() {
    let words = words(Language::English);
    let change = |points, low, high| Change { since: label("2026-03"), points, low, high };
    let clear = words.change(Some(&change(-9, -15, -3)));
    assert_eq!(clear, "About 9 points lower than in March 2026 (95%: 3 to 15 lower).");
    let unclear = words.change(Some(&change(-9, -18, 1)));
    assert_eq!(unclear, "No clear difference from March 2026 (95%: from 18 lower to 1 higher).");
    assert_eq!(words.change(None), "Nothing to compare with yet.");
}

#[test]
fn a_rise_is_no_signal_and_silence_has_no_count() {
    let words = words(Language::English);
    let rose = drift(Level::Amber, 12, 5, 19);
    assert!(words.signals(&rose).is_empty());
    assert_eq!(words.rise(&rose).map(|signal| signal.word).as_deref(), Some("Improved"));
    assert!(words.rise(&drift(Level::Amber, -12, -19, -5)).is_none());
    let silent = UnitAnalysis { silent: Some(label("2026-05")), ..UnitAnalysis::default() };
    let [signal] = &words.signals(&silent)[..] else { panic!("one signal") };
    assert!(signal.what.starts_with("Since May 2026 fewer people"), "{}", signal.what);
}

#[test]
fn what_differs_is_told_by_score_by_statements_or_by_both() {
    let words = words(Language::English);
    let item = |key: &str| MovedItem { item: key.to_owned(), rose: false };
    let found = |differs, items: &[&str]| UnitAnalysis {
        differs,
        items: items.iter().map(|key| item(key)).collect(),
        ..UnitAnalysis::default()
    };
    assert!(words.difference(&found(false, &[])).is_none());
    let one = words.difference(&found(false, &["voice"])).expect("a difference").what;
    assert!(one.starts_with("1 statement differs"), "{one}");
    assert!(words.different_score(&found(false, &["voice"])).is_none());
    assert!(words.different_score(&found(true, &["voice"])).is_some());
    let both = words.difference(&found(true, &["voice", "help"])).expect("a difference").what;
    assert!(both.contains("The score differs") && both.contains("2 statements differ"), "{both}");
}

#[test]
fn a_team_beside_the_others_is_inside_outside_or_far_outside_chance_and_has_no_rank() {
    let words = words(Language::English);
    let comparison = Comparison { shrunken: 63.6, error: 4.0, answers: 8.0, limit_95: 10.0, limit_998: 15.8 };
    let field = Field { centre: 67.2, between: 40.0, teams: 14 };
    for (mean, said) in [
        (60.0, "Within what chance alone explains among the 14 teams."),
        (55.0, "Lower than chance usually explains"),
        (80.0, "Higher than chance usually explains"),
        (50.0, "Lower than chance alone explains"),
        (90.0, "Higher than chance alone explains"),
    ] {
        let place = words.beside(mean, &comparison, &field).place;
        assert!(place.starts_with(said), "{mean}: {place}");
    }
    let estimate = words.beside(60.0, &comparison, &field).estimate;
    assert!(estimate.contains("is 64 (95%: 55 to 72); the mean of all teams is 67."), "{estimate}");
}

#[test]
fn the_movement_of_all_is_rounded_outwards() {
    let words = words(Language::English);
    let told = words.movement(&Movement { points: -3.4, low: -5.2, high: -1.6, subtracted: true });
    assert!(told.starts_with("All teams together: about 3 points lower"), "{told}");
    assert!(told.contains("(95%: 1 to 6 lower)"), "{told}");
    let unclear = words.movement(&Movement { points: 0.4, low: -1.0, high: 1.8, subtracted: false });
    assert!(unclear.contains("no clear change"), "{unclear}");
}

#[test]
fn the_share_of_chance_is_told_once_for_each_kind_that_is_there() {
    let t = Texts::of(Language::English);
    let signal = |shape| Signal { shape, word: String::new(), what: String::new() };
    let (amber, red, silent) = (signal("talk"), signal("soon"), signal("silent"));
    assert!(expected_chance(&[], t).is_empty());
    let told = expected_chance(&[&red, &silent, &amber, &red], t);
    assert_eq!(told.len(), 2);
    let (amber, red) = (claims::FALSE_OF_TEN_AMBER, claims::FALSE_OF_TEN_RED);
    let said = [format!("about {amber} to be chance"), format!("about {red}.")];
    assert!(said.iter().all(|part| told[0].contains(part)), "{}", told[0]);
}
