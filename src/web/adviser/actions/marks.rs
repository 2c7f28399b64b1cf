//! Where actions stand in a trend. Does not draw.

use std::sync::Arc;

use domain::{Edition, UnitPath, WaveLabel};
use store::KeptAction;

/// The wave and the words of each action that has a place among these waves of one questionnaire, oldest first.
///
/// An action stands at the first wave that opened when it had begun, or in the month in which it began: the first whose
/// answers can have to do with it. One that is younger than the newest wave waits for the next, and one that is older than
/// the month of the first wave has nothing before it to be compared with, so neither is drawn.
pub(crate) fn marks(
    actions: &[KeptAction],
    here: &UnitPath,
    organisation: &str,
    editions: &[Arc<Edition>],
) -> Vec<(WaveLabel, String)> {
    let Some(first) = editions.first() else { return Vec::new() };
    let mark = |KeptAction { action, .. }: &KeptAction| {
        let begin = action.since().first_day();
        let wave = editions.iter().find(|edition| edition.opens >= begin)?;
        let words = if action.unit() == here {
            action.what().to_owned()
        } else {
            format!("{}: {}", action.unit().name().unwrap_or(organisation), action.what())
        };
        let older = domain::When::month_of(first.opens).first_day() > begin;
        (!older).then(|| (wave.label.clone(), words))
    };
    actions.iter().filter_map(mark).collect()
}
