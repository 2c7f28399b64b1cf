//! How many took part in each unit that is large enough, summed up over the waves, so that a team that falls silent is
//! noticed. Tells that it did, and since when: never a count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::statistics::response::{ALARM, ResponseMonitor};
use crate::wave::Terms;
use crate::{UnitPath, WaveLabel};

/// Units with fewer people are not watched: with so few, how many took part is nearly who.
const FEWEST_INVITED: u32 = 10;
/// A share of 0 or 1 has no odds.
const EDGE: f64 = 0.02;

/// What is known of one unit: running totals, which replace those of the wave before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseRecord {
    rounds: u32,
    responded: f64,
    invited: f64,
    sum: f64,
    silent_since: Option<WaveLabel>,
}

/// Every unit of a questionnaire that is watched, and the organisation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Responses {
    units: BTreeMap<UnitPath, ResponseRecord>,
}

impl Responses {
    /// Nothing is known yet.
    pub const fn none() -> Self {
        Self { units: BTreeMap::new() }
    }

    /// What comes back from the store.
    pub fn of(units: impl IntoIterator<Item = (UnitPath, ResponseRecord)>) -> Self {
        Self { units: units.into_iter().collect() }
    }

    /// What the store keeps.
    pub fn units(&self) -> impl Iterator<Item = (&UnitPath, &ResponseRecord)> {
        self.units.iter()
    }

    /// Since which wave fewer people take part in a unit than is usual for it; `None` when that isn't so.
    pub fn silent_since(&self, unit: &UnitPath) -> Option<WaveLabel> {
        self.units.get(unit)?.silent_since.clone()
    }

    /// The totals after one more wave, in which `sheets` people took part in each unit, those inside it included.
    ///
    /// Watched are units with at least ten people and no such unit inside them. What the whole organisation does (a month
    /// of holidays) is taken off.
    pub(super) fn after(&self, terms: &Terms, sheets: &[u32]) -> Self {
        let units = terms.tree.units();
        let Some((root, &all)) = units.first().zip(sheets.first()) else { return self.clone() };
        let before = self.units.get(&root.path);
        let known = before.filter(|known| known.invited > 0.0).map(|known| known.responded / known.invited);
        let now = f64::from(all) / f64::from(root.invited.max(1));
        let usual = known.unwrap_or(now).clamp(EDGE, 1.0 - EDGE);
        let effect = log_odds(now) - log_odds(usual);

        let large: Vec<bool> = units.iter().map(|unit| unit.invited >= FEWEST_INVITED).collect();
        let mut holds_large = vec![false; units.len()];
        for (unit, large) in units.iter().zip(&large) {
            if let Some(parent) = unit.parent.filter(|_| *large) {
                holds_large[parent.position()] = true;
            }
        }
        let mut after = BTreeMap::new();
        for (position, unit) in units.iter().enumerate() {
            let is_root = unit.parent.is_none();
            if is_root || large[position] && !holds_large[position] {
                let known = self.units.get(&unit.path);
                let count = sheets.get(position).copied().unwrap_or_default().min(unit.invited);
                let record = step(known, (count, unit.invited), (usual, effect), &terms.label);
                // The organisation stands here for its rate only; what it does as a whole is no team's silence.
                let silent_since = record.silent_since.filter(|_| !is_root);
                after.insert(unit.path.clone(), ResponseRecord { silent_since, ..record });
            }
        }
        Self { units: after }
    }
}

fn log_odds(share: f64) -> f64 {
    let share = share.clamp(EDGE, 1.0 - EDGE);
    (share / (1.0 - share)).ln()
}

fn step(
    known: Option<&ResponseRecord>,
    (responded, invited): (u32, u32),
    (usual, effect): (f64, f64),
    label: &WaveLabel,
) -> ResponseRecord {
    let resumed =
        known.and_then(|known| ResponseMonitor::resume(known.rounds, known.responded, known.invited, known.sum));
    let mut monitor = resumed.unwrap_or_default();
    // A unit without people, the only thing that can't be taken in, leaves everything as it was.
    let sum = monitor.step(responded, invited, usual, effect).map_or(monitor.sum(), |step| step.sum);
    let already = known.and_then(|known| known.silent_since.clone());
    ResponseRecord {
        rounds: monitor.rounds(),
        responded: monitor.responded(),
        invited: monitor.invited(),
        sum,
        silent_since: (sum > ALARM).then(|| already.unwrap_or_else(|| label.clone())),
    }
}
