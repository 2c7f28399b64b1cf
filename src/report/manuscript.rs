//! Everything a report says, ready to be printed: the data of its template. Does not know how it will look.

use serde::Serialize;
use serde_json::Value;

use crate::press::ReportError;
use crate::template::Template;

/// A report before it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    pub(crate) template: Template,
    /// `data.json` of the template.
    pub(crate) data: Value,
    /// Names the document for ever.
    pub(crate) name: String,
}

impl Manuscript {
    /// Writes a sheet down, with the format and its version, by which a template's author knows what it is.
    pub(crate) fn of(template: Template, sheet: &impl Serialize, name: String) -> Result<Self, ReportError> {
        let mut data = serde_json::to_value(sheet).map_err(not_written)?;
        data["format"] = template.format().into();
        data["version"] = template.version().into();
        Ok(Self { template, data, name })
    }

    /// Reads what was written down.
    pub(crate) fn read(template: Template, text: &str, name: String) -> Result<Self, ReportError> {
        Ok(Self { template, data: serde_json::from_str(text).map_err(not_written)?, name })
    }

    /// `data.json` as the template reads it.
    pub fn data(&self) -> String {
        format!("{:#}\n", self.data)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn not_written(error: serde_json::Error) -> ReportError {
    ReportError::NotWritten { reason: error.to_string() }
}
