//! The public holidays of the Netherlands, of any year. Does not know an organisation's own.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether `day` is a public holiday on which most people in the Netherlands are off work.
///
/// Good Friday is not among them: most collective agreements let people work on it, and where they don't an organisation
/// adds the dates. Liberation Day is a day off once in five years, as the government and most agreements have it.
pub(super) fn is_dutch_holiday(day: NaiveDate) -> bool {
    let easter = easter_sunday(day.year());
    let after_easter = [0, 1, 39, 49, 50].iter().any(|&days| day == easter + Days::new(days));
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        (4, 27) => day.weekday() != Weekday::Sun,
        (4, 26) => day.weekday() == Weekday::Sat,
        (5, 5) => day.year() % 5 == 0,
        _ => false,
    };
    fixed || after_easter
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher (Nature, 20 April 1876).
fn easter_sunday(year: i32) -> NaiveDate {
    let (moon, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let full = (19 * moon + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - full - rest % 4).rem_euclid(7);
    let late = (moon + 11 * full + 22 * weekday) / 451;
    let sum = full + weekday - 7 * late + 114;
    let part = |number: i32| u32::try_from(number).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, part(sum / 31), part(sum % 31) + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_off(year: i32) -> Vec<String> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        let all = first.iter_days().take_while(|day| day.year() == year).filter(|&day| is_dutch_holiday(day));
        all.map(|day| day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn easter_falls_where_almanacs_say() {
        for day in ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"] {
            let day: NaiveDate = day.parse().expect("a day");
            assert_eq!(easter_sunday(day.year()), day);
        }
    }

    #[test]
    fn a_year_has_its_public_holidays() {
        assert_eq!(days_off(2026), ["01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26"]);
        assert!(days_off(2025).contains(&"05-05".to_owned()), "Liberation Day in the fifth year");
        // 27 April 2031 is a Sunday: the king's birthday is kept a day earlier.
        assert!(days_off(2031).contains(&"04-26".to_owned()) && !days_off(2031).contains(&"04-27".to_owned()));
    }
}
