//! How many took part in each unit that is large enough, summed up over the waves, so that a team that falls silent is
//! noticed. Tells that it did, and since when: never a count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::statistics::response::{ALARM, ResponseMonitor};
use crate::wave::Terms;
use crate::{UnitPath, WaveLabel};

/// Units with fewer people are not watched: with so few, how many took part is nearly who.
const FEWEST_INVITED: u32 = 10;
/// A sum grows no further, so that a unit that answers again is left in peace soon.
const MOST: f64 = 2.0 * ALARM;
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
        let whole = Whole { before: self.units.get(&root.path), responded: all, invited: root.invited };
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
                let record = step(known, (count, unit.invited), &whole, &terms.label);
                // The organisation stands here for its rate only; what it does as a whole is no team's silence.
                let silent_since = record.silent_since.filter(|_| !is_root);
                after.insert(unit.path.clone(), ResponseRecord { silent_since, ..record });
            } else if let Some(known) = self.units.get(&unit.path) {
                // Too small for the moment, or divided: nothing is told, and what was known is not forgotten.
                after.insert(unit.path.clone(), ResponseRecord { silent_since: None, ..known.clone() });
            }
        }
        Self { units: after }
    }
}

/// The whole organisation in this wave, and what was known of it before.
struct Whole<'a> {
    before: Option<&'a ResponseRecord>,
    responded: u32,
    invited: u32,
}

impl Whole<'_> {
    /// With fewer other people a month's effect is mostly chance, and a unit would excuse itself.
    const FEWEST_OTHERS: f64 = 100.0;

    /// The share that usually takes part, and how far the log odds of everybody else lie from theirs this month.
    fn usual(&self, known: Option<&ResponseRecord>, responded: u32, invited: u32) -> (f64, f64) {
        let (all, of_all) = (f64::from(self.responded), f64::from(self.invited));
        let usual = self.before.and_then(|before| share(before.responded, before.invited));
        let usual = usual.or_else(|| share(all, of_all)).unwrap_or(0.5);
        let others = of_all - f64::from(invited);
        let now = share(all - f64::from(responded), others).filter(|_| others >= Self::FEWEST_OTHERS);
        let own = known.map_or((0.0, 0.0), |known| (known.responded, known.invited));
        let before = self.before.and_then(|before| share(before.responded - own.0, before.invited - own.1));
        (usual, now.zip(before).map_or(0.0, |(now, before)| log_odds(now) - log_odds(before)))
    }
}

fn share(responded: f64, invited: f64) -> Option<f64> {
    (invited > 0.0).then(|| (responded / invited).clamp(EDGE, 1.0 - EDGE))
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

fn step(
    known: Option<&ResponseRecord>,
    (responded, invited): (u32, u32),
    whole: &Whole<'_>,
    label: &WaveLabel,
) -> ResponseRecord {
    let (usual, effect) = whole.usual(known, responded, invited);
    let resumed =
        known.and_then(|known| ResponseMonitor::resume(known.rounds, known.responded, known.invited, known.sum));
    let mut monitor = resumed.unwrap_or_default();
    // A unit without people, the only thing that can't be taken in, leaves everything as it was.
    let sum = monitor.step(responded, invited, usual, effect).map_or(monitor.sum(), |step| step.sum).min(MOST);
    let already = known.and_then(|known| known.silent_since.clone());
    ResponseRecord {
        rounds: monitor.rounds(),
        responded: monitor.responded(),
        invited: monitor.invited(),
        sum,
        silent_since: (sum > ALARM).then(|| already.unwrap_or_else(|| label.clone())),
    }
}
