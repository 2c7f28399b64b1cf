//! A mean, and how many answered, as coarse as they may be shown. Does not know of what.
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

use crate::statistics::{GRAINS, Moments};

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
    pub(crate) fn of(n: u32, k: u32) -> Self {
        let from = Self::BOUNDS.into_iter().rev().find(|&bound| bound <= n).unwrap_or(k).max(k);
        let to = Self::BOUNDS.into_iter().find(|&bound| bound > n).map(|bound| bound - 1);
        Self { from, to }
    }

    /// The fewest.
    pub const fn from(self) -> u32 {
        self.from
    }

    /// The step of the means made of so many answers, in points (0-100).
    pub(crate) fn step_points(self) -> f64 {
        f64::from(step(self.from)) / 4.0
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
    pub(crate) fn of(moments: &Moments) -> Option<Self> {
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

pub(super) fn points(hundredths: u16) -> f64 {
    f64::from(hundredths.saturating_sub(100)) / 4.0
}
