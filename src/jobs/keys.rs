//! The folder of key files, outside the database: one for each open wave, and the custodian's. Does not know what the
//! keys open.

mod locks;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::ballot::BadKeyFile;
use domain::{AccessKey, Custody, FactorKey, NoSecret, OptOutKey, ResultsKey, Secret, WaveLabel, WaveSecrets};
use zeroize::Zeroizing;

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
    /// Another process is opening a wave or changing a passphrase.
    #[error("another process is opening a wave or changing a passphrase ({} is locked); try again later", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// A key file is gone.
    #[error(
        "the key file {} is missing. Without it nobody can open what was sealed with it: \
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
        source: BadKeyFile,
    },
    /// A secret of the installation can't be made or read.
    #[error("{}: {source}", path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// Why.
        source: NoSecret,
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

    /// The waves that have a key file with something in it; of a closed wave an overwritten one may be left.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn waves(&self) -> Result<Vec<WaveLabel>, KeyError> {
        let entries = fs::read_dir(&self.folder).map_err(|source| file_error(&self.folder, source))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let waves = names.filter_map(|name| name.strip_suffix(".key")?.parse().ok());
        let wiped =
            |wave: &WaveLabel| fs::read(self.path(wave)).is_ok_and(|bytes| bytes.iter().all(|&byte| byte == b'-'));
        Ok(waves.filter(|wave| !wiped(wave)).collect())
    }

    /// Writes the secrets of a wave in the place of earlier ones, whole or not at all, durably, readable by their owner
    /// only. The earlier file is overwritten before it goes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn replace(&self, wave: &WaveLabel, secrets: &WaveSecrets) -> Result<(), KeyError> {
        self.write(&self.path(wave), &secrets.to_text())
    }

    /// Reads the secrets of an open wave.
    ///
    /// # Errors
    /// When the file is missing, damaged or can't be read.
    pub fn read(&self, wave: &WaveLabel) -> Result<WaveSecrets, KeyError> {
        read(self.path(wave), WaveSecrets::from_text)
    }

    fn custody_path(&self) -> PathBuf {
        self.folder.join("custody.key")
    }

    /// Reads the custodian's key file.
    ///
    /// # Errors
    /// When the file is missing, damaged or can't be read.
    pub fn custody(&self) -> Result<Custody, KeyError> {
        read(self.custody_path(), Custody::from_text)
    }

    /// Writes the custodian's key file in the place of an earlier one, whole or not at all; the earlier one is
    /// overwritten before it goes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_custody(&self, custody: &Custody) -> Result<(), KeyError> {
        self.write(&self.custody_path(), &custody.to_text())
    }

    /// The key under which second factors lie in the database; made when there is none.
    ///
    /// # Errors
    /// When the file is damaged, or the disk refuses.
    pub fn factors(&self) -> Result<FactorKey, KeyError> {
        self.secret("accounts.secret").map(FactorKey::from)
    }

    /// The key that marks the links to released pages; made when there is none.
    ///
    /// # Errors
    /// When the file is damaged, or the disk refuses.
    pub fn results(&self) -> Result<ResultsKey, KeyError> {
        self.secret("results.secret").map(ResultsKey::from)
    }

    /// The key of links to choose a password with; made when there is none.
    ///
    /// # Errors
    /// When the file is damaged, or the disk refuses.
    pub fn access(&self) -> Result<AccessKey, KeyError> {
        self.secret("access.secret").map(AccessKey::from)
    }

    /// The key that marks the links to stop letters; made when there is none.
    ///
    /// # Errors
    /// When the file is damaged, or the disk refuses.
    pub fn opt_outs(&self) -> Result<OptOutKey, KeyError> {
        self.secret("opt-out.secret").map(OptOutKey::from)
    }

    /// The secret in the file of this name; made when there is none.
    fn secret<const N: usize>(&self, name: &str) -> Result<Secret<N>, KeyError> {
        let path = self.folder.join(name);
        let bad = |source| KeyError::Secret { path: path.clone(), source };
        let _one_at_a_time = self.lock()?;
        match fs::read_to_string(&path).map(Zeroizing::new) {
            Ok(text) => Secret::from_text(&text).map_err(bad),
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                let fresh = Secret::generate().map_err(bad)?;
                self.write(&path, &fresh.to_text())?;
                Ok(fresh)
            }
            Err(source) => Err(file_error(&path, source)),
        }
    }

    /// Where a file is written before it takes its name; an interruption may leave it there.
    fn unfinished(path: &Path) -> PathBuf {
        path.with_extension("key.new")
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), KeyError> {
        let fresh = Self::unfinished(path);
        missing_is_fine(&fresh, fs::remove_file(&fresh))?;
        let earlier = OpenOptions::new().write(true).open(path);
        let replaced =
            write_new(&fresh, text).and_then(|()| fs::rename(&fresh, path)).and_then(|()| sync_folder(&self.folder));
        replaced.map_err(|source| file_error(path, source))?;
        missing_is_fine(path, earlier.and_then(overwrite))
    }

    /// Overwrites the keys of a wave; the file stays, without a secret in it. No file is no error.
    ///
    /// On a file system that never overwrites in place, old blocks may live on until they are reused.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn wipe(&self, wave: &WaveLabel) -> Result<(), KeyError> {
        let path = self.path(wave);
        for path in [Self::unfinished(&path), path] {
            missing_is_fine(&path, OpenOptions::new().write(true).open(&path).and_then(overwrite))?;
        }
        Ok(())
    }

    /// Removes the key file of a wave. No file is no error.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, wave: &WaveLabel) -> Result<(), KeyError> {
        let path = self.path(wave);
        for path in [Self::unfinished(&path), path] {
            missing_is_fine(&path, fs::remove_file(&path).and_then(|()| sync_folder(&self.folder)))?;
        }
        Ok(())
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn read<T>(path: PathBuf, from_text: impl Fn(&str) -> Result<T, BadKeyFile>) -> Result<T, KeyError> {
    match fs::read_to_string(&path).map(Zeroizing::new) {
        Ok(text) => from_text(&text).map_err(|source| KeyError::Damaged { path, source }),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing { path }),
        Err(source) => Err(file_error(&path, source)),
    }
}

/// Puts dashes in the place of what a file holds.
fn overwrite(mut file: File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
    file.write_all(&vec![b'-'; length])?;
    file.sync_all()
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
