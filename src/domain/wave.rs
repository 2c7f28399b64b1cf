//! A wave: one round of one questionnaire under terms that never change. Does not know any answer.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Questionnaire, Tree};

/// The name of a wave, such as `2026-11` or `2026-11-social`: a year and a month, then perhaps a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WaveLabel(String);

/// The text can't be the name of a wave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no wave; write a year and a month such as 2026-11, or 2026-11-social for a second wave in a month")]
pub struct BadWaveLabel(String);

impl WaveLabel {
    /// The name of a wave that opens on `day`.
    pub fn of_month(day: NaiveDate) -> Self {
        Self(format!("{:04}-{:02}", day.year(), day.month()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WaveLabel {
    type Err = BadWaveLabel;

    fn from_str(text: &str) -> Result<Self, BadWaveLabel> {
        let text = text.trim();
        let bad = || BadWaveLabel(text.to_owned());
        let (month, word) = text.split_at_checked(7).ok_or_else(bad)?;
        let day = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").map_err(|_| bad())?;
        let good_word = word.is_empty()
            || (2..=31).contains(&word.len())
                && word.starts_with('-')
                && word[1..].bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if good_word && Self::of_month(day).0 == month { Ok(Self(text.to_owned())) } else { Err(bad()) }
    }
}

impl TryFrom<String> for WaveLabel {
    type Error = BadWaveLabel;

    fn try_from(text: String) -> Result<Self, BadWaveLabel> {
        text.parse()
    }
}

impl From<WaveLabel> for String {
    fn from(label: WaveLabel) -> Self {
        label.0
    }
}

impl fmt::Display for WaveLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// k: the fewest sheets a figure may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold(u32);

/// The number can't be a threshold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("threshold {0} is not allowed; it must be from {floor} to {most}", floor = Threshold::FLOOR, most = Threshold::MOST)]
pub struct BadThreshold(u32);

impl Threshold {
    /// No configuration goes below this.
    pub const FLOOR: u32 = 4;
    /// Beyond this hardly any team would ever be shown.
    pub const MOST: u32 = 100;
    /// What an organisation gets that does not choose.
    pub const DEFAULT: Self = Self(5);
    /// The fewest comments that stand together, whatever the threshold of the sheets.
    const COMMENTS: Self = Self(10);

    /// A threshold of `k` sheets.
    ///
    /// # Errors
    /// When `k` is below [`Threshold::FLOOR`] or above [`Threshold::MOST`].
    pub const fn new(k: u32) -> Result<Self, BadThreshold> {
        if k < Self::FLOOR || k > Self::MOST { Err(BadThreshold(k)) } else { Ok(Self(k)) }
    }

    /// The number of sheets.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The fewest comments that are read together: words give their writer away more easily than numbers.
    #[must_use]
    pub fn for_comments(self) -> Self {
        self.max(Self::COMMENTS)
    }
}

/// s: the share of a unit's sheets, in percent, that its figure must stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coverage(u8);

/// The number can't be a coverage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("coverage {0} is not allowed; it must be a percentage from 0 to 100")]
pub struct BadCoverage(u32);

impl Coverage {
    /// What an organisation gets that does not choose.
    pub const DEFAULT: Self = Self(75);
    /// Nothing is asked: a unit is shown as soon as it has enough.
    pub const NONE: Self = Self(0);

    /// A coverage of `percent`.
    ///
    /// # Errors
    /// When `percent` is above 100.
    pub fn new(percent: u32) -> Result<Self, BadCoverage> {
        u8::try_from(percent).ok().filter(|&percent| percent <= 100).map(Self).ok_or(BadCoverage(percent))
    }

    /// The share in percent.
    pub const fn percent(self) -> u8 {
        self.0
    }

    /// Whether `part` sheets of `whole` are enough.
    pub const fn allows(self, part: u32, whole: u32) -> bool {
        part as u64 * 100 >= self.0 as u64 * whole as u64
    }
}

/// Everything about a wave that is fixed when it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Its name.
    pub label: WaveLabel,
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// The organisation on the day of opening.
    pub tree: Tree,
    /// The fewest sheets behind a figure.
    pub threshold: Threshold,
    /// The share of a unit's sheets behind its figure.
    pub coverage: Coverage,
    /// The first day on which answers count.
    pub opens: NaiveDate,
    /// The last day on which answers count.
    pub closes: NaiveDate,
}

/// Answers come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {}

/// Collecting is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {}

/// A wave in one of its two states; only [`Wave::close`] makes a closed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave<State> {
    terms: Terms,
    state: PhantomData<State>,
}

/// The dates of a wave don't fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a wave that opens on {opens} can't close on {closes}; the closing day is the last day on which people can answer"
)]
pub struct BadDates {
    opens: NaiveDate,
    closes: NaiveDate,
}

impl Wave<Open> {
    /// A wave under these terms.
    ///
    /// # Errors
    /// When it would close before it opens.
    pub fn open(terms: Terms) -> Result<Self, BadDates> {
        if terms.closes < terms.opens {
            return Err(BadDates { opens: terms.opens, closes: terms.closes });
        }
        Ok(Self { terms, state: PhantomData })
    }

    /// The end of collecting.
    pub fn close(self) -> Wave<Closed> {
        Wave { terms: self.terms, state: PhantomData }
    }
}

impl<State> Wave<State> {
    /// What was fixed when the wave opened.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_month_and_perhaps_a_word() {
        for good in ["2026-11", "2026-01-social", "1999-12-a1"] {
            assert_eq!(good.parse::<WaveLabel>().map(|label| label.to_string()), Ok(good.to_owned()));
        }
        for bad in
            ["", "2026", "2026-13", "2026-1", "2026-11-", "2026-11-Été", "2026-11x", "26-11-01", "+026-11", "2026-1é"]
        {
            assert!(bad.parse::<WaveLabel>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_floor_of_the_threshold_can_t_be_configured_away() {
        assert!(Threshold::new(3).is_err());
        assert_eq!(Threshold::new(4).map(Threshold::get), Ok(4));
        assert!(Threshold::new(101).is_err());
    }

    #[test]
    fn coverage_is_exact_at_its_edge() {
        assert!(Coverage::DEFAULT.allows(15, 20));
        assert!(!Coverage::DEFAULT.allows(14, 19));
        assert!(Coverage::new(101).is_err());
    }
}
