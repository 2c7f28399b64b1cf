//! What is true of a publication as a whole, without its units: what was asked, when, under which threshold, and how the
//! intervals were made. Knows no unit and no figure of one.

use chrono::NaiveDate;

use super::{Cell, Method, Participation, Publication, Technical};
use crate::{Coverage, Questionnaire, Threshold, WaveLabel};

/// A publication without its units: enough to draw any of them that is fetched beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The wave.
    pub label: WaveLabel,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// The fewest sheets behind a figure.
    pub threshold: Threshold,
    /// The share of a unit's sheets behind its figure.
    pub coverage: Coverage,
    /// The first day on which answers counted.
    pub opens: NaiveDate,
    /// The last day on which answers counted.
    pub closes: NaiveDate,
    pub(super) method: Method,
    pub(super) took_part: Option<Participation>,
    pub(super) technical: Vec<Cell<Technical>>,
}

impl Edition {
    /// How many of all people took part; `None` where fewer than fifty did, or of fewer than a hundred.
    pub const fn took_part(&self) -> Option<Participation> {
        self.took_part
    }

    /// How the intervals were made.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// How well each index measures in the organisation as a whole.
    pub fn technical(&self) -> &[Cell<Technical>] {
        &self.technical
    }
}

impl Publication {
    /// This publication without its units.
    pub fn edition(&self) -> Edition {
        let terms = self.terms();
        Edition {
            label: terms.label.clone(),
            questionnaire: terms.questionnaire.clone(),
            threshold: terms.threshold,
            coverage: terms.coverage,
            opens: terms.opens,
            closes: terms.closes,
            method: self.method.clone(),
            took_part: self.took_part,
            technical: self.technical.clone(),
        }
    }
}
