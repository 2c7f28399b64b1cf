//! Asks name servers over the network: those of this machine, or another. Does not know what is asked for.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData, RecordType};

use super::records::{Kind, Record, Records, Unanswered, can_be_asked};

/// How long a name server may take, and how often it is asked.
const PATIENCE: Duration = Duration::from_secs(3);
const ATTEMPTS: usize = 2;

/// Name servers.
pub struct Resolver(TokioResolver);

impl Resolver {
    /// The name servers of this machine.
    ///
    /// # Errors
    /// When this machine has none, in the library's words.
    pub fn of_this_machine() -> Result<Self, String> {
        let builder = TokioResolver::builder_tokio().map_err(|error| error.to_string())?;
        Self::with(builder)
    }

    /// One name server.
    ///
    /// # Errors
    /// When it can't be used, in the library's words.
    pub fn at(server: SocketAddr) -> Result<Self, String> {
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
            connection.port = server.port();
            connection
        });
        let server = NameServerConfig::new(server.ip(), true, connections.into());
        let config = ResolverConfig::from_name_servers(vec![server]);
        Self::with(TokioResolver::builder_with_config(config, TokioRuntimeProvider::default()))
    }

    fn with(mut builder: hickory_resolver::ResolverBuilder<TokioRuntimeProvider>) -> Result<Self, String> {
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = ATTEMPTS;
        // Receivers don't read the file of hosts of this machine.
        options.use_hosts_file = ResolveHosts::Never;
        builder.build().map(Self).map_err(|error| error.to_string())
    }
}

impl Records for Resolver {
    async fn look_up(&self, name: &str, kind: Kind) -> Result<Vec<Record>, Unanswered> {
        let unanswered = |why: String| Unanswered { name: name.to_owned(), why };
        let Some(asked) = Some(name).filter(|name| can_be_asked(name)).and_then(|name| Name::from_ascii(name).ok())
        else {
            return Ok(Vec::new());
        };
        let mut asked = asked;
        asked.set_fqdn(true);
        match self.0.lookup(asked, record_type(kind)).await {
            Ok(found) => Ok(found.answers().iter().filter_map(|record| read(&record.data)).filter(of(kind)).collect()),
            Err(error) if error.is_no_records_found() => Ok(Vec::new()),
            Err(error) => Err(unanswered(error.to_string())),
        }
    }
}

const fn record_type(kind: Kind) -> RecordType {
    match kind {
        Kind::Text => RecordType::TXT,
        Kind::V4 => RecordType::A,
        Kind::V6 => RecordType::AAAA,
        Kind::Exchange => RecordType::MX,
        Kind::Pointer => RecordType::PTR,
    }
}

/// Whether a record is of the kind that was asked for: aliases come along with what they lead to.
fn of(kind: Kind) -> impl Fn(&Record) -> bool {
    move |record| match (record, kind) {
        (Record::Text(_), Kind::Text) | (Record::Exchange { .. }, Kind::Exchange) => true,
        (Record::Address(address), Kind::V4) => address.is_ipv4(),
        (Record::Address(address), Kind::V6) => address.is_ipv6(),
        (Record::Pointer(_), Kind::Pointer) => true,
        _ => false,
    }
}

fn read(data: &RData) -> Option<Record> {
    let bare = |name: &Name| name.to_ascii().trim_end_matches('.').to_owned();
    Some(match data {
        // The parts of a text are one text (RFC 7208, section 3.3; RFC 6376, section 3.6.2.2).
        RData::TXT(text) => Record::Text(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
        RData::A(address) => Record::Address(address.0.into()),
        RData::AAAA(address) => Record::Address(address.0.into()),
        RData::MX(exchange) => Record::Exchange { preference: exchange.preference, host: bare(&exchange.exchange) },
        RData::PTR(name) => Record::Pointer(bare(&name.0)),
        _ => return None,
    })
}
