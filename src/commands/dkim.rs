//! `mail dkim`: makes a key for signatures of our own on letters, and tells what to publish for it. Publishes nothing and
//! shows no private key.

use std::fs;
use std::path::{Path, PathBuf};

use ::mail::dkim::{Identity, Signer, SigningKey};
use clap::{Args, Subcommand};

use super::init::write_new;
use crate::config::{Config, read_key};
use crate::{Failure, terminal};

/// How to get a key that every receiver knows.
macro_rules! rsa {
    () => {
        "Every receiver knows RSA. For an RSA key:
  (umask 077; openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out keys/dkim-rsa.pem)
then name that file in [mail.dkim] of polsslag.toml, and ask what to publish:
  polsslag mail dkim record"
    };
}
const RSA: &str = rsa!();

/// For `--help`.
const MORE: &str = concat!("The key is Ed25519, with short signatures. Not every receiver knows those yet. ", rsa!());

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a key, and tell what to publish and what to write into polsslag.toml
    New(Arguments),
    /// Tell what must be published for the key that is configured
    Record,
}

#[derive(Args)]
#[command(after_help = MORE)]
pub(crate) struct Arguments {
    /// The name under which the key is published; take a new one for each new key
    #[arg(long, default_value = "polsslag", value_name = "NAME")]
    selector: String,
    /// The file, which must not be there yet [default: dkim.pem in the keys folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let config = Config::read(dir)?;
    match command {
        Command::New(arguments) => make(dir, &config, arguments),
        Command::Record => {
            let missing = || "nothing signs letters here; make a key with: polsslag mail dkim new".to_owned();
            let dkim = config.mail.dkim.as_ref().ok_or_else(missing).map_err(Failure::Refused)?;
            tell(&dkim.signer().map_err(Failure::Refused)?);
            Ok(())
        }
    }
}

fn make(dir: &Path, config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let refused = |error: &dyn std::fmt::Display| Failure::Refused(error.to_string());
    let domain = config.mail.sender.domain();
    let identity = Identity::new(domain, None, &arguments.selector).map_err(|error| refused(&error))?;
    let file = arguments.out.clone().unwrap_or_else(|| config.keys.join("dkim.pem"));
    if file.exists() {
        return Err(Failure::Refused(format!(
            "{} is there already, and a key is never written over; name another file with --out, and a new --selector",
            file.display()
        )));
    }
    write_new(&file, &SigningKey::fresh().map_err(|error| refused(&error))?)?;
    let signer = Signer::new(identity, read_key(&file).map_err(Failure::Refused)?);
    terminal::say(format!("The private key is in {}; it is for its owner only.\n", file.display()));
    tell(&signer);
    // Paths in the configuration begin in its folder.
    let whole = |path: &Path| fs::canonicalize(path).map_err(Failure::file(path));
    let (file, dir) = (whole(&file)?, whole(dir)?);
    let shown = file.strip_prefix(&dir).unwrap_or(&file).display().to_string();
    let (selector, shown) = (&arguments.selector, toml::Value::String(shown));
    terminal::say(format!(
        "\nWhen it is there, put this at the end of polsslag.toml, and start the server again:\n\n[mail.dkim]\n\
         selector = \"{selector}\"\nkey_file = {shown}\n\nThen look whether all is in order with: polsslag check"
    ));
    terminal::note(format!("\nNot every receiver checks Ed25519 yet, Gmail and Outlook among them. {RSA}"));
    Ok(())
}

/// Tells what to publish. A longer text than 255 bytes stands in a zone file in pieces (RFC 1035, section 3.3).
fn tell(signer: &Signer) {
    let (name, record) = (signer.identity(), signer.record());
    terminal::say(format!("Publish this TXT record in the DNS:\n\n{name}\n{record}"));
    if record.len() > 255 {
        let (first, rest) = record.split_at(255);
        terminal::say(format!("\nor, as a line of a zone file:\n\n{name}. IN TXT ( \"{first}\" \"{rest}\" )"));
    }
}
