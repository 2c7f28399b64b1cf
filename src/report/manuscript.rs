//! Everything a report says, ready to be printed: the data of its template. Does not know how it will look.

use serde::Serialize;

use crate::ink::make_printable;
use crate::press::{ReportError, fonts};

/// Which report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// On one unit in one wave.
    Unit,
    /// On the whole organisation in one wave.
    Organisation,
    /// Of the confidential adviser, on a year.
    Year,
}

impl Template {
    /// The file of the template.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Unit => "unit.typ",
            Self::Organisation => "organisation.typ",
            Self::Year => "year.typ",
        }
    }
}

/// A report before it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    pub(crate) template: Template,
    /// `data.json` of the template.
    pub(crate) data: String,
    /// Names the document for ever.
    pub(crate) name: String,
}

impl Manuscript {
    pub(crate) fn of(template: Template, sheet: &impl Serialize, name: String) -> Result<Self, ReportError> {
        let data = serde_json::to_value(sheet);
        let mut data = data.map_err(|error| ReportError::NotPrinted { reason: error.to_string() })?;
        make_printable(&mut data, fonts());
        Ok(Self { template, data: data.to_string(), name })
    }

    /// `data.json` as the template reads it.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }
}
