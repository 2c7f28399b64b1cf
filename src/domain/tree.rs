//! The organisation as a tree, frozen when a wave opens. Knows how many were invited where, not who.

use std::collections::BTreeMap;

use crate::UnitPath;

/// A unit's place in its [`Tree`]: 0 is the organisation, parents come before their children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIndex(u32);

impl UnitIndex {
    /// The organisation itself.
    pub const ORGANISATION: Self = Self(0);

    /// The index as a number, as it stands in a sealed ballot.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The index as a position in a list of units.
    pub const fn position(self) -> usize {
        self.0 as usize
    }
}

/// One unit of a [`Tree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it lies.
    pub path: UnitPath,
    /// The unit around it; `None` for the organisation.
    pub parent: Option<UnitIndex>,
    /// People placed in the unit itself.
    pub invited_directly: u32,
    /// People placed in the unit or anywhere inside it.
    pub invited: u32,
    /// How many of these were there too when the questionnaire's wave before opened; `None` when there was none.
    pub stayed: Option<u32>,
}

/// All units of one wave, in path order, so that a unit comes before everything inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    units: Vec<Unit>,
}

/// The organisation has more units than a ballot can name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the roster has more than {} units", u32::MAX)]
pub struct TooManyUnits;

impl Tree {
    /// The tree of these placements: one entry for each person's unit, or for each unit with its head count.
    ///
    /// Units that only stand between others are added; the organisation is always there.
    ///
    /// # Errors
    /// When there are more units than an index can count.
    pub fn of(placements: impl IntoIterator<Item = (UnitPath, u32)>) -> Result<Self, TooManyUnits> {
        let mut direct: BTreeMap<UnitPath, u32> = BTreeMap::from([(UnitPath::organisation(), 0)]);
        for (path, invited) in placements {
            for above in path.up().skip(1) {
                direct.entry(above).or_default();
            }
            *direct.entry(path).or_default() += invited;
        }
        let mut positions: BTreeMap<&UnitPath, UnitIndex> = BTreeMap::new();
        let mut units = Vec::with_capacity(direct.len());
        for (number, (path, &invited)) in direct.iter().enumerate() {
            let index = UnitIndex(u32::try_from(number).map_err(|_| TooManyUnits)?);
            positions.insert(path, index);
            let parent = path.parent().and_then(|above| positions.get(&above).copied());
            units.push(Unit { path: path.clone(), parent, invited_directly: invited, invited, stayed: None });
        }
        for position in (1..units.len()).rev() {
            if let Some(parent) = units[position].parent {
                units[parent.position()].invited += units[position].invited;
            }
        }
        Ok(Self { units })
    }

    /// The same tree with the number of people who stayed in each unit; units that are not in `stayed` are new.
    #[must_use]
    pub fn with_stayed(mut self, stayed: &BTreeMap<UnitPath, u32>) -> Self {
        for unit in &mut self.units {
            unit.stayed = Some(stayed.get(&unit.path).copied().unwrap_or_default().min(unit.invited));
        }
        self
    }

    /// The position of the unit around each unit, in the order of [`Tree::units`]; `None` for the whole organisation.
    pub fn parents(&self) -> Vec<Option<usize>> {
        self.units().iter().map(|unit| unit.parent.map(UnitIndex::position)).collect()
    }

    /// Every unit, parents first.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Every unit with its index, parents first.
    pub fn iter(&self) -> impl Iterator<Item = (UnitIndex, &Unit)> {
        (0..).map(UnitIndex).zip(&self.units)
    }

    /// The unit at `index`; `None` when the index is of another tree.
    pub fn get(&self, index: UnitIndex) -> Option<&Unit> {
        self.units.get(index.position())
    }

    /// The index that stands in a sealed ballot, if this tree has such a unit.
    pub fn index(&self, number: u32) -> Option<UnitIndex> {
        ((number as usize) < self.units.len()).then_some(UnitIndex(number))
    }

    /// Where `path` lies in this tree.
    pub fn find(&self, path: &UnitPath) -> Option<UnitIndex> {
        let position = self.units.binary_search_by(|unit| unit.path.cmp(path)).ok()?;
        u32::try_from(position).ok().map(UnitIndex)
    }

    /// The unit at `index` and those around it, up to the organisation.
    pub fn up(&self, index: UnitIndex) -> impl Iterator<Item = &Unit> {
        let mut next = self.get(index);
        std::iter::from_fn(move || {
            let unit = next?;
            next = unit.parent.and_then(|parent| self.get(parent));
            Some(unit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        let place = |path: &str, invited| (path.parse().expect("a good path"), invited);
        Tree::of([place("Care/Ward/A", 9), place("Care", 2), place("Office", 3), place("Care/Ward/B", 4)])
            .expect("a small tree")
    }

    #[test]
    fn counts_run_up_and_units_between_others_are_added() {
        let invited: Vec<_> =
            tree().units().iter().map(|unit| (unit.path.to_string(), unit.invited_directly, unit.invited)).collect();
        assert_eq!(
            invited,
            [
                ("/".to_owned(), 0, 18),
                ("Care".to_owned(), 2, 15),
                ("Care/Ward".to_owned(), 0, 13),
                ("Care/Ward/A".to_owned(), 9, 9),
                ("Care/Ward/B".to_owned(), 4, 4),
                ("Office".to_owned(), 3, 3),
            ]
        );
    }

    #[test]
    fn a_parent_comes_before_its_children() {
        let tree = tree();
        for (index, unit) in tree.iter() {
            assert!(unit.parent.is_none_or(|parent| parent < index), "{}", unit.path);
            assert_eq!(tree.find(&unit.path), Some(index));
        }
        assert_eq!(tree.index(6), None);
        let ward = tree.find(&"Care/Ward".parse().expect("a good path")).expect("in the tree");
        assert_eq!(tree.up(ward).map(|unit| unit.invited).collect::<Vec<_>>(), [13, 15, 18]);
    }
}
