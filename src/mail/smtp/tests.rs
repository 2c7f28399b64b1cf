//! Conversations with a relay that is kind, refuses, hangs or hangs up, at each step. Knows no real relay.

use std::future::ready;
use std::time::Duration;

use lettre::address::Envelope;

use super::stub::{Act, Papers, Rule, Stub, Tls};
use super::{Certificate, Connection, Encryption, Event, Fate, Fault, Patience, Relay, Step, TlsFault, Trouble, Trust};

const LETTER: &[u8] = b"Subject: pulse\r\n\r\n.a line that begins with a dot\r\nhello\r\n";
const PLAIN: &[&str] = &["SIZE 10000000", "AUTH LOGIN PLAIN"];
const QUICK: Patience = Patience { step: Duration::from_millis(400), verdict: Duration::from_millis(700) };
const PATIENT: Patience = Patience::of(Duration::from_secs(20));

fn envelope() -> Envelope {
    let address = |given: &str| given.parse().expect("an address");
    Envelope::new(Some(address("polsslag@x.nl")), vec![address("jan@y.nl")]).expect("an envelope")
}

fn at(word: &'static str, act: Act) -> Rule {
    Rule { word, times: 1, act }
}

async fn relay(rules: Vec<Rule>) -> (Stub, Relay) {
    let stub = Stub::start(rules, PLAIN, Tls::default()).await;
    let relay = Relay::read(&format!("smtp://user:password@127.0.0.1:{}", stub.port), "pulse.x.nl").expect("a relay");
    (stub, relay)
}

/// Opens a connection and hands over one letter.
async fn attempt(relay: &Relay, patience: Patience) -> Result<Connection, (Trouble, Option<Connection>)> {
    let mut connection = Connection::open(relay, patience).await.map_err(|trouble| (trouble, None))?;
    match connection.hand_over(&envelope(), LETTER, ready(true)).await {
        Ok(_) => Ok(connection),
        Err(trouble) => Err((trouble, Some(connection))),
    }
}

#[tokio::test]
async fn fifty_letters_go_over_one_connection_as_they_were_written() {
    let (stub, relay) = relay(Vec::new()).await;
    let mut connection = Connection::open(&relay, PATIENT).await.expect("a connection");
    for _ in 0..50 {
        let accepted = connection.hand_over(&envelope(), LETTER, ready(true)).await.expect("taken");
        assert_eq!(accepted.reply.to_string(), "250 2.0.0 queued as 4F2A");
    }
    connection.quit().await;
    let letters = stub.letters();
    assert_eq!(letters.len(), 50);
    // The dot in front is doubled on the way, and no empty line is added.
    assert_eq!(letters[0], "Subject: pulse\r\n\r\n..a line that begins with a dot\r\nhello\r\n");
    assert_eq!((stub.connections(), stub.saw("AUTH"), stub.saw("QUIT")), (1, 1, 1));
    assert_eq!(stub.saw("EHLO pulse.x.nl"), 1);
}

#[tokio::test]
async fn whoever_says_no_is_understood_at_every_step() {
    use Fate::{Refused, Waits};
    // What is said at which word; what it means for the letter; whether it is about the letter; whether the connection serves on.
    for (word, said, step, fate, of_the_letter, usable) in [
        ("CONNECT", "554 5.3.2 no service", Step::Greeting, Waits, false, false),
        ("CONNECT", "421 4.3.2 too busy", Step::Greeting, Waits, false, false),
        ("EHLO", "550 5.7.1 who are you", Step::Hello, Waits, false, false),
        ("AUTH", "535 5.7.8 wrong password", Step::Login, Waits, false, false),
        ("AUTH", "454 4.7.0 try later", Step::Login, Waits, false, false),
        ("MAIL", "550 5.7.1 <polsslag@x.nl> is not yours", Step::Sender, Waits, false, true),
        ("MAIL", "451 4.3.0 later", Step::Sender, Waits, false, true),
        ("MAIL", "530 5.7.0 sign in first", Step::Sender, Waits, false, true),
        ("RCPT", "550 5.1.1 <jan@y.nl>: no such user", Step::Receiver, Refused, true, true),
        ("RCPT", "450 4.2.0 greylisted", Step::Receiver, Waits, true, true),
        ("RCPT", "421 4.7.0 too many", Step::Receiver, Waits, false, false),
        ("RCPT", "554 5.7.1 <jan@y.nl>: Relay access denied", Step::Receiver, Waits, true, true),
        ("RCPT", "530 5.7.0 Must issue a STARTTLS command first", Step::Receiver, Waits, false, true),
        ("DATA", "554 5.5.1 no valid recipients", Step::Data, Refused, true, true),
        ("DATA", "451 4.3.0 later", Step::Data, Waits, true, true),
        ("DOT", "550 5.7.1 looks like spam", Step::Verdict, Refused, true, true),
        ("DOT", "452 4.3.1 disk full", Step::Verdict, Waits, true, true),
        ("DOT", "421 4.3.2 going down", Step::Verdict, Waits, false, false),
    ] {
        let (stub, relay) = relay(vec![at(word, Act::Say(said))]).await;
        let (trouble, connection) = attempt(&relay, PATIENT).await.map(drop).expect_err(said);
        assert_eq!((trouble.step, trouble.fate(), trouble.is_of_the_letter()), (step, fate, of_the_letter), "{said}");
        assert_eq!(trouble.reply().map(super::Reply::code).map(|code| said.starts_with(&code.to_string())), Some(true));
        assert!(!trouble.to_string().contains('@'), "{trouble}");
        assert_eq!(connection.as_ref().is_some_and(Connection::is_usable), usable, "{said}");
        // What is left of the letter is taken back, and the next one goes over the same connection.
        if let Some(mut connection) = connection.filter(Connection::is_usable) {
            connection.hand_over(&envelope(), LETTER, ready(true)).await.expect("the next letter");
            let after_sender = matches!(step, Step::Receiver | Step::Data);
            assert_eq!((stub.connections(), stub.saw("RSET")), (1, usize::from(after_sender)));
        }
    }
}

#[tokio::test]
async fn whoever_hangs_or_hangs_up_took_nothing_before_the_dot_and_nobody_knows_after_it() {
    use Fate::{Uncertain, Waits};
    for (word, step, fate) in [
        ("CONNECT", Step::Greeting, Waits),
        ("EHLO", Step::Hello, Waits),
        ("AUTH", Step::Login, Waits),
        ("MAIL", Step::Sender, Waits),
        ("RCPT", Step::Receiver, Waits),
        ("DATA", Step::Data, Waits),
        ("DOT", Step::Verdict, Uncertain),
    ] {
        let (_, hanging) = relay(vec![at(word, Act::Hang)]).await;
        let (trouble, connection) = attempt(&hanging, QUICK).await.map(drop).expect_err(word);
        assert_eq!((trouble.step, trouble.fate(), trouble.is_of_the_letter()), (step, fate, false), "{word}");
        assert!(
            matches!(trouble.fault, Fault::Silent(_)) && connection.is_none_or(|connection| !connection.is_usable())
        );
        let (_, gone) = relay(vec![at(word, Act::HangUp)]).await;
        let (trouble, connection) = attempt(&gone, PATIENT).await.map(drop).expect_err(word);
        assert_eq!(
            (trouble.step, trouble.fate(), trouble.is_of_the_letter()),
            (step, fate, false),
            "{word}: {trouble}"
        );
        assert!(
            matches!(trouble.fault, Fault::Broken(_)) && connection.is_none_or(|connection| !connection.is_usable())
        );
    }
}

#[tokio::test]
async fn a_letter_that_never_got_to_its_dot_was_surely_not_taken() {
    let (stub, relay) = relay(vec![at("BODY", Act::HangUp)]).await;
    let mut connection = Connection::open(&relay, PATIENT).await.expect("a connection");
    // More than fits into the buffers of a connection, so that the end can't have left when the relay hangs up.
    let long = b"a line of a long letter\r\n".repeat(1_000_000);
    let trouble = connection.hand_over(&envelope(), &long, ready(true)).await.map(drop).expect_err("no dot");
    assert_eq!((trouble.step, trouble.fate(), stub.letters().len()), (Step::Body, Fate::Waits, 0), "{trouble}");
    assert!(!connection.is_usable());
    let again = connection.hand_over(&envelope(), LETTER, ready(true)).await.map(drop).expect_err("given up");
    assert_eq!(again.fate(), Fate::Waits);
}

#[tokio::test]
async fn a_letter_that_is_dropped_half_way_leaves_no_usable_connection() {
    let (_, relay) = relay(vec![at("RCPT", Act::Hang)]).await;
    let mut connection = Connection::open(&relay, PATIENT).await.expect("a connection");
    let impatient =
        tokio::time::timeout(Duration::from_millis(200), connection.hand_over(&envelope(), LETTER, ready(true))).await;
    assert!(impatient.is_err() && !connection.is_usable());
}

#[tokio::test]
async fn a_letter_leaves_only_when_it_is_cleared() {
    let (stub, relay) = relay(Vec::new()).await;
    let mut connection = Connection::open(&relay, PATIENT).await.expect("a connection");
    let (clear, cleared) = tokio::sync::oneshot::channel();
    let envelope = envelope();
    {
        let mut handed = std::pin::pin!(connection.hand_over(&envelope, LETTER, async { cleared.await.is_ok() }));
        assert!(tokio::time::timeout(Duration::from_millis(200), &mut handed).await.is_err());
        assert_eq!((stub.saw("DATA"), stub.letters().len()), (1, 0), "all is said but the letter");
        clear.send(()).expect("somebody waits");
        handed.await.expect("taken");
    }
    assert_eq!(stub.letters().len(), 1);
    let trouble = connection.hand_over(&envelope, LETTER, ready(false)).await.map(drop).expect_err("taken back");
    assert_eq!((trouble.fate(), stub.letters().len()), (Fate::Waits, 1));
    assert!(!connection.is_usable());
}

#[tokio::test]
async fn what_the_relay_can_t_carry_is_refused_before_it_is_asked() {
    let (stub, relay) = relay(Vec::new()).await;
    let mut connection = Connection::open(&relay, PATIENT).await.expect("a connection");
    let trouble = connection
        .hand_over(&envelope(), "Subject: één\r\n".as_bytes(), ready(true))
        .await
        .map(drop)
        .expect_err("8 bits");
    assert_eq!((trouble.fault.clone(), trouble.fate()), (Fault::Unable("8BITMIME"), Fate::Refused));
    let to = vec!["jan@é.nl".parse().expect("an address")];
    let foreign = Envelope::new(None, to).expect("an envelope");
    let trouble = connection.hand_over(&foreign, LETTER, ready(true)).await.map(drop).expect_err("foreign signs");
    assert_eq!(trouble.fault, Fault::Unable("SMTPUTF8"));
    assert!(connection.is_usable() && stub.saw("MAIL") == 0);
}

/// A relay that encrypts, and how it is configured here.
async fn encrypting(papers: &Papers, trust: Option<Trust>, url: &str, wrapped: bool) -> (Stub, Relay) {
    let tls = Tls { acceptor: Some(papers.acceptor.clone()), wrapped };
    let stub = Stub::start(Vec::new(), &["STARTTLS", "AUTH PLAIN"], tls).await;
    let url = url.replace("PORT", &stub.port.to_string());
    let relay = Relay::read(&url, "pulse.x.nl").expect("a relay");
    (stub, relay.trusting(trust.unwrap_or_else(|| papers.trust.clone())))
}

#[tokio::test]
async fn letters_go_encrypted_after_starttls_and_from_the_first_byte() {
    let papers = Papers::of("localhost", 2020..2090);
    for (url, wrapped) in [
        ("smtp://u:p@localhost:PORT?tls=required", false),
        ("smtp://u:p@localhost:PORT?tls=opportunistic", false),
        ("smtps://u:p@localhost:PORT", true),
    ] {
        let (stub, relay) = encrypting(&papers, None, url, wrapped).await;
        let mut told = Vec::new();
        let mut witness = |event: Event<'_>| {
            told.push(match event {
                Event::Found(_) => "found".to_owned(),
                Event::Connected(_) => "connected".to_owned(),
                Event::Greeted(words) => format!("greeted {words}"),
                Event::Offers(lines) => format!("offers {}", lines.join(", ")),
                Event::Encrypted(Encryption { protocol, certificate }) => {
                    let Certificate { names, issuer, until } = certificate.as_ref().expect("a certificate");
                    format!("{protocol} {} {issuer} {until}", names.join(" "))
                }
                Event::SignedIn => "signed in".to_owned(),
            });
        };
        let mut connection = Connection::open_watched(&relay, PATIENT, &mut witness).await.expect(url);
        connection.hand_over(&envelope(), LETTER, ready(true)).await.expect("taken");
        let (greeted, offers) = ("greeted stub.test ESMTP ready", "offers stub.test, STARTTLS, AUTH PLAIN");
        let encrypted = "TLS 1.3 localhost Authority of localhost 2090-01-01";
        let way = if wrapped {
            vec!["found", "connected", encrypted, greeted, offers, "signed in"]
        } else {
            vec!["found", "connected", greeted, offers, encrypted, offers, "signed in"]
        };
        assert_eq!(told, way);
        assert_eq!((stub.letters().len(), stub.saw("STARTTLS")), (1, usize::from(!wrapped)));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_told() {
    let good = Papers::of("localhost", 2020..2090);
    let nobody = Papers::of("elsewhere", 2020..2090).trust;
    let names = |fault: &TlsFault| match fault {
        TlsFault::OtherName { expected, presented } => (expected.clone(), presented.clone()),
        other => panic!("{other:?}"),
    };
    for (url, wrapped) in [("smtp://localhost:PORT?tls=required", false), ("smtps://localhost:PORT", true)] {
        let fault = async |papers: &Papers, trust: Option<Trust>| {
            let (stub, relay) = encrypting(papers, trust, url, wrapped).await;
            let (trouble, _) = attempt(&relay, PATIENT).await.map(drop).expect_err("no trust");
            assert_eq!((trouble.step, trouble.fate(), stub.saw("MAIL")), (Step::Handshake, Fate::Waits, 0));
            let Fault::Tls(fault) = trouble.fault else { panic!("{trouble:?}") };
            fault
        };
        assert_eq!(fault(&Papers::of("localhost", 2010..2011), None).await, TlsFault::Expired);
        assert_eq!(fault(&Papers::of("localhost", 2089..2090), None).await, TlsFault::NotYet);
        assert_eq!(fault(&good, Some(nobody.clone())).await, TlsFault::UnknownAuthority);
        let other = fault(&Papers::of("mail.x.nl", 2020..2090), None).await;
        assert_eq!(names(&other), ("localhost".to_owned(), "mail.x.nl".to_owned()));
    }
}

#[tokio::test]
async fn no_password_goes_where_encryption_was_asked_for_and_is_not_to_be_had() {
    let (stub, _) = relay(Vec::new()).await;
    let fault = async |url: String| {
        let relay = Relay::read(&url, "x").expect("a relay").trusting(Papers::of("localhost", 2020..2090).trust);
        let (trouble, _) = attempt(&relay, PATIENT).await.map(drop).expect_err("no encryption");
        trouble.fault
    };
    let port = stub.port;
    assert_eq!(fault(format!("smtp://u:p@localhost:{port}?tls=required")).await, Fault::Tls(TlsFault::NotOffered));
    assert_eq!(fault(format!("smtps://u:p@localhost:{port}")).await, Fault::Tls(TlsFault::NotSpoken));
    assert_eq!((stub.saw("AUTH"), stub.saw("MAIL")), (0, 0));
}

#[tokio::test]
async fn what_is_said_before_encryption_is_not_taken_for_what_is_said_after_it() {
    let papers = Papers::of("localhost", 2020..2090);
    let tls = Tls { acceptor: Some(papers.acceptor.clone()), wrapped: false };
    let rules = vec![at("STARTTLS", Act::Say("220 ready\r\n250-stub.test\r\n250 AUTH PLAIN"))];
    let stub = Stub::start(rules, &["STARTTLS"], tls).await;
    let url = format!("smtp://u:p@localhost:{}?tls=required", stub.port);
    let relay = Relay::read(&url, "x").expect("a relay").trusting(papers.trust);
    let (trouble, _) = attempt(&relay, PATIENT).await.map(drop).expect_err("an intruder");
    assert_eq!((trouble.fault, stub.saw("AUTH")), (Fault::Tls(TlsFault::Intruded), 0));
}

#[tokio::test]
async fn where_there_is_no_relay_that_is_said() {
    let closed =
        tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address").port();
    let relay = Relay::read(&format!("smtp://127.0.0.1:{closed}"), "x").expect("a relay");
    let (trouble, _) = attempt(&relay, PATIENT).await.map(drop).expect_err("nobody");
    assert!(
        trouble.step == Step::Dial
            && trouble.to_string().contains(&format!("nothing answers at 127.0.0.1 port {closed}"))
    );
    let relay = Relay::read("smtp://no-such-host.invalid", "x").expect("a relay");
    let (trouble, _) = attempt(&relay, PATIENT).await.map(drop).expect_err("nobody");
    assert!(
        trouble.step == Step::Lookup && trouble.to_string().contains("no-such-host.invalid can't be found"),
        "{trouble}"
    );
}
