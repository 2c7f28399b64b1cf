//! A relay for tests: it says what it is told to say at each step, hangs or hangs up there, and encrypts with certificates
//! of its own. Does not deliver anything.

use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::Trust;

/// What the relay does when a line comes that begins with a word.
#[derive(Clone)]
pub(super) enum Act {
    Say(&'static str),
    Hang,
    HangUp,
}

/// A rule: at this word, and only the first so many times, do this.
pub(super) struct Rule {
    pub(super) word: &'static str,
    pub(super) times: usize,
    pub(super) act: Act,
}

/// A relay, and what it has seen.
#[derive(Clone)]
pub(super) struct Stub {
    pub(super) port: u16,
    seen: Arc<Mutex<Seen>>,
}

/// What a relay has seen.
#[derive(Default)]
struct Seen {
    connections: usize,
    lines: Vec<String>,
    letters: Vec<String>,
}

/// How a relay encrypts.
#[derive(Clone, Default)]
pub(super) struct Tls {
    pub(super) acceptor: Option<TlsAcceptor>,
    pub(super) wrapped: bool,
}

struct Conversation {
    rules: Arc<Mutex<Vec<Rule>>>,
    seen: Arc<Mutex<Seen>>,
    offers: &'static [&'static str],
}

impl Stub {
    /// A relay that is kind but for these rules.
    pub(super) async fn start(rules: Vec<Rule>, offers: &'static [&'static str], tls: Tls) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (rules, seen) = (Arc::new(Mutex::new(rules)), Arc::<Mutex<Seen>>::default());
        let stub = Self { port, seen: Arc::clone(&seen) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.lock().expect("no panic").connections += 1;
                let conversation = Conversation { rules: Arc::clone(&rules), seen: Arc::clone(&seen), offers };
                tokio::spawn(conversation.begin(stream, tls.clone()));
            }
        });
        stub
    }

    pub(super) fn letters(&self) -> Vec<String> {
        self.seen.lock().expect("no panic").letters.clone()
    }

    pub(super) fn connections(&self) -> usize {
        self.seen.lock().expect("no panic").connections
    }

    pub(super) fn saw(&self, word: &str) -> usize {
        self.seen.lock().expect("no panic").lines.iter().filter(|line| line.starts_with(word)).count()
    }
}

impl Conversation {
    async fn begin(self, stream: tokio::net::TcpStream, tls: Tls) -> Option<()> {
        match (&tls.acceptor, tls.wrapped) {
            (Some(acceptor), true) => {
                self.hold(BufReader::new(acceptor.accept(stream).await.ok()?), true).await.map(drop)
            }
            (acceptor, _) => {
                let stream = self.hold(BufReader::new(stream), true).await?;
                let stream = acceptor.as_ref()?.accept(stream.into_inner()).await.ok()?;
                self.hold(BufReader::new(stream), false).await.map(drop)
            }
        }
    }

    fn act(&self, line: &str) -> Option<Act> {
        let mut rules = self.rules.lock().expect("no panic");
        let rule = rules.iter_mut().find(|rule| rule.times > 0 && line.starts_with(rule.word))?;
        rule.times -= 1;
        Some(rule.act.clone())
    }

    /// Talks until the other side leaves, or asks for encryption: then the stream is given back.
    async fn hold<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        mut stream: BufReader<S>,
        greets: bool,
    ) -> Option<BufReader<S>> {
        if greets {
            self.answer(&mut stream, "CONNECT", "220 stub.test ESMTP ready").await?;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            self.seen.lock().expect("no panic").lines.push(line.trim_end().to_owned());
            let word = line.split([' ', ':', '\r']).next().unwrap_or_default().to_uppercase();
            let kind = match word.as_str() {
                "EHLO" => self.offer(),
                "DATA" => "354 go on".to_owned(),
                "AUTH" => "235 2.7.0 welcome".to_owned(),
                "QUIT" => "221 bye".to_owned(),
                _ => "250 2.0.0 well".to_owned(),
            };
            let said = self.answer(&mut stream, line.trim_end(), &kind).await?;
            match word.as_str() {
                "STARTTLS" if said.starts_with('2') => return Some(stream),
                "QUIT" => return None,
                "DATA" if said.starts_with("354") => self.take(&mut stream).await?,
                _ => {}
            }
        }
    }

    fn offer(&self) -> String {
        let lines: Vec<_> = std::iter::once(&"stub.test").chain(self.offers).collect();
        let last = lines.len() - 1;
        let lines = lines.iter().enumerate();
        lines
            .map(|(at, line)| format!("250{}{line}", if at == last { ' ' } else { '-' }))
            .collect::<Vec<_>>()
            .join("\r\n")
    }

    async fn take<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: &mut BufReader<S>) -> Option<()> {
        let mut letter = String::new();
        loop {
            let from = letter.len();
            if self.act("BODY").is_some() {
                return None;
            }
            if stream.read_line(&mut letter).await.ok()? == 0 {
                return None;
            }
            if &letter[from..] == ".\r\n" {
                letter.truncate(from);
                break;
            }
        }
        self.seen.lock().expect("no panic").letters.push(letter);
        self.answer(stream, "DOT", "250 2.0.0 queued as 4F2A").await.map(drop)
    }

    async fn answer<S: AsyncWrite + Unpin>(&self, stream: &mut S, line: &str, kind: &str) -> Option<String> {
        let said = match self.act(line) {
            None => kind.to_owned(),
            Some(Act::Say(said)) => said.to_owned(),
            Some(Act::Hang) => std::future::pending().await,
            Some(Act::HangUp) => return None,
        };
        stream.write_all(format!("{said}\r\n").as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        Some(said)
    }
}

/// An authority, and a relay's encryption with a certificate by it.
pub(super) struct Papers {
    pub(super) trust: Trust,
    pub(super) acceptor: TlsAcceptor,
}

impl Papers {
    /// A certificate for `name`, valid in these years.
    pub(super) fn of(name: &str, years: std::ops::Range<i32>) -> Self {
        let mut authority = CertificateParams::new(Vec::new()).expect("an authority");
        authority.distinguished_name.push(DnType::CommonName, format!("Authority of {name}"));
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority =
            CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key")).expect("an authority");
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        params.not_before = rcgen::date_time_ymd(years.start, 1, 1);
        params.not_after = rcgen::date_time_ymd(years.end, 1, 1);
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
            .expect("a certificate with its key");
        let trusted: CertificateDer<'static> = authority.der().clone();
        Self { trust: Trust::of([trusted]).expect("an authority"), acceptor: TlsAcceptor::from(Arc::new(config)) }
    }
}
