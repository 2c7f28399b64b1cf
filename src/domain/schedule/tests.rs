//! Plans and steps of made-up organisations, and a year of ticks.

use chrono::{DateTime, Datelike, Duration, NaiveTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::WaveLabel;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn zone(name: &str) -> TimeZone {
    name.parse().expect("a zone")
}

fn pulse(survey: &str, when: &str, for_days: usize, remind_after: &[usize]) -> Pulse {
    let (survey, when) = (survey.parse().expect("a key"), when.parse().expect("a rule"));
    Pulse::new(survey, when, NaiveTime::from_hms_opt(9, 0, 0).expect("a time"), for_days, remind_after.to_vec())
        .expect("a good pulse")
}

fn schedule(pulses: Vec<Pulse>) -> Schedule {
    let holidays = Holidays::new(Calendar::Dutch, []).expect("no dates");
    Schedule::new(zone("Europe/Amsterdam"), holidays, pulses, day("2026-11-26")).expect("a schedule")
}

fn monthly() -> Schedule {
    schedule(vec![pulse("team-safety", "first Tuesday of the month", 10, &[5])])
}

fn standing(done: &Occurrence, schedule: &Schedule, zones: &[TimeZone]) -> Standing {
    Standing {
        label: done.label.clone(),
        survey: done.survey.clone(),
        opens: done.opens,
        closes: done.closes,
        ends: schedule.ends(done.closes, zones),
        open: true,
        remind_on: done.reminders.clone(),
        reminded: 0,
    }
}

fn opened(steps: &[Step]) -> Option<&Occurrence> {
    steps.iter().find_map(|step| match step {
        Step::Open(next) => Some(next),
        _ => None,
    })
}

#[test]
fn a_plan_has_names_days_and_the_reason_for_a_move() {
    let schedule = schedule(vec![
        pulse("team-safety", "day 1 of the month", 10, &[3, 6]),
        pulse("social-safety", "second Monday of March and September", 5, &[]),
    ]);
    let plan: Vec<_> = schedule.occurrences(day("2026-12-02"), &[]).take(4).collect();
    let told: Vec<_> = plan.iter().map(|next| (next.label.as_str(), next.opens, next.closes)).collect();
    assert_eq!(
        told,
        [
            ("2027-01", day("2027-01-04"), day("2027-01-15")),
            ("2027-02", day("2027-02-01"), day("2027-02-12")),
            ("2027-03", day("2027-03-01"), day("2027-03-12")),
            ("2027-03-social-safety", day("2027-03-08"), day("2027-03-12")),
        ]
    );
    assert_eq!(plan[0].moved, Some(Moved { from: day("2027-01-01"), because: DayOff::Holiday }));
    assert_eq!((plan[1].moved, &plan[1].reminders[..]), (None, &[day("2027-02-04"), day("2027-02-09")][..]));
    let taken: WaveLabel = "2027-01".parse().expect("a name");
    let named = schedule.occurrences(day("2026-12-02"), &[taken]).next().expect("a round");
    assert_eq!(named.label.as_str(), "2027-01-team-safety");
}

#[test]
fn rounds_that_come_too_close_are_refused_with_both_days() {
    let refused = |pulses| {
        let holidays = Holidays::new(Calendar::Dutch, []).expect("no dates");
        Schedule::new(zone("Europe/Amsterdam"), holidays, pulses, day("2026-11-26")).expect_err("a clash").to_string()
    };
    let said = refused(vec![
        pulse("team-safety", "first Tuesday of the month", 10, &[]),
        pulse("team-safety", "second Monday of March", 5, &[]),
    ]);
    assert!(said.contains("would open on 2027-03-02 and again on 2027-03-08"), "{said}");
    let said = refused(vec![pulse("team-safety", "first Tuesday of the month", 25, &[])]);
    assert!(said.contains("make for_days less"), "{said}");
}

#[test]
fn a_round_opens_at_its_hour_and_once() {
    let schedule = monthly();
    let due = |waves: &[Standing], now| schedule.due(waves, &[], false, utc(now));
    assert_eq!(due(&[], "2026-12-01T07:59:00Z"), []);
    let steps = due(&[], "2026-12-01T08:00:00Z");
    let next = opened(&steps).expect("an opening");
    assert_eq!((next.label.as_str(), next.opens, next.closes), ("2026-12", day("2026-12-01"), day("2026-12-14")));
    let wave = standing(next, &schedule, &[]);
    // Not again, whatever the clock says later, also when it jumps back.
    for now in ["2026-12-01T08:00:00Z", "2026-12-01T08:01:00Z", "2026-12-03T08:01:00Z", "2026-11-04T09:00:00Z"] {
        assert_eq!(due(std::slice::from_ref(&wave), now), [], "{now}");
    }
    // A wave that somebody opened by hand after the planned day takes its place.
    let by_hand = Standing { opens: day("2026-12-02"), ..wave };
    assert_eq!(due(&[by_hand], "2026-12-04T09:00:00Z"), []);
}

#[test]
fn a_round_opens_when_the_hour_comes_first_and_ends_when_the_day_is_over_everywhere() {
    let schedule = monthly();
    let zones = [zone("Asia/Tokyo"), zone("America/New_York")];
    assert_eq!(schedule.due(&[], &zones, false, utc("2026-11-30T23:59:00Z")), []);
    let steps = schedule.due(&[], &zones, false, utc("2026-12-01T00:00:00Z"));
    let next = opened(&steps).expect("an opening");
    assert_eq!(next.opens, day("2026-12-01"));
    let now = utc("2026-12-01T00:00:00Z");
    let due = |name: &str| schedule.letter_due(zone(name), next.opens, next.at, now);
    assert_eq!(due("Asia/Tokyo"), utc("2026-12-01T00:00:00Z"));
    assert_eq!(due("Europe/Amsterdam"), utc("2026-12-01T08:00:00Z"));
    assert_eq!(due("America/New_York"), utc("2026-12-01T14:00:00Z"));
    let wave = standing(next, &schedule, &zones);
    assert_eq!(wave.ends, utc("2026-12-15T05:00:00Z"));
    let reminded = Standing { reminded: 1, ..wave };
    assert_eq!(schedule.due(std::slice::from_ref(&reminded), &zones, false, utc("2026-12-15T04:59:59Z")), []);
    let label = reminded.label.clone();
    assert_eq!(schedule.due(&[reminded], &zones, false, utc("2026-12-15T05:00:00Z")), [Step::Close(label)]);
}

#[test]
fn a_missed_round_opens_in_working_hours_while_enough_is_left() {
    let schedule = monthly();
    let opens = |now| opened(&schedule.due(&[], &[], false, utc(now))).map(|next| (next.opens, next.reminders.clone()));
    // Thursday at lunch: seven working days are left, and the reminder comes five after it.
    assert_eq!(opens("2026-12-03T11:00:00Z"), Some((day("2026-12-03"), vec![day("2026-12-10")])));
    // At night, in the evening and in the weekend it waits.
    for now in ["2026-12-03T02:00:00Z", "2026-12-03T19:00:00Z", "2026-12-05T11:00:00Z"] {
        assert_eq!(opens(now), None, "{now}");
    }
    // Tuesday, five working days are left; no reminder would leave a whole day. Wednesday is too late.
    assert_eq!(opens("2026-12-08T08:00:00Z"), Some((day("2026-12-08"), vec![])));
    assert_eq!(opens("2026-12-09T08:00:00Z"), None);
}

#[test]
fn of_missed_rounds_only_the_newest_opens() {
    let schedule = monthly();
    let steps = schedule.due(&[], &[], false, utc("2027-03-02T08:30:00Z"));
    assert_eq!(steps.len(), 1);
    assert_eq!(opened(&steps).map(|next| next.label.as_str()), Some("2027-03"));
}

#[test]
fn reminders_come_at_their_hour_and_missed_ones_as_one() {
    let schedule = schedule(vec![pulse("team-safety", "first Tuesday of the month", 10, &[3, 6])]);
    let next = schedule.occurrences(day("2026-12-01"), &[]).next().expect("a round");
    assert_eq!(next.reminders, [day("2026-12-04"), day("2026-12-09")]);
    let wave = standing(&next, &schedule, &[]);
    let both = &next.reminders[..];
    let reminds = |reminded, left: &[NaiveDate], now| {
        let wave = Standing { reminded, remind_on: left.to_vec(), ..wave.clone() };
        schedule.due(&[wave], &[], false, utc(now)).into_iter().find_map(|step| match step {
            Step::Remind { round, rest, .. } => Some((round, rest.len())),
            _ => None,
        })
    };
    assert_eq!(reminds(0, both, "2026-12-04T07:59:00Z"), None);
    assert_eq!(reminds(0, both, "2026-12-04T08:00:00Z"), Some((1, 1)));
    assert_eq!(reminds(1, &both[1..], "2026-12-04T08:01:00Z"), None);
    assert_eq!(reminds(0, both, "2026-12-05T11:00:00Z"), None, "not in a weekend");
    assert_eq!(reminds(0, both, "2026-12-07T11:00:00Z"), Some((1, 1)));
    assert_eq!(reminds(0, both, "2026-12-10T11:00:00Z"), Some((1, 0)), "the two are one");
    assert_eq!(reminds(1, &both[1..], "2026-12-10T11:00:00Z"), Some((2, 0)));
    assert_eq!(reminds(2, &both[1..], "2026-12-10T11:00:00Z"), None, "two by hand are enough");
    assert_eq!(reminds(1, &both[1..], "2026-12-14T11:00:00Z"), None, "less than a day is left");
}

#[test]
fn while_paused_nothing_opens_and_nobody_is_reminded_but_waves_close() {
    let schedule = monthly();
    let next = schedule.occurrences(day("2026-12-01"), &[]).next().expect("a round");
    let wave = standing(&next, &schedule, &[]);
    assert_eq!(schedule.due(&[], &[], true, utc("2026-12-01T08:00:00Z")), []);
    assert_eq!(schedule.due(std::slice::from_ref(&wave), &[], true, utc("2026-12-08T08:00:00Z")), []);
    let close = [Step::Close(wave.label.clone())];
    assert_eq!(schedule.due(&[wave], &[], true, utc("2026-12-20T11:00:00Z")), close);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// A server that is up at some hours only: whatever it missed, letters go in working hours, waves of a questionnaire are
    /// far enough apart, each is reminded at most twice, with a day to go, and closed when it is over everywhere.
    #[test]
    fn a_year_with_any_downtime_brings_no_wrong_letter(
        down in prop::collection::vec((0i64..366 * 24, 1i64..40 * 24), 0..6),
        zones in prop::collection::vec(prop::sample::select(TimeZone::all().collect::<Vec<_>>()), 0..4),
        every_four_weeks in any::<bool>(),
    ) {
        let when = if every_four_weeks { "every 4 weeks from 2026-12-01" } else { "first Tuesday of the month" };
        let schedule = schedule(vec![pulse("team-safety", when, 10, &[3, 6])]);
        let start = utc("2026-11-26T00:00:00Z");
        let mut waves: Vec<Standing> = Vec::new();
        for hour in 0..366 * 24 {
            if down.iter().any(|(from, length)| (*from..from + length).contains(&hour)) {
                continue;
            }
            let now = start + Duration::hours(hour);
            for step in schedule.due(&waves, &zones, false, now) {
                match step {
                    Step::Close(label) => {
                        let wave = waves.iter_mut().find(|wave| wave.label == label).expect("a wave");
                        prop_assert!(wave.open && now >= wave.ends);
                        prop_assert!(zones.iter().all(|zone| zone.day(now) > wave.closes));
                        wave.open = false;
                    }
                    Step::Open(next) => {
                        prop_assert!(!waves.iter().any(|wave| wave.open || wave.label == next.label));
                        prop_assert!(schedule.holidays.count(next.opens, next.closes) >= 5);
                        letters_go_at_good_hours(&schedule, &zones, next.opens, next.at, now)?;
                        waves.push(standing(&next, &schedule, &zones));
                    }
                    Step::Remind { label, round, day, at, rest } => {
                        let wave = waves.iter_mut().find(|wave| wave.label == label).expect("a wave");
                        prop_assert!(wave.open && round == wave.reminded + 1 && round <= 2 && day < wave.closes);
                        (wave.reminded, wave.remind_on) = (round, rest);
                        for zone in &zones {
                            prop_assert!(zone.day(schedule.letter_due(*zone, day, at, now)) < wave.closes);
                        }
                        letters_go_at_good_hours(&schedule, &zones, day, at, now)?;
                    }
                }
            }
            prop_assert_eq!(schedule.due(&waves, &zones, false, now), [], "nothing is left to do at once");
        }
        if down.is_empty() {
            prop_assert!(waves.len() >= 12);
        }
    }
}

fn letters_go_at_good_hours(
    schedule: &Schedule,
    zones: &[TimeZone],
    meant: NaiveDate,
    at: NaiveTime,
    now: DateTime<Utc>,
) -> Result<(), TestCaseError> {
    for zone in zones.iter().chain([&schedule.zone]) {
        let due = schedule.letter_due(*zone, meant, at, now);
        let local = zone.local(due);
        prop_assert!(due + Duration::hours(1) > now);
        prop_assert!(schedule.holidays.is_working(local.date()), "{zone} {local} {}", local.weekday());
        let hour = chrono::Timelike::hour(&local);
        prop_assert!((8..18).contains(&hour), "{zone} {local}");
    }
    Ok(())
}
