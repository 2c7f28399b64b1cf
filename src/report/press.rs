//! Turns a template and its data into a PDF, inside this process. Does not know what a report says.
//!
//! The press reads the files that are built into the program, and those of a folder that an organisation brings: once,
//! when the press is made. After that it reads nothing: no disk, no network, no packages, no clock. The same data makes
//! the same bytes.
//!
//! Templates are programs. The typesetter gives up after 10,000 turns of a `while` loop, 80 calls inside each other and 5
//! attempts at the same page. It sets no bound to time or memory: a template that walks through a thousand million
//! numbers takes as much of both as it wants. Whoever writes templates is trusted like whoever runs the program.

mod fault;
mod folder;
mod run;
mod shelf;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use self::fault::{Fault, ReportError};
pub use self::folder::FolderError;
use self::run::Run;
pub(crate) use self::shelf::house_fonts;
use self::shelf::{Shelf, file};
use crate::ink::make_printable;
use crate::manuscript::Manuscript;

/// How many rounds of the typesetter's memory are kept; without an end it grows with every report.
const REMEMBERED: usize = 10;

/// Templates, ready to print reports.
#[derive(Debug, Clone)]
pub struct Press {
    shelf: Arc<Shelf>,
}

/// A report that was set, but not written down.
struct Composed<'a> {
    run: Run<'a>,
    document: PagedDocument,
    warnings: Vec<Fault>,
}

impl Press {
    /// The press with the templates that are built in.
    ///
    /// # Panics
    /// Never: the names of built-in files are plain.
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<Arc<Shelf>> = LazyLock::new(|| {
            // Unwrap safety: nothing was brought that could be refused.
            #[expect(clippy::unwrap_used, reason = "nothing was brought that could be refused")]
            Arc::new(Shelf::of(Path::new(""), Vec::new()).unwrap())
        });
        Self { shelf: Arc::clone(&BUILT_IN) }
    }

    /// The press with the templates of `folder`: a file there takes the place of the built-in one of the same name, and
    /// templates may read what lies beside them. The folder is read now, and never again.
    ///
    /// Read are templates, pictures, tables and fonts of up to 5 megabytes, also in folders inside; other files are
    /// passed over.
    ///
    /// # Errors
    /// When the folder or a file in it can't be read, is too large, leads elsewhere, or is not what its name says.
    pub fn with_folder(folder: &Path) -> Result<Self, FolderError> {
        Ok(Self { shelf: Arc::new(Shelf::of(folder, folder::read(folder)?)?) })
    }

    /// The PDF of a manuscript, as PDF/A-2a and PDF/UA-1. The same manuscript makes the same bytes.
    ///
    /// Takes tens of milliseconds of a processor's time, and some megabytes: not for a thread that answers requests.
    ///
    /// # Errors
    /// When the template is broken, or a picture in the manuscript can't be read.
    pub fn print(&self, manuscript: &Manuscript) -> Result<Vec<u8>, ReportError> {
        let printed = self.compose(manuscript).and_then(|pages| pages.pdf(manuscript));
        comemo::evict(REMEMBERED);
        printed
    }

    /// Prints a manuscript to see whether it can be printed, and gives what the typesetter wonders about.
    ///
    /// # Errors
    /// As [`Press::print`].
    pub fn proof(&self, manuscript: &Manuscript) -> Result<Vec<Fault>, ReportError> {
        let proof = self.compose(manuscript).and_then(|pages| pages.pdf(manuscript).map(|_| pages.warnings));
        comemo::evict(REMEMBERED);
        proof
    }

    /// Sets a manuscript into pages.
    fn compose(&self, manuscript: &Manuscript) -> Result<Composed<'_>, ReportError> {
        let mut data = manuscript.data.clone();
        make_printable(&mut data, house_fonts(), self.shelf.brought_fonts());
        let named = |name| file(name).map_err(|error| ReportError::NotWritten { reason: error.to_string() });
        let data = (named("data.json")?, Bytes::from_string(data.to_string()));
        let run = Run { shelf: &self.shelf, main: named(manuscript.template.file())?, data };
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&run);
        let document = output.map_err(|errors| not_printed(&errors, &run))?;
        let warnings = warnings.iter().map(|warning| Fault::of(warning, &run)).collect();
        Ok(Composed { run, document, warnings })
    }

    /// The pages of a manuscript, for tests that read them; also gives the typesetter's warnings.
    #[cfg(test)]
    pub(crate) fn typeset(&self, manuscript: &Manuscript) -> Result<(PagedDocument, Vec<Fault>), ReportError> {
        self.compose(manuscript).map(|pages| (pages.document, pages.warnings))
    }

    /// A name for what this press makes of a manuscript: another template, font or text, or another version of the program
    /// has another one.
    pub fn fingerprint(&self, manuscript: &Manuscript) -> String {
        let mut hash = Sha256::new();
        let data = manuscript.data.to_string();
        let own = [&self.shelf.mark, manuscript.template.file(), &manuscript.name, &data];
        for part in std::iter::once(env!("CARGO_PKG_VERSION")).chain(own) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        HEXLOWER.encode(&hash.finalize())
    }
}

impl Composed<'_> {
    /// Writes pages down as PDF/A-2a (to keep) and PDF/UA-1 (for everyone to read).
    fn pdf(&self, manuscript: &Manuscript) -> Result<Vec<u8>, ReportError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| ReportError::NotWritten { reason: error.message().to_string() })?;
        let creator = Smart::Custom(Some("Polsslag".to_owned()));
        let ident = Smart::Custom(manuscript.name.clone());
        let options = PdfOptions { ident, creator, standards, ..PdfOptions::default() };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| not_printed(&errors, &self.run))
    }
}

fn not_printed(errors: &[SourceDiagnostic], run: &Run<'_>) -> ReportError {
    ReportError::NotPrinted { faults: errors.iter().map(|error| Fault::of(error, run)).collect() }
}

#[cfg(test)]
mod tests;
