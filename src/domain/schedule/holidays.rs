//! The days on which an organisation works: Monday to Friday, without its holidays. Does not know anybody's own days off.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::is_dutch_holiday;

/// The public holidays of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// None.
    None,
    /// Those of the Netherlands.
    Dutch,
}

/// The holidays of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    calendar: Calendar,
    once: BTreeSet<NaiveDate>,
    yearly: BTreeSet<(u32, u32)>,
}

/// Why nobody works on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A holiday.
    Holiday,
}

/// The text is no holiday.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadHoliday {
    /// It is no date.
    #[error("\"{0}\" is no date; write 2026-12-25, or 12-25 for every year")]
    NoDate(String),
    /// Hardly a day would be left to open on.
    #[error("{0} days of every year are too many; list at most {most}", most = Holidays::MOST_YEARLY)]
    TooMany(usize),
}

impl Holidays {
    /// The most days that can be off every year: with more there might be no day left.
    const MOST_YEARLY: usize = 100;

    /// The public holidays of `calendar`, and these dates: `2026-12-25`, or `12-25` for every year.
    ///
    /// # Errors
    /// When one is no date, or too many are of every year.
    pub fn new<'a>(calendar: Calendar, dates: impl IntoIterator<Item = &'a str>) -> Result<Self, BadHoliday> {
        let mut holidays = Self { calendar, once: BTreeSet::new(), yearly: BTreeSet::new() };
        for date in dates {
            let (date, bad) = (date.trim(), || BadHoliday::NoDate(date.trim().chars().take(40).collect()));
            if let Ok(day) = NaiveDate::from_str(date) {
                holidays.once.insert(day);
            } else {
                // A leap year, so that 29 February is a date.
                let day = NaiveDate::from_str(&format!("2000-{date}")).map_err(|_| bad())?;
                holidays.yearly.insert((day.month(), day.day()));
            }
        }
        let yearly = holidays.yearly.len();
        if yearly > Self::MOST_YEARLY { Err(BadHoliday::TooMany(yearly)) } else { Ok(holidays) }
    }

    /// Why nobody works on `day`; nothing on a working day.
    pub fn day_off(&self, day: NaiveDate) -> Option<DayOff> {
        let national = self.calendar == Calendar::Dutch && is_dutch_holiday(day);
        if national || self.once.contains(&day) || self.yearly.contains(&(day.month(), day.day())) {
            Some(DayOff::Holiday)
        } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            Some(DayOff::Weekend)
        } else {
            None
        }
    }

    /// Whether people work on `day`.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.day_off(day).is_none()
    }

    /// The working days from `day` on, that day included.
    pub fn working_days(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        day.iter_days().filter(|&day| self.is_working(day))
    }

    /// The first working day from `day` on.
    pub fn working(&self, day: NaiveDate) -> NaiveDate {
        self.working_days(day).next().unwrap_or(day)
    }

    /// How many working days there are from `first` to `last`, both included.
    pub fn count(&self, first: NaiveDate, last: NaiveDate) -> usize {
        self.working_days(first).take_while(|&day| day <= last).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_working_day_is_no_weekend_and_no_holiday() {
        let holidays = Holidays::new(Calendar::Dutch, ["2026-12-28", "12-24", " 02-29 "]).expect("good dates");
        assert_eq!(holidays.day_off(day("2026-12-24")), Some(DayOff::Holiday));
        assert_eq!(holidays.day_off(day("2030-12-24")), Some(DayOff::Holiday));
        assert_eq!(holidays.day_off(day("2026-12-27")), Some(DayOff::Weekend));
        assert_eq!(holidays.working(day("2026-12-24")), day("2026-12-29"), "Christmas, a weekend, a day of our own");
        assert!(holidays.is_working(day("2027-12-28")));
        assert_eq!(holidays.count(day("2026-12-24"), day("2026-12-31")), 3);
        let none = Holidays::new(Calendar::None, []).expect("no dates");
        assert!(none.is_working(day("2026-12-25")));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in ["", "25-12", "2026-02-30", "02-30", "Christmas", "2026-12"] {
            assert!(Holidays::new(Calendar::None, [bad]).is_err(), "{bad}");
        }
        let days: Vec<_> =
            (0..101).map(|n| (day("2026-01-01") + chrono::Days::new(n)).format("%m-%d").to_string()).collect();
        assert!(Holidays::new(Calendar::None, days.iter().map(String::as_str)).is_err());
    }
}
