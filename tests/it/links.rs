//! Attacks on personal links, from outside: opened, repeated, forged, late, logged. Knows no figure.

use std::fs;

use crate::house::{Engine, TestHouse, in_days, on_both_engines};
use crate::visitor::{Page, Server, form};

fn roster(people: usize) -> String {
    let rows = (0..people).map(|n| format!("p{n},anneke{n}@kanarie.nl,Care/Team A,nl\n"));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

/// How many sheets stand in the classes of the last wave.
fn counted(house: &TestHouse) -> Vec<String> {
    let records = house.rows("SELECT record FROM class");
    let sheets = records.iter().filter_map(|record| record.split("\"sheets\":").nth(1));
    sheets.filter_map(|rest| rest.split(',').next()).map(str::to_owned).collect()
}

fn attack_7_fifty_answers_at_once_with_one_link_are_one_sheet(house: &TestHouse) {
    house.import(&roster(6));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    for (_, link) in &letters[1..] {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    std::thread::scope(|scope| {
        let server = &server;
        for n in 0..50u8 {
            let link = &letters[0].1;
            scope.spawn(move || assert_eq!(server.post(link, &form(&[Some(1 + n % 5); 7])).status, 200));
        }
    });
    house.must(&["wave", "close", "--early"]);
    assert_eq!(counted(house), ["6"], "one person, one sheet");
}

/// What a visitor can tell from a page.
fn face(page: &Page) -> (u16, String, Vec<(String, String)>) {
    let headers = page.response.headers().iter().filter(|(name, _)| *name != "date");
    let headers = headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect();
    (page.status, page.body.clone(), headers)
}

fn attack_7_a_link_that_can_t_be_used_never_says_why(house: &TestHouse) {
    house.import(&roster(6));
    house.open_wave();
    let server = house.serve();
    let link = house.letters()[0].1.clone();
    assert_eq!(server.get(&link).status, 200);
    let unknown = face(&server.get("/a/aaaaaaaaaaaaaaaaaaaaaaaaaa"));
    assert_eq!(unknown.0, 404);
    let faces = |server: &Server, path: &str| {
        let sealed = [("sealed.scores", "AAAA"), ("sealed.comment", "AAAA")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        [server.get(path), server.post(path, &form(&[Some(3); 7])), server.post(path, &sealed)].map(|page| face(&page))
    };
    for path in ["/a/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/a/x", "/a/%00", "/a/AAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(faces(&server, path), [unknown.clone(), unknown.clone(), unknown.clone()], "{path}");
    }
    // One flipped character of a good link.
    let flipped = link.replacen(link.chars().last().expect("a character"), "a", 1);
    let flipped = if flipped == link { format!("{}q", &link[..link.len() - 1]) } else { flipped };
    assert_eq!(face(&server.get(&flipped)), unknown);
    house.must(&["wave", "close", "--early"]);
    assert_eq!(faces(&server, &link), [unknown.clone(), unknown.clone(), unknown], "closed");
}

fn attack_8_looking_twenty_times_uses_nothing_up(house: &TestHouse) {
    house.import(&roster(5));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    let first = server.get(&letters[0].1).body;
    for _ in 0..20 {
        assert_eq!(server.get(&letters[0].1).body, first);
        assert_eq!(server.head(&letters[0].1), 200);
    }
    for (_, link) in &letters {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    assert_eq!(server.get(&letters[0].1).body, first, "the page does not say that one has answered");
    house.must(&["wave", "close", "--early"]);
    assert_eq!(counted(house), ["5"]);
}

fn attack_5_what_was_published_stays_the_same_whatever_happens_after(house: &TestHouse) {
    house.import(&roster(8));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    for (_, link) in letters.iter().take(6) {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    let label = house.rows("SELECT label FROM wave").concat();
    let outputs = |house: &TestHouse| {
        let file = house.beside("unit.pdf");
        let out = file.to_str().expect("a UTF-8 path");
        house.must(&["report", "--unit", "Care/Team A", "--wave", &label, "--language", "nl", "--out", out]);
        (house.export(), house.must(&["export", "--format", "csv"]), fs::read(&file).expect("a report"))
    };
    let before = outputs(house);
    assert_eq!(server.post(&letters[7].1, &form(&[Some(1); 7])).status, 404, "too late");
    for csv in [
        "person,email,unit,language\np0,other@x.nl,Office/New,en\n".to_owned(),
        roster(8).replace("Team A", "Team Z"),
        roster(3),
    ] {
        house.import(&csv);
        assert!(outputs(house) == before, "reorganised, renamed or deleted");
    }
    let again = house.run(&["wave", "close", "--early", "--wave", &label]);
    assert!(!again.ok && again.err.contains("no open wave"), "{}", again.err);
    assert!(outputs(house) == before);
}

fn attack_12_no_log_line_holds_a_link_an_address_or_an_answer(house: &TestHouse) {
    house.import(&roster(6));
    house.configure("log = \"failures\"", "log = \"requests\"");
    house.open_wave();
    let log = house.beside("server.log");
    let server = house.serve_logging_to(&log);
    let letters = house.letters();
    let mut fields = form(&[Some(5); 7]);
    fields.push(("comment".to_owned(), "kanarie-7f3a".to_owned()));
    for (_, link) in &letters {
        assert_eq!((server.get(link).status, server.head(link)), (200, 200));
        assert_eq!(server.post(link, &fields).status, 200);
        assert_eq!(server.post(link, &form(&[None; 7])).status, 422);
        assert_eq!(server.post_raw(link, "text/plain", b"a.voice=5").status, 404);
    }
    assert_eq!(server.get("/a/nonsense").status, 404);
    house.must(&["wave", "close", "--early"]);
    drop(server);
    let said = fs::read_to_string(&log).expect("a log");
    for expected in ["show: 200", "submit: 200", "submit: 422", "show: 404"] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    for secret in ["kanarie", "anneke", "127.0.0.1", "/a/", "a.voice", "nonsense"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
    for (_, link) in &letters {
        assert!(!said.to_lowercase().contains(link.trim_start_matches("/a/")), "{said}");
    }
}

fn a_server_that_is_kept_waiting_says_when_to_come_back_and_keeps_nothing_half(house: &TestHouse) {
    house.import(&roster(6));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    let link = &letters[0].1;
    let (busy, meanwhile) = std::thread::scope(|scope| {
        // As long as the wave is being closed, nobody can write.
        let holding = scope.spawn(|| house.hold_the_writer(std::time::Duration::from_secs(18)));
        std::thread::sleep(std::time::Duration::from_millis(700));
        let meanwhile = scope.spawn(|| server.get(link).status);
        let busy = server.post(link, &form(&[Some(4); 7]));
        holding.join().expect("the writer was let go");
        (busy, meanwhile.join().expect("an answer"))
    });
    assert_eq!(meanwhile, 200, "reading goes on");
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("10")), "{}", busy.body);
    for (_, link) in &letters {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    assert_eq!(counted(house), ["6"]);
}

#[test]
fn a_server_on_which_every_commit_s_time_is_kept_is_warned_about() {
    let cluster = crate::postgres::Cluster::start_with(&[("track_commit_timestamp", "on")]);
    let url = cluster.new_database();
    let house = TestHouse::with(Some((cluster, url)));
    let said = house.run(&["wave", "list"]);
    assert!(said.ok && said.err.contains("track_commit_timestamp = off"), "{}", said.err);
    assert!(!TestHouse::on(Engine::Postgres).run(&["wave", "list"]).err.contains("track_commit_timestamp"));
}

#[test]
fn a_server_that_can_t_be_reached_is_named_without_its_password() {
    let house = TestHouse::new();
    house.configure("\"polsslag.db\"", "\"postgres://pulse:geheim@127.0.0.1:1/pulse\"");
    let said = house.run(&["wave", "list"]);
    assert!(!said.ok && said.err.contains("PostgreSQL at 127.0.0.1:1/pulse can't be used"), "{}", said.err);
    assert!(!said.err.contains("geheim"), "{}", said.err);
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_leaves_no_core_dump() {
    let house = TestHouse::new();
    house.import(&roster(5));
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(9), "--queue-only"]);
    let server = house.serve();
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.pid())).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
}

on_both_engines!(
    attack_7_fifty_answers_at_once_with_one_link_are_one_sheet,
    attack_7_a_link_that_can_t_be_used_never_says_why,
    attack_8_looking_twenty_times_uses_nothing_up,
    attack_5_what_was_published_stays_the_same_whatever_happens_after,
    attack_12_no_log_line_holds_a_link_an_address_or_an_answer,
    a_server_that_is_kept_waiting_says_when_to_come_back_and_keeps_nothing_half,
);
