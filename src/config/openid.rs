//! The part of the configuration about single sign-on. The one secret that it names is read when the server starts.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use web::sso::{Given, Settings, SingleSignOn};

use super::ConfigError;

const SECRET: &str = "sign_in.openid.client_secret";
const SECRET_FILE: &str = "sign_in.openid.client_secret_file";

/// The keys of `[sign_in.openid]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenIdShape {
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    client_secret_file: Option<PathBuf>,
    label: Option<String>,
    #[serde(default)]
    adviser: bool,
    #[serde(default)]
    trust_email: bool,
}

/// Single sign-on as configured.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct OpenId {
    /// The configuration that says so.
    file: PathBuf,
    settings: Settings,
    secret: Secret,
}

/// Where the secret is that this server shares with its provider.
enum Secret {
    Here(String),
    File(PathBuf),
}

#[cfg(test)]
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl OpenIdShape {
    /// Checks what stands in `file`, for an installation in `dir` that visitors reach at `base_url`.
    pub(super) fn check(self, base_url: &str, file: &Path, dir: &Path) -> Result<OpenId, ConfigError> {
        let bad = |key, reason| ConfigError::Value { file: file.to_owned(), key, reason };
        let given = Given {
            issuer: self.issuer,
            client_id: self.client_id,
            label: self.label,
            adviser: self.adviser,
            trust_email: self.trust_email,
        };
        let settings = Settings::new(base_url, given).map_err(|error| bad(error.key, error.reason))?;
        let secret = match (self.client_secret, self.client_secret_file) {
            (Some(secret), None) if secret.trim().is_empty() => {
                return Err(bad(SECRET, "must not be empty".to_owned()));
            }
            (Some(secret), None) => Secret::Here(secret),
            (None, Some(path)) => Secret::File(dir.join(path)),
            (None, None) => return Err(bad(SECRET, format!("is missing; write it, or {SECRET_FILE}"))),
            (Some(_), Some(_)) => return Err(bad(SECRET, format!("stands beside {SECRET_FILE}; write one of them"))),
        };
        Ok(OpenId { file: file.to_owned(), settings, secret })
    }
}

impl OpenId {
    /// Reads the secret, and makes what the server needs.
    ///
    /// # Errors
    /// When the file of the secret can't be read or is empty, or this machine trusts no certificate authority.
    pub(crate) fn ready(&self) -> Result<SingleSignOn, ConfigError> {
        let bad = |key, reason| ConfigError::Value { file: self.file.clone(), key, reason };
        let secret = match &self.secret {
            Secret::Here(secret) => secret.clone(),
            Secret::File(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|error| bad(SECRET_FILE, format!("{}: {error}", path.display())))?;
                text.trim().to_owned()
            }
        };
        if secret.is_empty() {
            return Err(bad(SECRET_FILE, "the file is empty".to_owned()));
        }
        SingleSignOn::new(self.settings.clone(), secret).map_err(|error| bad("sign_in.openid", error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, FILE, SAMPLE};

    fn read(dir: &Path, section: &str) -> Result<OpenId, String> {
        let text = SAMPLE.replacen("[paths]", &format!("[sign_in.openid]\n{section}\n[paths]"), 1);
        let config = Config::parse(&text, Path::new(FILE), dir).map_err(|error| error.to_string())?;
        Ok(config.openid.expect("single sign-on"))
    }

    const GOOD: &str = "issuer = \"http://localhost:3000\"\nclient_id = \"polsslag\"\n";

    #[test]
    fn a_fault_is_named_with_file_and_key() {
        let secret = "client_secret = \"s\"";
        let faults = [
            (format!("{GOOD}{secret}\nlable = \"Work\""), "did you mean `label`?"),
            (GOOD.to_owned(), "sign_in.openid.client_secret: is missing; write it, or"),
            (format!("{GOOD}client_secret = \" \""), "sign_in.openid.client_secret: must not be empty"),
            (format!("{GOOD}{secret}\nclient_secret_file = \"s\""), "sign_in.openid.client_secret: stands beside"),
            (GOOD.replace("localhost", "login.example.org") + secret, "sign_in.openid.issuer: \"http://login.example"),
            (GOOD.replace("client_id", "#") + secret, "missing field `client_id`"),
        ];
        for (section, expected) in faults {
            let error = read(Path::new("there"), &section).expect_err(expected);
            assert!(error.starts_with("polsslag.toml: ") && error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_secret_can_lie_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let section = format!("{GOOD}client_secret_file = \"openid.secret\"");
        let ready = || read(folder.path(), &section).expect("a good file").ready().map_err(|error| error.to_string());
        let error = ready().expect_err("no such file");
        assert!(
            error.starts_with("polsslag.toml: sign_in.openid.client_secret_file: ") && error.contains("openid.secret")
        );
        fs::write(folder.path().join("openid.secret"), "\n").expect("a written file");
        assert!(ready().expect_err("an empty file").ends_with("client_secret_file: the file is empty"));
        fs::write(folder.path().join("openid.secret"), "between us\n").expect("a written file");
        assert!(ready().is_ok());
    }
}
