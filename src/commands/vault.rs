//! The keys of this installation, handed to the pages that need them. Does not draw a page.

use std::fs;
use std::path::PathBuf;

use domain::{NotAdmitted, Passphrase, UnitPath, WaveLabel};
use jobs::{CloseError, CommentsError, CustodyError, KeyFolder};
use store::Store;
use web::{Progress, Refusal, Vault};

/// Store and key folder of an installation, and where its letters lie.
pub(crate) struct Holdings {
    pub(crate) store: Store,
    pub(crate) keys: KeyFolder,
    pub(crate) letters: PathBuf,
}

#[rocket::async_trait]
impl Vault for Holdings {
    fn locked(&self, wave: &WaveLabel) -> bool {
        // A missing key file is told by the close itself.
        jobs::needs_passphrase(&self.keys, wave).unwrap_or(false)
    }

    fn comments_locked(&self) -> bool {
        self.keys.custody().is_ok_and(|custody| custody.needs_passphrase())
    }

    async fn close(&self, wave: &WaveLabel, passphrase: Option<Passphrase>, progress: Progress) -> Result<(), Refusal> {
        let told = move |done, total| progress.tell(done, total);
        let closing = jobs::close(&self.store, &self.keys, wave, passphrase, told).await;
        let closing = closing.map_err(|error| match error {
            CloseError::Custody(CustodyError::NotAdmitted(refused)) => admission(&refused),
            other => Refusal::Fault(other.to_string()),
        })?;
        super::wave::note_leftovers(&closing);
        remove_letters(&self.letters, wave).map_err(|error| Refusal::Fault(error.to_string()))
    }

    async fn comments(
        &self,
        wave: &WaveLabel,
        passphrase: Option<Passphrase>,
    ) -> Result<Vec<(UnitPath, Vec<String>)>, Refusal> {
        let comments = jobs::comments(&self.store, &self.keys, wave, passphrase).await;
        let comments = comments.map_err(|error| match error {
            CommentsError::Custody(CustodyError::NotAdmitted(refused)) => admission(&refused),
            other => Refusal::Fault(other.to_string()),
        })?;
        Ok(comments.into_iter().map(|class| (class.unit, class.texts)).collect())
    }
}

const fn admission(refused: &NotAdmitted) -> Refusal {
    match refused {
        NotAdmitted::Needed | NotAdmitted::Wrong => Refusal::Passphrase,
    }
}

/// The letters of a wave go when it is closed: a letter names a person and holds their token, and both together would
/// tell from an old copy of the database who answered.
pub(crate) fn remove_letters(folder: &std::path::Path, wave: &WaveLabel) -> std::io::Result<()> {
    let letters = folder.join(wave.as_str());
    match fs::remove_dir_all(letters) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
