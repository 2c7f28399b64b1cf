//! A month or a day, as people tell when something began. Does not know today.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// A month, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The day, or the first one of the month.
    first: NaiveDate,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Month,
    Day,
}

/// The text is no month and no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no month and no day; write 3-2026 or 12-3-2026")]
pub struct BadWhen(String);

impl When {
    /// The whole month in which `day` lies.
    pub fn month_of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day), precision: Precision::Month }
    }

    /// The day, or the first one of the month.
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The day, when more than the month is known.
    pub const fn day(self) -> Option<NaiveDate> {
        match self.precision {
            Precision::Day => Some(self.first),
            Precision::Month => None,
        }
    }

    /// As people type it, day first: `3-2026`, `12-3-2026`.
    pub fn typed(self) -> String {
        let month = format!("{}-{}", self.first.month(), self.first.year());
        self.day().map_or_else(|| month.clone(), |day| format!("{}-{month}", day.day()))
    }
}

impl fmt::Display for When {
    /// As it is kept: `2026-03`, `2026-03-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Month => write!(f, "{}", self.first.format("%Y-%m")),
            Precision::Day => write!(f, "{}", self.first),
        }
    }
}

impl FromStr for When {
    type Err = BadWhen;

    /// Reads `3-2026`, `2026-03`, `12-3-2026` or `2026-03-12`, also with slashes or points.
    fn from_str(text: &str) -> Result<Self, BadWhen> {
        let read = || {
            let parts = text.trim().split(['-', '/', '.']);
            let mut parts = parts.map(|part| part.trim().parse().ok()).collect::<Option<Vec<u32>>>()?;
            // The year tells the order: it stands first or last.
            if parts.first().is_some_and(|&first| first > 31) {
                parts.reverse();
            }
            let (day, month, year, precision) = match parts[..] {
                [month, year] => (1, month, year, Precision::Month),
                [day, month, year] => (day, month, year, Precision::Day),
                _ => return None,
            };
            let year = i32::try_from(year).ok().filter(|year| (2000..2100).contains(year))?;
            Some(Self { first: NaiveDate::from_ymd_opt(year, month, day)?, precision })
        };
        read().ok_or_else(|| BadWhen(text.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_a_day_is_read_as_people_write_it() {
        for (texts, kept, typed) in [
            (["3-2026", "2026-03", " 03/2026 ", "3.2026"], "2026-03", "3-2026"),
            (["12-3-2026", "2026-03-12", "12/03/2026", "12.3.2026"], "2026-03-12", "12-3-2026"),
        ] {
            for text in texts {
                let when: When = text.parse().unwrap_or_else(|error| panic!("{error}"));
                assert_eq!((when.to_string().as_str(), when.typed().as_str()), (kept, typed), "{text}");
                assert_eq!(when.to_string().parse(), Ok(when));
                assert_eq!(when.typed().parse(), Ok(when));
            }
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for text in ["", "soon", "2026", "13-2026", "31-2-2026", "3-26", "1-2-3-2026", "3-1999", "2026-", "-3-2026"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
