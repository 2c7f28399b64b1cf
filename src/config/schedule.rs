//! The part of the configuration about the schedule: time zone, holidays and pulses. Opens no wave.

use std::path::Path;

use chrono::{Days, NaiveDate, NaiveTime};
use domain::schedule::{Calendar, Clash, Holidays, Pulse, Recurrence};
use domain::{Schedule, SurveyKey, TimeZone};
use serde::Deserialize;
use toml::Spanned;

use super::ConfigError;

/// The keys of `[schedule]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleShape {
    time_zone: Spanned<String>,
    calendar: Spanned<String>,
    holidays: Vec<Spanned<String>>,
}

/// The keys of one `[[pulse]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PulseShape {
    survey: Spanned<String>,
    when: Spanned<String>,
    at: Spanned<String>,
    for_days: Spanned<usize>,
    remind_after: Spanned<Vec<usize>>,
}

/// So many days ahead the first round must be; a pulse that begins later is probably misspelt.
const FURTHEST: u64 = 2 * 366;

/// The words of the configuration for them.
const CALENDARS: [(&str, Calendar); 2] = [("nl", Calendar::Dutch), ("none", Calendar::None)];

/// The file that is read, to tell where in it a fault stands, and the day it is.
struct Page<'a> {
    text: &'a str,
    file: &'a Path,
    today: NaiveDate,
}

impl Page<'_> {
    fn fault<T>(&self, key: &str, value: &Spanned<T>, reason: impl std::fmt::Display) -> ConfigError {
        let line = domain::survey::line_of(self.text, value.span().start);
        ConfigError::Syntax { file: self.file.to_owned(), message: format!("line {line}: {key}: {reason}") }
    }
}

impl ScheduleShape {
    /// Checks what stands in `file`, of which `text` is the content.
    pub(super) fn check(
        self,
        pulses: &[PulseShape],
        text: &str,
        file: &Path,
        today: NaiveDate,
    ) -> Result<Schedule, ConfigError> {
        let page = Page { text, file, today };
        let zone = &self.time_zone;
        let zone: TimeZone = zone.get_ref().parse().map_err(|error| page.fault("schedule.time_zone", zone, error))?;
        let calendar = super::choice("schedule.calendar", self.calendar.get_ref(), &CALENDARS)
            .map_err(|(key, reason)| page.fault(key, &self.calendar, reason))?;
        for date in &self.holidays {
            Holidays::new(calendar, [date.get_ref().as_str()])
                .map_err(|error| page.fault("schedule.holidays", date, error))?;
        }
        let holidays = Holidays::new(calendar, self.holidays.iter().map(|date| date.get_ref().as_str()))
            .map_err(|error| page.fault("schedule.holidays", &self.calendar, error))?;
        let checked = pulses.iter().map(|pulse| pulse.check(&page)).collect::<Result<_, _>>()?;
        Schedule::new(zone, holidays, checked, today).map_err(|clash| {
            let (Clash::TooClose { survey, .. } | Clash::StillOpen { survey, .. }) = &clash;
            let name = survey.to_string();
            let last = pulses.iter().rfind(|pulse| *pulse.survey.get_ref() == name);
            last.map_or_else(
                || ConfigError::Value { file: file.to_owned(), key: "pulse.when", reason: clash.to_string() },
                |pulse| page.fault("pulse.when", &pulse.when, &clash),
            )
        })
    }
}

impl PulseShape {
    fn check(&self, page: &Page<'_>) -> Result<Pulse, ConfigError> {
        let survey: SurveyKey =
            self.survey.get_ref().parse().map_err(|error| page.fault("pulse.survey", &self.survey, error))?;
        let when: Recurrence =
            self.when.get_ref().parse().map_err(|error| page.fault("pulse.when", &self.when, error))?;
        if let Some(first) = when.from(page.today).next().filter(|first| *first > page.today + Days::new(FURTHEST)) {
            let reason = format!("the first day would be {first}, more than two years from now; write a nearer one");
            return Err(page.fault("pulse.when", &self.when, reason));
        }
        let at = NaiveTime::parse_from_str(self.at.get_ref(), "%H:%M").map_err(|_| {
            let given = self.at.get_ref();
            page.fault("pulse.at", &self.at, format!("\"{given}\" is no time of day; write \"09:00\""))
        })?;
        let (for_days, remind_after) = (*self.for_days.get_ref(), self.remind_after.get_ref().clone());
        Pulse::new(survey, when, at, for_days, remind_after).map_err(|error| {
            use domain::schedule::BadPulse::{Days, Late, Night, Order, Reminders};
            match error {
                Night(_) => page.fault("pulse.at", &self.at, error),
                Days(_) => page.fault("pulse.for_days", &self.for_days, error),
                Reminders(_) | Order | Late { .. } => page.fault("pulse.remind_after", &self.remind_after, error),
            }
        })
    }
}
