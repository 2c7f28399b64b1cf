//! Each letter arrives, and once, however often the program that sends it is killed: in real mailboxes behind a real relay,
//! at a scripted relay, in a folder. Knows no page.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::house::{Engine, TestHouse, collect, in_days};
use crate::mail_server::{Does, Dovecot, Postfix, Step, Stub};

const PEOPLE: usize = 2_000;
/// How many letters go at once, by the sample configuration.
const CONNECTIONS: usize = 4;
const SEND: &[&str] = &["mail", "send"];

fn address(n: usize) -> String {
    format!("p{n}@x.nl")
}

/// So many people, whose letters wait.
fn invite(house: &TestHouse) {
    let rows = (0..PEOPLE).map(|n| format!("p{n},{},Care/Team {},{}\n", address(n), n % 9, ["nl", "en"][n % 2]));
    house.import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect::<String>());
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14), "--queue-only"]);
}

/// The names of the letters that are recorded as sent.
fn recorded(house: &TestHouse) -> BTreeSet<String> {
    house.rows("SELECT name FROM outbox WHERE state = 'sent'").into_iter().collect()
}

/// The name of a letter, from its `Message-ID`.
fn name(id: &str) -> String {
    id.split(['@', '.']).next().unwrap_or_default().to_owned()
}

/// Pulls the plug again and again, each time a few hundred letters further, and lets the last run end. `taken` are the
/// letters that the relay has taken so far, each by its name, in their order; `settle` waits until that is all.
fn pull_the_plug(house: &TestHouse, settle: impl Fn(), mut taken: impl FnMut() -> Vec<String>) {
    let (mut kills, mut doubles) = (0, 0);
    loop {
        settle();
        let (before, sent) = (taken(), recorded(house));
        // Whatever is recorded was taken: nothing is lost.
        let there: BTreeSet<_> = before.iter().cloned().collect();
        assert!(sent.is_subset(&there), "{} letters are recorded that nobody took", sent.difference(&there).count());
        // What was taken and is not recorded may go again: one letter for each connection, and no more.
        let uncertain = there.difference(&sent).count();
        assert!(uncertain <= CONNECTIONS, "{uncertain} letters are uncertain after one kill");
        doubles += uncertain;
        let goal = before.len() + 150 + 70 * kills;
        let killed = house.kill_when(SEND, || taken().len() >= goal);
        settle();
        let after = taken();
        let again: Vec<_> = after[before.len()..].iter().filter(|name| sent.contains(*name)).collect();
        assert!(again.is_empty(), "{} letters went again that were recorded as sent", again.len());
        if !killed {
            break;
        }
        kills += 1;
    }
    assert!(kills >= 4, "the program was killed {kills} times only");
    let taken = taken();
    assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), PEOPLE);
    assert_eq!(taken.len(), PEOPLE + doubles, "only what was uncertain went again, after {kills} kills");
    assert!(house.must(&["wave", "list"]).contains(&format!("{PEOPLE} sent, 0 waiting, 0 refused")));
}

#[test]
fn every_mailbox_behind_a_real_relay_holds_one_letter_whenever_the_plug_was_pulled() {
    if !Postfix::can_run() {
        return;
    }
    let dovecot = Dovecot::start(&[]);
    let addresses: Vec<_> = (0..PEOPLE).map(address).collect();
    dovecot.furnish(addresses.iter().map(String::as_str));
    let postfix = Postfix::start(&dovecot);
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", postfix.port()));
    invite(&house);
    pull_the_plug(&house, || postfix.wait_until_delivered(), || postfix.taken().iter().map(|id| name(id)).collect());
    for address in &addresses {
        let letters = dovecot.mailbox(address);
        assert_eq!(letters.len(), 1, "{address}");
        let text = String::from_utf8_lossy(&letters[0]);
        assert!(text.contains(&format!("To: {address}")) && text.contains("/a/"), "{address}: {text}");
    }
}

fn at_a_scripted_relay_too(engine: Engine) {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = TestHouse::on(engine);
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    invite(&house);
    let (mut names, mut letters) = (Vec::new(), BTreeMap::<String, String>::new());
    // Threads read to the end what the killed program wrote; a database server ends what it was told.
    let settle = || std::thread::sleep(Duration::from_millis(300));
    pull_the_plug(&house, settle, || {
        for letter in stub.taken() {
            let id = letter.lines().find_map(|line| line.strip_prefix("Message-ID: <")).expect("a Message-ID");
            let name = name(id);
            let first = letters.entry(name.clone()).or_insert_with(|| letter.clone());
            assert_eq!(*first, letter, "a letter that goes again is the same to the last byte");
            names.push(name);
        }
        names.clone()
    });
}

#[test]
fn at_a_scripted_relay_only_uncertain_letters_go_again_with_sqlite() {
    at_a_scripted_relay_too(Engine::Sqlite);
}

#[test]
fn at_a_scripted_relay_only_uncertain_letters_go_again_with_postgres() {
    at_a_scripted_relay_too(Engine::Postgres);
}

fn in_a_folder_lies_one_file_for_each(house: &TestHouse) {
    invite(house);
    let files = || {
        let mut files = Vec::new();
        collect(&house.dir().join("letters"), &mut files);
        files
    };
    let ended = |files: &[(PathBuf, Vec<u8>)]| {
        files.iter().filter(|(path, _)| path.extension() == Some(OsStr::new("eml"))).count()
    };
    let (mut kills, mut goal) = (0, 150);
    while house.kill_when(SEND, || count(&house.dir().join("letters")) >= goal) {
        kills += 1;
        goal = ended(&files()) + 200;
    }
    assert!(kills >= 4, "the program was killed {kills} times only");
    let files = files();
    assert_eq!((ended(&files), files.len()), (PEOPLE, PEOPLE), "one file for each, and none that is half written");
    let letters: BTreeSet<_> = house.letters().into_iter().map(|(receiver, _)| receiver).collect();
    assert_eq!(letters.len(), PEOPLE);
}

/// How many files lie below a folder.
fn count(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
}

crate::house::on_both_engines!(in_a_folder_lies_one_file_for_each);

/// A letter that was handed over stays handed over when the server is stopped politely.
#[test]
fn a_server_that_is_stopped_ends_the_letters_it_has_and_begins_no_other() {
    let stub = Stub::start(|at| match at.step {
        Step::Dot => Does::Dribbles,
        _ => Does::AsUsual,
    });
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    invite(&house);
    let server = house.serve();
    let mut taken = Vec::new();
    let begun = Instant::now();
    while taken.len() < 50 {
        assert!(begun.elapsed() < Duration::from_mins(1), "the server sends nothing");
        taken.extend(stub.taken());
        std::thread::sleep(Duration::from_millis(5));
    }
    server.stop();
    taken.extend(stub.taken());
    assert!(taken.len() < PEOPLE, "it was stopped in the middle");
    assert_eq!(recorded(&house).len(), taken.len(), "nothing is uncertain");
}
