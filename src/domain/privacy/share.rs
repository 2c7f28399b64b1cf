//! Shares of an item's answers, in steps and without their ends. Does not know which item.

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
    pub(crate) const fn step(answers: u32) -> u32 {
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
