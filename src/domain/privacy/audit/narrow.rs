//! Between which bounds the mean of a rest must lie. Does not know the mean.

use super::evidence::{Evidence, Figure, Printed};
use super::possible::Possible;
use super::ranges::contradictions;
use super::sizes::Sizes;
use super::{Family, Finding};
use crate::UnitPath;
use crate::privacy::mean::{MANY, step};
use crate::privacy::{Bound, ItemFigure, Mean};

/// Bounds of the mean of a rest: a printed unit without the printed units inside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowed {
    /// Of which index or item.
    pub family: Family,
    /// The unit whose rest it is.
    pub at: UnitPath,
    /// The lowest possible mean, on the scale from 1 to 5.
    pub low: f64,
    /// The highest possible mean, on the scale from 1 to 5.
    pub high: f64,
    /// The step in which a mean of so many answers would be printed, in scale points: 0.25 below ten answers, else 0.1.
    pub step: f64,
}

impl Narrowed {
    /// How far the bounds lie apart, in scale points.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Whether more is known of the mean than printing it would tell: the bounds lie closer than its step.
    pub fn is_finer(&self) -> bool {
        // Far below any step, and above the rounding of a few sums.
        self.width() < self.step - 1e-9
    }
}

/// A range of numbers; sizes from fifty on have no upper end.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    const SCALE: Self = Self { low: 1.0, high: 5.0 };

    fn of_size(size: Possible) -> Option<Self> {
        Some(Self { low: f64::from(size.least()?), high: size.most().map_or(f64::INFINITY, f64::from) })
    }

    /// Where the exact mean lies that is printed so. It is rounded to quarters unless at least ten are known to have
    /// answered; never past the cut, for there something else would be printed.
    fn of_mean(mean: Mean, size: Possible) -> Self {
        let half = f64::from(step(size.least().unwrap_or(0))) / 200.0;
        let cut = |hundredths: u16| f64::from(hundredths) / 100.0;
        let (lowest, highest) = (cut(Mean::LOWEST), cut(Mean::HIGHEST));
        match mean.bound {
            Bound::Exact => {
                Self { low: (mean.on_scale() - half).max(lowest), high: (mean.on_scale() + half).min(highest) }
            }
            Bound::OrLower => Self { low: Self::SCALE.low, high: lowest },
            Bound::OrHigher => Self { low: highest, high: Self::SCALE.high },
        }
    }

    /// The same range on the scale turned round: 6 minus the value.
    fn turned(self) -> Self {
        Self { low: 6.0 - self.high, high: 6.0 - self.low }
    }
}

/// The highest mean of a rest: `M + sum of n_i (M - m_i) / n_rest`, which is `(N M - sum of n_i m_i) / n_rest` for
/// `N = n_rest + sum of n_i`. It rises with M and falls with each `m_i`; in each `n_i` and in `n_rest` it is monotone.
fn highest(whole: Range, parts: &[(Range, Range)], rest: Range) -> f64 {
    let pull = |(size, mean): &(Range, Range)| {
        let by = whole.high - mean.low;
        if by > 0.0 {
            by * size.high
        } else if by < 0.0 {
            by * size.low
        } else {
            0.0
        }
    };
    let pull: f64 = parts.iter().map(pull).sum();
    let highest = whole.high + pull / if pull > 0.0 { rest.low } else { rest.high };
    highest.clamp(Range::SCALE.low, Range::SCALE.high)
}

/// The printed mean of a figure, if it has one.
fn mean(figure: Figure) -> Option<Mean> {
    match figure {
        Figure::Index(figure) => Some(figure.mean),
        Figure::Item(ItemFigure::Mean(mean)) => Some(mean),
        Figure::Item(ItemFigure::Shares(_)) | Figure::Sheets(_) => None,
    }
}

/// What the look of a figure tells of how many answers it stands on: quarters or tenths, a mean or shares.
fn told_by_its_look(figure: Figure) -> Possible {
    let (few, many) = (Possible::between(0, Some(MANY - 1)), Possible::between(MANY, None));
    match figure {
        Figure::Sheets(_) => Possible::between(0, None),
        Figure::Item(ItemFigure::Mean(_)) => few,
        Figure::Item(ItemFigure::Shares(_)) => many,
        Figure::Index(figure) => {
            let ends = [figure.mean.hundredths, figure.interval.low, figure.interval.high];
            // Halves are quarters and tenths alike.
            match ends.into_iter().find(|end| !end.is_multiple_of(50)) {
                Some(end) if end.is_multiple_of(25) => few,
                Some(_) => many,
                None => Possible::between(0, None),
            }
        }
    }
}

/// The possible numbers of answers to one index or item.
///
/// They aren't printed. An attacker may suppose that nobody in a unit left anything out; where that is so, the audit
/// supposes it with them. Elsewhere it is at least k and at most the number of sheets.
fn sizes(evidence: &Evidence<'_>, family: Family, printed: &Printed, all: &Printed, sheets: &Sizes) -> Sizes {
    Sizes::of(printed, evidence.k(), |unit| {
        let complete = printed.total(unit).answers == all.total(unit).answers;
        let sheets = sheets.unit(unit);
        let size = if complete { sheets } else { Possible::between(evidence.k(), sheets.most()) };
        evidence.figure(unit, family).map_or(size, |figure| size.and(told_by_its_look(figure)))
    })
}

/// Bounds for the mean of each rest of one index or item, where printed means say anything about it.
///
/// `all` are the printed numbers of sheets, and `sheets` what they can be. Item shares are not taken for means.
pub(super) fn narrow(
    evidence: &Evidence<'_>,
    family: Family,
    printed: &Printed,
    (all, sheets): (&Printed, &Sizes),
    findings: &mut Vec<Finding>,
) -> Vec<Narrowed> {
    let inside = printed.inside();
    let has_mean = |&unit: &usize| evidence.figure(unit, family).and_then(mean).is_some();
    let is_rest = |&unit: &usize| printed.rest(unit).answers > 0 && !inside[unit].is_empty();
    let targets: Vec<_> = printed.units().filter(is_rest).filter(has_mean).collect();
    if targets.is_empty() {
        return Vec::new();
    }
    let sizes = sizes(evidence, family, printed, all, sheets);
    findings.extend(contradictions(evidence, family, &sizes));
    targets.into_iter().filter_map(|unit| bounds(evidence, family, printed, &sizes, unit)).collect()
}

fn bounds(evidence: &Evidence<'_>, family: Family, printed: &Printed, sizes: &Sizes, unit: usize) -> Option<Narrowed> {
    let range = |unit: usize| {
        let mean = evidence.figure(unit, family).and_then(mean);
        mean.map_or(Range::SCALE, |mean| Range::of_mean(mean, sizes.unit(unit)))
    };
    let rest = Range::of_size(sizes.rest(unit).of_something())?;
    let parts: Vec<_> = sizes
        .inside(unit)
        .iter()
        .map(|&part| Some((Range::of_size(sizes.unit(part))?, range(part))))
        .collect::<Option<_>>()?;
    let turned: Vec<_> = parts.iter().map(|&(size, mean)| (size, mean.turned())).collect();
    let high = highest(range(unit), &parts, rest);
    let low = 6.0 - highest(range(unit).turned(), &turned, rest);
    let answers = u32::try_from(printed.rest(unit).answers).unwrap_or(u32::MAX);
    let step = f64::from(step(answers)) / 100.0;
    (low <= high).then(|| Narrowed { family, at: evidence.path(unit).clone(), low, high, step })
}
