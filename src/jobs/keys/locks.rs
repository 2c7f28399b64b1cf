//! The lock between processes, as a file in the key folder; one that dies lets go. Does not know what is done under it.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;

use super::{KeyError, KeyFolder, file_error};

/// How often another process is waited for, and how long each time: ten seconds in all.
const PATIENCE: u32 = 100;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

impl KeyFolder {
    /// Keeps every other process from opening a wave or changing a passphrase until it is let go.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn lock(&self) -> Result<File, KeyError> {
        let (path, file) = self.lock_file()?;
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(fs::TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(fs::TryLockError::Error(source)) => return Err(file_error(&path, source)),
            }
        }
        Err(KeyError::Locked { path })
    }

    fn lock_file(&self) -> Result<(PathBuf, File), KeyError> {
        self.create()?;
        let path = self.folder.join("lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|source| file_error(&path, source))?;
        Ok((path, file))
    }
}
