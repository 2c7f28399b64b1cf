//! Reports as PDF. Handed in, because pages don't know how paper is made; and how a page gives one to its visitor.

use domain::Language;
use rocket::http::Header;

/// The printer, seen from a page.
#[rocket::async_trait]
pub trait Printing: Send + Sync {
    /// The confidential adviser's report on a year.
    async fn year(&self, year: i32, language: Language) -> Result<Vec<u8>, Unprinted>;
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprinted {
    /// Nothing was published of what it would be about.
    Nothing,
    /// Somebody else keeps the database busy; the same may succeed in a while.
    Busy,
    /// Anything else, as a sentence for whoever looks after the server.
    Fault(String),
}

/// A report on its way to whoever asked for it.
#[derive(rocket::Responder)]
#[response(content_type = "application/pdf")]
pub(crate) struct Pdf {
    bytes: Vec<u8>,
    name: Header<'static>,
}

impl Pdf {
    /// `name` is made of plain letters, digits and hyphens.
    pub(crate) fn named(name: &str, bytes: Vec<u8>) -> Self {
        let name = Header::new("Content-Disposition", format!("attachment; filename=\"{name}.pdf\""));
        Self { bytes, name }
    }
}
