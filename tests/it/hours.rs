//! At which hours letters go that a mail server put off, or that were left while the server was down. On both databases, with
//! a clock that is handed in.

use chrono::{DateTime, Utc};
use jobs::{CustodyRule, Event};
use store::{Audience, Delivery, Which};

use crate::house::{TestHouse, on_both_engines};
use crate::schedule::{Tower, roster, utc};

/// Puts off everything that waits, as a relay does, until the given moment; gives how many that were.
fn defer(tower: &Tower<'_>, until: DateTime<Utc>) -> usize {
    let which = Which { due: i64::MAX, retry: true, pulses: true };
    tower.runtime.block_on(async {
        let letters = tower.keeper.store.waiting_letters(which, None, 100).await.expect("a queue").letters;
        let later = || Delivery::Deferred { why: "451 later".to_owned(), due: until.timestamp() };
        let deferred: Vec<_> = letters.into_iter().map(|letter| (letter, later())).collect();
        tower.keeper.store.record_letters(&deferred).await.expect("a record");
        deferred.len()
    })
}

fn put_off(tower: &Tower<'_>, now: &str) -> Vec<String> {
    tower.runtime.block_on(tower.keeper.put_off_late(utc(now))).expect("a database");
    tower.waiting().into_iter().map(|(who, when)| format!("{who} {when}")).collect()
}

fn what_a_mail_server_put_off_goes_again_in_working_hours(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    assert!(matches!(tower.events("2026-12-01T00:00:00Z")[..], [Event::Opened { .. }]));
    // Friday, a quarter past eight in the evening in Amsterdam.
    let evening = "2026-12-04T19:15:00Z";
    assert_eq!(defer(&tower, utc(evening)), 8);
    let early = put_off(&tower, "2026-12-04T19:14:59Z");
    assert!(early.contains(&"p0 12-04 20:15".to_owned()), "its time has not come: {early:?}");
    let waiting = put_off(&tower, evening);
    for expected in ["p0 12-07 09:00", "tokyo 12-07 09:00", "ny 12-04 14:15"] {
        assert!(waiting.contains(&expected.to_owned()), "{expected} in {waiting:?}");
    }
    let monday = "2026-12-07T08:00:00Z";
    let waiting = put_off(&tower, monday);
    assert!(waiting.contains(&"p0 12-07 09:00".to_owned()), "now it may go: {waiting:?}");
    assert_eq!(house.rows("SELECT receiver FROM outbox WHERE state = 'refused'"), [""; 0]);
}

fn letters_about_results_keep_to_working_hours_too(house: &TestHouse) {
    house.import(&roster());
    let mut tower = Tower::of(house, CustodyRule::File);
    tower.keeper.audience = Audience::Everybody;
    tower.events("2026-12-01T08:00:00Z");
    tower.events("2026-12-15T05:00:00Z");
    let released = tower.events("2026-12-18T08:00:00Z");
    assert!(matches!(&released[..], [Event::Released { letters, .. }] if letters.results == 8), "{released:?}");
    let waiting = put_off(&tower, "2026-12-18T08:30:00Z");
    assert!(waiting.contains(&"p0 12-18 09:00".to_owned()), "{waiting:?}");
    // The server was down until late in the evening.
    let waiting = put_off(&tower, "2026-12-18T21:00:00Z");
    for expected in ["p0 12-21 09:00", "tokyo 12-21 09:00", "ny 12-18 09:00"] {
        assert!(waiting.contains(&expected.to_owned()), "{expected} in {waiting:?}");
    }
    defer(&tower, utc("2026-12-21T19:00:00Z"));
    let waiting = put_off(&tower, "2026-12-21T19:00:00Z");
    assert!(waiting.contains(&"p0 12-22 09:00".to_owned()), "{waiting:?}");
}

fn a_reminder_by_hand_keeps_its_distance_from_others(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    let opened = tower.events("2026-12-01T00:00:00Z");
    let [Event::Opened { wave, .. }] = &opened[..] else { panic!("{opened:?}") };
    let sent = || house.change("UPDATE outbox SET state = 'sent'");
    let by_hand = |now: &str| {
        let said = tower.runtime.block_on(tower.keeper.remind(wave, utc(now)));
        said.map_err(|refused| refused.to_string())
    };
    let refused = |now: &str, day: &str| by_hand(now).is_err_and(|said| said.contains(day));
    sent();
    // The schedule reminds on Tuesday the eighth; what is asked for on Saturday goes on Monday.
    for now in ["2026-12-05T12:00:00Z", "2026-12-07T10:00:00Z", "2026-12-07T20:00:00Z"] {
        assert!(refused(now, "the schedule reminds everybody of wave 2026-12 on 2026-12-08"), "{:?}", by_hand(now));
    }
    assert!(matches!(tower.events("2026-12-08T00:00:00Z")[..], [Event::Reminded { .. }]));
    sent();
    for now in ["2026-12-08T08:10:00Z", "2026-12-09T12:00:00Z"] {
        assert!(
            refused(now, "reminded of wave 2026-12 on 2026-12-08; the next reminder can go on 2026-12-10"),
            "{now}"
        );
    }
    assert_eq!(by_hand("2026-12-10T09:00:00Z"), Ok(8));
    assert!(refused("2026-12-11T08:00:00Z", "twice already"));
}

on_both_engines!(
    a_reminder_by_hand_keeps_its_distance_from_others,
    what_a_mail_server_put_off_goes_again_in_working_hours,
    letters_about_results_keep_to_working_hours_too,
);
