//! The pictures on a unit's page: its trend on each index, and the units inside it beside each other. Draws nothing
//! itself.

use domain::{Edition, UnitPath};
use texts::Texts;

use super::known::Known;
use super::past::Past;
use super::{guide, index_names, name_of};
use crate::House;
use crate::errors::Failure;

/// The chart of one index.
pub(crate) struct Drawing {
    pub(crate) name: String,
    pub(crate) svg: String,
    /// The address of what to say about it.
    pub(crate) guide: String,
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
    let marks = known.marks();
    let mut drawings = Vec::new();
    for (number, (index, name_of_index)) in
        latest.questionnaire.indices().iter().zip(index_names(latest, t)).enumerate()
    {
        let trend = past.trend(unit, &index.key);
        let id = format!("trend-{number}");
        let threshold = latest.threshold.get();
        let caption = charts::Caption { unit: &name, index: &name_of_index, threshold, id: &id };
        let chart = charts::trend(&trend, &caption, &known.overlay(number, &marks), t)?;
        let guide = guide::address(latest.questionnaire.key(), &index.key, unit);
        drawings.push(Drawing { svg: chart.svg().to_owned(), name: name_of_index, guide });
    }
    Ok(drawings)
}
