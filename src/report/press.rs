//! Turns a template and its data into a PDF, inside this process. Does not know what a report says.
//!
//! The press reads the files that are built into the program and nothing else: no disk, no network, no packages, no
//! clock. The same data makes the same bytes.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::manuscript::Manuscript;

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A template, a picture or a standard stood in the way.
    #[error("the report could not be made: {reason}")]
    NotPrinted {
        /// What the typesetter said.
        reason: String,
    },
}

/// How many rounds of the typesetter's memory are kept; without an end it grows with every report.
const REMEMBERED: usize = 10;

static OPEN_SANS: [&[u8]; 2] = [
    include_bytes!("../../reports/fonts/OpenSans-Regular.ttf"),
    include_bytes!("../../reports/fonts/OpenSans-Bold.ttf"),
];

/// The templates that are built in.
const BUILT_IN: [(&str, &str); 5] = [
    ("unit.typ", include_str!("../../reports/unit.typ")),
    ("organisation.typ", include_str!("../../reports/organisation.typ")),
    ("year.typ", include_str!("../../reports/year.typ")),
    ("parts.typ", include_str!("../../reports/parts.typ")),
    ("look.typ", include_str!("../../reports/look.typ")),
];

/// What is the same for every report, whatever its templates.
struct Type {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    data: FileId,
}

static TYPE: LazyLock<Type> = LazyLock::new(|| {
    let fonts: Vec<Font> = OPEN_SANS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
    Type {
        // Row headers, which readers of tables by ear need, are still behind this switch upstream.
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        data: file("data.json"),
    }
});

/// Templates, ready to print reports.
#[derive(Debug, Clone)]
pub struct Press {
    sources: Arc<HashMap<FileId, Source>>,
}

impl Press {
    /// The press with the templates that are built in.
    pub fn built_in() -> Self {
        let source = |(name, text): (&'static str, &str)| {
            let id = file(name);
            (id, Source::new(id, text.to_owned()))
        };
        Self { sources: Arc::new(BUILT_IN.into_iter().map(source).collect()) }
    }

    /// The PDF of a manuscript, as PDF/A-2a and PDF/UA-1. The same manuscript makes the same bytes.
    ///
    /// Takes tens of milliseconds of a processor's time, and some megabytes: not for a thread that answers requests.
    ///
    /// # Errors
    /// When the template is broken, or a picture in the manuscript can't be read.
    pub fn print(&self, manuscript: &Manuscript) -> Result<Vec<u8>, ReportError> {
        let printed = self.typeset(manuscript).and_then(|(document, _)| pdf(&document, manuscript.name.clone()));
        comemo::evict(REMEMBERED);
        printed
    }

    /// Sets a manuscript into pages; also gives the typesetter's warnings.
    pub(crate) fn typeset(&self, manuscript: &Manuscript) -> Result<(PagedDocument, Vec<String>), ReportError> {
        let data = Bytes::from_string(manuscript.data.clone());
        let run = Run { sources: &self.sources, main: file(manuscript.template.file()), data };
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&run);
        Ok((output.map_err(|errors| not_printed(&errors))?, warnings.iter().map(said).collect()))
    }

    /// A name for what this press makes of a manuscript: another template, another text or another version of the program
    /// has another one.
    pub fn fingerprint(&self, manuscript: &Manuscript) -> String {
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        };
        part(env!("CARGO_PKG_VERSION"));
        let mut sources: Vec<_> = self.sources.values().map(Source::text).collect();
        sources.sort_unstable();
        sources.into_iter().for_each(&mut part);
        [manuscript.template.file(), &manuscript.name, &manuscript.data].into_iter().for_each(&mut part);
        HEXLOWER.encode(&hash.finalize())
    }
}

/// A name inside the press. Names are kept for ever, so they are fixed and never made of data.
fn file(name: &'static str) -> FileId {
    // Unwrap safety: the names above are plain.
    #[expect(clippy::unwrap_used, reason = "the names are plain")]
    let path = VirtualPath::new(name).unwrap();
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The fonts on paper.
pub(crate) fn fonts() -> &'static [Font] {
    &TYPE.fonts
}

/// One report on its way: templates, and the data of this one.
struct Run<'a> {
    sources: &'a HashMap<FileId, Source>,
    main: FileId,
    data: Bytes,
}

impl World for Run<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &TYPE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &TYPE.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == TYPE.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPE.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Writes pages down as PDF/A-2a (to keep) and PDF/UA-1 (for everyone to read).
fn pdf(document: &PagedDocument, ident: String) -> Result<Vec<u8>, ReportError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| ReportError::NotPrinted { reason: error.message().to_string() })?;
    let creator = Smart::Custom(Some("Polsslag".to_owned()));
    let options = PdfOptions { ident: Smart::Custom(ident), creator, standards, ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|errors| not_printed(&errors))
}

fn not_printed(errors: &[SourceDiagnostic]) -> ReportError {
    ReportError::NotPrinted { reason: errors.iter().map(said).collect::<Vec<_>>().join("; ") }
}

fn said(diagnostic: &SourceDiagnostic) -> String {
    diagnostic.message.to_string()
}
