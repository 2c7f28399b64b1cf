//! The interval around a unit's mean, as coarse as it may be shown. Does not know how it is drawn.

use super::mean::{Answered, Bound, Mean, points, step};
use crate::statistics::{Moderated, Moments, PRIOR_WEIGHT, RETEST, half_width};

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
    const ITEMS: usize = 5;
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
        let own = if Self::uses_own_variance(index.items) { moments.variance() } else { prior_variance };
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

    /// Whether the interval of an index of so many items is made with the variance of the unit's own scores.
    pub(crate) const fn uses_own_variance(items: usize) -> bool {
        items >= Footing::ITEMS
    }

    /// Both ends from 0 to 100.
    pub fn points(self) -> (f64, f64) {
        (points(self.low), points(self.high))
    }
}
