//! What may be told of a year's numbers: a band for each kind, and their total as coarse as it must be. Does not keep a number.
//!
//! A total can give its parts away: two kinds with fewer than 5 each, and 5 to 9 together, leave four numbers for each of
//! them, and eight together would leave one. To say nothing just then would be as good as saying it. So which totals are
//! told apart depends on nothing but the bands of the kinds: neighbouring bands of the total are put together until each
//! leaves at least k numbers to every kind. Two years are two such papers on numbers of their own: together they tell what
//! each tells.

use super::{CaseBand, CaseKind, KINDS};
use crate::Threshold;

/// The numbers of one year as they may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedCounts {
    threshold: Threshold,
    bands: [Option<CaseBand>; KINDS],
    total: Option<CaseBand>,
}

impl ReleasedCounts {
    pub(super) fn of(counts: &[Option<u32>; KINDS], threshold: Threshold) -> Self {
        let bands = counts.map(|count| count.map(|n| CaseBand::of(n, threshold)));
        let sum: u32 = counts.iter().flatten().sum();
        let total = totals(&bands, threshold).into_iter().find(|band| band.to.is_none_or(|to| sum <= to));
        Self { threshold, bands, total }
    }

    /// No kind was kept count of.
    pub(super) const fn none(threshold: Threshold) -> Self {
        Self { threshold, bands: [None; KINDS], total: None }
    }

    /// What the store kept, each band by where it begins; `None` where no such numbers can have been typed.
    pub(super) fn reopen(from: [Option<u32>; KINDS], total: Option<u32>, threshold: Threshold) -> Option<Self> {
        let all = CaseBand::all(threshold);
        let band = |from: u32| all.iter().copied().find(|band| band.from == from);
        let bands = from.map(|from| from.map(band));
        if bands.contains(&Some(None)) {
            return None;
        }
        let bands = bands.map(Option::flatten);
        let told = totals(&bands, threshold);
        let total = match total {
            Some(from) => Some(told.into_iter().find(|band| band.from == from)?),
            None if told.is_empty() => None,
            None => return None,
        };
        Some(Self { threshold, bands, total })
    }

    /// The fewest cases that are told apart from none.
    pub const fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// Each kind with its band, in the order in which they are told; `None` where no count was kept.
    pub fn kinds(&self) -> impl Iterator<Item = (CaseKind, Option<CaseBand>)> {
        CaseKind::ALL.into_iter().zip(self.bands)
    }

    /// All kinds together that were kept count of; `None` when none was. It may tell nothing.
    pub const fn total(&self) -> Option<CaseBand> {
        self.total
    }
}

/// The totals that are told apart beside these bands, lowest first. Each leaves k numbers to every kind.
fn totals(bands: &[Option<CaseBand>; KINDS], threshold: Threshold) -> Vec<CaseBand> {
    let kept: Vec<CaseBand> = bands.iter().copied().flatten().collect();
    if kept.is_empty() {
        return Vec::new();
    }
    let lowest: u32 = kept.iter().map(|band| band.from).sum();
    let highest: Option<u32> = kept.iter().map(|band| band.to).sum();
    let possible =
        |band: &CaseBand| band.to.is_none_or(|to| lowest <= to) && highest.is_none_or(|highest| band.from <= highest);
    let mut told: Vec<CaseBand> = Vec::new();
    for band in CaseBand::all(threshold).into_iter().filter(possible) {
        match told.last_mut().filter(|last| !is_safe(**last, &kept, threshold)) {
            Some(last) => last.to = band.to,
            None => told.push(band),
        }
    }
    // What is left at the end goes with what stands below it. A wider total only leaves more numbers to each kind.
    while told.len() > 1 && told.last().is_some_and(|last| !is_safe(*last, &kept, threshold)) {
        let rest = told.pop();
        if let (Some(last), Some(rest)) = (told.last_mut(), rest) {
            last.to = rest.to;
        }
    }
    told
}

/// Whether each kind can still have k numbers when their sum is known to lie in `total`.
fn is_safe(total: CaseBand, kept: &[CaseBand], threshold: Threshold) -> bool {
    kept.iter().enumerate().all(|(here, band)| {
        let others = || kept.iter().enumerate().filter(move |(there, _)| *there != here).map(|(_, band)| band);
        let least: u32 = others().map(|band| band.from).sum();
        let most: Option<u32> = others().map(|band| band.to).sum();
        let low = most.map_or(band.from, |most| band.from.max(total.from.saturating_sub(most)));
        let room = total.to.map(|to| to.saturating_sub(least));
        let high = [band.to, room].into_iter().flatten().min();
        high.is_none_or(|high| high + 1 >= low + threshold.get())
    })
}
