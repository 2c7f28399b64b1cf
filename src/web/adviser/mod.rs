//! The adviser's room: what was published and what stands out in it, unit by unit. Reads publications and their analysis
//! only; knows no sheet and no person.

pub(crate) mod actions;
mod addresses;
mod beside;
pub(crate) mod closure;
pub(crate) mod comments;
mod drawings;
pub(crate) mod guide;
pub(crate) mod handling;
mod known;
pub(crate) mod method;
mod noted;
pub(crate) mod overview;
pub(crate) mod pages;
mod past;
pub(crate) mod release;
pub(crate) mod remarks;
mod sight;
pub(crate) mod signal_list;
mod standing;
mod statements;
mod table;
pub(crate) mod unit;
pub(crate) mod wave;
pub(crate) mod waves;
pub(crate) mod years;

use domain::{Edition, UnitPath};
pub(crate) use drawings::{Drawing, trend_of};
pub(crate) use past::Past;
pub(crate) use sight::Sight;
pub(crate) use statements::{ItemLine, item_lines};
use store::StoreError;
pub(crate) use table::{Figure, Row};
use texts::Texts;
use texts::findings::Words;

use crate::House;

/// A unit's name as people read it.
pub(crate) fn name_of(unit: &UnitPath, organisation: &str) -> String {
    unit.name().unwrap_or(organisation).to_owned()
}

/// Whether the organisation has this unit, or had it in a published wave.
pub(crate) async fn is_known(unit: &UnitPath, house: &House) -> Result<bool, StoreError> {
    Ok(house.store.has_unit(unit).await? || house.store.was_published(unit).await?)
}

/// What findings are said with over the waves of an edition's questionnaire.
pub(crate) async fn words_of(edition: &Edition, house: &House, t: &'static Texts) -> Result<Words, StoreError> {
    let editions = house.store.editions(edition.questionnaire.key()).await?;
    Ok(Words::new(t, editions.iter().map(|edition| (edition.label.clone(), edition.opens))))
}

/// Why a cell is hidden, in one sentence.
pub(crate) fn hidden_why(edition: &Edition, t: &Texts) -> String {
    t.tell("hidden-why", &[("threshold", edition.threshold.get())])
}

/// The names of a questionnaire's indices, the score first.
pub(crate) fn index_names(edition: &Edition, t: &Texts) -> Vec<String> {
    edition.questionnaire.indices().iter().map(|index| index.name.get(t.language()).to_owned()).collect()
}
