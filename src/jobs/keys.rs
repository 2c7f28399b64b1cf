//! The folder of key files, one for each open wave, outside the database. Does not know what the keys open.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::{WaveKeys, WaveLabel};

/// The folder with the key files.
#[derive(Debug, Clone)]
pub struct KeyFolder {
    folder: PathBuf,
}

/// A key file can't be written, read or destroyed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is a key file for a wave that is only now being opened.
    #[error(
        "{} is there already: another process is opening this wave, or one was interrupted before the wave existed. \
         If no other is running, remove that file and try again",
        path.display()
    )]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// The key file of an open wave is gone.
    #[error(
        "the key file {} is missing. Without it nobody can open this wave's answers: \
         put it back from where it was moved to",
        path.display()
    )]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The key file holds something else.
    #[error("{}: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Why.
        source: domain::ballot::BadKeyFile,
    },
}

impl KeyFolder {
    /// The key files in `folder`.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Makes the folder, for its owner only.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn create(&self) -> Result<(), KeyError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|source| file_error(&self.folder, source))
    }

    fn path(&self, wave: &WaveLabel) -> PathBuf {
        self.folder.join(format!("{wave}.key"))
    }

    /// Whether there is a key file for this wave.
    pub fn has(&self, wave: &WaveLabel) -> bool {
        self.path(wave).exists()
    }

    /// Writes the keys of a new wave, durably, readable by their owner only.
    ///
    /// # Errors
    /// When there is such a file already, or the disk refuses.
    pub fn keep(&self, wave: &WaveLabel, keys: &WaveKeys) -> Result<(), KeyError> {
        let path = self.path(wave);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&path).and_then(|mut file| {
            file.write_all(keys.to_file_text().as_bytes())?;
            file.sync_all()
        });
        match written {
            Ok(()) => sync_folder(&self.folder).map_err(|source| file_error(&self.folder, source)),
            Err(source) if source.kind() == io::ErrorKind::AlreadyExists => Err(KeyError::InTheWay { path }),
            Err(source) => Err(file_error(&path, source)),
        }
    }

    /// Reads the keys of an open wave.
    ///
    /// # Errors
    /// When the file is missing, damaged or can't be read.
    pub fn read(&self, wave: &WaveLabel) -> Result<WaveKeys, KeyError> {
        let path = self.path(wave);
        match fs::read_to_string(&path) {
            Ok(text) => WaveKeys::from_file_text(&text).map_err(|source| KeyError::Damaged { path, source }),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing { path }),
            Err(source) => Err(file_error(&path, source)),
        }
    }

    /// Overwrites the keys of a wave; the file stays, without a secret in it. No file is no error.
    ///
    /// On a file system that never overwrites in place, old blocks may live on until they are reused.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn wipe(&self, wave: &WaveLabel) -> Result<(), KeyError> {
        let path = self.path(wave);
        let wiped = OpenOptions::new().write(true).open(&path).and_then(|mut file| {
            let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
            file.write_all(&vec![b'-'; length])?;
            file.sync_all()
        });
        missing_is_fine(&path, wiped)
    }

    /// Removes the key file of a wave. No file is no error.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, wave: &WaveLabel) -> Result<(), KeyError> {
        let path = self.path(wave);
        missing_is_fine(&path, fs::remove_file(&path).and_then(|()| sync_folder(&self.folder)))
    }
}

fn missing_is_fine(path: &Path, done: io::Result<()>) -> Result<(), KeyError> {
    match done {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(file_error(path, source)),
        _ => Ok(()),
    }
}

fn file_error(path: &Path, source: io::Error) -> KeyError {
    KeyError::File { path: path.to_owned(), source }
}

/// A new or removed name is durable only when its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
