//! From a relay's name to a stream on which it can be spoken to: address, connection, greeting, encryption. Does not sign in
//! and knows no letter.

use std::fmt::Display;
use std::net::SocketAddr;

use lettre::transport::smtp::commands::{Ehlo, Starttls};
use lettre::transport::smtp::response::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;

use super::certificate::Certificate;
use super::connection::Patience;
use super::dial;
use super::reply::Reply;
use super::server::{Relay, Security};
use super::trouble::{Fault, Step, TlsFault, Trouble};
use super::wire::{Carrier, Wire};

/// A greeting that is longer than this is none.
const LONGEST: usize = 100_000;

/// What happened on the way to a relay, for whoever watches.
#[derive(Debug)]
pub enum Event<'a> {
    /// Its addresses were found.
    Found(&'a [SocketAddr]),
    /// One of them answers.
    Connected(SocketAddr),
    /// It greeted, in these words.
    Greeted(&'a str),
    /// It said what it can do: its name, then an extension in each line. Told once more after encryption.
    Offers(&'a [String]),
    /// The connection is encrypted.
    Encrypted(&'a Encryption),
    /// We signed in.
    SignedIn,
}

/// What was agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encryption {
    /// The protocol, such as `TLS 1.3`.
    pub protocol: String,
    /// The relay's certificate, where it can be read.
    pub certificate: Option<Certificate>,
}

/// Whoever watches a connection being opened.
pub(super) type Witness<'a> = &'a mut (dyn FnMut(Event<'_>) + Send);

/// Opens the way to `relay`. Each step has its own time.
pub(super) async fn open(relay: &Relay, patience: Patience, witness: Witness<'_>) -> Result<Wire, Trouble> {
    let mut stream = reach(relay, patience, witness).await?;
    if relay.security() == Security::Wrapped {
        let mut stream = encrypt(relay, patience, stream, witness).await?;
        let greeting = greeted(patience, &mut stream, witness).await?;
        return Ok(Wire::new(&greeting, Carrier::Encrypted(Box::new(stream))));
    }
    let greeting = greeted(patience, &mut stream, witness).await?;
    let carrier =
        if relay.security() != Security::Plain && offers_encryption(relay, patience, &mut stream, witness).await? {
            ask(Step::StartTls, patience, &mut stream, &Starttls).await?;
            Carrier::Encrypted(Box::new(encrypt(relay, patience, stream, witness).await?))
        } else {
            Carrier::Plain(stream)
        };
    Ok(Wire::new(&greeting, carrier))
}

/// A connection to one of the relay's addresses.
async fn reach(relay: &Relay, patience: Patience, witness: Witness<'_>) -> Result<TcpStream, Trouble> {
    let (host, port) = (relay.host(), relay.port());
    let no_host = |error: std::io::Error| Fault::NoHost { host: host.to_owned(), why: error.to_string() };
    let addresses = patience.for_step(Step::Lookup, dial::look_up(host, port), no_host).await?;
    witness(Event::Found(&addresses));
    let unreachable =
        |error: std::io::Error| Fault::Unreachable { host: host.to_owned(), port, why: error.to_string() };
    let stream = patience.for_step(Step::Dial, dial::connect(&addresses), unreachable).await?;
    if let Ok(address) = stream.peer_addr() {
        witness(Event::Connected(address));
    }
    Ok(stream)
}

/// The relay's greeting.
async fn greeted<S>(patience: Patience, stream: &mut S, witness: Witness<'_>) -> Result<String, Trouble>
where
    S: AsyncReadExt + Unpin,
{
    let said = patience.for_step(Step::Greeting, read_reply(stream), |fault| fault).await?;
    let reply = judged(Step::Greeting, &said)?;
    witness(Event::Greeted(reply.words()));
    Ok(said)
}

/// Whether STARTTLS can be asked for.
async fn offers_encryption(
    relay: &Relay,
    patience: Patience,
    stream: &mut TcpStream,
    witness: Witness<'_>,
) -> Result<bool, Trouble> {
    let said = ask(Step::Hello, patience, stream, &Ehlo::new(relay.hello.clone())).await?;
    let lines = lines(&said);
    witness(Event::Offers(&lines));
    let offered = lines.iter().any(|line| line.eq_ignore_ascii_case("STARTTLS"));
    let needed = relay.security() == Security::Required || (relay.credentials.is_some() && !relay.is_here());
    if needed && !offered {
        return Err(Trouble::new(Step::StartTls, Fault::Tls(TlsFault::NotOffered)));
    }
    Ok(offered)
}

/// The same stream, encrypted.
async fn encrypt(
    relay: &Relay,
    patience: Patience,
    stream: TcpStream,
    witness: Witness<'_>,
) -> Result<TlsStream<TcpStream>, Trouble> {
    let trouble = |fault| Trouble::new(Step::Handshake, Fault::Tls(fault));
    let name = ServerName::try_from(relay.host().to_owned())
        .map_err(|_| trouble(TlsFault::Other(format!("{} can't be in a certificate", relay.host()))))?;
    let connector = relay.trust().map_err(trouble)?.connector();
    let stream = patience
        .for_step(Step::Handshake, connector.connect(name, stream), |error| Fault::Tls(TlsFault::from(&error)))
        .await?;
    let session = stream.get_ref().1;
    let protocol = session.protocol_version().map_or_else(|| "TLS".to_owned(), |version| format!("{version:?}"));
    let certificate = session.peer_certificates().and_then(|all| Certificate::read(all.first()?));
    witness(Event::Encrypted(&Encryption { protocol: protocol.replace("v1_", " 1."), certificate }));
    Ok(stream)
}

/// Says something and reads the reply, before lettre takes over.
async fn ask(
    step: Step,
    patience: Patience,
    stream: &mut TcpStream,
    command: &(impl Display + Sync),
) -> Result<String, Trouble> {
    let asked = async {
        stream.write_all(command.to_string().as_bytes()).await.map_err(|error| Fault::Broken(error.to_string()))?;
        read_reply(stream).await
    };
    let said = patience.for_step(step, asked, |fault| fault).await?;
    judged(step, &said).map(|_| said)
}

/// The reply, if it is a good one.
fn judged(step: Step, said: &str) -> Result<Reply, Trouble> {
    let nonsense = |_| Trouble::new(step, Fault::Broken("what answers does not speak SMTP".to_owned()));
    let reply = Reply::of(&said.parse::<Response>().map_err(nonsense)?);
    if reply.is_positive() { Ok(reply) } else { Err(Trouble::new(step, Fault::Said(reply))) }
}

/// One whole reply, and nothing after it: the relay is not to speak before it is asked.
async fn read_reply<S: AsyncReadExt + Unpin>(stream: &mut S) -> Result<String, Fault> {
    let mut said = Vec::new();
    loop {
        match whole(&said) {
            Some(length) if length == said.len() => return Ok(String::from_utf8_lossy(&said).into_owned()),
            Some(_) => return Err(Fault::Tls(TlsFault::Intruded)),
            None if said.len() > LONGEST => return Err(Fault::Broken("what answers does not speak SMTP".to_owned())),
            None => {}
        }
        match stream.read_buf(&mut said).await {
            Ok(0) => return Err(Fault::Broken("it was closed by the mail server".to_owned())),
            Ok(_) => {}
            Err(error) => return Err(Fault::Broken(error.to_string())),
        }
    }
}

/// How long a reply is, once it is whole: its last line has no hyphen after the code (RFC 5321, section 4.2.1).
fn whole(said: &[u8]) -> Option<usize> {
    let mut length = 0;
    for line in said.split_inclusive(|&byte| byte == b'\n') {
        length += line.len();
        if !line.ends_with(b"\n") {
            return None;
        }
        if line.get(3) != Some(&b'-') {
            return Some(length);
        }
    }
    None
}

/// The lines of a reply without their codes.
pub(super) fn lines(said: &str) -> Vec<String> {
    said.lines().filter_map(|line| line.get(4..)).map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_ends_with_its_last_line() {
        for (said, length) in [
            ("220 hello\r\n", Some(11)),
            ("250-one\r\n250 two\r\n", Some(18)),
            ("250-one\r\n", None),
            ("250 one", None),
            ("250\r\n", Some(5)),
            ("220 ready\r\n250 injected\r\n", Some(11)),
            ("", None),
        ] {
            assert_eq!(whole(said.as_bytes()), length, "{said}");
        }
        assert_eq!(lines("250-mail.x.nl\r\n250-SIZE 10\r\n250 STARTTLS\r\n"), ["mail.x.nl", "SIZE 10", "STARTTLS"]);
    }
}
