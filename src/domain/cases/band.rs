//! A number of cases as a band: which bands there are under a threshold. Does not know what is counted.

use crate::Threshold;

/// A number as coarse as it may be told: from, and up to and including; without an end, "and more". From zero without an
/// end it tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseBand {
    pub(super) from: u32,
    pub(super) to: Option<u32>,
}

impl CaseBand {
    /// Where a band can begin above the threshold, as with numbers of answers.
    const BOUNDS: [u32; 3] = [10, 20, 50];

    /// Every band under a threshold, lowest first: fewer than k, and from there to the next bound that leaves room for k
    /// numbers. With k = 5: 0–4, 5–9, 10–19, 20–49, 50 and more. Each holds at least k numbers, and zero is one of the first.
    pub(super) fn all(threshold: Threshold) -> Vec<Self> {
        let k = threshold.get();
        let mut begins = vec![0, k];
        for bound in Self::BOUNDS {
            if begins.last().is_some_and(|last| last + k <= bound) {
                begins.push(bound);
            }
        }
        let ends = begins.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
        begins.iter().zip(ends).map(|(&from, to)| Self { from, to }).collect()
    }

    /// The band that holds `n`.
    pub(super) fn of(n: u32, threshold: Threshold) -> Self {
        let fits = |band: &Self| band.to.is_none_or(|to| n <= to);
        Self::all(threshold).into_iter().find(fits).unwrap_or(Self { from: 0, to: None })
    }

    /// The lowest number in it.
    pub const fn from(self) -> u32 {
        self.from
    }

    /// The highest number in it; `None` for "and more".
    pub const fn to(self) -> Option<u32> {
        self.to
    }
}
