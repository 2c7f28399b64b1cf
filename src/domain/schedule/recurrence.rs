//! On which days something comes back, in words: "first Tuesday of the month". Does not know weekends or holidays.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::DAYS_APART;
use super::nearest::{did_you_mean, nearest};

/// Days that come back by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence(Rule);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Rule {
    /// One weekday of some months; `None` is the last one.
    Weekday { nth: Option<u8>, weekday: Weekday, months: Months },
    /// One day of some months.
    Day { day: u32, months: Months },
    /// Every so many weeks.
    Weeks { every: u32, from: NaiveDate },
}

/// Whether each month of the year is one of them, January first.
type Months = [bool; 12];

/// The words are no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\": {complaint}{}", did_you_mean(*nearest))]
pub struct BadRecurrence {
    given: String,
    complaint: String,
    nearest: Option<&'static str>,
}

/// What can be written, for whoever wrote something else.
const EXAMPLES: &str = "write \"first Tuesday of the month\", \"last Thursday of March and September\", \"day 1 of the \
                        month\" or \"every 4 weeks from 2026-12-01\"";
const ORDINALS: [(&str, Option<u8>); 5] =
    [("first", Some(1)), ("second", Some(2)), ("third", Some(3)), ("fourth", Some(4)), ("last", None)];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];
const MONTHS: [(&str, usize); 12] = [
    ("January", 0),
    ("February", 1),
    ("March", 2),
    ("April", 3),
    ("May", 4),
    ("June", 5),
    ("July", 6),
    ("August", 7),
    ("September", 8),
    ("October", 9),
    ("November", 10),
    ("December", 11),
];
/// The last day that every month has.
const LAST_DAY: u32 = 28;
/// The most weeks between two rounds: a year.
const MOST_WEEKS: u32 = 53;

/// What is wrong, and the word that was probably meant.
type Fault = (String, Option<&'static str>);

impl FromStr for Recurrence {
    type Err = BadRecurrence;

    fn from_str(text: &str) -> Result<Self, BadRecurrence> {
        let spaced = text.replace(',', " ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        rule(&words).map(Self).map_err(|(complaint, nearest)| BadRecurrence {
            given: text.trim().chars().take(80).collect(),
            complaint,
            nearest,
        })
    }
}

fn rule(words: &[&str]) -> Result<Rule, Fault> {
    let first = words.first().copied().unwrap_or_default();
    match words {
        [every, rest @ ..] if every.eq_ignore_ascii_case("every") => weeks(rest),
        [word, number, rest @ ..] if word.eq_ignore_ascii_case("day") => {
            let day = number.parse().ok().filter(|day| (1..=LAST_DAY).contains(day));
            let day = day.ok_or_else(|| (format!("not every month has a day {number}; use 1 to {LAST_DAY}"), None))?;
            Ok(Rule::Day { day, months: months(rest)? })
        }
        [ordinal, weekday, rest @ ..] => {
            let known = ORDINALS.map(|(word, _)| word).into_iter().chain(["day", "every"]);
            let nth = find(ordinal, &ORDINALS).ok_or_else(|| unknown(ordinal, known))?;
            let weekday = find(weekday, &WEEKDAYS).ok_or_else(|| unknown(weekday, WEEKDAYS.map(|(word, _)| word)))?;
            Ok(Rule::Weekday { nth, weekday, months: months(rest)? })
        }
        _ => Err((EXAMPLES.to_owned(), nearest(first, ORDINALS.map(|(word, _)| word)))),
    }
}

/// `4 weeks from 2026-12-01`
fn weeks(words: &[&str]) -> Result<Rule, Fault> {
    let [number, weeks, from, date] = words else { return Err((EXAMPLES.to_owned(), None)) };
    for (word, expected) in [(weeks, "weeks"), (from, "from")] {
        if !word.eq_ignore_ascii_case(expected) {
            return Err(unknown(word, [expected]));
        }
    }
    let least = u32::try_from(DAYS_APART / 7).unwrap_or_default();
    let every = number.parse().ok().filter(|every| (least..=MOST_WEEKS).contains(every));
    let every =
        every.ok_or_else(|| (format!("\"{number}\" must be a number of weeks, {least} to {MOST_WEEKS}"), None))?;
    let from = date.parse().map_err(|_| (format!("\"{date}\" is no date; write 2026-12-01"), None))?;
    Ok(Rule::Weeks { every, from })
}

/// `of the month`, `of March and September`
fn months(words: &[&str]) -> Result<Months, Fault> {
    let [of, names @ ..] = words else {
        return Err(("say of which months, such as \"of the month\"".to_owned(), None));
    };
    if !of.eq_ignore_ascii_case("of") {
        return Err(unknown(of, ["of"]));
    }
    if let [the, month] = names
        && ["the", "every", "each"].iter().any(|word| the.eq_ignore_ascii_case(word))
        && month.eq_ignore_ascii_case("month")
    {
        return Ok([true; 12]);
    }
    let mut months = [false; 12];
    for name in names.iter().filter(|name| !name.eq_ignore_ascii_case("and")) {
        let known = MONTHS.map(|(word, _)| word).into_iter().chain(["the month"]);
        months[find(name, &MONTHS).ok_or_else(|| unknown(name, known))?] = true;
    }
    if months.contains(&true) { Ok(months) } else { Err(("names no month".to_owned(), None)) }
}

fn find<T: Copy>(given: &str, known: &[(&'static str, T)]) -> Option<T> {
    known.iter().find(|(word, _)| given.eq_ignore_ascii_case(word)).map(|(_, value)| *value)
}

fn unknown(word: &str, known: impl IntoIterator<Item = &'static str>) -> Fault {
    let nearest = nearest(word, known);
    let help = if nearest.is_none() { format!("; {EXAMPLES}") } else { String::new() };
    (format!("\"{word}\" is not known here{help}"), nearest)
}

impl Recurrence {
    /// The days of the rule from `day` on, that day included, in order and without end.
    pub fn from(&self, day: NaiveDate) -> Box<dyn Iterator<Item = NaiveDate> + '_> {
        match &self.0 {
            Rule::Weeks { every, from } => {
                let step = u64::from(*every) * 7;
                let gone = u64::try_from((day - *from).num_days()).unwrap_or_default();
                let first = *from + Days::new(gone.div_ceil(step) * step);
                Box::new(std::iter::successors(Some(first), move |day| day.checked_add_days(Days::new(step))))
            }
            Rule::Weekday { nth, weekday, months } => {
                Box::new(of_months(day, months, move |year, month| weekday_of(year, month, *weekday, *nth)))
            }
            Rule::Day { day: number, months } => {
                Box::new(of_months(day, months, move |year, month| NaiveDate::from_ymd_opt(year, month, *number)))
            }
        }
    }
}

/// One day of each of these months, from `day` on.
fn of_months<'a>(
    day: NaiveDate,
    months: &'a Months,
    of: impl Fn(i32, u32) -> Option<NaiveDate> + 'a,
) -> impl Iterator<Item = NaiveDate> + 'a {
    (day.year()..)
        .flat_map(|year| (1..=12).map(move |month| (year, month)))
        .filter(move |(_, month)| months[*month as usize - 1])
        .map_while(move |(year, month)| of(year, month))
        .skip_while(move |found| *found < day)
}

fn weekday_of(year: i32, month: u32, weekday: Weekday, nth: Option<u8>) -> Option<NaiveDate> {
    match nth {
        Some(nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
        None => (4..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn next(words: &str, from: &str, count: usize) -> Vec<String> {
        let rule: Recurrence = words.parse().unwrap_or_else(|error| panic!("{error}"));
        rule.from(from.parse().expect("a day")).take(count).map(|day| day.to_string()).collect()
    }

    #[test]
    fn a_rule_gives_its_days() {
        assert_eq!(next("first Tuesday of the month", "2026-12-02", 2), ["2027-01-05", "2027-02-02"]);
        assert_eq!(next("first tuesday of every month", "2026-12-01", 1), ["2026-12-01"]);
        assert_eq!(
            next("second Monday of March and September", "2026-11-26", 3),
            ["2027-03-08", "2027-09-13", "2028-03-13"]
        );
        assert_eq!(
            next("Second Monday of January, April, July and October", "2026-11-26", 4),
            ["2027-01-11", "2027-04-12", "2027-07-12", "2027-10-11"]
        );
        assert_eq!(next("last Thursday of the month", "2026-12-01", 3), ["2026-12-31", "2027-01-28", "2027-02-25"]);
        assert_eq!(next("every 4 weeks from 2026-12-01", "2026-11-26", 2), ["2026-12-01", "2026-12-29"]);
        assert_eq!(next("every 4 weeks from 2026-12-01", "2026-12-02", 2), ["2026-12-29", "2027-01-26"]);
        assert_eq!(next("day 1 of the month", "2026-11-26", 2), ["2026-12-01", "2027-01-01"]);
    }

    #[test]
    fn what_is_no_rule_is_told_with_the_nearest_word() {
        for (words, expected) in [
            ("frist Tuesday of the month", "\"frist\" is not known here; did you mean \"first\"?"),
            ("first Teusday of the month", "\"Teusday\" is not known here; did you mean \"Tuesday\"?"),
            ("first Tuesday off the month", "did you mean \"of\"?"),
            ("first Tuesday of Septmber", "did you mean \"September\"?"),
            ("first Tuesday", "say of which months"),
            ("first Tuesday of", "names no month"),
            ("fifth Tuesday of the month", "\"fifth\" is not known here"),
            ("day 31 of the month", "not every month has a day 31; use 1 to 28"),
            ("every 2 weeks from 2026-12-01", "\"2\" must be a number of weeks, 3 to 53"),
            ("every 4 weeks from tomorrow", "\"tomorrow\" is no date"),
            ("every 4 months from 2026-12-01", "\"months\" is not known here"),
            ("monthly", "write \"first Tuesday of the month\""),
            ("", "write \"first Tuesday of the month\""),
        ] {
            let said = words.parse::<Recurrence>().expect_err(words).to_string();
            assert!(said.starts_with(&format!("\"{words}\": ")) && said.contains(expected), "{said}");
        }
    }

    proptest! {
        #[test]
        fn days_come_in_order_and_none_is_left_out(
            rule in prop::sample::select(vec![
                "first Monday of the month", "last Friday of the month", "fourth Sunday of May and June",
                "day 28 of the month", "every 3 weeks from 2024-02-29",
            ]),
            start in 0u64..9_000,
            later in 0u64..200,
        ) {
            let rule: Recurrence = rule.parse().expect("a rule");
            let start = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day") + Days::new(start);
            let days: Vec<_> = rule.from(start).take(12).collect();
            prop_assert!(days[0] >= start && days.is_sorted_by(|a, b| a < b));
            let middle = start + Days::new(later);
            let rest: Vec<_> = days.iter().copied().filter(|day| *day >= middle).collect();
            prop_assert_eq!(rule.from(middle).take(rest.len()).collect::<Vec<_>>(), rest);
        }
    }
}
