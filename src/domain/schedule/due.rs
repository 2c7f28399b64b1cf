//! What is to be done now: which round is opened, who is reminded, which wave is closed. Does none of it, and says the same
//! as long as nothing was done.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use super::plan::free_label;
use super::{Occurrence, Pulse, Schedule, TimeZone};
use crate::{SurveyKey, WaveLabel};

/// How far back an opening can lie whose wave would still take answers: the longest pulse, with all its weekends and holidays.
pub(super) const LOOK_BACK: u64 = 200;

/// A wave as the schedule must know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name.
    pub label: WaveLabel,
    /// Its questionnaire.
    pub survey: SurveyKey,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day on which answers count.
    pub closes: NaiveDate,
    /// When that day is over everywhere.
    pub ends: DateTime<Utc>,
    /// Whether it takes answers, or would if it had not ended.
    pub open: bool,
    /// The days on which the schedule is still to remind people of it, in order.
    pub remind_on: Vec<NaiveDate>,
    /// How many reminders have gone.
    pub reminded: u8,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Close a wave whose last day is over everywhere.
    Close(WaveLabel),
    /// Open this round; its days are those that it really gets.
    Open(Occurrence),
    /// Remind everybody who was invited.
    Remind {
        /// Of this wave.
        label: WaveLabel,
        /// The how manieth reminder it is.
        round: u8,
        /// The day it is meant for.
        day: NaiveDate,
        /// The time of that day at which it goes.
        at: NaiveTime,
        /// The days that are left for another one.
        rest: Vec<NaiveDate>,
    },
}

impl Schedule {
    /// What is to be done `now`, in this order, as things stand; the people to write to live in `zones`.
    ///
    /// Of rounds that were missed only the newest is opened, while at least half of its working days are left and at least
    /// [`Pulse::FEWEST_DAYS`]. Of reminders that were missed the last one goes, while a whole working day is left.
    pub fn due(&self, waves: &[Standing], zones: &[TimeZone], paused: bool, now: DateTime<Utc>) -> Vec<Step> {
        let ended = waves.iter().filter(|wave| wave.open && wave.ends <= now);
        let mut steps: Vec<_> = ended.map(|wave| Step::Close(wave.label.clone())).collect();
        if !paused {
            steps.extend(self.openings_due(waves, zones, now).into_iter().map(Step::Open));
            let open = waves.iter().filter(|wave| wave.open && now < wave.ends);
            steps.extend(open.filter_map(|wave| self.reminder_due(wave, zones, now)));
        }
        steps
    }

    fn openings_due(&self, waves: &[Standing], zones: &[TimeZone], now: DateTime<Utc>) -> Vec<Occurrence> {
        let today = self.zone.day(now);
        // A day later may have begun in the east.
        let near =
            self.occurrences(today - Days::new(LOOK_BACK), &[]).take_while(|next| next.opens <= today + Days::new(2));
        let begun = near.filter(|next| self.begins(next.opens, next.at, zones) <= now);
        let newest: BTreeMap<_, _> = begun.map(|next| (next.survey.clone(), next)).collect();
        let mut taken: Vec<_> = waves.iter().map(|wave| wave.label.clone()).collect();
        let mut due: Vec<_> = newest.into_values().collect();
        due.sort_by_key(|next| next.opens);
        due.retain(|next| !waves.iter().any(|wave| wave.survey == next.survey && wave.opens >= next.opens));
        let mut due: Vec<_> = due.into_iter().filter_map(|next| self.as_of(next, now)).collect();
        for next in &mut due {
            next.label = free_label(next.opens, &next.survey, &taken);
            taken.push(next.label.clone());
        }
        due
    }

    /// The round with the days it gets when it is opened now; none when it must wait or is not worth it any more.
    fn as_of(&self, planned: Occurrence, now: DateTime<Utc>) -> Option<Occurrence> {
        if self.in_time(planned.opens, planned.at, now) {
            return Some(planned);
        }
        if !self.may_catch_up(planned.at, now) {
            return None;
        }
        self.late(&planned, self.zone.day(now))
    }

    /// The round when it opens on the working day `day`, later than planned; none when it is not worth it any more.
    pub(super) fn late(&self, planned: &Occurrence, day: NaiveDate) -> Option<Occurrence> {
        let pulse = self.pulse(planned)?;
        let enough = pulse.for_days().div_ceil(2).max(Pulse::FEWEST_DAYS);
        if self.holidays.count(day, planned.closes) < enough {
            return None;
        }
        let reminders = pulse.reminders(&self.holidays, day, planned.closes);
        Some(Occurrence { opens: day, reminders, ..planned.clone() })
    }

    /// The pulse of a round; of two with the same questionnaire the one that opens at that time.
    fn pulse(&self, planned: &Occurrence) -> Option<&Pulse> {
        let mine = |pulse: &&Pulse| *pulse.survey() == planned.survey;
        let same = |pulse: &&Pulse| {
            let closes = self.holidays.working_days(planned.opens).nth(pulse.for_days() - 1);
            pulse.at() == planned.at && closes == Some(planned.closes)
        };
        self.pulses.iter().filter(mine).find(same)
    }

    fn reminder_due(&self, wave: &Standing, zones: &[TimeZone], now: DateTime<Utc>) -> Option<Step> {
        let at = self.pulses.iter().find(|pulse| *pulse.survey() == wave.survey)?.at();
        let (begun, rest) =
            wave.remind_on.split_at(wave.remind_on.partition_point(|&day| self.begins(day, at, zones) <= now));
        let day = *begun.last()?;
        let day_is_left = || {
            zones.iter().chain([&self.zone]).all(|zone| zone.day(self.letter_due(*zone, day, at, now)) < wave.closes)
        };
        let may = self.in_time(day, at, now) || self.may_catch_up(at, now) && day_is_left();
        let round = wave.reminded + 1;
        let step = || Step::Remind { label: wave.label.clone(), round, day, at, rest: rest.to_vec() };
        (round <= Pulse::MOST_REMINDERS && may).then(step)
    }
}
