//! Printed reports in a folder, so that none is made twice. A report is found again by all that it says and by how it is
//! set: whatever changed makes another one. Does not know what they say.

use std::fs;
use std::path::{Path, PathBuf};

use domain::WaveLabel;
use report::{Manuscript, Press};

use super::PaperError;

/// The folder of printed reports: a folder for each wave in it, for its owner only.
#[derive(Debug, Clone)]
pub struct Archive {
    folder: PathBuf,
}

impl Archive {
    /// The archive at `folder`, which is made when the first report is kept.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The report that `press` makes of `manuscript`: found, or made and kept.
    ///
    /// # Errors
    /// When it can't be printed, or not be kept.
    pub(super) fn print(
        &self,
        wave: &WaveLabel,
        press: &Press,
        manuscript: &Manuscript,
    ) -> Result<Vec<u8>, PaperError> {
        let folder = self.folder.join(wave.as_str());
        let file = folder.join(format!("{}.pdf", press.fingerprint(manuscript)));
        if let Ok(found) = fs::read(&file) {
            return Ok(found);
        }
        let pdf = press.print(manuscript)?;
        make_private(&folder).map_err(|source| PaperError::File { file: folder.clone(), source })?;
        write_whole(&file, &pdf)?;
        Ok(pdf)
    }

    /// Forgets the reports of every wave: something in them may not be shown any longer. They are made again when asked for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self) -> Result<(), PaperError> {
        match fs::remove_dir_all(&self.folder) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(PaperError::File { file: self.folder.clone(), source })
            }
            _ => Ok(()),
        }
    }
}

/// Makes a folder that only its owner can look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file that is whole or not there, also when two write it at once.
pub(super) fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), PaperError> {
    let failed = |source| PaperError::File { file: file.to_owned(), source };
    let half = file.with_extension(format!("{:016x}.part", rand::random::<u64>()));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, file));
    if written.is_err() {
        // What is left of it would be half a report.
        let _ = fs::remove_file(&half);
    }
    written.map_err(failed)
}
