//! A pulse: what is asked, when it comes back, how long people can answer, and when they are reminded. Does not know any
//! wave.

use chrono::{NaiveDate, NaiveTime};

use super::{Holidays, Recurrence};
use crate::SurveyKey;

/// One questionnaire that is put to everybody again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulse {
    survey: SurveyKey,
    when: Recurrence,
    at: NaiveTime,
    for_days: usize,
    remind_after: Vec<usize>,
}

/// The numbers of a pulse don't fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPulse {
    /// Letters would come at night.
    #[error("{at} is not allowed; letters go between {first} and {last}, when nobody sleeps", at = .0.format("%H:%M"),
        first = Pulse::EARLIEST.format("%H:%M"), last = Pulse::LATEST.format("%H:%M"))]
    Night(NaiveTime),
    /// Too short or too long.
    #[error("{0} working days are not allowed; it must be from {least} to {most}", least = Pulse::FEWEST_DAYS, most = Pulse::MOST_DAYS)]
    Days(usize),
    /// More reminders than people bear.
    #[error("has {0} reminders; at most {most} are sent", most = Pulse::MOST_REMINDERS)]
    Reminders(usize),
    /// Not one after the other.
    #[error("reminders must be in order, each later than the one before")]
    Order,
    /// Too late to be of use, or on the first day.
    #[error(
        "a reminder after {after} working days does not fit; it must be from 1 to {last}, so that a whole working day is left to answer"
    )]
    Late {
        /// The reminder.
        after: usize,
        /// The last that fits.
        last: usize,
    },
}

impl Pulse {
    /// The most reminders of a wave.
    pub const MOST_REMINDERS: u8 = 2;
    /// The fewest working days on which people can answer.
    pub const FEWEST_DAYS: usize = 3;
    /// The most.
    pub const MOST_DAYS: usize = 60;
    const EARLIEST: NaiveTime = NaiveTime::from_hms_opt(7, 0, 0).expect("a time");
    const LATEST: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time");

    /// A pulse that opens `at` a time of the days of `when`, takes answers on `for_days` working days, the first and the
    /// last included, and reminds so many working days after it opened.
    ///
    /// # Errors
    /// When letters would come at night, or the days don't fit.
    pub fn new(
        survey: SurveyKey,
        when: Recurrence,
        at: NaiveTime,
        for_days: usize,
        remind_after: Vec<usize>,
    ) -> Result<Self, BadPulse> {
        if !(Self::EARLIEST..=Self::LATEST).contains(&at) {
            return Err(BadPulse::Night(at));
        }
        if !(Self::FEWEST_DAYS..=Self::MOST_DAYS).contains(&for_days) {
            return Err(BadPulse::Days(for_days));
        }
        if remind_after.len() > usize::from(Self::MOST_REMINDERS) {
            return Err(BadPulse::Reminders(remind_after.len()));
        }
        if !remind_after.is_sorted_by(|a, b| a < b) {
            return Err(BadPulse::Order);
        }
        let last = for_days - 2;
        if let Some(&after) = remind_after.iter().find(|after| !(1..=last).contains(*after)) {
            return Err(BadPulse::Late { after, last });
        }
        Ok(Self { survey, when, at, for_days, remind_after })
    }

    /// The questionnaire.
    pub const fn survey(&self) -> &SurveyKey {
        &self.survey
    }

    /// When it comes back.
    pub const fn when(&self) -> &Recurrence {
        &self.when
    }

    /// The time of day at which letters go, in each receiver's zone.
    pub const fn at(&self) -> NaiveTime {
        self.at
    }

    /// On how many working days people can answer.
    pub const fn for_days(&self) -> usize {
        self.for_days
    }

    /// The days of the reminders of a wave that opened on the working day `opens` and closes on `closes`; none is so late
    /// that no whole day is left.
    pub(super) fn reminders(&self, holidays: &Holidays, opens: NaiveDate, closes: NaiveDate) -> Vec<NaiveDate> {
        let days = self.remind_after.iter().filter_map(|&after| holidays.working_days(opens).nth(after));
        days.take_while(|day| *day < closes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse(at: &str, for_days: usize, remind_after: &[usize]) -> Result<Pulse, BadPulse> {
        let when = "first Tuesday of the month".parse().expect("a rule");
        let at = at.parse().expect("a time");
        Pulse::new("team-safety".parse().expect("a key"), when, at, for_days, remind_after.to_vec())
    }

    #[test]
    fn the_numbers_of_a_pulse_fit() {
        assert!(pulse("09:00:00", 10, &[5]).is_ok());
        assert!(pulse("09:00:00", 10, &[1, 8]).is_ok());
        assert_eq!(pulse("23:00:00", 10, &[5]).map(drop), Err(BadPulse::Night("23:00:00".parse().expect("a time"))));
        assert_eq!(pulse("09:00:00", 2, &[]).map(drop), Err(BadPulse::Days(2)));
        assert_eq!(pulse("09:00:00", 10, &[1, 2, 3]).map(drop), Err(BadPulse::Reminders(3)));
        assert_eq!(pulse("09:00:00", 10, &[5, 5]).map(drop), Err(BadPulse::Order));
        assert_eq!(pulse("09:00:00", 10, &[9]).map(drop), Err(BadPulse::Late { after: 9, last: 8 }));
        assert_eq!(pulse("09:00:00", 10, &[0]).map(drop), Err(BadPulse::Late { after: 0, last: 8 }));
    }
}
