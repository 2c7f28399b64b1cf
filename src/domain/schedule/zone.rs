//! A time zone, and the instants at which its clocks show a time. Does not know what time it is.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};

use super::nearest::{did_you_mean, nearest};

/// A time zone of the IANA database, such as `Europe/Amsterdam`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(chrono_tz::Tz);

/// The text names no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is no time zone; write a name such as Europe/Amsterdam{}", did_you_mean(*nearest))]
pub struct UnknownZone {
    given: String,
    nearest: Option<&'static str>,
}

impl TimeZone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);
    /// The longest that a switch leaves out, in minutes: a whole day, as where a date line moved.
    const LONGEST_GAP: i64 = 24 * 60;

    /// Every zone there is.
    pub fn all() -> impl Iterator<Item = Self> {
        chrono_tz::TZ_VARIANTS.iter().copied().map(Self)
    }

    /// The name in the IANA database.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What the clocks there show at this instant.
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        self.0.from_utc_datetime(&instant.naive_utc()).naive_local()
    }

    /// The day it is there at this instant.
    pub fn day(self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }

    /// The first instant at which the clocks there show this time; where a switch leaves it out, the first after it.
    pub fn instant(self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let wanted = day.and_time(time);
        let shown = |minutes| {
            let local = wanted.checked_add_signed(Duration::minutes(minutes))?;
            self.0.from_local_datetime(&local).earliest()
        };
        // Switches happen on whole minutes in every year since clocks are synchronised.
        (0..=Self::LONGEST_GAP).find_map(shown).map_or_else(|| wanted.and_utc(), |found| found.to_utc())
    }

    /// The instant at which a day is over there.
    pub fn end_of(self, day: NaiveDate) -> DateTime<Utc> {
        self.instant(day + Days::new(1), NaiveTime::MIN)
    }

    /// What people there call their time at this instant, such as `CET`, or `+03` where it has no name.
    pub fn abbreviation(self, instant: DateTime<Utc>) -> String {
        self.0.from_utc_datetime(&instant.naive_utc()).format("%Z").to_string()
    }
}

impl FromStr for TimeZone {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        let text = text.trim();
        text.parse().map(Self).map_err(|_| UnknownZone { given: text.chars().take(60).collect(), nearest: like(text) })
    }
}

/// The zone that was probably meant: by its whole name, or by the name of its city.
fn like(text: &str) -> Option<&'static str> {
    let names = || TimeZone::all().map(TimeZone::name);
    let city = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let spoken = text.replace(' ', "_");
    names()
        .find(|name| city(name).eq_ignore_ascii_case(&spoken) && name.contains('/'))
        .or_else(|| nearest(&spoken, names()))
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        name.parse().expect("a zone")
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn at(zone_name: &str, day: &str, time: &str) -> DateTime<Utc> {
        zone(zone_name).instant(day.parse().expect("a day"), time.parse().expect("a time"))
    }

    #[test]
    fn nine_o_clock_is_nine_o_clock_on_both_sides_of_a_switch() {
        assert_eq!(at("Europe/Amsterdam", "2027-03-26", "09:00:00"), utc("2027-03-26T08:00:00Z"));
        assert_eq!(at("Europe/Amsterdam", "2027-03-29", "09:00:00"), utc("2027-03-29T07:00:00Z"));
    }

    #[test]
    fn a_time_that_is_left_out_becomes_the_first_after_it_and_one_that_comes_twice_is_the_first() {
        assert_eq!(at("Europe/Amsterdam", "2027-03-28", "02:30:00"), utc("2027-03-28T01:00:00Z"));
        assert_eq!(at("Europe/Amsterdam", "2027-10-31", "02:30:00"), utc("2027-10-31T00:30:00Z"));
        // Half an hour on Lord Howe Island; midnight itself in Santiago; a whole day in Apia.
        assert_eq!(
            at("Australia/Lord_Howe", "2027-10-03", "02:15:00"),
            at("Australia/Lord_Howe", "2027-10-03", "02:30:00")
        );
        assert_eq!(at("America/Santiago", "2027-09-05", "00:00:00"), utc("2027-09-05T04:00:00Z"));
        assert_eq!(at("Pacific/Apia", "2011-12-30", "09:00:00"), utc("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn an_unknown_zone_is_told_with_the_nearest() {
        let said = |text: &str| text.parse::<TimeZone>().expect_err("no zone").to_string();
        assert!(said("Europe/Amsterdm").ends_with("did you mean \"Europe/Amsterdam\"?"), "{}", said("Europe/Amsterdm"));
        assert!(said("amsterdam").ends_with("did you mean \"Europe/Amsterdam\"?"));
        assert!(said("new york").ends_with("did you mean \"America/New_York\"?"));
        assert!(said("europe/paris").ends_with("did you mean \"Europe/Paris\"?"));
        assert!(!said("?").contains("did you mean"));
    }

    proptest! {
        #[test]
        fn the_instant_of_a_time_is_the_first_that_shows_it_or_the_first_after_it(
            zone in prop::sample::select(TimeZone::all().collect::<Vec<_>>()),
            day in 0u64..21 * 365,
            minute in 0i64..24 * 60,
        ) {
            let day = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day") + Days::new(day);
            let wanted = day.and_time(NaiveTime::MIN) + Duration::minutes(minute);
            let found = zone.instant(wanted.date(), wanted.time());
            prop_assert!(zone.local(found) >= wanted);
            // No minute before it, as far back as any clock is set, shows the time or one after it on the way there.
            let earlier = (1..=3 * 60).map(|minutes| zone.local(found - Duration::minutes(minutes)));
            for shown in earlier {
                prop_assert!(shown < wanted || shown.date() != wanted.date() && shown > wanted, "{shown} before {found}");
            }
            if zone.local(found) != wanted {
                // It was left out: one minute earlier the clocks were still before it.
                prop_assert!(zone.local(found - Duration::minutes(1)) < wanted);
            }
        }

        #[test]
        fn a_day_ends_when_the_next_one_begins(
            zone in prop::sample::select(TimeZone::all().collect::<Vec<_>>()),
            day in 0u64..21 * 365,
        ) {
            let day = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day") + Days::new(day);
            let end = zone.end_of(day);
            prop_assert!(zone.day(end) > day);
            prop_assert_eq!(zone.day(end - Duration::seconds(1)), day);
        }
    }
}
