//! What a release brings about: reports to management, the link for everybody, each once and to whoever is still there. On
//! both databases where it matters; knows no page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::house::{PASSWORD, TestHouse, collect, on_both_engines};
use crate::visitor::form;

/// A relay that nobody is behind.
const AWAY: &str = "smtp = \"smtp://127.0.0.1:1\"";
const NO_RELAY: &str = "#= smtp = \"smtp://user:password@mail.example.org:587?tls=required\"";

/// Twelve people in each of two teams of Care, and two in Office.
fn roster() -> String {
    let unit = |n: usize| ["Care/A", "Care/B", "Office"][n / 12];
    let language = |n: usize| ["nl", "en"][n % 2];
    let rows = (0..26).map(|n| format!("p{n:02},p{n:02}@x.nl,{},{}\n", unit(n), language(n)));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

fn manager(house: &TestHouse, name: &str, language: &str, units: &[&str]) {
    let email = format!("{name}@x.nl");
    let mut words = vec!["account", "add", name, "--email", &email, "--role", "management", "--language", language];
    words.extend(units.iter().flat_map(|unit| ["--unit", unit]));
    let said = house.run_with(&words, &format!("{PASSWORD}\n"));
    assert!(said.ok, "{}", said.err);
}

/// A closed wave that waits for its release, in which everybody of Care answered. Management: bob, of Care and a team in it,
/// in Dutch; eve, of everything, in English; and mia, of a unit that the wave does not have.
pub(crate) fn closed(house: &TestHouse) -> String {
    house.configure("delay_days = 0", "delay_days = 3");
    house.configure("share_back = false", "share_back = true");
    house.import(&roster());
    manager(house, "bob", "nl", &["Care", "Care/B"]);
    manager(house, "eve", "en", &["/"]);
    manager(house, "mia", "en", &["Sales"]);
    house.add_adviser();
    house.open_wave();
    let server = house.serve();
    for (_, link) in house.letters().iter().take(24) {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    drop(server);
    let said = house.must(&["wave", "close", "--early"]);
    let label = house.rows("SELECT wave FROM report_release").concat();
    assert!(said.contains(&format!("polsslag wave release --wave {label}")), "{said}");
    label
}

fn release(house: &TestHouse, label: &str) -> String {
    house.must(&["wave", "release", "--wave", label])
}

/// The letters of this kind in the folder.
pub(crate) fn letters(house: &TestHouse, kind: &str) -> Vec<Message<'static>> {
    let mut files = Vec::new();
    collect(&house.dir().join("letters").join(kind), &mut files);
    let parse = |bytes: &[u8]| MessageParser::default().parse(bytes).expect("a letter").into_owned();
    // Others are being written at this moment.
    files.retain(|(path, _)| path.extension().is_some_and(|extension| extension == "eml"));
    files.iter().map(|(_, bytes)| parse(bytes)).collect()
}

pub(crate) fn receiver(letter: &Message<'_>) -> String {
    letter.to().and_then(|to| to.first()?.address().map(str::to_owned)).expect("a receiver")
}

fn report(house: &TestHouse, unit: &str, wave: &str, language: &str) -> Vec<u8> {
    let out = house.beside("report.pdf");
    let file = out.to_str().expect("a UTF-8 path");
    house.must(&["report", "--unit", unit, "--wave", wave, "--language", language, "--out", file]);
    fs::read(out).expect("a report")
}

fn management_gets_the_reports_on_its_units_in_its_language(house: &TestHouse) {
    let label = closed(house);
    release(house, &label);
    let letters: BTreeMap<_, _> =
        letters(house, "report").into_iter().map(|letter| (receiver(&letter), letter)).collect();
    assert_eq!(
        letters.keys().collect::<Vec<_>>(),
        ["bob@x.nl", "eve@x.nl"],
        "nothing for mia, nothing for the adviser"
    );
    for (who, language, reports) in [
        ("bob@x.nl", "nl", &[("Care", "Care"), ("Care/B", "Care - B")][..]),
        ("eve@x.nl", "en", &[("/", "Zorggroep Één")]),
    ] {
        let letter = &letters[who];
        assert_eq!(letter.attachment_count(), reports.len(), "{who}");
        for (part, (unit, file)) in letter.attachments().zip(reports) {
            assert_eq!(part.attachment_name(), Some(format!("{file} {label}.pdf").as_str()));
            assert!(part.contents() == report(house, unit, &label, language), "{who}: the report on {unit}");
        }
    }
    let dutch = letters["bob@x.nl"].body_text(0).expect("a text");
    assert!(dutch.contains("op het account ‘bob’"), "{dutch}");
    assert!(
        house.must(&["wave", "list"]).contains("published and released; to management: 2 sent, 0 waiting, 0 refused")
    );
}

fn everybody_of_a_unit_gets_the_same_link_and_nobody_two(house: &TestHouse) {
    let label = closed(house);
    let said = release(house, &label);
    assert!(said.contains("letters to 2 accounts of management and to 26 people on the roster"), "{said}");
    let again = release(house, &label);
    assert!(again.contains("was released already"), "{again}");
    let letters = letters(house, "results");
    let receivers: BTreeSet<_> = letters.iter().map(receiver).collect();
    assert_eq!((letters.len(), receivers.len()), (26, 26));
    let link = |letter: &Message<'_>| {
        let text = letter.body_text(0).expect("a text").into_owned();
        let found = text.split_whitespace().find(|word| word.contains("/results/")).map(str::to_owned);
        found.unwrap_or_else(|| panic!("{text}"))
    };
    let mut links: BTreeMap<String, usize> = BTreeMap::new();
    for letter in &letters {
        *links.entry(link(letter)).or_default() += 1;
    }
    assert_eq!(links.values().copied().collect::<BTreeSet<_>>(), [2, 12].into(), "a link for each unit: {links:?}");
    assert!(links.keys().all(|link| link.starts_with(&format!("http://127.0.0.1:8000/results/{label}/"))), "{links:?}");
    let names: BTreeSet<_> = letters.iter().filter_map(Message::message_id).collect();
    assert_eq!(names.len(), 26, "each has a name of its own");
    assert_eq!(house.rows("SELECT receiver FROM outbox WHERE kind = 'results'"), [""; 0], "who was told is forgotten");
}

fn nobody_but_the_adviser_reads_a_wave_before_its_day(house: &TestHouse) {
    let label = closed(house);
    house.must(&["mail", "send"]);
    assert!(letters(house, "report").is_empty() && letters(house, "results").is_empty());
    assert!(house.must(&["wave", "list"]).contains("published; management reads it from"));
    house.change("UPDATE wave SET opens = '2020-01-07', closes = '2020-01-21'");
    let next = format!("{label}-next");
    let closes = crate::house::in_days(14);
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &closes, "--label", &next]);
    let (_, link) = house.letters().swap_remove(0);
    let server = house.serve();
    let thanks = || server.post(&link, &form(&[Some(4); 7])).body;
    let told = |page: &str| page.contains("Jouw team of afdeling in januari 2020");
    let before = thanks();
    house.change("UPDATE report_release SET due = '2020-01-31'");
    house.must(&["mail", "send"]);
    // The server may be sending them itself at this moment; then the command leaves them to it.
    let count = |kind: &str| {
        let mut files = Vec::new();
        collect(&house.dir().join("letters").join(kind), &mut files);
        files.len()
    };
    let all = || (count("report"), count("results"));
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while all() != (2, 26) && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(all(), (2, 26));
    let after = thanks();
    assert!(!told(&before) && told(&after), "{before}\n{after}");
}

fn who_goes_gets_nothing_any_more(house: &TestHouse) {
    let label = closed(house);
    house.configure(NO_RELAY, AWAY);
    let said = house.run(&["wave", "release", "--wave", &label]);
    assert!(said.ok && said.err.contains("letters still wait"), "released all the same: {} {}", said.out, said.err);
    house.must(&["account", "remove", "eve"]);
    house.import("person,email,unit,language\np00,p00@x.nl,Care/A,nl\n");
    house.must(&["account", "units", "bob", "--unit", "Care/A"]);
    house.configure(AWAY, NO_RELAY);
    house.must(&["mail", "send"]);
    let reports = letters(house, "report");
    assert_eq!(reports.iter().map(receiver).collect::<Vec<_>>(), ["bob@x.nl"]);
    assert_eq!(reports[0].attachments().filter_map(|part| part.attachment_name()).count(), 1, "of his units now");
    assert_eq!(letters(house, "results").iter().map(receiver).collect::<Vec<_>>(), ["p00@x.nl"]);
}

on_both_engines!(
    management_gets_the_reports_on_its_units_in_its_language,
    everybody_of_a_unit_gets_the_same_link_and_nobody_two,
    nobody_but_the_adviser_reads_a_wave_before_its_day,
    who_goes_gets_nothing_any_more,
);

#[test]
fn the_server_sends_what_waits_after_a_release() {
    let house = TestHouse::new();
    let label = closed(&house);
    house.configure("delivery = \"attached\"", "delivery = \"link\"");
    house.configure(NO_RELAY, AWAY);
    house.run(&["wave", "release", "--wave", &label]);
    house.configure(AWAY, NO_RELAY);
    let server = house.serve();
    let began = Instant::now();
    while letters(&house, "results").len() < 26 || letters(&house, "report").len() < 2 {
        assert!(began.elapsed() < Duration::from_secs(30), "no letters came");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(server);
    for letter in letters(&house, "report") {
        assert_eq!(letter.attachment_count(), 0);
        assert!(letter.body_text(0).expect("a text").contains("http://127.0.0.1:8000/reports"));
    }
    assert!(house.must(&["wave", "list"]).contains(&label));
}

#[test]
fn a_kill_between_letters_sends_none_again_that_was_recorded() {
    let house = TestHouse::new();
    let label = closed(&house);
    house.configure(NO_RELAY, AWAY);
    house.run(&["wave", "release", "--wave", &label]);
    house.configure(AWAY, NO_RELAY);
    // Twenty at once, and then one after another.
    house.configure("#= per_minute = 600", "per_minute = 200");
    let count = || {
        let mut sent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for letter in letters(&house, "results") {
            let name = letter.message_id().expect("a name").to_owned();
            sent.entry(receiver(&letter)).or_default().push(name);
        }
        sent
    };
    let waiting = || house.rows("SELECT receiver FROM outbox WHERE kind = 'results' AND state = 'queued'");
    let (mut waited, mut before, mut half_way) = (waiting(), count(), 0);
    for milliseconds in (40..2_000).step_by(60) {
        house.kill_after(&["mail", "send"], Duration::from_millis(milliseconds));
        for (address, names) in count() {
            let done = !waited.iter().any(|person| address == format!("{person}@x.nl"));
            assert!(!done || before.get(&address) == Some(&names), "{address} had theirs");
        }
        (waited, before) = (waiting(), count());
        half_way += usize::from((1..26).contains(&waited.len()));
        if half_way == 3 {
            break;
        }
    }
    assert!(half_way > 0, "a kill between two letters");
    house.must(&["mail", "send"]);
    let sent = count();
    assert_eq!(sent.len(), 26, "everybody got it");
    for (person, names) in sent {
        assert!(names.iter().all(|name| *name == names[0]), "{person}: a double has the name of the first");
    }
}
