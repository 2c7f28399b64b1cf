//! A pause of the schedule. Does not know who wanted it, or since when.

use chrono::NaiveDate;

/// A pause of the schedule: nothing opens, and no letter that asks for an answer leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The day on which the schedule goes on by itself.
    pub until: Option<NaiveDate>,
}

impl Pause {
    /// Whether it holds on a day of the organisation.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until)
    }
}
