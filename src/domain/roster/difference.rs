//! What an import would change, person by person. Does not change anything.

use std::collections::BTreeMap;

use super::Roster;
use crate::Person;

/// The difference between two rosters; people are matched by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// On the new roster only.
    pub joined: Vec<Person>,
    /// On the old roster only.
    pub left: Vec<Person>,
    /// In another unit than before: old, new.
    pub moved: Vec<(Person, Person)>,
    /// In the same unit, with another address, language or time zone: old, new.
    pub corrected: Vec<(Person, Person)>,
    /// Alike on both.
    pub unchanged: usize,
}

impl Difference {
    pub(super) fn between(old: &Roster, new: &Roster) -> Self {
        let mut before: BTreeMap<_, _> = old.people().iter().map(|person| (&person.key, person)).collect();
        let mut difference = Self::default();
        for person in new.people() {
            match before.remove(&person.key) {
                None => difference.joined.push(person.clone()),
                Some(was) if was == person => difference.unchanged += 1,
                Some(was) if was.unit != person.unit => difference.moved.push((was.clone(), person.clone())),
                Some(was) => difference.corrected.push((was.clone(), person.clone())),
            }
        }
        difference.left = before.into_values().cloned().collect();
        difference
    }

    /// Whether the import would leave everything as it is.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty() && self.moved.is_empty() && self.corrected.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn person(key: &str, email: &str, unit: &str) -> Person {
        Person {
            key: key.parse().expect("a good key"),
            email: email.parse().expect("a good address"),
            unit: unit.parse().expect("a good path"),
            language: Language::Dutch,
            zone: None,
        }
    }

    #[test]
    fn each_person_falls_in_one_group() {
        let old = Roster::of(vec![
            person("stays", "s@x.nl", "A"),
            person("moves", "m@x.nl", "A"),
            person("travels", "t@x.nl", "A"),
            person("marries", "old@x.nl", "A"),
            person("leaves", "l@x.nl", "A"),
        ])
        .expect("no doubles");
        let new = Roster::of(vec![
            person("stays", "s@x.nl", "A"),
            person("moves", "m@x.nl", "B"),
            Person { zone: "Asia/Tokyo".parse().ok(), ..person("travels", "t@x.nl", "A") },
            person("marries", "new@x.nl", "A"),
            person("joins", "j@x.nl", "B"),
        ])
        .expect("no doubles");
        let difference = old.difference(&new);
        let keys = |people: &[Person]| people.iter().map(|p| p.key.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(keys(&difference.joined), ["joins"]);
        assert_eq!(keys(&difference.left), ["leaves"]);
        assert_eq!(difference.moved.len(), 1);
        assert_eq!(difference.corrected.len(), 2, "another address; another time zone");
        assert_eq!(difference.unchanged, 1);
        assert!(new.difference(&new).is_empty());
    }
}
