//! The part of the configuration about signatures of our own: in whose name, and where the key is. The key is read when
//! letters are written; asks no name server.

use std::fs;
use std::path::{Path, PathBuf};

use mail::dkim::{Identity, Signer, SigningKey};
use serde::Deserialize;
use zeroize::Zeroizing;

const KEY_FILE: &str = "mail.dkim.key_file";

/// The keys of `[mail.dkim]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DkimShape {
    selector: String,
    key_file: PathBuf,
    domain: Option<String>,
}

/// Whoever signs letters, but for the key.
#[derive(Debug)]
pub(crate) struct Dkim {
    /// In whose name.
    pub(crate) identity: Identity,
    key_file: PathBuf,
}

impl DkimShape {
    /// Checks the values of the installation in `dir`, whose letters come from an address at `sender`; names the key of a
    /// bad one.
    pub(super) fn check(self, sender: &str, dir: &Path) -> Result<Dkim, (&'static str, String)> {
        let identity = Identity::new(sender, self.domain.as_deref(), &self.selector);
        let identity = identity.map_err(|error| ("mail.dkim", error.to_string()))?;
        Ok(Dkim { identity, key_file: dir.join(self.key_file) })
    }
}

impl Dkim {
    /// Reads the key.
    ///
    /// # Errors
    /// When it is not there, others may read it, or it can't be used: as a sentence with the key of the configuration.
    pub(crate) fn signer(&self) -> Result<Signer, String> {
        Ok(Signer::new(self.identity.clone(), read_key(&self.key_file).map_err(|why| format!("{KEY_FILE}: {why}"))?))
    }
}

/// Reads a key that is its owner's alone.
///
/// # Errors
/// As a sentence with the file.
pub(crate) fn read_key(file: &Path) -> Result<SigningKey, String> {
    let told = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let found = fs::metadata(file).map_err(|error| told(&error))?;
    if is_open_to_others(&found) {
        let shown = file.display();
        return Err(told(&format!(
            "others may read this key and sign in your name; take that away with: chmod go= {shown}"
        )));
    }
    let text = Zeroizing::new(fs::read(file).map_err(|error| told(&error))?);
    SigningKey::read(&text).map_err(|error| told(&error))
}

#[cfg(unix)]
fn is_open_to_others(found: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(found) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(sender: &str, selector: &str, domain: Option<&str>, dir: &Path) -> Result<Dkim, (&'static str, String)> {
        let (selector, domain) = (selector.to_owned(), domain.map(str::to_owned));
        DkimShape { selector, key_file: "dkim.pem".into(), domain }.check(sender, dir)
    }

    #[test]
    fn a_name_that_can_t_sign_is_refused_with_its_key() {
        let there = Path::new("there");
        for (selector, domain) in [("a b", None), ("a", Some("elsewhere.nl")), ("a", Some("no domain"))] {
            assert_eq!(checked("x.nl", selector, domain, there).expect_err("a fault").0, "mail.dkim");
        }
        let dkim = checked("mail.x.nl", "a", Some("x.nl"), there).expect("a good section");
        assert_eq!(dkim.identity.to_string(), "a._domainkey.x.nl");
    }

    #[test]
    #[cfg(unix)]
    fn a_key_is_its_owner_s_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("dkim.pem");
        let dkim = checked("x.nl", "a", None, folder.path()).expect("a good section");
        let fault = || dkim.signer().expect_err("no key");
        assert!(fault().starts_with("mail.dkim.key_file: ") && fault().contains("dkim.pem"), "{}", fault());
        fs::write(&file, SigningKey::fresh().expect("a key").as_bytes()).expect("a written file");
        for mode in [0o640, 0o604, 0o620] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("other rights");
            assert!(fault().contains("others may read this key") && fault().contains("chmod go= "), "{}", fault());
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).expect("other rights");
        assert!(dkim.signer().is_ok());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("other rights");
        fs::write(&file, "nothing").expect("a written file");
        assert!(fault().contains("it holds no private key"), "{}", fault());
    }
}
