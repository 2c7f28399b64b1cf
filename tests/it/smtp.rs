//! Letters over SMTP to a relay that defers, refuses, hangs, hangs up or talks strangely. Knows no mailbox.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use crate::house::{Said, TestHouse, in_days};
use crate::mail_server::{Does, Step, Stub};

/// A house with so many people, whose letters wait for a relay at this address.
fn waiting_for(address: &str, people: usize) -> TestHouse {
    let house = TestHouse::new();
    house.use_relay(address);
    house.configure("connections = 4", "connections = 1\npatience_seconds = 1");
    let rows = (0..people).map(|n| format!("p{n},p{n}@x.nl,Care/A,{}\n", ["nl", "en"][n % 2]));
    house.import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect::<String>());
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14), "--queue-only"]);
    house
}

fn waiting(stub: &Stub, people: usize) -> TestHouse {
    waiting_for(&format!("smtp://127.0.0.1:{}", stub.port()), people)
}

/// What the list says of the letters of the only wave.
#[track_caller]
fn assert_counts(house: &TestHouse, sent: usize, waiting: usize, refused: usize) {
    let list = house.must(&["wave", "list"]);
    assert!(list.contains(&format!("{sent} sent, {waiting} waiting, {refused} refused")), "{list}");
}

fn send(house: &TestHouse) -> Said {
    let said = house.run(&["mail", "send"]);
    assert!(!said.err.contains("@x.nl"), "a complaint names nobody: {}", said.err);
    said
}

fn receiver(letter: &str) -> String {
    letter.lines().find_map(|line| line.strip_prefix("To: ")).expect("a receiver").to_owned()
}

/// How often each receiver's letter was taken; it must be the same letter each time.
fn copies(letters: &[String]) -> BTreeMap<String, usize> {
    let different: BTreeSet<_> = letters.iter().collect();
    let mut copies = BTreeMap::new();
    for letter in letters {
        *copies.entry(receiver(letter)).or_default() += 1;
    }
    assert_eq!(different.len(), copies.len(), "a letter that goes again is the same to the last byte");
    copies
}

#[test]
fn a_relay_takes_letters_and_refused_ones_are_not_tried_again() {
    let stub = Stub::start(|at| match (at.step, at.receiver) {
        (Step::Recipient, "p0@x.nl") => Does::Says("550 5.1.1 <p0@x.nl>: no such mailbox"),
        (Step::Data, "p1@x.nl") => Does::Says("554 5.2.1 not to this one"),
        (Step::Dot, "p2@x.nl") => Does::Says("552-5.3.4 too\n552 5.3.4 large"),
        _ => Does::AsUsual,
    });
    let house = waiting(&stub, 8);
    let said = send(&house);
    assert!(said.ok && said.err.contains("3 letters were refused for good"), "{}{}", said.out, said.err);
    for words in ["no such mailbox", "not to this one", "too", "large"] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    let taken = stub.taken();
    assert_eq!(copies(&taken).into_values().collect::<Vec<_>>(), [1; 5]);
    for letter in &taken {
        for part in
            ["From: Polsslag <polsslag@localhost>", "Auto-Submitted: auto-generated", "multipart/alternative", "/a/"]
        {
            assert!(letter.contains(part), "{part} in\n{letter}");
        }
    }
    assert_counts(&house, 5, 0, 3);
    assert_eq!(stub.conversations(), 1, "a refusal is no reason to hang up");
    house.must(&["mail", "send"]);
    assert_eq!(stub.taken().len(), 0);
}

/// Everything that can go wrong on the way, and whether the letter was taken all the same.
const TROUBLES: [(Step, Does, bool); 27] = [
    (Step::Greeting, Does::SaysAndDrops("421 4.3.2 too busy"), false),
    (Step::Greeting, Does::Says("554 5.7.1 go away"), false),
    (Step::Greeting, Does::Drops, false),
    (Step::Greeting, Does::Hangs, false),
    (Step::Greeting, Does::Says("this is no mail server"), false),
    (Step::Hello, Does::Says("421 4.3.2 too busy"), false),
    (Step::Hello, Does::Says("550 5.7.1 I don't know you"), false),
    (Step::Hello, Does::Drops, false),
    (Step::Hello, Does::Hangs, false),
    (Step::Mail, Does::Says("451 4.3.0 not now"), false),
    (Step::Mail, Does::Says("550 5.1.8 bad sender"), false),
    (Step::Mail, Does::Says("530 5.7.0 sign in first"), false),
    (Step::Mail, Does::Drops, false),
    (Step::Mail, Does::Hangs, false),
    (Step::Recipient, Does::Says("450 4.2.0 greylisted"), false),
    (Step::Recipient, Does::SaysAndDrops("421 4.7.0 that is enough"), false),
    (Step::Recipient, Does::Drops, false),
    (Step::Recipient, Does::Hangs, false),
    (Step::Data, Does::Says("451 4.3.0 the disk is full"), false),
    (Step::Data, Does::Drops, false),
    (Step::Data, Does::Hangs, false),
    (Step::Body, Does::Drops, false),
    (Step::Dot, Does::Says("451 4.3.0 the queue is full"), false),
    (Step::Dot, Does::SaysAndDrops("421 4.3.2 shutting down"), false),
    (Step::Dot, Does::Drops, true),
    (Step::Dot, Does::Hangs, true),
    (Step::Dot, Does::Says("what was that"), false),
];

#[test]
fn whatever_goes_wrong_on_the_way_letters_wait_and_none_is_lost() {
    let trouble = Arc::new(Mutex::new(TROUBLES[0]));
    let current = Arc::clone(&trouble);
    let stub = Stub::start(move |at| {
        let (step, does, _) = *current.lock().expect("a trouble");
        if at.step == step { does } else { Does::AsUsual }
    });
    let house = waiting(&stub, 2);
    let (mut certain, mut letters) = (0, Vec::new());
    for (step, does, taken) in TROUBLES {
        *trouble.lock().expect("a trouble") = (step, does, taken);
        let said = send(&house);
        assert!(!said.ok && said.err.contains("2 letters still wait"), "{step:?} {does:?}: {}{}", said.out, said.err);
        assert_counts(&house, 0, 2, 0);
        let came = stub.taken();
        assert_eq!(came.len(), if taken { 2 } else { 0 }, "{step:?} {does:?}");
        certain += usize::from(taken);
        letters.extend(came);
        // As if it was the first trouble: a third one without an answer would end it.
        house.change("UPDATE outbox SET unconfirmed = 0");
    }
    *trouble.lock().expect("a trouble") = (Step::Other, Does::AsUsual, false);
    assert!(send(&house).ok);
    letters.extend(stub.taken());
    // Whoever dropped doubles has one.
    assert_eq!(copies(&letters).into_values().collect::<Vec<_>>(), [certain + 1; 2]);
    assert_counts(&house, 2, 0, 0);
}

#[test]
fn a_relay_that_tires_of_a_conversation_is_called_again() {
    let stub = Stub::start(|at| match at.step {
        // Every third receiver of a conversation is one too many.
        Step::Mail if at.times % 3 == 0 => Does::SaysAndDrops("421 4.7.0 enough for one conversation"),
        _ => Does::AsUsual,
    });
    let house = waiting(&stub, 12);
    for _ in 0..3 {
        send(&house);
    }
    assert_counts(&house, 12, 0, 0);
    assert_eq!(copies(&stub.taken()).into_values().collect::<Vec<_>>(), [1; 12]);
    assert!(stub.conversations() >= 5, "{}", stub.conversations());
}

#[test]
fn long_greetings_and_slow_talkers_are_borne() {
    let greeting: &'static str = include_str!("mail_server/greeting.txt");
    let stub = Stub::start(move |at| match at.step {
        Step::Greeting => Does::Says(greeting),
        _ => Does::Dribbles,
    });
    let house = waiting(&stub, 2);
    assert!(send(&house).ok);
    assert_eq!(stub.taken().len(), 2);
}

#[test]
fn greylisted_letters_wait_and_go_the_second_time() {
    let stub = Stub::start(|at| match at.step {
        Step::Recipient if at.times == 1 => Does::Says("451 4.7.1 greylisted, come back in a minute"),
        _ => Does::AsUsual,
    });
    let house = waiting(&stub, 5);
    let said = send(&house);
    assert!(!said.ok && said.err.contains("5 letters still wait") && said.err.contains("greylisted"), "{}", said.err);
    assert!(send(&house).ok);
    assert_eq!(copies(&stub.taken()).into_values().collect::<Vec<_>>(), [1; 5]);
}

#[test]
fn a_relay_that_never_says_whether_it_took_a_letter_gets_three_copies_and_no_more() {
    let stub = Stub::start(|at| match (at.step, at.times) {
        (Step::Recipient, 1 | 2) => Does::Says("451 4.7.1 greylisted, come back in a minute"),
        (Step::Dot, _) => Does::Drops,
        _ => Does::AsUsual,
    });
    let house = waiting(&stub, 2);
    for _ in 0..4 {
        assert!(send(&house).err.contains("2 letters still wait"), "what was refused before its last byte is no copy");
    }
    let said = send(&house);
    assert!(said.ok && said.err.contains("no answer after the whole letter was given, 3 times"), "{}", said.err);
    assert!(said.err.contains("it may have arrived"), "{}", said.err);
    assert_counts(&house, 0, 0, 2);
    assert!(send(&house).ok);
    assert_eq!(copies(&stub.taken()).into_values().collect::<Vec<_>>(), [3; 2]);
    assert!(
        house.must(&["mail", "undelivered"]).contains("no address is known"),
        "nothing is known against the addresses"
    );
}

#[test]
fn one_letter_that_breaks_every_connection_keeps_no_other_waiting() {
    let stub = Stub::start(|at| match (at.step, at.receiver) {
        (Step::Body | Step::Dot, "p3@x.nl") => Does::Drops,
        _ => Does::AsUsual,
    });
    let house = waiting(&stub, 8);
    assert!(!send(&house).ok);
    assert_counts(&house, 7, 1, 0);
    assert_eq!(copies(&stub.taken()).into_values().collect::<Vec<_>>(), [1; 7]);
}

#[test]
fn no_letter_goes_in_clear_where_encryption_was_asked_for() {
    let stub = Stub::start(|_| Does::AsUsual);
    for url in [format!("smtp://127.0.0.1:{}?tls=required", stub.port()), format!("smtps://127.0.0.1:{}", stub.port())]
    {
        let house = waiting_for(&url, 2);
        let said = send(&house);
        assert!(!said.ok && said.err.contains("2 letters still wait"), "{}", said.err);
        assert!(said.err.contains("encryption") || said.err.contains("TLS"), "{}", said.err);
        assert_eq!(stub.taken().len(), 0);
    }
}

#[test]
fn letters_go_when_the_relay_is_back() {
    let house = waiting_for("smtp://127.0.0.1:1", 3);
    let said = send(&house);
    assert!(!said.ok && said.err.contains("3 letters still wait"), "{}", said.err);
    let back = Stub::start(|_| Does::AsUsual);
    house.configure("127.0.0.1:1\"", &format!("127.0.0.1:{}\"", back.port()));
    assert!(send(&house).ok);
    assert_eq!(back.taken().len(), 3);
}
