//! Where actions stand in a trend. Does not draw.

use std::sync::Arc;

use super::Action;
use crate::{Edition, UnitPath, WaveLabel, When};

impl Action {
    /// The wave and the words of each action that has a place in the trend of `here` over these waves of one questionnaire,
    /// oldest first.
    ///
    /// An action stands at the first wave that opened when it had begun, or in the month in which it began: the first whose
    /// answers can have to do with it. One that is younger than the newest wave waits for the next, and one that is older
    /// than the month of the first wave has nothing before it to be compared with, so neither is drawn.
    pub fn marks<'a>(
        actions: impl IntoIterator<Item = &'a Self>,
        here: &UnitPath,
        organisation: &str,
        editions: &[Arc<Edition>],
    ) -> Vec<(WaveLabel, String)> {
        let Some(first) = editions.first() else { return Vec::new() };
        let mark = |action: &Self| {
            let begin = action.since.first_day();
            let wave = editions.iter().find(|edition| edition.opens >= begin)?;
            let words = if action.unit == *here {
                action.what.clone()
            } else {
                format!("{}: {}", action.unit.name().unwrap_or(organisation), action.what)
            };
            let older = When::month_of(first.opens).first_day() > begin;
            (!older).then(|| (wave.label.clone(), words))
        };
        actions.into_iter().filter_map(mark).collect()
    }
}
