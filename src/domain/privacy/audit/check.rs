//! Every printed figure once more, from the classes. Does not know what can be derived from the figures.

use super::evidence::{Carried, Evidence, Figure, Printed};
use super::{Family, Finding};
use crate::privacy::{Answered, ItemFigure, Mean};
use crate::statistics::{GRAINS, Moments};

/// Beyond this many answers sums would not fit; no wave has them, a damaged record might.
const MOST: u64 = 400_000_000;

/// Classes that stand nowhere in the organisation.
pub(super) fn stray_classes(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.stray().map(|unit| Finding::StrayClass { unit }).collect()
}

/// Classes that carry too little of a family, and figures of it that are not those of their classes.
pub(super) fn family(evidence: &Evidence<'_>, family: Family, printed: &Printed, findings: &mut Vec<Finding>) {
    for class in evidence.classes() {
        if let Some(Carried { answers, .. }) = Carried::by(class, family)
            && answers < u64::from(evidence.k())
        {
            findings.push(Finding::SmallClass { at: evidence.path(class.unit).clone(), family, answers });
        }
    }
    for unit in printed.units() {
        let at = || evidence.path(unit).clone();
        let total = printed.total(unit);
        if total.answers == 0 {
            findings.push(Finding::NothingInside { at: at(), family });
        } else if evidence.figure(unit, family).is_some_and(|figure| !belongs(figure, total, evidence.k())) {
            findings.push(Finding::OtherFigure { at: at(), family });
        }
    }
}

/// Whether the figure is what these answers make. Its interval is not made again.
fn belongs(figure: Figure, total: &Carried, k: u32) -> bool {
    match figure {
        Figure::Sheets(answered) => u32::try_from(total.answers).is_ok_and(|n| Answered::of(n, k) == answered),
        Figure::Index(figure) => moments(total).as_ref().and_then(Mean::of) == Some(figure.mean),
        Figure::Item(figure) => counts(total).as_ref().and_then(ItemFigure::of) == Some(figure),
    }
}

/// The sums of an index, when they are sums of scores from 1 to 5.
fn moments(total: &Carried) -> Option<Moments> {
    let n = u32::try_from(total.answers).ok()?;
    let lowest = i64::from(n) * GRAINS;
    (lowest..=5 * lowest).contains(&total.grains).then_some(Moments { n, sum: total.grains, squares: 0 })
}

fn counts(total: &Carried) -> Option<[u32; 5]> {
    let mut counts = [0; 5];
    for (count, carried) in counts.iter_mut().zip(total.counts) {
        *count = u32::try_from(carried).ok()?;
    }
    (total.answers <= MOST).then_some(counts)
}
