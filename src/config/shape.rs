//! The tables and keys of a configuration, as TOML gives them. Checks no value.

use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;

use super::mail::MailShape;
use super::openid::OpenIdShape;
use super::reports::ReportsShape;
use super::schedule::{PulseShape, ScheduleShape};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    pub(super) organisation: String,
    pub(super) language: String,
    pub(super) base_url: String,
    pub(super) serve: ServeShape,
    pub(super) privacy: PrivacyShape,
    pub(super) mail: MailShape,
    pub(super) adviser: AdviserShape,
    pub(super) reports: ReportsShape,
    pub(super) schedule: ScheduleShape,
    #[serde(default)]
    pub(super) pulse: Vec<PulseShape>,
    pub(super) sign_in: Option<SignInShape>,
    pub(super) paths: PathsShape,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServeShape {
    pub(super) address: IpAddr,
    pub(super) port: u16,
    pub(super) proxies: Vec<IpAddr>,
    pub(super) log: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrivacyShape {
    pub(super) threshold: u32,
    pub(super) coverage: u32,
    pub(super) custody: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdviserShape {
    pub(super) name: String,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) hours: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignInShape {
    pub(super) openid: Option<OpenIdShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PathsShape {
    pub(super) database: String,
    pub(super) keys: PathBuf,
    pub(super) surveys: PathBuf,
    pub(super) letters: PathBuf,
    pub(super) papers: PathBuf,
}
