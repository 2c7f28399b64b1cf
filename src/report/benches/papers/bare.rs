//! Typst with the least around it: a template, its data, fonts, and plain PDF. Knows nothing of our press.

use std::collections::HashMap;

use report::Manuscript;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// What stays the same from report to report.
pub(crate) struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    main: FileId,
    data: FileId,
}

/// One report on its way.
struct Run<'a> {
    bare: &'a Bare,
    data: Bytes,
}

fn file(name: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern()
}

impl Bare {
    pub(crate) fn new() -> Self {
        let fonts: [&[u8]; 2] = [
            include_bytes!("../../../../reports/fonts/OpenSans-Regular.ttf"),
            include_bytes!("../../../../reports/fonts/OpenSans-Bold.ttf"),
        ];
        let fonts: Vec<Font> = fonts.into_iter().map(|font| Font::new(Bytes::new(font), 0).unwrap()).collect();
        let sources = [
            ("unit.typ", include_str!("../../../../reports/unit.typ")),
            ("parts.typ", include_str!("../../../../reports/parts.typ")),
            ("look.typ", include_str!("../../../../reports/look.typ")),
        ];
        let source = |(name, text): (&str, &str)| (file(name), Source::new(file(name), text.to_owned()));
        Self {
            // The templates have row headers, which are behind this switch.
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: sources.into_iter().map(source).collect(),
            main: file("unit.typ"),
            data: file("data.json"),
        }
    }

    /// Makes a report and throws it away; tells how many pages it had.
    pub(crate) fn print(&self, manuscript: &Manuscript) -> usize {
        let run = Run { bare: self, data: Bytes::new(manuscript.data().as_bytes().to_vec()) };
        let document = typst::compile::<PagedDocument>(&run).output.unwrap();
        assert!(typst_pdf::pdf(&document, &PdfOptions::default()).unwrap().starts_with(b"%PDF"));
        // As often, and as thoroughly, as Typst's own command line does.
        comemo::evict(10);
        document.pages().len()
    }
}

impl World for Run<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.bare.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.bare.book
    }

    fn main(&self) -> FileId {
        self.bare.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.bare.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.bare.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.bare.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
