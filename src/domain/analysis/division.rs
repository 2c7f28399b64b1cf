//! Whether the views inside a team lie far apart. A word, for the adviser: does not say how far, nor who.

use super::history::Series;
use super::setting::Setting;
use crate::statistics::variance_function::variance_ratio;

/// How many of the newest shown months are pooled.
const MONTHS: usize = 6;
/// Fewer months give too noisy a ratio.
const FEWEST_MONTHS: usize = 3;
/// Smaller teams are flagged by chance too often.
const FEWEST_PEOPLE: u32 = 8;
/// Above this ratio of the variance to the one expected at such a mean, views are divided.
///
/// Above the 1.75 that exact variances would need: ours are worked back from printed intervals, whose steps are coarse.
/// By `polsslag simulate` fewer than 1 of 100 teams get the word by chance, and about two of three teams whose members feel
/// either very safe or not at all (65 to 35) get it within half a year.
const RATIO: f64 = 2.1;
/// Where people in a team lie less than 20 points (standard deviation) apart, nobody would call them divided, however
/// alike the rest of the organisation is; and the steps of the printed intervals are too coarse to tell.
const LEAST_VARIANCE: f64 = 400.0;

/// Whether the views in a team are divided.
pub(super) fn is_divided(series: &Series, setting: &Setting) -> bool {
    let newest: Vec<_> = series.months.iter().rev().filter_map(|month| month.reading).take(MONTHS).collect();
    let Some(phi) = setting.phi else { return false };
    if newest.len() < FEWEST_MONTHS || newest.iter().any(|reading| reading.invited < FEWEST_PEOPLE) {
        return false;
    }
    let months: Vec<_> = newest.iter().map(|reading| (reading.n, reading.mean, reading.variance)).collect();
    let degrees: f64 = newest.iter().map(|reading| reading.n - 1.0).sum();
    let pooled = newest.iter().map(|reading| (reading.n - 1.0) * reading.variance).sum::<f64>() / degrees;
    series.is_shown()
        && pooled >= LEAST_VARIANCE
        && variance_ratio(&months, phi, setting.centre).is_some_and(|ratio| ratio > RATIO)
}
