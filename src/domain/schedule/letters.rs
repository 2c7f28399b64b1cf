//! The instant at which a letter goes to somebody: never at night and never in a weekend because something was late. Does
//! not know who they are, only in which zone they live.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::{Schedule, TimeZone};

/// How late something may be and still count as in time.
const GRACE: Duration = Duration::hours(1);
/// The hours in which what is late may still go: from 8:00 until before 18:00.
const HOURS: (NaiveTime, NaiveTime) =
    (NaiveTime::from_hms_opt(8, 0, 0).expect("a time"), NaiveTime::from_hms_opt(18, 0, 0).expect("a time"));

impl Schedule {
    /// When a letter that is meant for `at` on the working day `day` goes to somebody in `zone`, as things are `now`:
    /// at that time, or when it is over in the next working hours.
    pub fn letter_due(&self, zone: TimeZone, day: NaiveDate, at: NaiveTime, now: DateTime<Utc>) -> DateTime<Utc> {
        let meant = zone.instant(day, at);
        if now < meant + GRACE {
            return meant;
        }
        self.next_hours(zone, at, now)
    }

    /// When a letter goes to somebody in `zone` that could go at any time from `now` on: now, when people work there, or else
    /// `at` on the next working day.
    pub fn next_hours(&self, zone: TimeZone, at: NaiveTime, now: DateTime<Utc>) -> DateTime<Utc> {
        let local = zone.local(now);
        let (today, time) = (local.date(), local.time());
        if self.holidays.is_working(today) && (HOURS.0..HOURS.1).contains(&time) {
            return now;
        }
        let mut hours = self.holidays.working_days(today).map(|day| zone.instant(day, at));
        hours.find(|instant| *instant >= now).unwrap_or(now)
    }

    /// Whether something that was meant for `at` on `day` is in time `now`, by the organisation's clock.
    pub(super) fn in_time(&self, day: NaiveDate, at: NaiveTime, now: DateTime<Utc>) -> bool {
        now < self.zone.instant(day, at) + GRACE
    }

    /// Whether what is late may be done `now`: on a working day of the organisation, after `at` and before the evening.
    pub(super) fn may_catch_up(&self, at: NaiveTime, now: DateTime<Utc>) -> bool {
        let local = self.zone.local(now);
        self.holidays.is_working(local.date()) && (at..Self::evening(at)).contains(&local.time())
    }

    /// The time of day after which nothing that is meant for `at` is made up for any more.
    pub(super) fn evening(at: NaiveTime) -> NaiveTime {
        HOURS.1.max(at.overflowing_add_signed(GRACE).0)
    }

    /// Whether it is a working hour of the organisation.
    pub fn is_working_hour(&self, now: DateTime<Utc>) -> bool {
        let local = self.zone.local(now);
        self.holidays.is_working(local.date()) && (HOURS.0..HOURS.1).contains(&local.time())
    }

    /// The instant at which a wave ends that takes answers on `closes`: when that day is over everywhere.
    pub fn ends(&self, closes: NaiveDate, zones: &[TimeZone]) -> DateTime<Utc> {
        let ends = zones.iter().map(|zone| zone.end_of(closes));
        ends.fold(self.zone.end_of(closes), Ord::max)
    }

    /// The instant at which `at` on `day` comes first.
    pub(super) fn begins(&self, day: NaiveDate, at: NaiveTime, zones: &[TimeZone]) -> DateTime<Utc> {
        let begins = zones.iter().map(|zone| zone.instant(day, at));
        begins.fold(self.zone.instant(day, at), Ord::min)
    }
}
