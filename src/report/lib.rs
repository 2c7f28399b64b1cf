//! What was published, on paper and in tables. Does not know where publications are kept, who reads them, or how
//! charts are drawn: pictures are handed in.
//!
//! Nothing here computes a figure. A number that stands in a [`domain::Publication`] is written down as coarsely as it
//! stands there, and a hidden one is said to be hidden.

#[cfg(test)]
mod cast;
pub mod export;
mod ink;
mod manuscript;
mod organisation;
mod pieces;
mod press;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod schema;
mod template;
mod unit;
mod year;

pub use manuscript::Manuscript;
pub use organisation::{OrganisationReport, organisation_report};
pub use pieces::Picture;
pub use press::{Fault, FolderError, Press, ReportError};
pub use template::Template;
pub use unit::{UnitReport, unit_report};
pub use year::{Pulse, YearReport, year_report};
