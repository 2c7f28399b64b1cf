//! What a press has at hand: templates, the files they read, and fonts. Looks nothing up on a disk.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::FolderError;
use super::folder::Found;
use crate::template::Template;

static OPEN_SANS: [&[u8]; 2] = [
    include_bytes!("../../../reports/fonts/OpenSans-Regular.ttf"),
    include_bytes!("../../../reports/fonts/OpenSans-Bold.ttf"),
];

static HOUSE_FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| OPEN_SANS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect());

/// Files and fonts of one press.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) sources: HashMap<FileId, Source>,
    pub(super) files: HashMap<FileId, Bytes>,
    /// Those of the house, then those that were brought.
    pub(super) fonts: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    /// Where the files that were brought lie, and which they are.
    folder: PathBuf,
    brought: HashSet<FileId>,
    /// Tells this shelf from every other.
    pub(super) mark: String,
}

impl Shelf {
    /// The files that are built in, and those of `found` in the place of others of the same name.
    pub(super) fn of(folder: &Path, found: Vec<Found>) -> Result<Self, FolderError> {
        let mut shelf = Self {
            sources: HashMap::new(),
            files: HashMap::new(),
            fonts: HOUSE_FONTS.clone(),
            book: LazyHash::new(FontBook::new()),
            folder: folder.to_owned(),
            brought: HashSet::new(),
            mark: mark(&found),
        };
        for (name, text) in built_in() {
            let id = file(name)?;
            shelf.sources.insert(id, Source::new(id, text.to_owned()));
        }
        for found in found {
            shelf.put(found)?;
        }
        shelf.book = LazyHash::new(FontBook::from_fonts(&shelf.fonts));
        Ok(shelf)
    }

    fn put(&mut self, Found { name, bytes }: Found) -> Result<(), FolderError> {
        let id = file(&name)?;
        let path = || self.folder.join(&name);
        match name.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).as_deref() {
            Some("ttf" | "otf") => {
                let font = Font::new(Bytes::new(bytes), 0).ok_or_else(|| FolderError::NoFont { file: path() })?;
                self.fonts.push(font);
            }
            Some("typ") => {
                let text = String::from_utf8(bytes).map_err(|error| {
                    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    FolderError::NoText { file: path(), line: good.split(|byte| *byte == b'\n').count() }
                })?;
                self.sources.insert(id, Source::new(id, text));
                self.brought.insert(id);
            }
            _ => {
                self.files.insert(id, Bytes::new(bytes));
                self.brought.insert(id);
            }
        }
        Ok(())
    }

    /// The fonts that were brought.
    pub(super) fn brought_fonts(&self) -> &[Font] {
        self.fonts.get(house_fonts().len()..).unwrap_or_default()
    }

    /// Whether a file was brought, and is not built in.
    pub(super) fn is_brought(&self, id: FileId) -> bool {
        self.brought.contains(&id)
    }

    /// A file as its author knows it.
    pub(super) fn name(&self, id: FileId) -> String {
        let name = id.get().vpath().get_without_slash();
        if self.is_brought(id) {
            self.folder.join(name).display().to_string()
        } else if self.sources.contains_key(&id) {
            format!("{name} (built in)")
        } else {
            name.to_owned()
        }
    }
}

/// The fonts of the house.
pub(crate) fn house_fonts() -> &'static [Font] {
    &HOUSE_FONTS
}

/// A name inside the press. Names are kept for ever and there are 65,535 at most, so they are those of templates and of
/// files in a folder, and never made of data.
pub(super) fn file(name: &str) -> Result<FileId, FolderError> {
    let path = VirtualPath::new(name).map_err(|_| FolderError::Name { file: name.into() })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The templates that are built in: names and texts.
fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    Template::files().filter(|(name, _)| Path::new(name).extension().is_some_and(|kind| kind == "typ"))
}

/// A digest of everything that is built in or was brought.
fn mark(found: &[Found]) -> String {
    let mut hash = Sha256::new();
    let built_in = built_in().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    let brought = found.iter().flat_map(|Found { name, bytes }| [name.as_bytes(), bytes]);
    for part in built_in.chain(brought) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    HEXLOWER.encode(&hash.finalize())
}
