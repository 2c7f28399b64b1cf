//! The figures that may leave, already as coarse as they will ever be shown. Does not know how they were decided.
//!
//! ```
//! fn read(mean: &domain::Mean) -> u16 {
//!     mean.hundredths()
//! }
//! ```
//!
//! A summary can't be written down by hand:
//!
//! ```compile_fail,E0451
//! fn invent() -> domain::Mean {
//!     domain::Mean { hundredths: 450, bound: domain::Bound::Exact }
//! }
//! ```

use crate::statistics::{GRAINS, Moderated, Moments, PRIOR_WEIGHT, RETEST, half_width};

/// How many answered, as a range: 5 to 9, 10 to 19, 20 to 49, 50 and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    from: u32,
    to: Option<u32>,
}

impl Answered {
    /// Where a new range begins.
    const BOUNDS: [u32; 3] = [10, 20, 50];

    /// The range that holds `n`, no lower than the threshold `k`.
    pub(super) fn of(n: u32, k: u32) -> Self {
        let from = Self::BOUNDS.into_iter().rev().find(|&bound| bound <= n).unwrap_or(k).max(k);
        let to = Self::BOUNDS.into_iter().find(|&bound| bound > n).map(|bound| bound - 1);
        Self { from, to }
    }

    /// The fewest.
    pub const fn from(self) -> u32 {
        self.from
    }

    /// The most; `None` for "and more".
    pub const fn to(self) -> Option<u32> {
        self.to
    }
}

/// From this many answers on, means are shown in tenths of a scale point and items as shares.
pub(super) const MANY: u32 = 10;

/// The step of a mean, in hundredths of a scale point: quarters below ten answers, tenths from there on.
pub(super) const fn step(n: u32) -> u16 {
    if n < MANY { 25 } else { 10 }
}

/// How a mean relates to the value shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is the value, rounded to its step.
    Exact,
    /// It is the value or lower: beyond 1.5 no more is said.
    OrLower,
    /// It is the value or higher: beyond 4.5 no more is said.
    OrHigher,
}

/// A mean on the scale from 1 to 5, rounded to its step and cut off at 1.5 and 4.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    pub(super) hundredths: u16,
    pub(super) bound: Bound,
}

impl Mean {
    pub(super) const LOWEST: u16 = 150;
    pub(super) const HIGHEST: u16 = 450;

    /// Rounds the exact mean to the nearest step, halves upwards; `None` without scores.
    pub(super) fn of(moments: &Moments) -> Option<Self> {
        let whole = i64::from(moments.n) * GRAINS;
        if whole == 0 {
            return None;
        }
        let (hundredths, bound) = if 2 * moments.sum < 3 * whole {
            (Self::LOWEST, Bound::OrLower)
        } else if 2 * moments.sum > 9 * whole {
            (Self::HIGHEST, Bound::OrHigher)
        } else {
            let step = i64::from(step(moments.n));
            let steps = (200 * moments.sum + step * whole) / (2 * step * whole);
            (u16::try_from(steps * step).ok()?, Bound::Exact)
        };
        Some(Self { hundredths, bound })
    }

    /// The value in hundredths of a scale point, 150 to 450.
    pub const fn hundredths(self) -> u16 {
        self.hundredths
    }

    /// Whether the value is cut off.
    pub const fn bound(self) -> Bound {
        self.bound
    }

    /// The value on the scale from 1 to 5.
    pub fn on_scale(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// The value from 0 to 100: `25 (m - 1)`.
    pub fn points(self) -> f64 {
        points(self.hundredths)
    }
}

fn points(hundredths: u16) -> f64 {
    f64::from(hundredths.saturating_sub(100)) / 4.0
}

/// What an interval needs beside the scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct Footing {
    /// How many people the unit has.
    pub(super) invited: u32,
    /// How many items the index has.
    pub(super) items: usize,
    /// The organisation's variance within units on this index, in points squared.
    pub(super) prior_variance: f64,
}

impl Footing {
    /// From this many items on an index has so many possible scores that its variance gives no answer away.
    const ITEMS_FOR_OWN_VARIANCE: usize = 5;
}

/// A 95 % interval around a mean, its ends rounded outwards to the mean's own steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub(super) low: u16,
    pub(super) high: u16,
}

impl Interval {
    /// The moderated-t interval (see [`half_width`]) for a unit of `invited` people, in steps.
    ///
    /// Below fifty answers it is made as if only the fewest of their range had answered, never below the threshold `k`:
    /// its width would tell their exact number. An index of few items uses the organisation's variance alone: with its
    /// own, the ends could give single answers away. So does a mean that is cut off: the interval is laid around the
    /// cut, and says no more about the answers than the mean does.
    pub(super) fn of(moments: &Moments, mean: Mean, index: &Footing, k: u32) -> Option<Self> {
        let n = if moments.n < 50 { Answered::of(moments.n, k).from() } else { moments.n };
        let degrees = f64::from(n.checked_sub(1)?);
        let prior_variance = index.prior_variance;
        let own = if index.items < Footing::ITEMS_FOR_OWN_VARIANCE { prior_variance } else { moments.variance() };
        let (centre, own) = match mean.bound {
            Bound::Exact => (moments.mean()?, own),
            Bound::OrLower | Bound::OrHigher => (mean.points(), prior_variance),
        };
        let moderated = Moderated::of(prior_variance, PRIOR_WEIGHT, own, degrees);
        let half = half_width(moderated, n, index.invited.max(n), RETEST, 0.95)?;
        let step = f64::from(step(moments.n));
        let on_grid = |points: f64, round: fn(f64) -> f64| {
            let steps = round((100.0 + 4.0 * points.clamp(0.0, 100.0)) / step);
            // Between 100 and 500 by the clamp, so it fits.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 100-500")]
            let hundredths = (steps * step) as u16;
            hundredths.clamp(100, 500)
        };
        let (low, high) = (on_grid(centre - half, f64::floor), on_grid(centre + half, f64::ceil));
        Some(match mean.bound {
            Bound::Exact => Self { low, high },
            Bound::OrLower => Self { low: 100, high },
            Bound::OrHigher => Self { low, high: 500 },
        })
    }

    /// The lower end in hundredths of a scale point.
    pub const fn low_hundredths(self) -> u16 {
        self.low
    }

    /// The upper end in hundredths of a scale point.
    pub const fn high_hundredths(self) -> u16 {
        self.high
    }

    /// Both ends from 0 to 100.
    pub fn points(self) -> (f64, f64) {
        (points(self.low), points(self.high))
    }
}

/// A unit's figure on one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexFigure {
    pub(super) mean: Mean,
    pub(super) interval: Interval,
}

impl IndexFigure {
    /// The mean of the scores.
    pub const fn mean(&self) -> Mean {
        self.mean
    }

    /// Its 95 % interval.
    pub const fn interval(&self) -> Interval {
        self.interval
    }
}

/// A share of answers in percent, in steps, with its ends hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Less than 15 %.
    UnderFifteen,
    /// About so many percent: the nearest step, from 15 to 85.
    About(u8),
    /// 85 % or more.
    EightyFiveOrMore,
}

impl Share {
    /// The step of a share, in percent: tens below fifty answers, fives from there on. With whole percentages the exact
    /// number of answers, and from it every count, could be worked out of the shares of a few items.
    pub(super) const fn step(answers: u32) -> u32 {
        if answers < 50 { 10 } else { 5 }
    }

    /// Rounds `part` of `whole` to the nearest step, halves downwards, and then hides the ends.
    pub(super) fn of(part: u32, whole: u32) -> Self {
        let step = u64::from(Self::step(whole));
        let (part, whole) = (u64::from(part), u64::from(whole.max(1)));
        // The smallest number of steps from which the share is no more than half a step away.
        let steps = (200 * part).saturating_sub(step * whole).div_ceil(2 * step * whole);
        match u8::try_from(steps * step) {
            Ok(0..15) => Self::UnderFifteen,
            Ok(percent @ 15..=85) => Self::About(percent),
            Ok(86..) | Err(_) => Self::EightyFiveOrMore,
        }
    }
}

/// The two outer bands of an item's answers, after turning reversed items round: points 4 and 5, and points 1 and 2.
///
/// The middle is not given: with all three, the rounding of one gives away what is hidden in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    pub(super) favourable: Share,
    pub(super) unfavourable: Share,
}

impl Shares {
    pub(super) fn of(counts: &[u32; 5]) -> Self {
        let whole = counts.iter().sum();
        Self {
            favourable: Share::of(counts[3] + counts[4], whole),
            unfavourable: Share::of(counts[0] + counts[1], whole),
        }
    }

    /// Points 4 and 5.
    pub const fn favourable(self) -> Share {
        self.favourable
    }

    /// Points 1 and 2.
    pub const fn unfavourable(self) -> Share {
        self.unfavourable
    }
}

/// A unit's figure on one item: a mean below ten answers, shares from there on; never both, because the two together
/// often give away every single answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemFigure {
    /// Fewer than ten answers.
    Mean(Mean),
    /// Ten answers or more.
    Shares(Shares),
}

impl ItemFigure {
    pub(super) fn of(counts: &[u32; 5]) -> Option<Self> {
        let moments = Moments::of_counts(counts);
        if moments.n < MANY { Mean::of(&moments).map(Self::Mean) } else { Some(Self::Shares(Shares::of(counts))) }
    }
}

/// Everything shown about one unit in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFigures {
    pub(super) answered: Answered,
    pub(super) indices: Vec<super::Cell<IndexFigure>>,
    pub(super) items: Vec<super::Cell<ItemFigure>>,
}

impl UnitFigures {
    /// How many sheets the figures stand on, as a range.
    pub const fn answered(&self) -> Answered {
        self.answered
    }

    /// One cell for each index of the questionnaire: the score first.
    pub fn indices(&self) -> &[super::Cell<IndexFigure>] {
        &self.indices
    }

    /// One cell for each item of the questionnaire.
    pub fn items(&self) -> &[super::Cell<ItemFigure>] {
        &self.items
    }
}

#[cfg(test)]
mod tests;
