//! The scale from 0 to 100 and the line of time. Does not know the figures.

use chrono::{Datelike, NaiveDate};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, INK, PALE, UNIT};
use crate::plot::{LEFT, Plot, Spot, TIME, height};

/// From the middle of one month's name to the next.
const ROOM: i32 = 50 * UNIT;
/// The same where both have a year underneath.
const ROOM_OF_YEARS: i32 = 55 * UNIT;
/// Ticks closer than this run together.
const COMB: i32 = 4 * UNIT;
/// Every so many waves of a year gets a name; all but the last divide twelve, so monthly waves keep their rhythm.
const STRIDES: [usize; 7] = [1, 2, 3, 4, 6, 12, 52];

/// Pale lines at five heights, with their numbers to the left.
pub(crate) fn scale(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for points in [0, 25, 50, 75, 100] {
        let y = height(f64::from(points));
        canvas.line(vec![(LEFT, y), (plot.right(), y)], PALE, 8)?;
        canvas.words(&points.to_string(), (LEFT - 10 * UNIT, y), Hand::SMALL, HPos::Right)?;
    }
    Ok(())
}

/// The line of time: a tick for every wave, names of months where there is room, the year where a year begins.
pub(crate) fn time(plot: &Plot, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
    let spots = plot.spots();
    if spots.is_empty() {
        return Ok(());
    }
    canvas.line(vec![(LEFT, TIME), (plot.right(), TIME)], INK, 10)?;
    let named = named(spots);
    for Spot { x, .. } in spots.iter().filter(|_| plot.gap() >= COMB) {
        canvas.line(vec![(*x, TIME), (*x, TIME + 5 * UNIT)], INK, 10)?;
    }
    for Name { number, with_year } in named {
        let Spot { x, day, .. } = spots[number];
        canvas.line(vec![(x, TIME), (x, TIME + 9 * UNIT)], INK, 10)?;
        canvas.words(texts.month_name_short(day), (x, TIME + 22 * UNIT), Hand::SMALL, HPos::Center)?;
        if with_year {
            canvas.words(&day.year().to_string(), (x, TIME + 46 * UNIT), Hand::SMALL, HPos::Center)?;
        }
    }
    Ok(())
}

/// A wave whose month is named.
struct Name {
    number: usize,
    /// The first of its year to be named has the year underneath.
    with_year: bool,
}

/// Which waves get a name: the first, and as many of the others as leave room, counted from the first of each year.
fn named(spots: &[Spot]) -> Vec<Name> {
    let places = places_in_year(&spots.iter().map(|spot| spot.day).collect::<Vec<_>>());
    let mut kept = Vec::new();
    for stride in STRIDES {
        let wanted = (0..spots.len()).filter(|&number| number == 0 || places[number].is_multiple_of(stride));
        let wanted: Vec<_> = wanted.collect();
        kept = with_room(&wanted, spots);
        // The wave after the first may lose its name to it; elsewhere a lost name would spoil the rhythm.
        let lost = wanted.len() - kept.len();
        if lost == 0 || lost == 1 && kept.get(1).map(|name| &name.number) != wanted.get(1) {
            break;
        }
    }
    kept
}

/// Those of `wanted` that don't run into the one before.
fn with_room(wanted: &[usize], spots: &[Spot]) -> Vec<Name> {
    let mut kept: Vec<Name> = Vec::new();
    for &number in wanted {
        let Some(last) = kept.last() else {
            kept.push(Name { number, with_year: true });
            continue;
        };
        let with_year = spots[last.number].day.year() != spots[number].day.year();
        let room = if with_year && last.with_year { ROOM_OF_YEARS } else { ROOM };
        if spots[number].x - spots[last.number].x >= room {
            kept.push(Name { number, with_year });
        }
    }
    kept
}

/// The number of each wave within its year, from 0; in the first year counted so that the second goes on with it.
fn places_in_year(days: &[NaiveDate]) -> Vec<usize> {
    let mut places = Vec::with_capacity(days.len());
    for year in days.chunk_by(|one, next| one.year() == next.year()) {
        let whole = year.len().next_multiple_of(12);
        let first = places.is_empty() && year.len() < days.len();
        let start = if first { whole - year.len() } else { 0 };
        places.extend(start..start + year.len());
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Look;

    fn monthly(first: NaiveDate, count: u32, apart: i32) -> Vec<Spot> {
        let months = (0..count).filter_map(|number| first.checked_add_months(chrono::Months::new(number)));
        months
            .zip(0..)
            .map(|(day, number)| Spot { day, x: number * apart * UNIT, look: Look::Absent, level: None })
            .collect()
    }

    fn names(spots: &[Spot]) -> Vec<u32> {
        named(spots).into_iter().map(|name| spots[name.number].day.month()).collect()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn names_thin_out_and_keep_to_january() {
        assert_eq!(names(&monthly(date("2025-11-04"), 4, 100)), [11, 12, 1, 2]);
        assert_eq!(names(&monthly(date("2025-11-04"), 7, 32)), [11, 1, 3, 5]);
        assert_eq!(names(&monthly(date("2025-01-04"), 25, 10)), [1, 7, 1, 7, 1]);
    }

    #[test]
    fn the_first_wave_is_named_even_where_another_must_give_way() {
        assert_eq!(names(&monthly(date("2025-12-04"), 8, 20)), [12, 4, 7]);
        assert_eq!(names(&monthly(date("2025-12-04"), 1, 20)), [12]);
        assert!(names(&[]).is_empty());
    }
}
