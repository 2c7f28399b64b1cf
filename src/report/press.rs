//! Turns a template and its data into a PDF, inside this process. Does not know what a report says.
//!
//! The press reads the files that are built into the program and nothing else: no disk, no network, no packages, no
//! clock. The same data makes the same bytes.

use std::sync::LazyLock;

use domain::WaveLabel;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::ink::make_printable;

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The organisation did not have this unit when the wave opened.
    #[error("there is no unit \"{unit}\" in wave {wave}")]
    UnknownUnit {
        /// The unit asked for.
        unit: String,
        /// The wave.
        wave: WaveLabel,
    },
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

/// What every report has in common.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    unit: Source,
    look: Source,
    data: FileId,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<Font> = OPEN_SANS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
    let source = |name, text: &str| Source::new(file(name), text.to_owned());
    House {
        // Row headers, which readers of tables by ear need, are still behind this switch upstream.
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        unit: source("unit.typ", include_str!("../../reports/unit.typ")),
        look: source("look.typ", include_str!("../../reports/look.typ")),
        data: file("data.json"),
    }
});

/// A name inside the press. Names are kept for ever, so they are fixed and never made of data.
fn file(name: &'static str) -> FileId {
    // Unwrap safety: the names above are plain.
    #[expect(clippy::unwrap_used, reason = "the names are plain")]
    let path = VirtualPath::new(name).unwrap();
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The fonts on paper.
pub(crate) fn fonts() -> &'static [Font] {
    &HOUSE.fonts
}

/// One report on its way: the house, and the data of this one.
struct Press {
    house: &'static House,
    data: Bytes,
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.house.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.house.book
    }

    fn main(&self) -> FileId {
        self.house.unit.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [&self.house.unit, &self.house.look].into_iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.house.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.house.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The PDF of `data`; `ident` names the document for ever.
pub(crate) fn print(data: Value, ident: String) -> Result<Vec<u8>, ReportError> {
    let printed = typeset(data).and_then(|(document, _)| pdf(&document, ident));
    comemo::evict(REMEMBERED);
    printed
}

/// Sets `data` into pages; also gives the typesetter's warnings.
pub(crate) fn typeset(mut data: Value) -> Result<(PagedDocument, Vec<String>), ReportError> {
    make_printable(&mut data, fonts());
    let press = Press { house: &HOUSE, data: Bytes::from_string(data.to_string()) };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&press);
    Ok((output.map_err(|errors| not_printed(&errors))?, warnings.iter().map(said).collect()))
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
