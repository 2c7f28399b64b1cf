//! Printed reports in a folder, so that none is made twice. A report is found again by all that it says and by how it is
//! set: whatever changed makes another one. Does not know what they say, and touches no file that it did not write.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use domain::WaveLabel;
use report::{Manuscript, Press};

use super::PaperError;

/// Characters of a report's name.
const NAME: usize = 64;

/// The folder of printed reports: a folder for each wave in it, for its owner only.
#[derive(Debug, Clone)]
pub struct Archive {
    folder: PathBuf,
    /// How often everything was forgotten: what was written down before is not kept afterwards.
    forgotten: Arc<AtomicU64>,
}

/// How often everything had been forgotten when somebody began to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Since(u64);

impl Archive {
    /// The archive at `folder`, which is made when the first report is kept.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), forgotten: Arc::default() }
    }

    /// To be asked before anything is fetched for a report.
    pub(super) fn since(&self) -> Since {
        Since(self.forgotten.load(Ordering::SeqCst))
    }

    /// The report that `press` makes of `manuscript`: found, or made and kept.
    ///
    /// A folder that can't be written costs the time to print again, and no report.
    ///
    /// # Errors
    /// When it can't be printed.
    pub(super) fn print(
        &self,
        wave: &WaveLabel,
        press: &Press,
        manuscript: &Manuscript,
        since: Since,
    ) -> Result<Vec<u8>, PaperError> {
        let folder = self.folder.join(wave.as_str());
        let file = folder.join(format!("{}.pdf", press.fingerprint(manuscript)));
        if let Some(found) = fs::read(&file).ok().filter(|pdf| is_whole(pdf)) {
            return Ok(found);
        }
        let pdf = press.print(manuscript)?;
        if self.since() == since && make_private(&folder).is_ok() && write_whole(&file, &pdf).is_ok() {
            // When it was made would tell when somebody first asked for it.
            let _ =
                fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH));
            if self.since() != since {
                // Forgotten in between: it may hold what is not to be shown any longer.
                let _ = fs::remove_file(&file);
            }
        }
        Ok(pdf)
    }

    /// Forgets the reports of every wave: something in them may not be shown any longer. They are made again when asked for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self) -> Result<(), PaperError> {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        for folder in entries(&self.folder)?.into_iter().filter(|path| path.is_dir() && is_named_as_a_wave(path)) {
            for file in entries(&folder)?.into_iter().filter(|path| is_ours(path)) {
                fs::remove_file(&file).map_err(|source| PaperError::File { file: file.clone(), source })?;
            }
            // Whatever else lies there keeps it.
            let _ = fs::remove_dir(&folder);
        }
        Ok(())
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, PaperError> {
    let failed = |source| PaperError::File { file: folder.to_owned(), source };
    match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect(),
    }
}

fn is_named_as_a_wave(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.parse::<WaveLabel>().is_ok())
}

/// Whether the archive wrote this: a fingerprint, and what a kill may leave of one.
fn is_ours(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let (print, ending) = name.split_once('.').unwrap_or_default();
    let named = print.len() == NAME && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    named && (ending == "pdf" || ending.ends_with("part"))
}

/// A power cut may leave a part of a file, or none of its bytes.
fn is_whole(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF")
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
    let on_disk = |half: &Path| {
        let mut open = fs::File::create(half)?;
        open.write_all(bytes)?;
        open.sync_all()
    };
    let written = on_disk(&half).and_then(|()| fs::rename(&half, file));
    if written.is_err() {
        // What is left of it would be half a report.
        let _ = fs::remove_file(&half);
    }
    written.map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forgotten_is_what_was_kept_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let print = "a".repeat(NAME);
        let wave = folder.path().join("2026-11");
        fs::create_dir_all(&wave).expect("a folder");
        fs::create_dir_all(folder.path().join("keys/2026-11")).expect("a folder");
        let (ours, half) = (wave.join(format!("{print}.pdf")), wave.join(format!("{print}.0123.part")));
        let theirs =
            [folder.path().join("polsslag.db"), folder.path().join("keys/2026-11").join(format!("{print}.pdf"))];
        let beside = wave.join("letter.eml");
        for file in [&ours, &half, &beside].into_iter().chain(&theirs) {
            fs::write(file, "x").expect("a file");
        }
        Archive::at(folder.path()).forget().expect("forgotten");
        assert!(!ours.exists() && !half.exists());
        assert!(beside.exists() && theirs.iter().all(|file| file.exists()));
        Archive::at(&folder.path().join("nowhere")).forget().expect("nothing to forget");
    }

    #[test]
    fn half_a_report_is_none() {
        assert!(is_whole(b"%PDF-1.7\n...\n%%EOF\n"));
        assert!(!is_whole(b"") && !is_whole(b"%PDF-1.7\n..."));
    }
}
