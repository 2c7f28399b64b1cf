//! Letters over SMTP: a conversation over a real socket with a server that takes, defers or refuses.

use crate::house::{Said, TestHouse, in_days};
use crate::mail_server::{Does, Step, Stub};

const ROSTER: &str = "person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,en\n3,refused@x.nl,Care/A,nl\n";

fn open_with_relay(house: &TestHouse, port: u16) -> Said {
    house.configure(
        "#= smtp = \"smtp://user:password@mail.example.org:587?tls=required\"",
        &format!("smtp = \"smtp://127.0.0.1:{port}\""),
    );
    house.import(ROSTER);
    house.run(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14)])
}

#[test]
fn a_relay_takes_letters_and_a_refused_one_is_not_tried_again() {
    let house = TestHouse::new();
    let stub = Stub::start(|at| match at.step {
        Step::Recipient if at.receiver.starts_with("refused@") => Does::Says("550 5.1.1 no such mailbox"),
        _ => Does::AsUsual,
    });
    let said = open_with_relay(&house, stub.port());
    assert!(said.ok && said.err.contains("1 letters were refused for good"), "{}{}", said.out, said.err);
    assert!(said.err.contains("no such mailbox"), "{}", said.err);
    let taken = stub.taken();
    assert_eq!(taken.len(), 2);
    for letter in &taken {
        for part in
            ["From: Polsslag <polsslag@localhost>", "Auto-Submitted: auto-generated", "multipart/alternative", "/a/"]
        {
            assert!(letter.contains(part), "{part} in\n{letter}");
        }
    }
    assert!(house.must(&["wave", "list"]).contains("2 sent, 0 waiting, 1 refused"));
    house.must(&["mail", "send"]);
    assert_eq!(stub.taken().len(), 0);
}

#[test]
fn letters_wait_while_the_relay_says_later_and_go_when_it_is_back() {
    let house = TestHouse::new();
    let away = Stub::start(|at| match at.step {
        Step::Recipient => Does::Says("451 4.7.1 try again later"),
        _ => Does::AsUsual,
    });
    let said = open_with_relay(&house, away.port());
    assert!(
        said.ok && said.err.contains("3 letters still wait") && said.err.contains("try again later"),
        "{}",
        said.err
    );
    assert_eq!(away.taken().len(), 0);
    let back = Stub::start(|_| Does::AsUsual);
    house.configure(&format!("127.0.0.1:{}", away.port()), &format!("127.0.0.1:{}", back.port()));
    house.must(&["mail", "send"]);
    assert_eq!(back.taken().len(), 3);
}
