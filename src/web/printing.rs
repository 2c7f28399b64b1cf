//! Reports on paper. Handed in, because pages don't know how a report is drawn, set or kept.

use domain::{Language, UnitPath, WaveLabel};
use rocket::http::{ContentType, Header};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

use crate::errors::Failure;

/// Whatever prints reports, seen from a page.
#[rocket::async_trait]
pub trait Printing: Send + Sync {
    /// The report on one unit in one wave, as PDF; on the organisation as a whole for the unit around all others.
    ///
    /// # Errors
    /// When there is nothing to print, or it can't be printed.
    async fn unit(&self, wave: &WaveLabel, unit: &UnitPath, language: Language) -> Result<Vec<u8>, NotPrinted>;

    /// Forgets every report that was printed: something in them may not be shown any longer.
    ///
    /// # Errors
    /// When the disk refuses.
    fn forget(&self) -> Result<(), NotPrinted>;
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPrinted {
    /// There is nothing of the kind.
    Missing,
    /// Somebody else keeps the database busy; the same may succeed in a while.
    Busy,
    /// Anything else, as a sentence for whoever looks after the server.
    Fault(String),
}

impl From<NotPrinted> for Failure {
    fn from(why: NotPrinted) -> Self {
        match why {
            NotPrinted::Missing => Self::NotFound,
            NotPrinted::Busy => Self::Busy,
            NotPrinted::Fault(reason) => Self::internal(reason),
        }
    }
}

/// A report as a browser shows or keeps it.
pub(crate) struct Pdf {
    pub(crate) bytes: Vec<u8>,
    /// What the file is called, without its ending.
    pub(crate) name: String,
}

impl<'r> Responder<'r, 'static> for Pdf {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let named =
            format!("inline; filename=\"{}.pdf\"; filename*=UTF-8''{}.pdf", ascii(&self.name), encoded(&self.name));
        Response::build_from((ContentType::PDF, self.bytes).respond_to(request)?)
            .header(Header::new("Content-Disposition", named))
            .ok()
    }
}

/// For browsers that don't read RFC 6266.
fn ascii(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || " -.".contains(c) { c } else { '_' }).collect()
}

/// An extended value (RFC 8187).
fn encoded(name: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_hold_nothing_that_ends_a_header() {
        let name = "Zorg \"é\"\r\n; x=1 – mei 2026";
        assert_eq!(ascii(name), "Zorg ______ x_1 _ mei 2026");
        assert_eq!(encoded("é 1\""), "%C3%A9%201%22");
    }
}
