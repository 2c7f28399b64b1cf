//! How far a statement lies from where it used to lie in a team. Does not decide which of many differences are told.

use super::history::{History, figures, rate};
use super::reading::likely_answers;
use super::setting::Setting;
use crate::statistics::distribution::normal_two_sided;
use crate::{Cell, ItemFigure, Share, UnitPath};

/// How many earlier waves make the level that a wave is compared with.
const BEFORE: usize = 6;
/// With fewer there is no level yet.
const FEWEST_BEFORE: usize = 2;
/// Means near an end are drawn towards the middle by so many answers before their variance is read off.
const TOWARDS_THE_MIDDLE: f64 = 4.0;

/// A statement in the newest wave against the same team's earlier waves.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ItemShift {
    pub(super) item: String,
    pub(super) rose: bool,
    /// The two-sided p-value.
    pub(super) p: f64,
}

/// A figure as a number of points with the variance of its error; means and shares are never compared with each other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    is_mean: bool,
    points: f64,
    variance: f64,
}

/// All statements of a team that can be compared with earlier waves.
pub(super) fn shifts(history: &History<'_>, unit: &UnitPath, setting: &Setting) -> Vec<ItemShift> {
    let Some(newest) = history.publications().last() else { return Vec::new() };
    let items = newest.terms().questionnaire.items().iter();
    items.filter_map(|item| shift(history, unit, &item.key, setting)).collect()
}

fn shift(history: &History<'_>, unit: &UnitPath, item: &str, setting: &Setting) -> Option<ItemShift> {
    let (last, earlier) = history.publications().split_last()?;
    let now = seen(last, unit, item, setting)?;
    let before: Vec<Seen> = earlier
        .iter()
        .rev()
        .filter_map(|publication| seen(publication, unit, item, setting))
        .filter(|seen| seen.is_mean == now.is_mean)
        .take(BEFORE)
        .collect();
    if before.len() < FEWEST_BEFORE {
        return None;
    }
    let weight: f64 = before.iter().map(|seen| seen.variance.recip()).sum();
    let level = before.iter().map(|seen| seen.points / seen.variance).sum::<f64>() / weight;
    let z = (now.points - level) / (now.variance + weight.recip()).sqrt();
    Some(ItemShift { item: item.to_owned(), rose: z > 0.0, p: normal_two_sided(z)? })
}

fn seen(publication: &crate::Publication, unit: &UnitPath, item: &str, setting: &Setting) -> Option<Seen> {
    let figures = figures(publication, unit)?;
    let place = publication.terms().questionnaire.items().iter().position(|known| known.key == item)?;
    let Cell::Shown(figure) = figures.items().get(place)? else { return None };
    let (answered, invited) = (figures.answered(), publication.place(unit)?.invited.max(figures.answered().from()));
    let n = likely_answers(answered, invited, rate(publication));
    let share = (1.0 / n - setting.retest / f64::from(invited)).max(1e-9);
    let (is_mean, points, spread, step) = match **figure {
        ItemFigure::Mean(mean) => (true, mean.points(), publication.method().item_spread(), answered.step_points()),
        ItemFigure::Shares(shares) => {
            let (percent, step) = middle(shares.favourable(), answered.from());
            (false, percent, 1.0, step)
        }
    };
    let drawn = (n * points + TOWARDS_THE_MIDDLE * 50.0) / (n + TOWARDS_THE_MIDDLE);
    let variance = spread * drawn * (100.0 - drawn) * share + step * step / 12.0;
    Some(Seen { is_mean, points, variance })
}

/// A share as a number of percent, and the width of the step behind it.
fn middle(share: Share, answers: u32) -> (f64, f64) {
    match share {
        Share::UnderFifteen => (7.5, 15.0),
        Share::About(percent) => (f64::from(percent), f64::from(Share::step(answers))),
        Share::EightyFiveOrMore => (92.5, 15.0),
    }
}
