//! Which of the letters that wait goes next, and that nobody keeps another one waiting: not a long round, a domain with a
//! limit, a row that can't be read, or a second process. Knows no page.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jobs::Pace;
use store::{Location, Store, Which};

use crate::delivery::receiver;
use crate::house::{Engine, TestHouse, in_days, on_both_engines};
use crate::mail_server::{Does, Stub};
use crate::press::{Broken, outbox};

/// A house whose letters wait: to so many people at `x.nl`, and to so many at domains of their own.
pub(crate) fn fill(house: &TestHouse, people: usize, others: usize) {
    let many = (0..people).map(|n| format!("p{n},p{n}@x.nl,Care/A,nl\n"));
    let few = (0..others).map(|n| format!("o{n},o{n}@y{n}.nl,Care/A,nl\n"));
    house
        .import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(many).chain(few).collect::<String>());
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14), "--queue-only"]);
}

fn to(letter: &str) -> &str {
    letter.lines().find_map(|line| line.strip_prefix("To: ")).expect("a receiver")
}

/// Waits for letters, and gives the receivers of those that came, in their order.
fn wait(stub: &Stub, came: &mut Vec<String>, mut enough: impl FnMut(&[String]) -> bool) {
    let began = Instant::now();
    while !enough(came) {
        assert!(began.elapsed() < Duration::from_secs(40), "{} letters came", came.len());
        came.extend(stub.taken().iter().map(|letter| to(letter).to_owned()));
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub(crate) fn on_server(house: &TestHouse) -> (tokio::runtime::Runtime, Store) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let location = house.server.as_ref().map_or("polsslag.db", |(_, url)| url);
    let store = runtime.block_on(Store::open(&Location::read(location, &house.dir()))).expect("a database");
    (runtime, store)
}

/// The letter to a new account, and another one when it has asked again.
#[test]
fn a_letter_that_somebody_waits_for_overtakes_a_round_that_takes_minutes() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    // Ten at once, and then one in six tenths of a second.
    house.configure("#= per_minute = 600", "per_minute = 100");
    fill(&house, 100, 0);
    let _server = house.serve();
    let mut came = Vec::new();
    wait(&stub, &mut came, |came| came.len() >= 12);
    let invite = ["account", "add", "bob", "--email", "bob@x.nl", "--role", "administrator", "--invite"];
    for (words, count) in [(&invite[..], 1), (&["account", "password", "bob", "--invite"], 2)] {
        let before = came.len();
        house.must(words);
        wait(&stub, &mut came, |came| came.iter().filter(|to| *to == "bob@x.nl").count() == count);
        let others = came.len() - before;
        assert!(others <= 12, "{others} letters went before it, of those that could wait");
    }
    assert!(came.len() < 60, "the round goes on");
}

#[test]
fn a_domain_that_has_had_its_share_keeps_no_other_waiting() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    // Two at once, and then one in three seconds.
    house.configure("#= per_minute_and_domain = 60", "per_minute_and_domain = 20");
    fill(&house, 3_000, 10);
    let last =
        "UPDATE outbox SET name = 'fffffffffffffffffffffffffffffff' || substr(receiver, 2) WHERE receiver LIKE 'o%'";
    house.change(last);
    let (mut came, began) = (Vec::new(), Instant::now());
    let all = |came: &[String]| came.iter().filter(|to| to.starts_with('o')).count() == 10;
    house.kill_when(&["mail", "send"], || {
        came.extend(stub.taken().iter().map(|letter| to(letter).to_owned()));
        all(&came) || began.elapsed() > Duration::from_secs(40)
    });
    assert!(all(&came), "{came:?}");
    let limited = came.len() - 10;
    assert!((1..=15).contains(&limited), "{limited} letters went to the domain with a limit");
}

#[test]
fn each_letter_goes_once_whatever_its_domain_may_take() {
    let house = TestHouse::new();
    fill(&house, 450, 30);
    let (runtime, store) = on_server(&house);
    // A hundred at once, and then one in six hundredths of a second: more wait beside the others than are kept in memory.
    let pace = Pace::new(None, std::num::NonZeroU32::new(2_000));
    let outbox = outbox(&house, store, Broken("Care".parse().expect("a path")), pace);
    let which = Which { due: i64::MAX, retry: true, pulses: true };
    let sending = runtime.block_on(outbox.send(which, jobs::never(), |_, _| ())).expect("a round");
    assert_eq!((sending.sent, sending.waiting), (480, 0));
    let mut copies = BTreeMap::<String, usize>::new();
    for letter in outbox.post.collect() {
        let bytes = letter.bytes();
        let letter = mail_parser::MessageParser::default().parse(&bytes).expect("a letter");
        *copies.entry(receiver(&letter)).or_default() += 1;
    }
    assert!(copies.len() == 480 && copies.values().all(|count| *count == 1), "{copies:?}");
}

fn a_row_that_can_t_be_read_keeps_no_other_waiting(house: &TestHouse) {
    fill(house, 5, 0);
    house.change("UPDATE outbox SET email = 'Jan Jansen' WHERE receiver = 'p1'");
    house.change("UPDATE outbox SET name = 'Piet Pieters' WHERE receiver = 'p2'");
    let said = house.run(&["mail", "send"]);
    assert!(
        !said.ok && said.out.contains("3 letters went") && said.err.contains("2 letters still wait"),
        "{}",
        said.err
    );
    let complaints = said.err.matches("of outbox can't be read").count();
    assert!(complaints == 1 && said.err.contains("the database is damaged"), "{}", said.err);
    for personal in ["Jan", "Piet", "p1", "p2", "x.nl"] {
        assert!(!said.err.contains(personal), "{personal}: {}", said.err);
    }
}

fn two_processes_never_send_the_same_letters(house: &TestHouse) {
    fill(house, 5, 0);
    let (runtime, store) = on_server(house);
    let _inside = runtime.enter();
    // Somebody else who reaches the database, wherever they are and whatever keys they have.
    let alone = runtime.block_on(store.sending()).expect("a database").expect("nobody sends");
    assert!(runtime.block_on(store.sending()).expect("a database").is_none(), "twice");
    let said = house.run(&["mail", "send"]);
    assert!(said.ok && said.err.contains("another process is sending the letters"), "{}", said.err);
    assert_eq!(house.letters().len(), 0);
    runtime.block_on(alone.let_go());
    house.must(&["mail", "send"]);
    assert_eq!(house.letters().len(), 5);
    let again = runtime.block_on(store.sending()).expect("a database");
    assert!(again.is_some(), "one that has ended lets go");
}

fn who_left_the_roster_gets_no_letter_of_an_open_wave_any_more(house: &TestHouse) {
    fill(house, 6, 0);
    let invited = || house.rows("SELECT tree FROM wave");
    let before = invited();
    let roster = |people: &[&str]| {
        let rows = people.iter().map(|key| format!("{key},{key}@new.nl,Care/A,nl\n"));
        house.import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect::<String>());
    };
    roster(&["p0", "p1", "p2", "p3", "p4"]);
    house.must(&["mail", "send"]);
    let receivers = || house.letters().into_iter().map(|(to, _)| to).collect::<Vec<_>>();
    assert_eq!(receivers(), ["p0@x.nl", "p1@x.nl", "p2@x.nl", "p3@x.nl", "p4@x.nl"], "at the address of the opening");
    roster(&["p0", "p1", "p2", "p3", "p9"]);
    for (path, _) in house.files().iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "eml")) {
        std::fs::remove_file(path).expect("a letter");
    }
    house.change("UPDATE wave SET opens = '2026-01-06'");
    let label = house.rows("SELECT label FROM wave").concat();
    house.run(&["wave", "remind", "--wave", &label]);
    house.change("UPDATE outbox SET due = 0 WHERE state = 'queued'");
    house.must(&["mail", "send"]);
    assert_eq!(receivers(), ["p0@x.nl", "p1@x.nl", "p2@x.nl", "p3@x.nl"]);
    assert_eq!(invited(), before, "who was asked stays what it was");
}

on_both_engines!(
    a_row_that_can_t_be_read_keeps_no_other_waiting,
    two_processes_never_send_the_same_letters,
    who_left_the_roster_gets_no_letter_of_an_open_wave_any_more,
);

#[test]
fn a_lock_whose_connection_breaks_is_known_to_be_lost() {
    let house = TestHouse::on(Engine::Postgres);
    let (runtime, store) = on_server(&house);
    let _inside = runtime.enter();
    let mut alone = runtime.block_on(store.sending()).expect("a database").expect("nobody sends");
    let (cluster, url) = house.server.as_ref().expect("a server");
    cluster.psql(url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
    runtime.block_on(async {
        let lost = tokio::time::timeout(Duration::from_secs(4), alone.is_lost()).await;
        assert!(lost.is_ok(), "whoever sends would go on beside another process");
    });
    assert!(runtime.block_on(store.sending()).expect("a database").is_some());
}

/// As when whoever sends is cut off in the middle.
#[test]
fn a_lock_that_nobody_lets_go_of_ends_all_the_same() {
    let house = TestHouse::on(Engine::Postgres);
    fill(&house, 3, 0);
    let (runtime, store) = on_server(&house);
    let _inside = runtime.enter();
    drop(runtime.block_on(store.sending()).expect("a database").expect("nobody sends"));
    let began = Instant::now();
    while house.letters().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(20), "its connection lives on, and the lock with it");
        house.must(&["mail", "send"]);
    }
}
