//! The roster: who is asked, and in which unit each person counts. Does not know where it is kept.

mod difference;
mod file;
mod stay;

use std::collections::HashSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

pub use difference::Difference;
pub use file::{Problem, Reading, Unreadable};
pub use stay::Asked;

use crate::{Person, TimeZone, Tree, tree::TooManyUnits};

/// Everybody who is asked; keys and mailboxes are unique.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    people: Vec<Person>,
}

/// Two people share what only one may have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Duplicate {
    /// The same person key.
    #[error("person key \"{0}\" is on the roster twice")]
    Key(String),
    /// The same mailbox, whatever the case.
    #[error("mailbox {0} is on the roster twice")]
    Mailbox(String),
}

impl Roster {
    /// A roster of these people, in key order.
    ///
    /// # Errors
    /// When a key or a mailbox occurs twice.
    pub fn of(mut people: Vec<Person>) -> Result<Self, Duplicate> {
        let mut keys = HashSet::new();
        let mut mailboxes = HashSet::new();
        for person in &people {
            if !keys.insert(person.key.as_str()) {
                return Err(Duplicate::Key(person.key.as_str().to_owned()));
            }
            if !mailboxes.insert(person.email.mailbox()) {
                return Err(Duplicate::Mailbox(person.email.to_string()));
            }
        }
        people.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(Self { people })
    }

    /// Everybody, in key order.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The time zones that people have of their own, each once.
    pub fn zones(&self) -> Vec<TimeZone> {
        let zones: HashSet<_> = self.people.iter().filter_map(|person| person.zone).collect();
        zones.into_iter().collect()
    }

    /// Who counts where, as 64 hexadecimal digits: equal for two rosters exactly when nobody joined, left or moved.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for person in &self.people {
            hash.update(person.key.as_str());
            hash.update([0]);
            hash.update(person.unit.to_string());
            hash.update([0]);
        }
        HEXLOWER.encode(&hash.finalize())
    }

    /// The organisation as these people are placed in it.
    ///
    /// # Errors
    /// When there are more units than an index can count.
    pub fn tree(&self) -> Result<Tree, TooManyUnits> {
        Tree::of(self.people.iter().map(|person| (person.unit.clone(), 1)))
    }

    /// What importing `new` would change.
    pub fn difference(&self, new: &Self) -> Difference {
        Difference::between(self, new)
    }
}
