//! Reads an organisation's own templates and what lies beside them, once and whole. Does not know what is in them.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes of one file.
const LARGEST: u64 = 5_000_000;
/// Files of one folder: the press keeps their names for ever.
const MOST: usize = 200;
/// What a template may read. Anything else in the folder is for people, and is passed over.
pub(super) const KINDS: [&str; 15] =
    ["typ", "svg", "png", "jpg", "jpeg", "gif", "webp", "json", "toml", "yaml", "csv", "txt", "xml", "ttf", "otf"];

/// Why a folder of templates can't be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file or the folder can't be read.
    #[error("{}: {source}", file.display())]
    Unreadable {
        /// The file or folder.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A link leads to what lies elsewhere.
    #[error("{}: this link leads out of the folder of templates; copy the file into the folder", file.display())]
    LeadsOut {
        /// The link.
        file: PathBuf,
    },
    /// A file is too large.
    #[error("{}: has more than {} megabytes; make it smaller", file.display(), LARGEST / 1_000_000)]
    TooLarge {
        /// The file.
        file: PathBuf,
    },
    /// There are too many files.
    #[error("{}: has more than {MOST} files that templates could read; take out what they don't need", folder.display())]
    TooMany {
        /// The folder.
        folder: PathBuf,
    },
    /// A name is no text, or means something else than a name.
    #[error("{}: this name can't be used; give the file another", file.display())]
    Name {
        /// The file.
        file: PathBuf,
    },
    /// A template is no text.
    #[error("{}: line {line} is not UTF-8", file.display())]
    NoText {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A font is none.
    #[error("{}: is no TrueType or OpenType font", file.display())]
    NoFont {
        /// The file.
        file: PathBuf,
    },
}

/// A file of the folder.
#[derive(Debug)]
pub(super) struct Found {
    /// Its place below the folder, with `/` between the parts.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The files that templates may read, by name. Passed over are hidden files, other kinds, links to folders, and
/// `data.json`, which is always the report's own.
pub(super) fn read(folder: &Path) -> Result<Vec<Found>, FolderError> {
    let root = folder.canonicalize().map_err(unreadable(folder))?;
    let (mut folders, mut names) = (vec![PathBuf::new()], Vec::new());
    while let Some(inner) = folders.pop() {
        let here = folder.join(&inner);
        for entry in fs::read_dir(&here).map_err(unreadable(&here))? {
            let entry = entry.map_err(unreadable(&here))?;
            let (name, kind) = (inner.join(entry.file_name()), entry.file_type().map_err(unreadable(&here))?);
            if entry.file_name().as_encoded_bytes().starts_with(b".") || name == Path::new("data.json") {
                continue;
            }
            if kind.is_dir() {
                folders.push(name);
            } else if has_kind(&name) && is_file_within(&entry.path(), &root)? {
                names.push(name);
            }
            if names.len() > MOST {
                return Err(FolderError::TooMany { folder: folder.to_owned() });
            }
        }
    }
    names.sort();
    names.into_iter().map(|name| read_one(folder, &name)).collect()
}

fn has_kind(name: &Path) -> bool {
    let kind = name.extension().and_then(|kind| kind.to_str()).map(str::to_ascii_lowercase);
    kind.is_some_and(|kind| KINDS.contains(&kind.as_str()))
}

fn is_file_within(file: &Path, root: &Path) -> Result<bool, FolderError> {
    let real = file.canonicalize().map_err(unreadable(file))?;
    if real.starts_with(root) { Ok(real.is_file()) } else { Err(FolderError::LeadsOut { file: file.to_owned() }) }
}

fn read_one(folder: &Path, name: &Path) -> Result<Found, FolderError> {
    let file = folder.join(name);
    let mut bytes = Vec::new();
    let opened = fs::File::open(&file).map_err(unreadable(&file))?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable(&file))?;
    if bytes.len() as u64 > LARGEST {
        return Err(FolderError::TooLarge { file });
    }
    let parts: Option<Vec<&str>> = name.iter().map(|part| part.to_str()).collect();
    let parts = parts.ok_or(FolderError::Name { file })?;
    Ok(Found { name: parts.join("/"), bytes })
}

fn unreadable(file: &Path) -> impl FnOnce(std::io::Error) -> FolderError {
    let file = file.to_owned();
    move |source| FolderError::Unreadable { file, source }
}
