//! What happens by itself: pulses open, remind, close and are released, each once, in everybody's own working hours. On both
//! databases, with a clock that is handed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Timelike, Utc};
use domain::schedule::{Calendar, Holidays, Pause, Pulse};
use domain::{Coverage, Schedule, Threshold, TimeZone};
use jobs::{CustodyRule, Event, KeyFolder, Tick, Timekeeper, Traces};
use store::{Audience, Location, Store, WaveState, Which};
use tokio::runtime::Runtime;

use crate::house::{TestHouse, letter_terms, on_both_engines};

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn zone(name: &str) -> TimeZone {
    name.parse().expect("a zone")
}

/// Six people at home in Amsterdam, one in New York, one in Tokyo.
pub(crate) fn roster() -> String {
    let home = (0..6).map(|n| format!("p{n},p{n}@x.nl,Care,nl,\n"));
    let away = ["ny,ny@x.nl,Care,en,America/New_York\n", "tokyo,tokyo@x.nl,Care,en,Asia/Tokyo\n"].map(str::to_owned);
    std::iter::once("person,email,unit,language,time_zone\n".to_owned()).chain(home).chain(away).collect()
}

/// A house whose clock is handed in.
pub(crate) struct Tower<'a> {
    house: &'a TestHouse,
    pub(crate) runtime: Runtime,
    pub(crate) keeper: Timekeeper,
}

impl<'a> Tower<'a> {
    pub(crate) fn of(house: &'a TestHouse, custody: CustodyRule) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let dir = house.dir();
        let location = house.server.as_ref().map_or("polsslag.db", |(_, url)| url);
        let store = runtime.block_on(Store::open(&Location::read(location, &dir))).expect("a database");
        let nine = chrono::NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
        let when = "first Tuesday of the month".parse().expect("a rule");
        let pulse = Pulse::new("team-safety".parse().expect("a key"), when, nine, 10, vec![5]).expect("a pulse");
        let holidays = Holidays::new(Calendar::Dutch, []).expect("no dates");
        let schedule =
            Schedule::new(zone("Europe/Amsterdam"), holidays, vec![pulse], "2026-11-26".parse().expect("a day"))
                .expect("a schedule");
        let survey = include_str!("../../surveys/team-safety.toml");
        let questionnaire = domain::Questionnaire::parse(survey).expect("a questionnaire");
        let keeper = Timekeeper {
            store,
            traces: Traces { keys: KeyFolder::at(dir.join("keys")), letters: dir.join("letters") },
            schedule,
            questionnaires: Arc::new(move |_| Ok(questionnaire.clone())),
            threshold: Threshold::DEFAULT,
            coverage: Coverage::DEFAULT,
            custody,
            release: Arc::new(|day| day + chrono::Days::new(3)),
            audience: Audience::Nobody,
            letters: letter_terms(),
        };
        Self { house, runtime, keeper }
    }

    pub(crate) fn tick(&self, now: DateTime<Utc>) -> Tick {
        self.runtime.block_on(self.keeper.tick(now)).expect("a tick")
    }

    pub(crate) fn events(&self, now: &str) -> Vec<Event> {
        let tick = self.tick(utc(now));
        assert_eq!(tick.troubles, [], "{now}");
        tick.events
    }

    /// Sends what may go, as the outbox would: gives receiver, round and moment of each letter.
    fn send(&self, now: DateTime<Utc>) -> Vec<(String, u32, i64)> {
        self.runtime.block_on(self.keeper.put_off_late(now)).expect("a database");
        if self.runtime.block_on(self.keeper.store.pause()).expect("a database").is_some() {
            return Vec::new();
        }
        let which = Which { due: now.timestamp(), retry: false, pulses: true };
        if self.runtime.block_on(self.keeper.store.count_waiting(which)).expect("a count") == 0 {
            return Vec::new();
        }
        let due = format!("kind = 'pulse' AND state = 'queued' AND due <= {}", now.timestamp());
        let sent = self.house.rows(&format!(
            "SELECT receiver || ' ' || CAST(round AS TEXT) || ' ' || CAST(due AS TEXT) FROM outbox WHERE {due}"
        ));
        if !sent.is_empty() {
            self.house.change(&format!("UPDATE outbox SET state = 'sent' WHERE {due}"));
        }
        let read = |line: &String| {
            let words: Vec<_> = line.split(' ').collect();
            (words[0].to_owned(), words[1].parse().expect("a round"), words[2].parse().expect("a moment"))
        };
        sent.iter().map(read).collect()
    }

    /// Everything that waits: receiver, and when it goes on the receiver's own clock.
    pub(crate) fn waiting(&self) -> BTreeMap<String, String> {
        let rows = self.house.rows("SELECT receiver || ' ' || CAST(due AS TEXT) FROM outbox WHERE state = 'queued'");
        let read = |line: &String| {
            let (who, due) = line.split_once(' ').expect("two words");
            let due = DateTime::from_timestamp(due.parse().expect("a moment"), 0).expect("an instant");
            (who.to_owned(), home_of(who).local(due).format("%m-%d %H:%M").to_string())
        };
        rows.iter().map(read).collect()
    }

    fn waves(&self) -> Vec<(String, NaiveDate, bool)> {
        let waves = self.runtime.block_on(self.keeper.store.waves()).expect("waves");
        waves.into_iter().map(|wave| (wave.label.to_string(), wave.opens, wave.state == WaveState::Open)).collect()
    }
}

fn home_of(person: &str) -> TimeZone {
    zone(match person {
        "ny" => "America/New_York",
        "tokyo" => "Asia/Tokyo",
        _ => "Europe/Amsterdam",
    })
}

fn letters_come_at_nine_wherever_somebody_works_and_answers_count_until_the_day_is_over_everywhere(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    assert_eq!(tower.events("2026-11-30T23:59:00Z"), []);
    let opened = tower.events("2026-12-01T00:00:00Z");
    assert!(matches!(&opened[..], [Event::Opened { invited: 8, .. }]), "{opened:?}");
    let nine = "12-01 09:00".to_owned();
    assert!(tower.waiting().len() == 8 && tower.waiting().values().all(|due| *due == nine), "{:?}", tower.waiting());
    assert_eq!(tower.send(utc("2026-12-01T00:00:00Z")).len(), 1, "Tokyo");
    assert_eq!(tower.send(utc("2026-12-01T08:00:00Z")).len(), 6, "Amsterdam");
    assert_eq!(tower.send(utc("2026-12-01T14:00:00Z")).len(), 1, "New York");
    let reminded = tower.events("2026-12-08T00:00:00Z");
    assert!(matches!(&reminded[..], [Event::Reminded { letters: 8, .. }]), "{reminded:?}");
    assert!(tower.waiting().values().all(|due| due == "12-08 09:00"), "{:?}", tower.waiting());
    for now in ["2026-12-08T00:01:00Z", "2026-12-01T09:00:00Z", "2026-12-14T23:30:00Z", "2026-12-15T04:59:00Z"] {
        assert_eq!(tower.events(now), [], "{now}: nothing twice, and it is still the last day in New York");
    }
    let closed = tower.events("2026-12-15T05:00:00Z");
    assert!(matches!(&closed[..], [Event::Closed { .. }]), "{closed:?}");
    assert_eq!(house.rows("SELECT name FROM outbox"), [""; 0], "whom it asked is forgotten");
    assert_eq!(tower.events("2026-12-18T03:00:00Z"), [], "not at night");
    let released = tower.events("2026-12-18T08:00:00Z");
    assert!(matches!(&released[..], [Event::Released { .. }]), "{released:?}");
}

fn a_pause_holds_letters_back_and_what_waited_goes_in_working_hours(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    let pause = |until: Option<&str>| {
        let until = until.map(|day| day.parse().expect("a day"));
        tower.runtime.block_on(tower.keeper.store.set_pause(Some(Pause { until }))).expect("a pause");
    };
    pause(None);
    assert_eq!(tower.events("2026-12-01T08:00:00Z"), []);
    tower.runtime.block_on(tower.keeper.resume(utc("2026-12-01T20:00:00Z"))).expect("no pause");
    assert_eq!(tower.events("2026-12-01T20:00:00Z"), [], "not in the evening");
    let opened = tower.events("2026-12-02T08:00:00Z");
    assert!(matches!(&opened[..], [Event::Opened { .. }]), "{opened:?}");
    // Tokyo has an evening by now, and gets it the next morning.
    let waiting = tower.waiting();
    assert_eq!((waiting["p0"].as_str(), waiting["ny"].as_str()), ("12-02 09:00", "12-02 09:00"));
    assert_eq!(waiting["tokyo"], "12-02 17:00");
    // A pause before anything went, over a weekend.
    pause(Some("2026-12-05"));
    assert_eq!((tower.send(utc("2026-12-02T08:00:00Z")).len(), tower.events("2026-12-03T08:00:00Z").len()), (0, 0));
    assert_eq!(tower.events("2026-12-05T11:00:00Z"), [Event::Resumed]);
    assert_eq!(tower.send(utc("2026-12-05T11:00:00Z")), [], "nothing goes in a weekend");
    assert!(tower.waiting().values().all(|due| due == "12-07 09:00"), "{:?}", tower.waiting());
    // Closing is no matter of the pause.
    pause(None);
    let closed = tower.events("2026-12-20T11:00:00Z");
    assert!(matches!(&closed[..], [Event::Closed { .. }]), "{closed:?}");
}

fn where_only_the_adviser_can_close_they_are_asked_once(house: &TestHouse) {
    house.import(&roster());
    house.add_adviser();
    let set = |whose: &str, lines: &str| house.run_with(&["keys", "passphrase", whose], lines);
    assert!(set("adviser", "een lange zin van Ada\n").ok);
    assert!(set("deputy", "een lange zin van Ada\nde zin van plaatsvervanger Ben\n").ok);
    let tower = Tower::of(house, CustodyRule::Passphrase);
    assert!(matches!(tower.events("2026-12-01T08:00:00Z")[..], [Event::Opened { .. }]));
    assert_eq!(tower.events("2026-12-15T04:59:00Z"), [], "a reminder that was missed would leave no whole day");
    assert!(matches!(tower.events("2026-12-15T05:00:00Z")[..], [Event::Waits { .. }]));
    let asked = || house.rows("SELECT receiver FROM outbox WHERE kind = 'closing'");
    assert_eq!(asked(), ["ada"]);
    house.change("UPDATE outbox SET state = 'sent' WHERE kind = 'closing'");
    assert_eq!((tower.events("2026-12-15T05:01:00Z"), asked().len()), (vec![], 1), "once");
}

fn what_can_t_be_done_is_said_once_and_goes_when_it_can(house: &TestHouse) {
    let tower = Tower::of(house, CustodyRule::File);
    let first = tower.tick(utc("2026-12-01T08:00:00Z"));
    assert!(first.troubles.len() == 1 && first.troubles[0].to_string().contains("the roster is empty"), "{first:?}");
    assert_eq!(tower.tick(utc("2026-12-01T08:01:00Z")), Tick::default(), "said once");
    assert!(house.run(&["schedule", "next"]).err.contains("the roster is empty"), "and kept");
    house.import(&roster());
    let then = tower.tick(utc("2026-12-01T08:02:00Z"));
    assert!(matches!(&then.events[..], [Event::Opened { .. }]) && then.troubles.is_empty(), "{then:?}");
    assert!(!house.run(&["schedule", "next"]).err.contains("the roster is empty"));
}

fn a_tick_that_is_cut_off_at_any_moment_is_made_up_for_by_the_next(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    let cut_off = |now: &str| {
        let mut done = 0;
        for step in 0..30 {
            let tick = tower.keeper.tick(utc(now));
            let cut = std::time::Duration::from_micros(200 * step * step);
            let ended = tower.runtime.block_on(async { tokio::time::timeout(cut, tick).await });
            done += ended.map_or(0, |tick| tick.expect("a tick").events.len());
        }
        // What was cut off may hold the database for a moment longer, as another process might: then it is a tick after.
        for _ in 0..20 {
            done += tower.events(now).len();
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        done
    };
    let letters = |round: u8| house.rows(&format!("SELECT receiver FROM outbox WHERE round = {round}")).len();
    // In the afternoon it is night in Tokyo, and in the morning it is early in New York.
    let sent = |day: &str| -> usize {
        ["08:01", "15:00"].iter().map(|time| tower.send(utc(&format!("{day}T{time}:00Z"))).len()).sum()
    };
    assert!(cut_off("2026-12-01T08:00:00Z") <= 1);
    assert_eq!((tower.waves().len(), letters(0)), (1, 8));
    assert_eq!(sent("2026-12-01"), 8);
    assert!(cut_off("2026-12-08T08:00:00Z") <= 1);
    assert_eq!((letters(0), letters(1)), (0, 8));
    assert_eq!(sent("2026-12-08"), 8);
    assert!(cut_off("2026-12-15T06:00:00Z") <= 1);
    assert_eq!(tower.waves().iter().filter(|wave| wave.2).count(), 0);
    assert!(cut_off("2026-12-18T09:00:00Z") <= 1);
    assert_eq!(house.rows("SELECT state FROM report_release"), ["released"]);
}

fn a_year_with_five_weeks_of_downtime_brings_each_letter_once_and_none_at_a_wrong_hour(house: &TestHouse) {
    house.import(&roster());
    let tower = Tower::of(house, CustodyRule::File);
    let (from, to) = (utc("2026-11-26T00:00:00Z"), utc("2027-12-15T00:00:00Z"));
    let down = utc("2027-03-05T12:00:00Z")..utc("2027-04-09T09:30:00Z");
    let mut letters: BTreeMap<(String, String, u32), i64> = BTreeMap::new();
    let mut closed = Vec::new();
    let mut now = from;
    while now < to {
        if !down.contains(&now) {
            for event in tower.events(&now.to_rfc3339()) {
                if let Event::Closed { wave } = event {
                    closed.push(wave.to_string());
                }
            }
            let open: Vec<_> = tower.waves().into_iter().filter(|wave| wave.2).collect();
            for (who, round, due) in tower.send(now) {
                let local = home_of(&who).local(DateTime::from_timestamp(due, 0).expect("an instant"));
                assert!((8..18).contains(&local.hour()) && local.weekday().number_from_monday() < 6, "{who} {local}");
                assert!(letters.insert((open[0].0.clone(), who, round), due).is_none(), "twice");
            }
        }
        // Nine o'clock in Tokyo, in Amsterdam in summer and winter, in New York; and an evening.
        let hours = [0, 7, 8, 13, 14, 20, 24];
        let next = hours.into_iter().find(|hour| *hour > i64::from(now.hour())).expect("an hour");
        now += Duration::hours(next - i64::from(now.hour()));
    }
    let opened: Vec<_> = tower.waves().into_iter().map(|(label, opens, _)| (label, opens.to_string())).collect();
    assert_eq!(opened.len(), 13, "{opened:?}");
    assert!(opened.contains(&("2027-04".into(), "2027-04-09".into())), "late, with seven of its days left: {opened:?}");
    assert_eq!(closed.len(), 12, "the last one is open");
    for (wave, _) in &opened {
        let count = |round: u32| letters.keys().filter(|(of, _, sent)| of == wave && *sent == round).count();
        // In March the server was down on the day of the reminder and until the end.
        let reminded = if wave == "2027-03" { 0 } else { 8 };
        assert_eq!((count(0), count(1), count(2)), (8, reminded, 0), "{wave}");
    }
}

on_both_engines!(
    letters_come_at_nine_wherever_somebody_works_and_answers_count_until_the_day_is_over_everywhere,
    a_pause_holds_letters_back_and_what_waited_goes_in_working_hours,
    where_only_the_adviser_can_close_they_are_asked_once,
    what_can_t_be_done_is_said_once_and_goes_when_it_can,
    a_tick_that_is_cut_off_at_any_moment_is_made_up_for_by_the_next,
    a_year_with_five_weeks_of_downtime_brings_each_letter_once_and_none_at_a_wrong_hour,
);
