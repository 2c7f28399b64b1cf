//! What can be concluded from ranges and rounded means. Does not know how close a real attacker would come.

use super::evidence::{Evidence, Figure, Printed};
use super::narrow::Narrowed;
use super::possible::Possible;
use super::sizes::Sizes;
use super::{Answered, Family, Finding, Group};

/// What an attacker can conclude who sees the publication only, head counts included, and knows every rule,
/// but no answer.
///
/// Nothing is claimed that such an attacker could not conclude; where nobody left anything out, the attacker is allowed
/// to have guessed so. The converse does not hold. Sizes and means are bounded one after the other, each anywhere within
/// its bounds; of intervals only the steps of their ends are used, and of shares nothing but that they are shares. An
/// attacker who weighs all of it together, or who knows how many people work somewhere, could come closer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranges {
    /// Printed units whose exact number of sheets follows from the printed ranges.
    pub units: Pinned,
    /// Rests (printed units without the printed units inside them, where that isn't nothing) whose exact number of
    /// sheets follows.
    pub rests: Pinned,
    /// How many means of rests could be bounded: those of a unit with printed units inside it, over all families.
    pub means: usize,
    /// How many of these are bounded more narrowly than the rest's own mean would be printed.
    pub finer: usize,
    /// The rest whose mean is bounded most narrowly; `None` when there are none.
    pub narrowest: Option<Narrowed>,
}

/// How many exact numbers follow from ranges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pinned {
    /// How many there are at all.
    pub of: usize,
    /// Of how many the number follows.
    pub count: usize,
    /// The first of these, at most [`Pinned::MOST`].
    pub first: Vec<Group>,
}

impl Pinned {
    /// How many are listed.
    pub const MOST: usize = 5;

    fn count(evidence: &Evidence<'_>, sizes: impl Iterator<Item = (usize, Possible)>) -> Self {
        let mut pinned = Self::default();
        for (unit, size) in sizes {
            pinned.of += 1;
            let Some(answers) = size.pinned() else { continue };
            pinned.count += 1;
            if pinned.first.len() < Self::MOST {
                pinned.first.push(Group { answers: answers.into(), at: evidence.path(unit).clone() });
            }
        }
        pinned
    }
}

/// The possible numbers of sheets of each printed unit.
pub(super) fn sheets(evidence: &Evidence<'_>, printed: &Printed) -> Sizes {
    Sizes::of(printed, evidence.k(), |unit| match evidence.figure(unit, Family::Sheets) {
        Some(Figure::Sheets(answered)) => Possible::between(answered.from(), most(evidence, unit, answered)),
        _ => Possible::between(0, None),
    })
}

/// The most who can have answered: the end of their range, or everybody who was invited. From fifty on no upper end is
/// kept.
fn most(evidence: &Evidence<'_>, unit: usize, answered: Answered) -> Option<u32> {
    let everybody = evidence.invited(unit).filter(|&invited| invited >= answered.from());
    match (answered.to(), everybody) {
        (Some(to), Some(everybody)) => Some(to.min(everybody)),
        (to, _) => to,
    }
}

/// The contradictions that turned up, as findings.
pub(super) fn contradictions<'a>(
    evidence: &'a Evidence<'_>,
    family: Family,
    sizes: &'a Sizes,
) -> impl Iterator<Item = Finding> + use<'a> {
    sizes.contradictions().iter().map(move |&unit| Finding::Contradiction { at: evidence.path(unit).clone(), family })
}

impl Ranges {
    /// The numbers of sheets; means are added family by family.
    pub(super) fn of(evidence: &Evidence<'_>, printed: &Printed, sheets: &Sizes) -> Self {
        let rests = printed.units().filter(|&unit| printed.rest(unit).answers > 0);
        Self {
            units: Pinned::count(evidence, printed.units().map(|unit| (unit, sheets.unit(unit)))),
            rests: Pinned::count(evidence, rests.map(|unit| (unit, sheets.rest(unit)))),
            ..Self::default()
        }
    }

    /// Adds what the means of one index or item give away.
    pub(super) fn add(&mut self, narrowed: Vec<Narrowed>) {
        self.means += narrowed.len();
        self.finer += narrowed.iter().filter(|narrowed| narrowed.is_finer()).count();
        let narrowest = self.narrowest.take().into_iter().chain(narrowed);
        self.narrowest = narrowest.min_by(|a, b| a.width().total_cmp(&b.width()));
    }
}
