//! `check`: looks at a whole installation and says what is good, worth knowing, or wrong, and what to do. Sends nothing and
//! shows no password, no address of a person.

pub(crate) mod advice;
pub(crate) mod conversation;
mod domain_records;
pub(crate) mod finding;
mod folders;
mod inside;
mod letters;
pub(crate) mod own_signature;
mod pulses;
mod returns;
mod sender_policy;

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use serde::Serialize;

use self::finding::{Finding, Mark, Sheet};
use crate::config::Config;
use crate::{Failure, terminal};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write the findings as JSON
    #[arg(long)]
    json: bool,
    /// Ask this name server, as ADDRESS or ADDRESS:PORT, instead of those of this machine
    #[arg(long, value_name = "ADDRESS")]
    resolver: Option<String>,
    /// The address from which your mail server sends letters into the world, if it is another than you reach it by
    #[arg(long, value_name = "ADDRESS")]
    sends_from: Option<IpAddr>,
    /// The selector of your DKIM key: s= in the DKIM-Signature of a letter that arrived; may be given more than once
    #[arg(long, value_name = "NAME")]
    selector: Vec<String>,
}

/// The findings as they are written for programs.
#[derive(Serialize)]
struct Report<'a> {
    findings: &'a [Finding],
    faults: usize,
    notes: usize,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let resolver = arguments.resolver.as_deref().map(name_server).transpose()?;
    let mut sheet = Sheet::new(!arguments.json);
    if let Some(config) = sheet.judge("configuration", Config::read(dir), |_| "it can be read".to_owned()) {
        letters::look(&config, &mut sheet);
        inside::look(&config, &mut sheet).await;
        folders::look(&config, &mut sheet);
        relay(&config, &mut sheet).await;
        returns::look(&config, &mut sheet).await;
        let asked =
            domain_records::Asked { resolver, sends_from: arguments.sends_from, selectors: &arguments.selector };
        domain_records::look(&config, &asked, &mut sheet).await;
    }
    let (faults, notes) = (sheet.count(Mark::Fault), sheet.count(Mark::Note));
    if arguments.json {
        let report = Report { findings: sheet.findings(), faults, notes };
        let text = serde_json::to_string_pretty(&report).map_err(|error| Failure::Refused(error.to_string()))?;
        terminal::print(&format!("{text}\n"))?;
    }
    match faults {
        0 => Ok(()),
        1 => Err(Failure::Refused("1 thing must be mended".to_owned())),
        _ => Err(Failure::Refused(format!("{faults} things must be mended"))),
    }
}

/// A conversation with the relay, up to where a letter would begin.
async fn relay(config: &Config, sheet: &mut Sheet) {
    let Some(relay) = &config.mail.relay else { return };
    let mut told = |fine, words| if fine { sheet.good("mail server", words) } else { sheet.note("mail server", words) };
    match conversation::open(relay, config.mail.patience, &mut told).await {
        Ok(connection) => connection.quit().await,
        Err(trouble) => sheet.fault("mail server", advice::told(&trouble)),
    }
}

/// A name server as it is written on the command line.
pub(crate) fn name_server(given: &str) -> Result<SocketAddr, Failure> {
    let address = given.parse().or_else(|_| given.parse::<IpAddr>().map(|address| SocketAddr::new(address, 53)));
    address.map_err(|_| Failure::Refused(format!("--resolver {given}: write an address, or an address with :port")))
}
