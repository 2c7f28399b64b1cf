//! The analysis of a small made-up organisation: who is noticed, who is left alone, and what it was made of.

use proptest::prelude::*;

use super::*;
use crate::{
    ClassAggregates, Coverage, Earlier, Gate, PublicationRecord, Questionnaire, Responses, Sheet, Terms, Threshold,
    Tree, UnitIndex,
};

/// One team in one wave: how many people it has, and the points they choose.
#[derive(Debug, Clone)]
struct Team {
    invited: u32,
    points: Vec<u8>,
}

/// Eight of ten people around a level, in scale points times ten: 36 is 3.6.
fn around(level: u8, wave: usize) -> Team {
    // Their spread is always the same; each month other people round up.
    let points = [-9, -6, -3, 0, 0, 3, 6, 9].iter().enumerate().map(|(person, lean)| {
        let dither = i32::try_from((person * 3 + wave * 7) % 10).expect("small") - 5;
        u8::try_from(((i32::from(level) + lean + dither + 5) / 10).clamp(1, 5)).expect("a point")
    });
    Team { invited: 10, points: points.collect() }
}

fn questionnaire() -> Questionnaire {
    Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).expect("a good file")
}

fn name(team: usize) -> UnitPath {
    format!("Care/Team {team:02}").parse().expect("a good path")
}

fn terms(questionnaire: &Questionnaire, wave: usize, teams: &[Team]) -> Terms {
    let places = teams.iter().enumerate().map(|(team, place)| (name(team), place.invited));
    let tree = Tree::of(places.clone()).expect("a small tree");
    let all = teams.iter().map(|team| team.invited).sum();
    let above = [("/".parse().expect("a path"), all), ("Care".parse().expect("a path"), all)];
    let stayed = places.chain(above).collect();
    let opens = format!("{}-{:02}-03", 2026 + wave / 12, wave % 12 + 1).parse().expect("a date");
    Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: questionnaire.clone(),
        tree: if wave == 0 { tree } else { tree.with_stayed(&stayed) },
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens + chrono::Days::new(14),
    }
}

fn sheet(questionnaire: &Questionnaire, point: u8) -> Sheet {
    let items = questionnaire.items().iter();
    let chosen: Vec<_> =
        items.map(|item| (item.key.as_str(), (if item.reversed { 6 - point } else { point }).to_string())).collect();
    Sheet::from_form(questionnaire, chosen.iter().map(|(key, point)| (*key, point.as_str()))).expect("good answers")
}

/// Every wave through the gate; the publications, and who fell silent in the end.
fn publish(waves: &[Vec<Team>]) -> (Vec<Publication>, Responses) {
    let questionnaire = questionnaire();
    let (mut publications, mut classes, mut responses) = (Vec::new(), Vec::<ClassAggregates>::new(), Responses::none());
    for (wave, teams) in waves.iter().enumerate() {
        let terms = terms(&questionnaire, wave, teams);
        let sheets: Vec<(UnitIndex, Sheet)> = (0..teams.len())
            .flat_map(|team| {
                let unit = terms.tree.find(&name(team)).expect("in the tree");
                teams[team].points.iter().map(move |&point| (unit, point))
            })
            .map(|(unit, point)| (unit, sheet(&questionnaire, point)))
            .collect();
        let earlier = Earlier { classes: &classes, responses: &responses };
        let (publication, class, after) = Gate::rehearse(&terms, sheets, &earlier);
        publications.push(publication);
        classes.push(class);
        responses = after;
    }
    (publications, responses)
}

fn analyse(waves: &[Vec<Team>], handled: &[Handled]) -> Analysis {
    let (publications, responses) = publish(waves);
    let known = Known { handled, told: &[] };
    Analysis::of(&publications, known, |unit| responses.silent_since(unit)).expect("a publication")
}

/// Twelve teams over some waves; `level` gives that of a team in a wave.
fn organisation(waves: usize, level: impl Fn(usize, usize) -> u8) -> Vec<Vec<Team>> {
    let level = &level;
    (0..waves).map(|wave| (0..12).map(|team| around(level(team, wave), wave + team)).collect()).collect()
}

/// The position of a team in the tree: behind the organisation and the department.
fn unit(analysis: &Analysis, team: usize) -> &UnitAnalysis {
    &analysis.units[team + 2]
}

#[test]
fn where_nothing_happens_nobody_is_alarmed() {
    let analysis = analyse(&organisation(14, |team, _| 30 + u8::try_from(team).expect("few")), &[]);
    for (position, unit) in analysis.units.iter().enumerate() {
        assert!(unit.notice() < Notice::Signal && !unit.differs && unit.items.is_empty(), "unit {position}: {unit:?}");
        assert!(unit.changes.iter().all(|change| change.as_ref().is_some_and(|change| !change.is_clear())), "{unit:?}");
        assert_eq!(unit.lines.iter().map(Vec::len).collect::<Vec<_>>(), [14; 4]);
        assert!(unit.lines[0].iter().all(Option::is_some));
        assert_eq!(unit.comparison.is_some(), position >= 2, "teams only are compared");
    }
    let movement = analysis.summary.movement.expect("enough teams");
    assert!(!movement.is_clear(), "{movement:?}");
    assert_eq!(analysis.summary.field.map(|field| field.teams), Some(12));
}

#[test]
fn a_team_that_falls_is_noticed_with_the_wave_and_the_size_and_no_other_is() {
    let falls = |team: usize, wave: usize| if team == 4 && wave >= 9 { 26 } else { 36 };
    let analysis = analyse(&organisation(11, falls), &[]);
    let drift = unit(&analysis, 4).drift.as_ref().expect("noticed by the second low wave");
    assert_eq!(drift.since.as_str(), "2026-10");
    assert!(!drift.rose && drift.low <= -25 && -25 <= drift.high && drift.high < 0, "{drift:?}");
    assert!(["2026-10", "2026-11"].contains(&drift.flagged.as_str()));
    assert!(analysis.units.iter().enumerate().all(|(position, unit)| position == 6 || unit.drift.is_none()));
    let first = analyse(&organisation(10, falls), &[]);
    assert!(unit(&first, 4).differs && !unit(&first, 4).items.is_empty(), "{:?}", unit(&first, 4));
    assert!(unit(&first, 4).items.iter().all(|item| !item.rose));
    assert!(!unit(&first, 5).differs && unit(&first, 5).items.is_empty());
}

#[test]
fn what_happens_to_all_is_the_organisation_s_and_no_team_s() {
    let analysis = analyse(&organisation(12, |_, wave| if wave >= 9 { 30 } else { 38 }), &[]);
    assert!(analysis.units.iter().all(|unit| unit.drift.is_none()));
    let movement = analysis.summary.movement.expect("enough teams");
    assert!(movement.is_clear() && (-25.0..-15.0).contains(&movement.points), "{movement:?}");
}

#[test]
fn a_rise_is_told_and_alarms_nobody() {
    let analysis = analyse(&organisation(12, |team, wave| if team == 2 && wave >= 8 { 38 } else { 28 }), &[]);
    let unit = unit(&analysis, 2);
    let drift = unit.drift.as_ref().expect("noticed");
    assert!(drift.rose && drift.level == Level::Amber && unit.notice() < Notice::Signal, "{drift:?}");
}

#[test]
fn a_signal_that_was_dealt_with_starts_the_watch_anew() {
    let falls = |again: u8| {
        move |team: usize, wave: usize| match wave {
            8..16 if team == 1 => 28,
            16.. if team == 1 => again,
            _ => 38,
        }
    };
    let handled = [Handled { wave: "2026-11".parse().expect("a label"), unit: name(1) }];
    let drift = |waves: usize, again: u8, handled: &[Handled]| {
        unit(&analyse(&organisation(waves, falls(again)), handled), 1).drift.clone()
    };
    assert!(drift(12, 28, &[]).is_some(), "before anybody deals with it");
    assert_eq!(drift(14, 28, &handled), None, "it stays low, as was known");
    let second = drift(19, 17, &handled).expect("it falls again");
    assert_eq!(second.since.as_str(), "2027-05");
}

#[test]
fn two_falls_that_were_dealt_with_are_not_told_again() {
    let falls = |team: usize, wave: usize| match wave {
        8..14 if team == 1 => 32,
        14.. if team == 1 => 24,
        _ => 40,
    };
    let handled = ["2026-11", "2027-05"].map(|wave| Handled { wave: wave.parse().expect("a label"), unit: name(1) });
    for waves in 18..24 {
        let analysis = analyse(&organisation(waves, falls), &handled);
        assert_eq!(unit(&analysis, 1).drift, None, "{waves} waves");
    }
}

#[test]
fn a_department_whose_teams_are_hidden_again_is_watched_itself() {
    let teams = |wave: usize| -> Vec<Team> {
        let mut teams: Vec<Team> = (0..3).map(|team| around(if wave >= 9 { 24 } else { 38 }, wave + team)).collect();
        for team in teams.iter_mut().filter(|_| wave != 4) {
            team.points.truncate(4);
        }
        teams
    };
    let analysis = analyse(&(0..12).map(teams).collect::<Vec<_>>(), &[]);
    assert!(analysis.units[1].drift.as_ref().is_some_and(|drift| !drift.rose), "{:?}", analysis.units[1].drift);
}

#[test]
fn what_was_told_first_stays_first() {
    let falls = |team: usize, wave: usize| if team == 4 && wave >= 9 { 26 } else { 36 };
    let (publications, _) = publish(&organisation(12, falls));
    let flagged = |told: &[Told]| {
        let analysis = Analysis::of(&publications, Known { handled: &[], told }, |_| None).expect("publications");
        unit(&analysis, 4).drift.as_ref().map(|drift| (drift.flagged.to_string(), drift.since.to_string()))
    };
    let told = Told { unit: name(4), rose: false, flagged: "2026-11".parse().expect("a label") };
    assert_eq!(flagged(&[told]), Some(("2026-11".to_owned(), "2026-10".to_owned())));
    assert_eq!(flagged(&[]).map(|(flagged, _)| flagged), Some("2026-12".to_owned()), "nobody was told before");
}

#[test]
fn hidden_waves_are_gaps_and_say_nothing() {
    let mut waves = organisation(10, |team, wave| if team == 3 && wave >= 7 { 24 } else { 36 });
    for hidden in [5, 9] {
        waves[hidden][3].points.truncate(4);
    }
    let analysis = analyse(&waves, &[]);
    let hidden = unit(&analysis, 3);
    assert_eq!((&hidden.drift, hidden.differs, hidden.divided), (&None, false, false));
    assert!(hidden.lines[0][9].is_none() && hidden.changes.iter().all(Option::is_none));
    waves.push((0..12).map(|team| around(if team == 3 { 24 } else { 36 }, team)).collect());
    let shown = analyse(&waves, &[]);
    let line: Vec<bool> = unit(&shown, 3).lines[0].iter().map(Option::is_some).collect();
    assert_eq!(line, [true, true, true, true, true, false, true, true, true, false, true]);
    assert_eq!(unit(&shown, 3).changes[0].as_ref().map(|change| change.since.as_str()), Some("2026-09"));
    assert!(unit(&shown, 3).drift.is_some());
}

#[test]
fn a_team_that_falls_silent_is_noticed_though_it_is_hidden_and_small_ones_never_are() {
    let mut waves = organisation(10, |_, _| 36);
    for wave in &mut waves[7..] {
        wave[0].points.truncate(2);
        wave[1] = Team { invited: 9, points: Vec::new() };
    }
    let analysis = analyse(&waves, &[]);
    assert!(unit(&analysis, 0).silent.as_ref().is_some_and(|since| since.as_str() >= "2026-08"));
    assert!(unit(&analysis, 0).notice() == Notice::Signal);
    assert_eq!(unit(&analysis, 1).silent, None, "of nine people no number is told in any words");
    assert!(analysis.units[..2].iter().all(|unit| unit.silent.is_none()), "only the smallest large enough unit");
}

#[test]
fn views_that_lie_far_apart_are_called_divided() {
    let mut waves = organisation(8, |_, _| 36);
    for wave in &mut waves {
        wave[7].points = vec![5, 5, 5, 5, 5, 1, 1, 1];
    }
    let analysis = analyse(&waves, &[]);
    let divided: Vec<usize> = (0..12).filter(|&team| unit(&analysis, team).divided).collect();
    assert_eq!(divided, [7]);
}

#[test]
fn an_analysis_is_made_of_nothing_but_what_is_kept_of_the_publications() {
    let (publications, _) = publish(&organisation(8, |team, wave| 30 + u8::try_from((team * wave) % 9).expect("few")));
    let kept =
        publications.iter().map(|publication| PublicationRecord::of(publication).reopen().expect("a good record"));
    assert_eq!(
        Analysis::of(&publications, Known::default(), |_| None),
        Analysis::of(&kept.collect::<Vec<_>>(), Known::default(), |_| None)
    );
}

#[test]
fn three_years_without_answers_do_no_harm() {
    let mut waves = organisation(38, |_, _| 36);
    for wave in &mut waves[1..37] {
        for team in wave {
            team.points.clear();
        }
    }
    let analysis = analyse(&waves, &[]);
    assert!(analysis.units.iter().all(|unit| unit.drift.is_none()));
    assert_eq!(unit(&analysis, 0).lines[0].iter().flatten().count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_people_answer_every_number_is_finite(
        answers in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(1u8..=5, 0..14), 12), 1..9),
        dealt_with in 0usize..9,
    ) {
        let waves: Vec<Vec<Team>> = answers
            .into_iter()
            .map(|teams| teams.into_iter().map(|points| Team { invited: 14, points }).collect())
            .collect();
        let handled = [Handled { wave: format!("2026-{:02}", dealt_with + 1).parse().expect("a label"), unit: name(0) }];
        let analysis = analyse(&waves, &handled);
        let written = serde_json::to_string(&(&analysis.units, &analysis.summary)).expect("JSON");
        // JSON has no word for what is not finite but null, which would not be read back.
        let read: (Vec<UnitAnalysis>, Summary) = serde_json::from_str(&written).expect("what was written");
        prop_assert_eq!((read.0, read.1), (analysis.units, analysis.summary));
    }
}
