//! The pictures on a unit's page: its trend on each index, and the units inside it beside each other. Draws nothing
//! itself.

use domain::{Edition, UnitPath};
use texts::Texts;

use super::known::Known;
use super::past::Past;
use super::{index_names, name_of};
use crate::House;
use crate::errors::Failure;

/// The chart of one index.
pub(crate) struct Drawing {
    pub(crate) name: String,
    pub(crate) svg: String,
}

/// The unit's trend on each index, the score first.
pub(crate) fn trends(
    unit: &UnitPath,
    past: &Past,
    latest: &Edition,
    known: &Known,
    house: &House,
    t: &Texts,
) -> Result<Vec<Drawing>, Failure> {
    let name = name_of(unit, &house.organisation);
    let notes = known.labels();
    let mut drawings = Vec::new();
    for (number, index) in index_names(latest, t).into_iter().enumerate() {
        let trend = past.trend(unit, &latest.questionnaire.indices()[number].key);
        let id = format!("trend-{number}");
        let threshold = latest.threshold.get();
        let caption = charts::Caption { unit: &name, index: &index, threshold, id: &id };
        let chart = charts::trend(&trend, &caption, &known.overlay(number, &notes), t)?;
        drawings.push(Drawing { svg: chart.svg().to_owned(), name: index });
    }
    Ok(drawings)
}
