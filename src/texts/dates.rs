//! How days and months are written. Does not know which day it is.

use chrono::{Datelike, NaiveDate};
use domain::{Language, When};

use crate::Texts;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH_SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DUTCH_SHORT: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

impl Texts {
    /// A month, and that it may have been earlier.
    pub fn or_before(&self, month: String, before: bool) -> String {
        if before { self.tell("month-or-before", &[("month", month)]) } else { month }
    }

    /// A day: `15 December 2026`, `15 december 2026`.
    pub fn day(&self, day: NaiveDate) -> String {
        format!("{} {}", day.day(), self.month(day))
    }

    /// A month or a day, as precise as it is known.
    pub fn when(&self, when: When) -> String {
        when.day().map_or_else(|| self.month(when.first_day()), |day| self.day(day))
    }

    /// A month: `December 2026`, `december 2026`.
    pub fn month(&self, day: NaiveDate) -> String {
        let names = match self.language() {
            Language::English => &ENGLISH,
            Language::Dutch => &DUTCH,
        };
        format!("{} {}", names[day.month0() as usize], day.year())
    }

    /// A month's short name without the year: `Mar`, `mrt`.
    pub fn month_name_short(&self, day: NaiveDate) -> &'static str {
        let names = match self.language() {
            Language::English => &ENGLISH_SHORT,
            Language::Dutch => &DUTCH_SHORT,
        };
        names[day.month0() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_readers_write_it() {
        let day = "2026-03-05".parse().expect("a date");
        assert_eq!(Texts::of(Language::English).day(day), "5 March 2026");
        assert_eq!(Texts::of(Language::Dutch).day(day), "5 maart 2026");
        assert_eq!(Texts::of(Language::Dutch).month_name_short(day), "mrt");
        let when = |text: &str| Texts::of(Language::Dutch).when(text.parse().expect("a month or a day"));
        assert_eq!([when("3-2026"), when("5-3-2026")], ["maart 2026", "5 maart 2026"]);
    }
}
