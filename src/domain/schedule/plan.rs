//! What a schedule brings: openings, reminders and closing days, one after the other. Does not know today.

use chrono::{Days, NaiveDate, NaiveTime};

use super::{DayOff, Pulse, Schedule};
use crate::{SurveyKey, WaveLabel};

/// One round of a pulse as it is planned; all days are those of whoever reads them, wherever that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The name its wave gets.
    pub label: WaveLabel,
    /// What is asked.
    pub survey: SurveyKey,
    /// The day the rule names, when nobody works on it.
    pub moved: Option<Moved>,
    /// The first day.
    pub opens: NaiveDate,
    /// The time of day at which letters go.
    pub at: NaiveTime,
    /// The days on which everybody is reminded.
    pub reminders: Vec<NaiveDate>,
    /// The last day on which answers count.
    pub closes: NaiveDate,
}

/// An opening that was put off to the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The day the rule names.
    pub from: NaiveDate,
    /// Why not on that day.
    pub because: DayOff,
}

/// The longest stretch of days off that an opening is moved over.
const LONGEST_BREAK: u64 = 366;

/// An opening, and from which day it was moved.
type Opening = (NaiveDate, Option<Moved>);

/// The openings of one pulse; the next one is looked at before it is taken.
struct Stream<'a> {
    pulse: &'a Pulse,
    next: Option<Opening>,
    rest: Box<dyn Iterator<Item = Opening> + 'a>,
}

/// Rounds to come, in the order of their openings.
pub struct Occurrences<'a> {
    schedule: &'a Schedule,
    streams: Vec<Stream<'a>>,
    taken: Vec<WaveLabel>,
}

impl Schedule {
    /// Every round that opens on `day` or later, without end; `taken` are the names that waves have already.
    pub fn occurrences(&self, day: NaiveDate, taken: &[WaveLabel]) -> Occurrences<'_> {
        let streams = self.pulses.iter().map(|pulse| {
            let mut rest = self.openings(pulse, day);
            Stream { pulse, next: rest.next(), rest }
        });
        Occurrences { schedule: self, streams: streams.collect(), taken: taken.to_vec() }
    }

    fn openings<'a>(&'a self, pulse: &'a Pulse, day: NaiveDate) -> Box<dyn Iterator<Item = Opening> + 'a> {
        let named = pulse.when().from(day - Days::new(LONGEST_BREAK));
        let moved = named.map(|from| {
            let because = self.holidays.day_off(from);
            (self.holidays.working(from), because.map(|because| Moved { from, because }))
        });
        Box::new(moved.skip_while(move |(opens, _)| *opens < day))
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        let stream = self.streams.iter_mut().min_by_key(|stream| stream.next.map_or(NaiveDate::MAX, |next| next.0))?;
        let (pulse, (opens, moved)) = (stream.pulse, std::mem::replace(&mut stream.next, stream.rest.next())?);
        let label = free_label(opens, pulse.survey(), &self.taken);
        self.taken.push(label.clone());
        let holidays = &self.schedule.holidays;
        let closes = holidays.working_days(opens).nth(pulse.for_days() - 1)?;
        let reminders = pulse.reminders(holidays, opens, closes);
        Some(Occurrence { label, survey: pulse.survey().clone(), moved, opens, at: pulse.at(), reminders, closes })
    }
}

/// The month of the opening; with the questionnaire's name when the month has a wave already, and then a number.
pub(super) fn free_label(opens: NaiveDate, survey: &SurveyKey, taken: &[WaveLabel]) -> WaveLabel {
    /// What is left of a name of 30 characters beside a number.
    const LONGEST: usize = 26;
    let month = WaveLabel::of_month(opens);
    if !taken.contains(&month) {
        return month;
    }
    let word: String = survey.to_string().chars().take(LONGEST).collect();
    let numbered = (2..1000).map(|number| format!("{month}-{word}-{number}"));
    std::iter::once(format!("{month}-{word}"))
        .chain(numbered)
        .filter_map(|name| name.parse().ok())
        .find(|name| !taken.contains(name))
        .unwrap_or(month)
}
