//! The part of the configuration about letters that come back: the mailbox to which reports go. Its password is read when it
//! is needed; connects to nothing.

use std::fs;
use std::path::{Path, PathBuf};

use mail::mailbox::Place;
use serde::Deserialize;

const IMAP: &str = "mail.bounces.imap";
const PASSWORD_FILE: &str = "mail.bounces.password_file";

/// The keys of `[mail.bounces]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BouncesShape {
    imap: String,
    password_file: Option<PathBuf>,
}

/// The mailbox for reports.
#[cfg_attr(test, derive(PartialEq, Eq))]
pub(crate) struct Bounces {
    imap: String,
    password: Option<PathBuf>,
}

impl std::fmt::Debug for Bounces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bounces")
    }
}

impl BouncesShape {
    /// Checks the values of the installation in `dir`; names the key of a bad one.
    pub(super) fn check(self, dir: &Path) -> Result<Bounces, (&'static str, String)> {
        // What a password is does not matter to the rest of the address.
        let elsewhere = self.password_file.is_some().then_some("elsewhere");
        Place::read(&self.imap, elsewhere).map_err(|error| (IMAP, error.to_string()))?;
        Ok(Bounces { imap: self.imap, password: self.password_file.map(|file| dir.join(file)) })
    }
}

impl Bounces {
    /// The mailbox, with its password.
    ///
    /// # Errors
    /// When the file with the password can't be read or is empty, as a sentence with the key.
    pub(crate) fn place(&self) -> Result<Place, String> {
        let read = |file: &PathBuf| {
            let text =
                fs::read_to_string(file).map_err(|error| format!("{PASSWORD_FILE}: {}: {error}", file.display()))?;
            let password = text.trim().to_owned();
            if password.is_empty() {
                Err(format!("{PASSWORD_FILE}: {} is empty", file.display()))
            } else {
                Ok(password)
            }
        };
        let password = self.password.as_ref().map(read).transpose()?;
        Place::read(&self.imap, password.as_deref()).map_err(|error| format!("{IMAP} {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(imap: &str, dir: &Path, file: Option<&str>) -> Result<Bounces, (&'static str, String)> {
        BouncesShape { imap: imap.to_owned(), password_file: file.map(PathBuf::from) }.check(dir)
    }

    #[test]
    fn a_fault_is_named_with_its_key_and_without_the_password() {
        let there = Path::new("there");
        for (imap, file) in [
            ("imap://u:geheim@mail.example.org", None),
            ("imaps://u@mail.example.org", None),
            ("imaps://u:geheim@mail.example.org", Some("imap.secret")),
        ] {
            let (key, reason) = checked(imap, there, file).expect_err(imap);
            assert!(key == IMAP && !reason.contains("geheim"), "{reason}");
        }
        assert!(checked("imaps://u:geheim@mail.example.org/Post", there, None).is_ok_and(|good| good.place().is_ok()));
    }

    #[test]
    fn the_password_can_lie_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = || checked("imaps://u@x.nl", folder.path(), Some("imap.secret")).expect("a good section").place();
        assert!(place().expect_err("no file").starts_with("mail.bounces.password_file: "));
        fs::write(folder.path().join("imap.secret"), "\n").expect("a written file");
        assert!(place().expect_err("an empty file").ends_with("is empty"));
        fs::write(folder.path().join("imap.secret"), "between us\n").expect("a written file");
        assert!(place().is_ok());
    }
}
