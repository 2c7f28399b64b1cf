//! What an opening would do: the same checks, and nothing is changed. Opens nothing, and makes no key.

use std::collections::BTreeMap;

use domain::{Language, UnitPath, WaveLabel};
use store::Store;

use crate::custody::ready;
use crate::open::Prepared;
use crate::{KeyFolder, OpenError, Opening};

/// What an opening would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// The wave's name.
    pub label: WaveLabel,
    /// How many people would be asked in each language.
    pub languages: BTreeMap<Language, usize>,
    /// How many units the organisation has.
    pub units: usize,
    /// The units with people of their own and fewer of them than the threshold, and how many are in each.
    pub small: Vec<(UnitPath, u32)>,
}

/// Goes through an opening without opening anything.
///
/// # Errors
/// When the opening would be refused, with the same words.
pub async fn rehearse(store: &Store, keys: &KeyFolder, opening: &Opening) -> Result<Rehearsal, OpenError> {
    let Prepared { roster, wave, .. } = Prepared::of(store, opening).await?;
    ready(keys, opening.custody)?;
    let (terms, k) = (wave.terms(), opening.threshold.get());
    let small = terms.tree.units().iter().filter(|unit| unit.invited < k && unit.invited_directly > 0);
    let mut languages = BTreeMap::new();
    for person in roster.people() {
        *languages.entry(person.language).or_default() += 1;
    }
    Ok(Rehearsal {
        label: terms.label.clone(),
        languages,
        units: terms.tree.units().len(),
        small: small.map(|unit| (unit.path.clone(), unit.invited)).collect(),
    })
}
