//! Visits to a server that does as it is told: with and without encryption, and what it does wrong. Knows no real one;
//! `tests/it/bounces.rs` does.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::*;
use crate::smtp::Trust;

const MESSAGE: &str = "Subject: x\r\n\r\nhello\r\n";

/// What a server answers to a command; `TAG` stands for its tag. Nothing ends the conversation.
type Script = fn(&str) -> Option<String>;

/// What was said to it.
type Heard = Arc<Mutex<Vec<String>>>;

#[expect(clippy::unnecessary_wraps, reason = "it is a script like others, which hang up")]
fn good(command: &str) -> Option<String> {
    let done = "TAG OK done\r\n";
    Some(match command.split(' ').next().unwrap_or_default() {
        "SELECT" => format!("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n{done}"),
        "UID" if command.starts_with("UID SEARCH") => format!("* SEARCH 9 4\r\n{done}"),
        "UID" if command.starts_with("UID FETCH 4") => {
            format!("* 1 FETCH (UID 4 BODY[]<0> {{{}}}\r\n{MESSAGE})\r\n{done}", MESSAGE.len())
        }
        "LOGOUT" => format!("* BYE\r\n{done}"),
        _ => done.to_owned(),
    })
}

async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, script: Script, heard: Heard) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
        let (tag, command) = line.trim_end().split_once(' ')?;
        heard.lock().expect("a list").push(command.to_owned());
        let answer = script(command)?.replace("TAG", tag);
        stream.write_all(answer.as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        if answer.ends_with("half of") {
            return None;
        }
        if command == "STARTTLS" && answer.contains(" OK ") {
            return Some(());
        }
    }
}

/// A server on loopback for one visit, how its certificate is believed, and what it hears.
async fn server(wrapped: bool, script: Script) -> (u16, Trust, Heard) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let certificate = CertificateDer::from(made.cert.der().to_vec());
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a configuration");
    let (acceptor, heard) = (TlsAcceptor::from(Arc::new(config)), Heard::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let told = Arc::clone(&heard);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.ok()?;
        if wrapped {
            let mut stream = acceptor.accept(stream).await.ok()?;
            stream.write_all(b"* OK ready\r\n").await.ok()?;
            return converse(stream, script, told).await;
        }
        stream.write_all(b"* OK ready\r\n").await.ok()?;
        converse(&mut stream, script, Arc::clone(&told)).await?;
        converse(acceptor.accept::<TcpStream>(stream).await.ok()?, script, told).await
    });
    (port, Trust::of([certificate]).expect("trust"), heard)
}

async fn visit(url: &str, script: Script, believed: bool) -> (Result<Visit, MailboxTrouble>, Heard) {
    let (port, trust, heard) = server(url.starts_with("imaps"), script).await;
    let place = Place::read(&url.replace("PORT", &port.to_string()), None).expect("a place");
    let place = if believed { place.trusting(trust) } else { place };
    (place.visit().await, heard)
}

const WRAPPED: &str = "imaps://u:geheim@localhost:PORT/Post";
const STARTTLS: &str = "imap://u:geheim@localhost:PORT/Post?tls=required";
const PLAIN: &str = "imap://u:geheim@127.0.0.1:PORT/Post";

#[tokio::test]
async fn a_visit_reads_what_nobody_has_seen_and_marks_what_it_is_told() {
    for url in [WRAPPED, STARTTLS, PLAIN] {
        let (visit, heard) = visit(url, good, true).await;
        let mut visit = visit.expect(url);
        assert_eq!(visit.validity(), Some(7));
        assert_eq!(visit.unseen(0).await.expect("a list"), [4, 9], "{url}");
        assert_eq!(visit.unseen(4).await.expect("a list"), [9]);
        assert_eq!(visit.read(4).await.expect("an answer").as_deref(), Some(MESSAGE.as_bytes()));
        assert_eq!(visit.read(9).await.expect("an answer"), None, "it has gone");
        visit.mark_seen(4).await.expect("a mark");
        visit.leave().await;
        let heard = heard.lock().expect("a list").clone();
        assert!(heard.contains(&["SELECT", "\"Post\""].join(" ")), "{heard:?}");
        assert!(
            heard.contains(&"UID STORE 4 +FLAGS.SILENT (\\Seen)".to_owned())
                && heard.last().is_some_and(|said| said == "LOGOUT")
        );
    }
}

#[tokio::test]
async fn no_password_is_said_before_the_connection_is_encrypted_to_whom_it_should_be() {
    let refuses: Script =
        |command| if command == "STARTTLS" { Some("TAG NO never\r\n".to_owned()) } else { good(command) };
    for (url, script, believed) in
        [(WRAPPED, good as Script, false), (STARTTLS, good, false), (STARTTLS, refuses, true)]
    {
        let (visit, heard) = visit(url, script, believed).await;
        let error = visit.expect_err(url);
        assert!(matches!(error, MailboxTrouble::Unencrypted { .. }), "{error}");
        assert!(heard.lock().expect("a list").iter().all(|said| !said.contains("geheim")));
    }
}

#[tokio::test]
async fn what_is_said_in_clear_behind_starttls_is_not_believed() {
    let intruder: Script = |command| match command {
        "STARTTLS" => Some("TAG OK go\r\n* SEARCH 66\r\nA0001 OK [CAPABILITY IMAP4] you are in\r\n".to_owned()),
        _ => good(command),
    };
    let (visit, _) = visit(STARTTLS, intruder, true).await;
    // Either encryption fails over it, or it is thrown away.
    if let Ok(mut visit) = visit {
        assert_eq!(visit.unseen(0).await.expect("a list"), [4, 9]);
    }
}

#[tokio::test]
async fn refusals_are_told_apart_and_name_no_password() {
    let outside: Script =
        |command| if command.starts_with("LOGIN") { Some("TAG NO wrong\r\n".into()) } else { good(command) };
    let empty: Script =
        |command| if command.starts_with("SELECT") { Some("TAG NO none\r\n".into()) } else { good(command) };
    let error = visit(WRAPPED, outside, true).await.0.expect_err("outside").to_string();
    assert!(error.contains("does not let u in") && !error.contains("geheim"), "{error}");
    let error = visit(WRAPPED, empty, true).await.0.expect_err("no folder").to_string();
    assert!(error.contains("no folder Post"), "{error}");
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address").port();
    let place = Place::read(&PLAIN.replace("PORT", &free.to_string()), None).expect("a place");
    assert!(matches!(place.visit().await, Err(MailboxTrouble::Unreachable { .. })));
}

#[tokio::test]
async fn half_a_message_and_one_without_an_end_end_the_visit_only() {
    let half: Script = |command| match command.strip_prefix("UID FETCH") {
        Some(_) => Some("* 1 FETCH (UID 4 BODY[]<0> {4000}\r\nhalf of".to_owned()),
        None => good(command),
    };
    let endless: Script = |command| match command.strip_prefix("UID FETCH") {
        Some(_) => Some("* 1 FETCH (UID 4 BODY[]<0> {400000000}\r\n".to_owned() + &"x".repeat(20_000_000)),
        None => good(command),
    };
    let dropped: Script = |command| if command.starts_with("UID FETCH") { None } else { good(command) };
    for script in [half, endless, dropped] {
        let mut visit = visit(PLAIN, script, true).await.0.expect("a visit");
        let error = visit.read(4).await.expect_err("no message");
        assert!(matches!(error, MailboxTrouble::Broken { .. }), "{error}");
        visit.leave().await;
    }
}
