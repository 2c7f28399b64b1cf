//! The schedule: when pulses open, remind and close, in everybody's own time zone. Does not know what time it is, or what
//! was opened: both are handed in.

mod calendar;
mod due;
mod foretell;
mod holidays;
mod letters;
mod nearest;
mod obstacle;
mod pause;
mod plan;
mod pulse;
mod recurrence;
mod undone;
mod zone;

pub use due::{Standing, Step};
pub use foretell::Foretold;
pub use holidays::{BadHoliday, Calendar, DayOff, Holidays};
pub use obstacle::{Earlier, Obstacle, Past};
pub use pause::Pause;
pub use plan::{Moved, Occurrence, Occurrences};
pub use pulse::{BadPulse, Pulse};
pub use recurrence::{BadRecurrence, Recurrence};
pub use undone::{Hindrance, Task, Undone};
pub use zone::{TimeZone, UnknownZone};

use chrono::{Days, NaiveDate};

use crate::SurveyKey;

/// Days between the openings of two waves of one questionnaire, at least: closer together, one person who joined or
/// left would stand out in the difference.
pub const DAYS_APART: u64 = 21;

/// The days over which a schedule is tried out before it is believed: 25 years.
const TRIED: u64 = 25 * 366;

/// When pulses happen in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    zone: TimeZone,
    holidays: Holidays,
    pulses: Vec<Pulse>,
}

/// Two rounds of one questionnaire get in each other's way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Clash {
    /// They open too soon after each other.
    #[error(
        "{survey} would open on {first} and again on {second}; openings of one questionnaire are at least {DAYS_APART} \
         days apart, because otherwise one person who joins or leaves can be found in the difference"
    )]
    TooClose {
        /// The questionnaire.
        survey: SurveyKey,
        /// One opening.
        first: NaiveDate,
        /// The next one.
        second: NaiveDate,
    },
    /// The second opens before the first has closed.
    #[error(
        "{survey} would open on {second}, while the one of {first} takes answers until {closes}; make for_days less"
    )]
    StillOpen {
        /// The questionnaire.
        survey: SurveyKey,
        /// One opening.
        first: NaiveDate,
        /// Its last day.
        closes: NaiveDate,
        /// The next opening.
        second: NaiveDate,
    },
}

impl Schedule {
    /// The pulses of an organisation that lives by `zone` and does not work on `holidays`.
    ///
    /// # Errors
    /// When two openings of one questionnaire come too close in any of many years from `today` on.
    pub fn new(zone: TimeZone, holidays: Holidays, pulses: Vec<Pulse>, today: NaiveDate) -> Result<Self, Clash> {
        let schedule = Self { zone, holidays, pulses };
        schedule.try_out(today)?;
        Ok(schedule)
    }

    /// The zone of the organisation, and of everybody who has no other.
    pub const fn zone(&self) -> TimeZone {
        self.zone
    }

    /// The days on which nobody works.
    pub const fn holidays(&self) -> &Holidays {
        &self.holidays
    }

    /// The pulses, in the order of the configuration.
    pub fn pulses(&self) -> &[Pulse] {
        &self.pulses
    }

    fn try_out(&self, today: NaiveDate) -> Result<(), Clash> {
        let end = today + Days::new(TRIED);
        let mut last: Vec<Occurrence> = Vec::new();
        for next in self.occurrences(today, &[]).take_while(|next| next.opens < end) {
            if let Some(before) = last.iter().position(|before| before.survey == next.survey) {
                let before = last.swap_remove(before);
                let (survey, first, second) = (next.survey.clone(), before.opens, next.opens);
                if second < first + Days::new(DAYS_APART) {
                    return Err(Clash::TooClose { survey, first, second });
                }
                if second <= before.closes {
                    return Err(Clash::StillOpen { survey, first, closes: before.closes, second });
                }
            }
            last.push(next);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
