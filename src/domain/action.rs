//! What was done with what people said: "you said, we did". Knows a role and never a person, and no time but the one the
//! adviser wrote down.

mod marks;

use crate::{UnitPath, When};

/// Something that was done in a unit, and so for everybody inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    unit: UnitPath,
    what: String,
    by: String,
    since: When,
    until: Option<When>,
}

/// An action as it stands in a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedAction {
    /// What was done, in one line.
    pub what: String,
    /// The role of whoever sees to it.
    pub by: String,
    /// A month or a day.
    pub since: String,
    /// A month or a day; empty while it goes on.
    pub until: String,
}

/// Why a line is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLine {
    /// Nothing was written.
    Empty,
    /// It breaks, or holds what can't be seen.
    Broken,
    /// It has more characters than there is room for.
    Long {
        /// How many it has.
        count: usize,
        /// How many there is room for.
        most: usize,
    },
}

/// What is wrong with an action, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("the action can't be kept as it was written")]
pub struct BadAction {
    /// What was done.
    pub what: Option<BadLine>,
    /// By whom.
    pub by: Option<BadLine>,
    /// Since when: it is no month and no day.
    pub since: bool,
    /// Until when.
    pub until: Option<BadEnd>,
}

/// Why an end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadEnd {
    /// It is no month and no day.
    Unreadable,
    /// It lies before the beginning.
    BeforeBeginning,
}

impl Action {
    /// The most characters of what was done.
    pub const LONGEST_WHAT: usize = 160;
    /// The most characters of a role.
    pub const LONGEST_BY: usize = 60;

    /// An action of `unit`, from a form or from the store.
    ///
    /// # Errors
    /// When a line is empty, too long or more than one, a date can't be read, or the end lies before the beginning.
    pub fn read(unit: UnitPath, typed: &TypedAction) -> Result<Self, BadAction> {
        let what = line(&typed.what, Self::LONGEST_WHAT);
        let by = line(&typed.by, Self::LONGEST_BY);
        let since = typed.since.parse::<When>();
        let until = match typed.until.trim() {
            "" => Ok(None),
            text => match (text.parse::<When>(), &since) {
                (Err(_), _) => Err(BadEnd::Unreadable),
                (Ok(until), Ok(since)) if ends_before(until, *since) => Err(BadEnd::BeforeBeginning),
                (Ok(until), _) => Ok(Some(until)),
            },
        };
        match (what, by, since, until) {
            (Ok(what), Ok(by), Ok(since), Ok(until)) => Ok(Self { unit, what, by, since, until }),
            (what, by, since, until) => {
                Err(BadAction { what: what.err(), by: by.err(), since: since.is_err(), until: until.err() })
            }
        }
    }

    /// Where it was done; it counts for everything inside.
    pub const fn unit(&self) -> &UnitPath {
        &self.unit
    }

    /// What was done.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The role of whoever sees to it.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// When it began.
    pub const fn since(&self) -> When {
        self.since
    }

    /// When it ended; `None` while it goes on.
    pub const fn until(&self) -> Option<When> {
        self.until
    }
}

/// A month holds all its days, so that an action may begin on a day and end in that month.
fn ends_before(until: When, since: When) -> bool {
    let begin = if until.day().is_some() { since } else { When::month_of(since.first_day()) };
    until.first_day() < begin.first_day()
}

/// One line of plain text of at most so many characters.
fn line(typed: &str, most: usize) -> Result<String, BadLine> {
    let text = typed.trim();
    let count = text.chars().count();
    if text.is_empty() {
        Err(BadLine::Empty)
    } else if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Err(BadLine::Broken)
    } else if count > most {
        Err(BadLine::Long { count, most })
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(what: &str, by: &str, since: &str, until: &str) -> Result<Action, BadAction> {
        let [what, by, since, until] = [what, by, since, until].map(str::to_owned);
        Action::read("Care".parse().expect("a path"), &TypedAction { what, by, since, until })
    }

    #[test]
    fn an_action_is_kept_as_it_was_meant() {
        let action = read("  Ten minutes every Monday ", "team leader", "3-2026", "").expect("a good action");
        assert_eq!((action.what(), action.by()), ("Ten minutes every Monday", "team leader"));
        assert_eq!((action.since().to_string(), action.until()), ("2026-03".to_owned(), None));
        for (since, until) in [("3-2026", "3-2026"), ("12-3-2026", "3-2026"), ("3-2026", "1-3-2026")] {
            assert!(read("x", "y", since, until).is_ok(), "{since} to {until}");
        }
    }

    #[test]
    fn every_field_has_its_own_complaint() {
        let long = "é".repeat(161);
        assert_eq!(
            read(&long, "", "soon", "later"),
            Err(BadAction {
                what: Some(BadLine::Long { count: 161, most: 160 }),
                by: Some(BadLine::Empty),
                since: true,
                until: Some(BadEnd::Unreadable),
            })
        );
        let broken = read("two\nlines", "one\u{2028}two", "3-2026", "2-2026");
        let lines = BadAction { what: Some(BadLine::Broken), by: Some(BadLine::Broken), ..BadAction::default() };
        assert_eq!(broken, Err(BadAction { until: Some(BadEnd::BeforeBeginning), ..lines }));
        assert!(read(&"é".repeat(160), &"é".repeat(60), "3-2026", "").is_ok());
        assert!(read("x", &"é".repeat(61), "3-2026", "").is_err());
    }
}
