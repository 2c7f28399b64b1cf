//! What must not happen to letters when things go wrong: that somebody who wants none stands out, or that somebody gets a
//! copy because it could not be written down that they had one. Knows no page.

use domain::PersonKey;
use jobs::{KeyFolder, Pace};
use store::Which;

use crate::house::TestHouse;
use crate::mail_server::{Does, Step, Stub};
use crate::press::{Broken, outbox};
use crate::queue::{fill, on_server};

/// Nothing that is written about what became of letters is kept.
const FORGETS: &str = "CREATE TRIGGER forgets BEFORE UPDATE OF state ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END";
const KEEPS: &str = "DROP TRIGGER forgets";

fn stop(house: &TestHouse, person: &str) {
    let (runtime, store) = on_server(house);
    let key = KeyFolder::at(house.dir().join("keys")).opt_outs().expect("a key");
    let mark = key.mark(&person.parse::<PersonKey>().expect("a key"));
    runtime.block_on(store.keep_opt_out(mark.opt_out())).expect("a database");
}

#[test]
fn whoever_stopped_their_letters_comes_to_the_same_end_as_the_others() {
    for (said, state) in [("250 2.0.0 taken", "sent"), ("451 4.7.1 later", "queued"), ("550 5.6.0 never", "refused")] {
        let stub = Stub::start(move |moment| if moment.step == Step::Dot { Does::Says(said) } else { Does::AsUsual });
        let house = TestHouse::new();
        house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
        fill(&house, 9, 0);
        for person in ["p1", "p4", "p6"] {
            stop(&house, person);
        }
        house.run(&["mail", "send"]);
        let ends = house.rows("SELECT DISTINCT state || ' ' || tries || ' ' || coalesce(complaint, '') FROM outbox");
        assert!(ends.len() == 1 && ends[0].starts_with(state), "{said}: {ends:?}");
        let taken = stub.taken();
        assert!(taken.iter().all(|letter| !["p1@", "p4@", "p6@"].iter().any(|to| letter.contains(to))), "{said}");
        assert_eq!(taken.len(), if state == "sent" { 6 } else { 0 }, "{said}");
    }
}

#[test]
fn where_everybody_has_stopped_their_letters_none_waits() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    fill(&house, 5, 0);
    (0..5).for_each(|n| stop(&house, &format!("p{n}")));
    house.must(&["mail", "send"]);
    assert_eq!((house.rows("SELECT DISTINCT state FROM outbox"), stub.taken().len()), (vec!["sent".to_owned()], 0));
}

#[test]
fn nobody_gets_a_copy_because_it_could_not_be_written_down_that_they_had_one() {
    let house = TestHouse::new();
    fill(&house, 20, 0);
    let (runtime, store) = on_server(&house);
    let outbox = outbox(&house, store, Broken("Care".parse().expect("a path")), Pace::default());
    let which = Which { due: i64::MAX, retry: true, pulses: true };
    let send = || runtime.block_on(outbox.send(which, jobs::never(), |_, _| ()));
    house.change(FORGETS);
    let mut went = Vec::new();
    for round in 0..3 {
        assert!(send().is_err(), "it says so");
        went.extend(outbox.post.collect());
        assert!((1..=2).contains(&went.len()), "one for each connection, in the first round: {}, {round}", went.len());
    }
    house.change(KEEPS);
    let sending = send().expect("a round");
    assert_eq!((sending.sent, sending.waiting), (20 - went.len(), 0));
    went.extend(outbox.post.collect());
    let mut names: Vec<_> = went.iter().map(|letter| letter.name().to_owned()).collect();
    names.sort();
    names.dedup();
    assert_eq!((went.len(), names.len()), (20, 20));
}

/// As on a disk that is full.
#[test]
fn where_nothing_can_be_written_nothing_goes() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    fill(&house, 5, 0);
    house.change("CREATE TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert!(!house.run(&["mail", "send"]).ok);
    assert_eq!(stub.taken().len(), 0);
}

/// A relay that hangs up after each letter, and a letter of which nothing could be written down: the next one waits for that,
/// however often its connection breaks.
#[test]
fn a_connection_that_breaks_gives_no_second_letter_away_before_the_first_is_on_disk() {
    let stub = Stub::start(|moment| match moment.step {
        Step::Mail if moment.times % 2 == 0 => Does::Drops,
        _ => Does::AsUsual,
    });
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    house.configure("connections = 4", "connections = 1");
    fill(&house, 5, 0);
    house.change(FORGETS);
    assert!(!house.run(&["mail", "send"]).ok);
    assert_eq!(stub.taken().len(), 1);
}
