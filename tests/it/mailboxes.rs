//! What arrives: a real Postfix in front of real mailboxes of Dovecot, and the plug pulled in the middle. Knows no page.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use crate::mail_server::{Dovecot, Postfix};

/// A conversation by hand.
struct Client {
    out: TcpStream,
    lines: BufReader<TcpStream>,
}

impl Client {
    fn new(port: u16) -> Self {
        let out = TcpStream::connect(("127.0.0.1", port)).expect("a server");
        let mut client = Self { lines: BufReader::new(out.try_clone().expect("a second handle")), out };
        assert!(client.reply().starts_with("220"));
        client
    }

    /// The last line of a reply.
    fn reply(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).expect("a reply");
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }

    fn say(&mut self, line: &str) -> String {
        self.out.write_all(format!("{line}\r\n").as_bytes()).expect("a listener");
        self.reply()
    }

    /// What the server says to the receiver and to the letter.
    fn send(&mut self, to: &str, id: &str) -> String {
        self.say("RSET");
        self.say("MAIL FROM:<bounces@polsslag.example>");
        let said = self.say(&format!("RCPT TO:<{to}>"));
        if !said.starts_with("250") {
            return said;
        }
        self.say("DATA");
        self.say(&format!("Message-ID: <{id}@polsslag.example>\r\nSubject: {id}\r\n\r\nHello\r\n."))
    }
}

/// What the other stories rely on.
#[test]
fn the_servers_deliver_drop_doubles_refuse_and_bounce() {
    if !Postfix::can_run() {
        return;
    }
    let dovecot = Dovecot::start(&[("bounces@polsslag.example", "secret")]);
    dovecot.furnish(["a@x.nl", "bounces@polsslag.example"]);
    let postfix = Postfix::start(&dovecot);
    let mut client = Client::new(postfix.port());
    client.say("EHLO polsslag.example");
    for (to, id, said) in [
        ("a@x.nl", "one", "250"),
        ("a@x.nl", "one", "250"),
        ("a@x.nl", "two", "250"),
        ("missing@x.nl", "three", "250"),
        ("refused@x.nl", "four", "550 5.1.1"),
        ("later@x.nl", "five", "451 4.3.2"),
        ("a@elsewhere.example", "six", "554 5.7.1"),
    ] {
        let reply = client.send(to, id);
        assert!(reply.starts_with(said), "{to}: {reply}");
    }
    postfix.wait_until_delivered();
    assert_eq!(postfix.taken().len(), 4);
    assert_eq!(dovecot.mailbox("a@x.nl").len(), 2, "the double was dropped; {}", postfix.log());
    let bounces = dovecot.mailbox("bounces@polsslag.example");
    assert_eq!(bounces.len(), 1);
    let bounce = String::from_utf8_lossy(&bounces[0]);
    assert!(bounce.contains("message/delivery-status") && bounce.contains("three@polsslag.example"), "{bounce}");
}
