//! Who was asked before, and how many of them are where they were. Does not know who answered.

use std::collections::{BTreeMap, HashMap};

use super::Roster;
use crate::{PersonKey, UnitPath};

/// Everybody whom the last wave of one questionnaire asked, and where they counted then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    placements: HashMap<PersonKey, UnitPath>,
}

impl Asked {
    /// These people, each in their unit.
    pub fn of(placements: impl IntoIterator<Item = (PersonKey, UnitPath)>) -> Self {
        Self { placements: placements.into_iter().collect() }
    }
}

impl Roster {
    /// For each unit the people who were in it, or anywhere inside it, when `before` were asked, and still are.
    ///
    /// Whoever moves between two teams of a department stays in the department and in neither team.
    pub fn stayed(&self, before: &Asked) -> BTreeMap<UnitPath, u32> {
        let mut stayed = BTreeMap::new();
        for person in &self.people {
            let Some(then) = before.placements.get(&person.key) else { continue };
            for unit in person.unit.up().filter(|unit| unit.contains(then)) {
                *stayed.entry(unit).or_default() += 1;
            }
        }
        stayed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Person};

    fn person(key: &str, unit: &str) -> Person {
        Person {
            key: key.parse().expect("a good key"),
            email: format!("{key}@x.nl").parse().expect("a good address"),
            unit: unit.parse().expect("a good path"),
            language: Language::Dutch,
            zone: None,
        }
    }

    #[test]
    fn whoever_changes_teams_stays_in_the_department() {
        let before = [person("stays", "Care/A"), person("moves", "Care/A"), person("leaves", "Care/B")];
        let asked = Asked::of(before.map(|person| (person.key, person.unit)));
        let now = [person("stays", "Care/A"), person("moves", "Care/B"), person("joins", "Care/B")];
        let stayed = Roster::of(now.to_vec()).expect("no doubles").stayed(&asked);
        let count = |unit: &str| stayed.get(&unit.parse().expect("a good path")).copied();
        assert_eq!([count("/"), count("Care"), count("Care/A"), count("Care/B")], [Some(2), Some(2), Some(1), None]);
    }
}
