//! What is foretold holds: hour by hour the schedule opens those rounds on those days, whatever was opened by hand
//! before, and through a pause.

use chrono::{Duration, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::schedule::{Calendar, Holidays, Pulse, Standing, Step};
use crate::{SurveyKey, TimeZone};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn key(text: &str) -> SurveyKey {
    text.parse().expect("a key")
}

fn schedule(pulses: &[(&str, &str)]) -> Schedule {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
    let pulse = |(survey, when): &(&str, &str)| {
        Pulse::new(key(survey), when.parse().expect("a rule"), nine, 10, vec![5]).expect("a pulse")
    };
    let zone = "Europe/Amsterdam".parse().expect("a zone");
    let holidays = Holidays::new(Calendar::None, []).expect("no dates");
    Schedule::new(zone, holidays, pulses.iter().map(pulse).collect(), day("2026-11-26")).expect("a schedule")
}

/// A wave that somebody opened by hand.
fn by_hand(survey: &str, opens: NaiveDate, days: u64, same_roster: bool) -> Earlier {
    let label = format!("{}-{survey}-{}", opens.format("%Y-%m"), opens.format("%d")).parse().expect("a label");
    Earlier { label, survey: key(survey), opens, closes: opens + Days::new(days), open: true, same_roster }
}

fn past(waves: Vec<Earlier>) -> Past {
    Past { people: 8, highest: Some(Threshold::DEFAULT), waves }
}

fn told(schedule: &Schedule, past: Past, now: &str, count: usize) -> Vec<Foretold> {
    schedule.foretold(past, None, Threshold::DEFAULT, utc(now)).take(count).collect()
}

#[test]
fn a_round_too_soon_after_a_wave_by_hand_is_told_with_the_reason() {
    let schedule = schedule(&[("team-safety", "first Tuesday of the month")]);
    let wave = by_hand("team-safety", day("2026-11-26"), 14, true);
    let rounds = told(&schedule, past(vec![wave.clone()]), "2026-11-26T12:00:00Z", 2);
    // It is open until the tenth, but that alone would not help: there are 21 days until the seventeenth.
    let Some(Obstacle::TooSoon { next, .. }) = &rounds[0].obstacle else { panic!("{rounds:?}") };
    assert_eq!((*next, rounds[0].opens, rounds[0].round.opens), (day("2026-12-17"), false, day("2026-12-01")));
    assert_eq!((rounds[1].opens, &rounds[1].obstacle), (true, &None));
    assert_eq!(rounds[1].round.label.as_str(), "2027-01");

    // A wave that was closed, three weeks before the fourth of December.
    let closed = Earlier { open: false, opens: day("2026-11-13"), ..wave };
    let rounds = told(&schedule, past(vec![closed]), "2026-11-26T12:00:00Z", 2);
    let first = &rounds[0];
    assert!(first.is_late() && first.planned == day("2026-12-01"), "{first:?}");
    assert_eq!((first.round.opens, first.round.closes), (day("2026-12-04"), day("2026-12-14")));
    assert!(matches!(&first.obstacle, Some(Obstacle::TooSoon { next, .. }) if *next == day("2026-12-04")), "{first:?}");
}

#[test]
fn a_changed_roster_an_empty_one_and_a_lower_threshold_are_told() {
    let schedule = schedule(&[("social-safety", "first Tuesday of the month")]);
    let of = |past: Past| told(&schedule, past, "2026-11-26T12:00:00Z", 1).remove(0);
    let other = by_hand("team-safety", day("2026-11-24"), 14, false);
    let first = of(past(vec![other.clone()]));
    assert!(!first.opens && matches!(first.obstacle, Some(Obstacle::RosterChanged { .. })), "{first:?}");
    let first = of(past(vec![Earlier { same_roster: true, ..other }]));
    assert_eq!((first.opens, first.obstacle), (true, None));
    let first = of(Past { people: 0, ..past(vec![]) });
    assert_eq!((first.opens, first.obstacle), (false, Some(Obstacle::NobodyToAsk)));
    let first = of(Past { highest: Threshold::new(8).ok(), ..past(vec![]) });
    assert_eq!((first.opens, first.obstacle), (false, Some(Obstacle::ThresholdLowered { before: 8, now: 5 })));
}

#[test]
fn what_was_missed_is_told_while_it_can_still_open() {
    let schedule = schedule(&[("team-safety", "first Tuesday of the month")]);
    let first = |now| told(&schedule, past(vec![]), now, 1).remove(0);
    let late = first("2026-12-02T19:00:00Z");
    assert!(late.is_late() && late.round.opens == day("2026-12-03") && late.obstacle.is_none(), "{late:?}");
    assert_eq!(first("2026-12-09T19:00:00Z").planned, day("2027-01-05"));
    // It has ended, and waits for the adviser: nobody knows how long.
    let waits = Earlier { open: true, ..by_hand("team-safety", day("2026-11-03"), 14, true) };
    let stuck = told(&schedule, past(vec![waits]), "2026-11-26T12:00:00Z", 1).remove(0);
    assert!(!stuck.opens && matches!(stuck.obstacle, Some(Obstacle::NotClosed { .. })), "{stuck:?}");
    assert!(stuck.is_stuck());
}

#[test]
fn a_pause_puts_rounds_off_or_leaves_them_out() {
    let schedule = schedule(&[("team-safety", "every 3 weeks from 2026-12-01")]);
    let paused = |until: Option<&str>| {
        let pause = Some(Pause { until: until.map(day) });
        let rounds = schedule.foretold(past(vec![]), pause, Threshold::DEFAULT, utc("2026-11-26T12:00:00Z"));
        rounds.take(3).collect::<Vec<_>>()
    };
    let opens = |rounds: &[Foretold]| rounds.iter().map(|told| told.opens).collect::<Vec<_>>();
    let rounds = paused(Some("2026-12-10"));
    assert_eq!(opens(&rounds), [false, true, true]);
    assert!(rounds[0].pause.is_some() && !rounds[0].is_stuck() && rounds[1].pause.is_none(), "{rounds:?}");
    // Half of its working days are left on the Friday before the weekend.
    let late = &paused(Some("2026-12-04"))[0];
    assert!(late.is_late() && late.round.opens == day("2026-12-04") && late.pause.is_some(), "{late:?}");
    // It goes on in the night before the round.
    assert!(paused(Some("2026-12-01"))[0].pause.is_none());
    let rounds = paused(None);
    assert_eq!(opens(&rounds), [false; 3]);
    assert!(rounds.iter().all(|told| told.is_stuck() && told.pause.is_some()), "{rounds:?}");
    // One whose day has come is over.
    assert_eq!(opens(&paused(Some("2026-11-26"))), [true; 3]);
}

fn standing(wave: &Earlier, zone: TimeZone) -> Standing {
    Standing {
        label: wave.label.clone(),
        survey: wave.survey.clone(),
        opens: wave.opens,
        closes: wave.closes,
        ends: zone.end_of(wave.closes),
        open: wave.open,
        remind_on: Vec::new(),
        reminded: 0,
    }
}

/// Lives through so many hours, as the timekeeper does, and gives the waves that were opened.
fn live(schedule: &Schedule, mut past: Past, pause: Option<Pause>, start: DateTime<Utc>, hours: i64) -> Vec<Earlier> {
    let before = past.waves.len();
    for hour in 0..hours {
        let now = start + Duration::hours(hour);
        let paused = pause.is_some_and(|pause| pause.covers(schedule.zone().day(now)));
        let standings: Vec<_> = past.waves.iter().map(|wave| standing(wave, schedule.zone())).collect();
        for step in schedule.due(&standings, &[], paused, now) {
            match step {
                Step::Close(label) => {
                    past.waves.iter_mut().filter(|wave| wave.label == label).for_each(|wave| wave.open = false);
                }
                Step::Open(next) if past.obstacle(&next.survey, next.opens, Threshold::DEFAULT).is_none() => {
                    past.waves.push(to_be(&next));
                }
                Step::Open(_) | Step::Remind { .. } => {}
            }
        }
    }
    past.waves.split_off(before)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_schedule_does_what_it_foretold(
        when in prop::sample::select(vec!["every 3 weeks from 2026-12-01", "first Tuesday of the month"]),
        by_hand_ago in prop::collection::vec((any::<bool>(), 0u64..40, 1u64..25, any::<bool>()), 0..3),
        hour in 0i64..60 * 24,
        paused_for in prop::option::of(prop::option::weighted(0.9, 1u64..70)),
    ) {
        const HOURS: i64 = 100 * 24;
        let schedule = schedule(&[("team-safety", when), ("social-safety", "second Monday of the month")]);
        let start = utc("2026-11-26T00:30:00Z") + Duration::hours(hour);
        let today = schedule.zone().day(start);
        let mut waves: Vec<Earlier> = Vec::new();
        for (other, ago, days, same_roster) in by_hand_ago {
            let survey = if other { "social-safety" } else { "team-safety" };
            let mut wave = by_hand(survey, today - Days::new(ago), days, same_roster);
            wave.open = wave.closes >= today;
            if !waves.iter().any(|known| known.label == wave.label || known.survey == wave.survey && known.open) {
                waves.push(wave);
            }
        }
        waves.sort_by_key(|wave| wave.opens);
        let pause = paused_for.map(|days| Pause { until: days.map(|days| today + Days::new(days)) });
        let lived = live(&schedule, past(waves.clone()), pause, start, HOURS);
        let end = schedule.zone().day(start + Duration::hours(HOURS - 48));
        let short = |waves: Vec<Earlier>| {
            let near = waves.into_iter().filter(|wave| wave.opens <= end);
            let mut near: Vec<_> = near.map(|wave| (wave.opens, wave.survey, wave.closes)).collect();
            near.sort();
            near
        };
        let rounds = schedule.foretold(past(waves), pause, Threshold::DEFAULT, start);
        let rounds = rounds.take_while(|told| told.planned <= end);
        let foretold = rounds.filter(|told| told.opens).map(|told| to_be(&told.round)).collect();
        prop_assert_eq!(short(lived), short(foretold));
    }
}
