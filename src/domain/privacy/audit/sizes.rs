//! How many answers each printed unit can hold, given what is printed of all. Does not know any mean.

use super::evidence::Printed;
use super::possible::Possible;

/// The possible numbers of answers of one family.
///
/// Each printed unit has one rule: it holds what the largest printed units inside it hold together, and a rest of 0 or
/// at least k. Two rules share at most one unit, and never in a circle, because units form a tree. On a tree one pass
/// up and one pass down is enough: after the way up every number of a unit can be had from below; on the way down each
/// unit keeps the numbers that also fit above and beside it, and such a number still has what it needs below, since
/// that was settled on the way up and is narrowed only to what some number kept above needs. Repeating the passes would
/// change nothing. Below fifty the sets are exact: each number kept is true in some organisation that would print the
/// same numbers of answers. From fifty on only a lower bound is kept; nothing below depends on it, since a rest can then
/// be as large as it takes.
pub(super) struct Sizes {
    k: u32,
    possible: Vec<Possible>,
    inside: Vec<Vec<usize>>,
    contradictions: Vec<usize>,
}

impl Sizes {
    /// Starts from what is printed of each printed unit by itself.
    pub(super) fn of(printed: &Printed, k: u32, by_itself: impl Fn(usize) -> Possible) -> Self {
        let inside = printed.inside();
        let mut possible = vec![Possible::only(0); inside.len()];
        for unit in printed.units() {
            possible[unit] = by_itself(unit);
        }
        let mut sizes = Self { k, possible, inside, contradictions: Vec::new() };
        for unit in printed.units().rev() {
            let from_below = sizes.together(unit).and_a_rest(k);
            sizes.narrow(unit, from_below);
        }
        for unit in printed.units() {
            sizes.pass_down(unit);
        }
        sizes
    }

    /// The possible numbers of a printed unit.
    pub(super) fn unit(&self, unit: usize) -> Possible {
        self.possible[unit]
    }

    /// The possible numbers of what is left of a unit without the printed units inside it.
    pub(super) fn rest(&self, unit: usize) -> Possible {
        self.possible[unit].rest(self.together(unit), self.k)
    }

    /// The largest printed units inside a unit.
    pub(super) fn inside(&self, unit: usize) -> &[usize] {
        &self.inside[unit]
    }

    /// Units for which no number is possible: what is printed of them contradicts what is printed of others.
    pub(super) fn contradictions(&self) -> &[usize] {
        &self.contradictions
    }

    /// What the largest printed units inside a unit can hold together.
    fn together(&self, unit: usize) -> Possible {
        self.inside[unit].iter().fold(Possible::only(0), |sum, &inside| sum.plus(self.possible[inside]))
    }

    fn narrow(&mut self, unit: usize, to: Possible) {
        let narrowed = self.possible[unit].and(to);
        if !narrowed.is_empty() {
            self.possible[unit] = narrowed;
            return;
        }
        self.contradictions.push(unit);
        // What is printed here is false, or what is printed around it: go on without it.
        self.possible[unit] = Possible::between(0, None);
    }

    fn pass_down(&mut self, unit: usize) {
        // A unit without an upper bound has room for anything.
        if self.possible[unit].is_open() {
            return;
        }
        let inside = self.inside[unit].clone();
        // Sums of all units after each one; then all before it are added up on the way.
        let mut after = vec![Possible::only(0)];
        for &other in inside.iter().skip(1).rev() {
            after.push(after[after.len() - 1].plus(self.possible[other]));
        }
        let mut before = Possible::only(0);
        for (&one, after) in inside.iter().zip(after.iter().rev()) {
            let held = self.possible[one];
            self.narrow(one, self.possible[unit].room_beside(before.plus(*after), self.k));
            before = before.plus(held);
        }
    }
}
