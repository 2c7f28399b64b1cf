//! What the adviser wrote for the report on one year: counts as bands, a foreword, advice. Knows no wave.

use serde::{Deserialize, Serialize};

use super::{KINDS, ReleasedCounts};
use crate::{Passage, Threshold};

/// The adviser's part of a year's report, as others will read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearNotes {
    /// How often people came, in bands.
    pub counts: ReleasedCounts,
    /// What the adviser says first.
    pub foreword: Option<Passage>,
    /// What the adviser advises.
    pub advice: Option<Passage>,
}

/// The same as the store keeps it: bands by where they begin, and no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotesRecord {
    threshold: u32,
    counts: [Option<u32>; KINDS],
    total: Option<u32>,
    foreword: Option<String>,
    advice: Option<String>,
}

impl YearNotes {
    /// Nothing counted and nothing said, under the same threshold.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { counts: ReleasedCounts::none(self.counts.threshold()), foreword: None, advice: None }
    }

    /// Whether nothing was counted and nothing said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == self.emptied()
    }

    /// What the store keeps.
    pub fn record(&self) -> NotesRecord {
        let mut counts = [None; KINDS];
        for (place, (_, band)) in counts.iter_mut().zip(self.counts.kinds()) {
            *place = band.map(|band| band.from);
        }
        NotesRecord {
            threshold: self.counts.threshold().get(),
            counts,
            total: self.counts.total().map(|band| band.from),
            foreword: self.foreword.as_ref().map(Passage::typed),
            advice: self.advice.as_ref().map(Passage::typed),
        }
    }
}

impl NotesRecord {
    /// What comes back from the store; `None` when no form can have left it.
    pub fn reopen(self) -> Option<YearNotes> {
        let threshold = Threshold::new(self.threshold).ok()?;
        let counts = ReleasedCounts::reopen(self.counts, self.total, threshold)?;
        let read = |text: Option<String>| Passage::read(&text.unwrap_or_default()).ok();
        Some(YearNotes { counts, foreword: read(self.foreword)?, advice: read(self.advice)? })
    }
}
