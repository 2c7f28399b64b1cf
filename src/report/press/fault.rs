//! What is wrong with a template, and where: file, line and column. Does not know how to put it right.

use std::fmt;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::run::Run;

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// What a report says could not be written down or read back.
    #[error("the report could not be written down: {reason}")]
    NotWritten {
        /// Why.
        reason: String,
    },
    /// A template, a picture or a standard stood in the way.
    #[error("the report could not be made: {}", listed(faults))]
    NotPrinted {
        /// What, and where.
        faults: Vec<Fault>,
    },
}

/// One thing that is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    place: Place,
    message: String,
    hints: Vec<String>,
    /// On the way to the place: what happened where in a file that was brought. Not which files import each other: a fault
    /// in a file that several import is one fault.
    way: Vec<(String, Place)>,
}

/// A place in a file; lines and columns from 1. Some rules are about the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    file: String,
    at: Option<(usize, usize)>,
}

impl Fault {
    /// What the typesetter said, with its place. Whatever has none is said of the template.
    pub(super) fn of(said: &SourceDiagnostic, run: &Run<'_>) -> Self {
        let known = |span: DiagSpan| Place::of(span, run);
        let way = said.trace.iter().filter(|step| !matches!(step.v, Tracepoint::Import(_)));
        let way = way.filter(|step| step.span.id().is_some_and(|id| run.shelf.is_brought(id)));
        Self {
            place: known(said.span).unwrap_or_else(|| Place { file: run.shelf.name(run.main), at: None }),
            message: said.message.to_string(),
            hints: said.hints.iter().map(|hint| hint.v.to_string()).collect(),
            way: way.filter_map(|step| Some((step.v.to_string(), known(step.span.into())?))).collect(),
        }
    }
}

impl Place {
    fn of(span: DiagSpan, run: &Run<'_>) -> Option<Self> {
        let id = span.id()?;
        let at = run.range(span).and_then(|range| position(run, id, range.start));
        Some(Self { file: run.shelf.name(id), at })
    }
}

/// Line and column of a byte in a text; none in a picture.
fn position(run: &Run<'_>, id: FileId, byte: usize) -> Option<(usize, usize)> {
    let text = match run.source(id) {
        Ok(source) => source.text().to_owned(),
        Err(_) => String::from_utf8(run.file(id).ok()?.to_vec()).ok()?,
    };
    let before = text.get(..byte)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((line, column))
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// As `reports/unit.typ:12:5: unknown variable: foo`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        for hint in &self.hints {
            write!(f, " ({hint})")?;
        }
        for (step, place) in &self.way {
            write!(f, " ({step} at {place})")?;
        }
        Ok(())
    }
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ")
}
