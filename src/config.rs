//! The configuration of one installation: one TOML file in its folder. Does not open anything it names.

mod bounces;
#[cfg(test)]
mod damage;
mod dkim;
mod mail;
mod openid;
mod place;
mod reports;
mod schedule;
mod shape;

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use domain::{Adviser, Coverage, EmailAddress, Language, Schedule, Threshold};
use jobs::CustodyRule;
use store::Location;
use web::Volume;

pub(crate) use self::dkim::{Dkim, read_key};
pub(crate) use self::mail::{Mail, host_of, is_of_this_machine};
pub(crate) use self::openid::OpenId;
pub(crate) use self::reports::Reports;
use self::shape::{AdviserShape, Shape};

/// The name of the file in an installation's folder.
pub(crate) const FILE: &str = "polsslag.toml";
/// The file as `init` writes it, with every key, its default and a comment.
pub(crate) const SAMPLE: &str = include_str!("sample.toml");

/// What went wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no configuration.
    #[error("there is no {FILE} in {}; make an installation with: polsslag init --dir {}", dir.display(), dir.display())]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// The file can't be read.
    #[error("{}: {source}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, or has a key that is not known.
    #[error("{}: {message}", file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// Line, column and what was expected.
        message: String,
    },
    /// A value can't be used.
    #[error("{}: {key}: {reason}", file.display())]
    Value {
        /// The file.
        file: PathBuf,
        /// The key.
        key: &'static str,
        /// Why.
        reason: String,
    },
}

impl ConfigError {
    /// The same, with the line of the key in the file, of which `text` is the content.
    fn with_its_line(self, text: &str) -> Self {
        match self {
            Self::Value { file, key, reason } => match place::line_of(key, text) {
                Some(line) => Self::Syntax { file, message: format!("line {line}: {key}: {reason}") },
                None => Self::Value { file, key, reason },
            },
            other => other,
        }
    }
}

/// The configuration, checked; paths are those of the installation's folder.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Config {
    /// The organisation's name.
    pub organisation: String,
    /// The language of pages for visitors who did not choose one.
    pub language: Language,
    /// The address of this server as respondents reach it, without a slash at its end.
    pub base_url: String,
    /// Where the server listens.
    pub listen: web::Listen,
    /// The fewest sheets behind a figure.
    pub threshold: Threshold,
    /// The share of a unit's sheets behind its figure.
    pub coverage: Coverage,
    /// Who can open the answers of a wave.
    pub custody: CustodyRule,
    /// How much the server tells about its work.
    pub log: Volume,
    /// The reverse proxies that are believed when they say whom they speak for.
    pub proxies: Vec<IpAddr>,
    /// How letters are sent.
    pub mail: Mail,
    /// The confidential adviser.
    pub adviser: Adviser,
    /// What becomes of a publication.
    pub reports: Reports,
    /// When pulses happen, and the organisation's time zone.
    pub schedule: Schedule,
    /// Single sign-on, where it is wanted.
    pub openid: Option<OpenId>,
    /// The database.
    pub database: Location,
    /// The folder of key files.
    pub keys: PathBuf,
    /// The folder of questionnaires.
    pub surveys: PathBuf,
    /// The folder for letters.
    pub letters: PathBuf,
    /// The folder of printed reports.
    pub papers: PathBuf,
}

impl Config {
    /// Reads the configuration in `dir`.
    ///
    /// # Errors
    /// When it is missing, is no TOML, has an unknown key, or a value that can't be used.
    pub(crate) fn read(dir: &Path) -> Result<Self, ConfigError> {
        let file = dir.join(FILE);
        match fs::read_to_string(&file) {
            Ok(text) => Self::parse(&text, &file, dir),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(ConfigError::Missing { dir: dir.to_owned() })
            }
            Err(source) => Err(ConfigError::Unreadable { file, source }),
        }
    }

    /// Reads a configuration that will lie at `file`, for an installation in `dir`.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub(crate) fn parse(text: &str, file: &Path, dir: &Path) -> Result<Self, ConfigError> {
        Self::check(text, file, dir).map_err(|error| error.with_its_line(text))
    }

    fn check(text: &str, file: &Path, dir: &Path) -> Result<Self, ConfigError> {
        let shape: Shape = toml::from_str(text)
            .map_err(|error| ConfigError::Syntax { file: file.to_owned(), message: explain(&error, text) })?;
        let bad = |key, reason: String| ConfigError::Value { file: file.to_owned(), key, reason };
        let base_url = shape.base_url.trim_end_matches('/').to_owned();
        if !(base_url.starts_with("http://") || base_url.starts_with("https://")) || base_url.len() < 9 {
            return Err(bad("base_url", format!("\"{base_url}\" must start with http:// or https://")));
        }
        if base_url.contains(|c: char| c.is_control() || c.is_whitespace() || "<>\"".contains(c)) {
            return Err(bad("base_url", format!("{base_url:?} must be an address without spaces")));
        }
        for (key, value) in [("organisation", &shape.organisation), ("adviser.name", &shape.adviser.name)] {
            if value.trim().is_empty() || value.contains(char::is_control) {
                return Err(bad(key, "must be a name on one line".to_owned()));
            }
        }
        if let Some(email) = &shape.adviser.email {
            // Answers to letters go there.
            email.parse::<EmailAddress>().map_err(|error| bad("adviser.email", format!("\"{email}\" {error}")))?;
        }
        let openid = shape.sign_in.and_then(|sign_in| sign_in.openid);
        let openid = openid.map(|openid| openid.check(&base_url, file, dir)).transpose()?;
        let mail = shape.mail.check(&base_url, dir).map_err(|(key, reason)| bad(key, reason))?;
        let AdviserShape { name, phone, email, hours } = shape.adviser;
        Ok(Self {
            organisation: shape.organisation.trim().to_owned(),
            language: shape.language.parse().map_err(|error| bad("language", format!("{error}")))?,
            base_url,
            listen: web::Listen { address: shape.serve.address, port: shape.serve.port },
            proxies: shape.serve.proxies,
            threshold: Threshold::new(shape.privacy.threshold)
                .map_err(|error| bad("privacy.threshold", error.to_string()))?,
            coverage: Coverage::new(shape.privacy.coverage)
                .map_err(|error| bad("privacy.coverage", error.to_string()))?,
            mail,
            adviser: Adviser { name: name.trim().to_owned(), phone, email, hours },
            custody: choice("privacy.custody", &shape.privacy.custody, &CUSTODY).map_err(|(k, r)| bad(k, r))?,
            log: choice("serve.log", &shape.serve.log, &LOG).map_err(|(k, r)| bad(k, r))?,
            reports: shape.reports.check(dir).map_err(|(k, r)| bad(k, r))?,
            schedule: shape.schedule.check(&shape.pulse, text, file, chrono::Utc::now().date_naive())?,
            openid,
            database: Location::read(&shape.paths.database, dir),
            keys: dir.join(shape.paths.keys),
            surveys: dir.join(shape.paths.surveys),
            letters: dir.join(shape.paths.letters),
            papers: dir.join(shape.paths.papers),
        })
    }
}

const CUSTODY: [(&str, CustodyRule); 2] = [("file", CustodyRule::File), ("passphrase", CustodyRule::Passphrase)];
const LOG: [(&str, Volume); 2] = [("failures", Volume::Failures), ("requests", Volume::Requests)];

/// A value that is one of a few words.
fn choice<T: Copy>(key: &'static str, given: &str, known: &[(&str, T)]) -> Result<T, (&'static str, String)> {
    let words = || known.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ");
    let found = known.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
    found.ok_or_else(|| (key, format!("\"{given}\" is not known; write {}", words())))
}

/// Where the fault stands, at which key, and what was expected; for an unknown key, the known one that is spelled most alike.
fn explain(error: &toml::de::Error, text: &str) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let line = domain::survey::line_of(text, start);
    let message = error.message();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let nearest = quoted.next().filter(|_| message.starts_with("unknown field")).and_then(|given| {
        let likeness = |known: &&str| (strsim::jaro_winkler(given, known) * 1000.0).round();
        quoted.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
    });
    match nearest {
        Some(known) => format!("line {line}: {message}; did you mean `{known}`?"),
        None => match place::key_at(start, text) {
            Some(key) => format!("line {line}: {key}: {message}"),
            None => format!("line {line}: {message}"),
        },
    }
}

#[cfg(test)]
mod tests;
