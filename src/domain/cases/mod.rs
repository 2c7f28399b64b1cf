//! How often people came to the confidential adviser, by what it was about: typed by the adviser, released as bands. Knows no
//! case and no person, and keeps no number.
//!
//! A number that was typed is given up to become a band:
//!
//! ```
//! use domain::{CaseCounts, ReleasedCounts, Threshold};
//! fn release(counts: CaseCounts) -> ReleasedCounts {
//!     counts.release(Threshold::DEFAULT)
//! }
//! ```
//!
//! ```compile_fail,E0382
//! use domain::{CaseCounts, Threshold};
//! fn keeps(counts: CaseCounts) {
//!     let released = counts.release(Threshold::DEFAULT);
//!     let again = counts.release(Threshold::DEFAULT);
//! }
//! ```

mod band;
mod notes;
mod released;

pub use band::CaseBand;
pub use notes::{NotesRecord, YearNotes};
pub use released::ReleasedCounts;

use crate::Threshold;

/// What somebody came about, as advisers in the Netherlands count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseKind {
    /// Bullying.
    Bullying,
    /// Intimidation and abuse of power.
    Intimidation,
    /// Aggression and violence.
    Aggression,
    /// Discrimination.
    Discrimination,
    /// Sexual harassment.
    SexualHarassment,
    /// Integrity: a suspicion of wrongdoing.
    Integrity,
    /// A conflict at work.
    Conflict,
    /// Anything else.
    Other,
}

/// How many kinds there are.
const KINDS: usize = CaseKind::ALL.len();

impl CaseKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Bullying,
        Self::Intimidation,
        Self::Aggression,
        Self::Discrimination,
        Self::SexualHarassment,
        Self::Integrity,
        Self::Conflict,
        Self::Other,
    ];

    /// The word for it, in forms and in the names of sentences.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bullying => "bullying",
            Self::Intimidation => "intimidation",
            Self::Aggression => "aggression",
            Self::Discrimination => "discrimination",
            Self::SexualHarassment => "sexual-harassment",
            Self::Integrity => "integrity",
            Self::Conflict => "conflict",
            Self::Other => "other",
        }
    }
}

/// The numbers of one year as the adviser typed them: `None` where nothing was kept count of, which is not zero.
///
/// It is no more than a stop on the way: nothing prints it, copies it or keeps it.
pub struct CaseCounts([Option<u32>; KINDS]);

/// The kinds whose number is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("these are no whole numbers from 0 to {most}: {}", names(.0), most = CaseCounts::MOST)]
pub struct BadCounts(Vec<CaseKind>);

fn names(kinds: &[CaseKind]) -> String {
    kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
}

impl BadCounts {
    /// Whether the number of this kind is none.
    pub fn names(&self, kind: CaseKind) -> bool {
        self.0.contains(&kind)
    }
}

impl CaseCounts {
    /// The largest number.
    pub const MOST: u32 = 9_999;

    /// Numbers from a form: whole ones from 0 to 9999, or nothing where no count was kept.
    ///
    /// # Errors
    /// When a number is none; all such kinds are named.
    pub fn read<'a>(typed: impl Fn(CaseKind) -> &'a str) -> Result<Self, BadCounts> {
        let read = CaseKind::ALL.map(|kind| number(typed(kind).trim()).map_err(|NoNumber| kind));
        let bad: Vec<_> = read.iter().filter_map(|read| read.err()).collect();
        if bad.is_empty() { Ok(Self(read.map(Result::unwrap_or_default))) } else { Err(BadCounts(bad)) }
    }

    /// What may be told of them where nobody may stand out among fewer than `threshold`.
    pub fn release(self, threshold: Threshold) -> ReleasedCounts {
        ReleasedCounts::of(&self.0, threshold)
    }
}

struct NoNumber;

fn number(text: &str) -> Result<Option<u32>, NoNumber> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).map(Some).ok_or(NoNumber)
}

#[cfg(test)]
mod tests;
