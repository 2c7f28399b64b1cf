//! How far a statement lies from where it used to lie in a team. Does not decide which of many differences are told.

use super::history::{History, figures, rate};
use super::reading::likely_answers;
use super::setting::Setting;
use crate::privacy::Answered;
use crate::statistics::distribution::normal_two_sided;
use crate::statistics::sums::median;
use crate::{Cell, ItemFigure, Publication, Share, UnitPath};

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
    is_mean: bool,
    /// How far it lies from before, in points or in percent.
    distance: f64,
    /// The standard error of the distance.
    error: f64,
}

impl ItemShift {
    pub(super) fn rose(&self) -> bool {
        self.distance > 0.0
    }

    /// The two-sided p-value.
    pub(super) fn p(&self) -> f64 {
        normal_two_sided(self.distance / self.error).unwrap_or(1.0)
    }
}

/// A figure as a number of points with the variance of its error; means and shares are never compared with each other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    is_mean: bool,
    points: f64,
    variance: f64,
}

/// For each team the statements that can be compared with earlier waves, less what happened to a statement in all teams:
/// the median of its distances, where at least eleven teams have one.
pub(super) fn shifts(history: &History<'_>, teams: &[UnitPath]) -> Vec<Vec<ItemShift>> {
    let Some(newest) = history.publications().last() else { return Vec::new() };
    let items = newest.terms().questionnaire.items();
    let of = |team| items.iter().filter_map(|item| shift(history, team, &item.key)).collect();
    let mut shifts: Vec<Vec<ItemShift>> = teams.iter().map(of).collect();
    for (item, is_mean) in items.iter().flat_map(|item| [(&item.key, true), (&item.key, false)]) {
        let same = |shift: &&ItemShift| shift.item == *item && shift.is_mean == is_mean;
        let distances: Vec<f64> = shifts.iter().flatten().filter(same).map(|shift| shift.distance).collect();
        let Some(common) = median(&distances).filter(|_| distances.len() > Setting::FEWEST_TEAMS) else { continue };
        for shift in shifts.iter_mut().flatten().filter(|shift| shift.item == *item && shift.is_mean == is_mean) {
            shift.distance -= common;
        }
    }
    shifts
}

fn shift(history: &History<'_>, unit: &UnitPath, item: &str) -> Option<ItemShift> {
    let (last, earlier) = history.publications().split_last()?;
    let now = seen(last, unit, item)?;
    let before: Vec<Seen> = earlier
        .iter()
        .rev()
        .filter_map(|publication| seen(publication, unit, item))
        .filter(|seen| seen.is_mean == now.is_mean)
        .take(BEFORE)
        .collect();
    if before.len() < FEWEST_BEFORE {
        return None;
    }
    let weight: f64 = before.iter().map(|seen| seen.variance.recip()).sum();
    let level = before.iter().map(|seen| seen.points / seen.variance).sum::<f64>() / weight;
    let error = (now.variance + weight.recip()).sqrt();
    Some(ItemShift { item: item.to_owned(), is_mean: now.is_mean, distance: now.points - level, error })
}

fn seen(publication: &Publication, unit: &UnitPath, item: &str) -> Option<Seen> {
    let figures = figures(publication, unit)?;
    let place = publication.terms().questionnaire.items().iter().position(|known| known.key == item)?;
    let Cell::Shown(figure) = figures.items().get(place)? else { return None };
    let (answered, invited) = (figures.answered(), publication.place(unit)?.invited.max(figures.answered().from()));
    let is_mean = matches!(**figure, ItemFigure::Mean(_));
    // A mean is printed below ten answers only, however many sheets the unit has.
    let few = publication.terms().threshold.get();
    let answered = if is_mean { Answered::of(few.min(answered.from()), few) } else { answered };
    let n = likely_answers(answered, invited, rate(publication));
    let (is_mean, points, spread, step) = match **figure {
        ItemFigure::Mean(mean) => (true, mean.points(), publication.method().item_spread(), answered.step_points()),
        ItemFigure::Shares(shares) => {
            let (percent, step) = middle(shares.favourable(), answered.from());
            (false, percent, 1.0, step)
        }
    };
    let drawn = (n * points + TOWARDS_THE_MIDDLE * 50.0) / (n + TOWARDS_THE_MIDDLE);
    // One statement says less of a person than a whole score: as if nothing of it stayed from month to month.
    let variance = spread * drawn * (100.0 - drawn) / n + step * step / 12.0;
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
