//! One report on its way through the typesetter, which asks for files and fonts. Whatever is not on the shelf does not
//! exist: no disk, no network, no packages, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::folder::KINDS;
use super::shelf::Shelf;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers, which readers of tables by ear need, are still behind this switch upstream.
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// A shelf, and the data of this report.
pub(super) struct Run<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) main: FileId,
    /// The name of the data, and the data.
    pub(super) data: (FileId, Bytes),
}

impl World for Run<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            return Ok(self.data.1.clone());
        }
        self.shelf.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Why a template does not get a file it asks for.
fn missing(id: FileId) -> FileError {
    let path = id.get();
    if let VirtualRoot::Package(_) = path.root() {
        let reason = "packages are never fetched: copy the files into the folder of templates";
        return FileError::Package(PackageError::Other(Some(reason.into())));
    }
    let kind = path.vpath().extension().map(str::to_ascii_lowercase);
    if kind.is_some_and(|kind| KINDS.contains(&kind.as_str())) {
        return FileError::NotFound(path.vpath().get_without_slash().into());
    }
    FileError::Other(Some(format!("a template reads these kinds only: {}", KINDS.join(", ")).into()))
}
