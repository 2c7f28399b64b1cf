//! Letters over SMTP: a conversation over a real socket with a server that takes, defers or refuses.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::house::{TestHouse, in_days};

const ROSTER: &str = "person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,en\n3,refused@x.nl,Care/A,nl\n";

/// A server (RFC 5321, without extensions) that hands over each letter it took. It ends with the test.
pub(crate) fn server(port: u16, answer: fn(&str) -> &'static str) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (taken, letters) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let taken = taken.clone();
            thread::spawn(move || converse(stream, answer, &taken));
        }
    });
    (port, letters)
}

fn converse(stream: TcpStream, answer: fn(&str) -> &'static str, taken: &Sender<String>) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 test\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let reply = match verb.as_str() {
            "RCPT" => answer(&line),
            "DATA" => {
                out.write_all(b"354 go on\r\n").ok()?;
                let letter: Vec<_> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                taken.send(letter.join("\n")).ok()?;
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 well",
        };
        out.write_all(format!("{reply}\r\n").as_bytes()).ok()?;
    }
    Some(())
}

fn open_with_relay(house: &TestHouse, port: u16) -> crate::house::Said {
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
    let (port, letters) =
        server(0, |line| if line.contains("refused@") { "550 5.1.1 no such mailbox" } else { "250 well" });
    let said = open_with_relay(&house, port);
    assert!(said.ok && said.err.contains("1 letters were refused for good"), "{}{}", said.out, said.err);
    assert!(said.err.contains("no such mailbox"), "{}", said.err);
    let mut taken: Vec<String> = letters.try_iter().collect();
    taken.sort();
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
    assert_eq!(letters.try_iter().count(), 0);
}

#[test]
fn letters_wait_while_the_relay_says_later_and_go_when_it_is_back() {
    let house = TestHouse::new();
    let (port, letters) = server(0, |_| "451 4.7.1 try again later");
    let said = open_with_relay(&house, port);
    assert!(
        said.ok && said.err.contains("3 letters still wait") && said.err.contains("try again later"),
        "{}",
        said.err
    );
    assert_eq!(letters.try_iter().count(), 0);
    let (back, letters) = server(0, |_| "250 well");
    house.configure(&format!("127.0.0.1:{port}"), &format!("127.0.0.1:{back}"));
    house.must(&["mail", "send"]);
    assert_eq!(letters.try_iter().count(), 3);
}
