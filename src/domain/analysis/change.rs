//! The change of a unit since the last wave in which it was shown. Does not say why.

use serde::{Deserialize, Serialize};

use super::history::{History, Series};
use super::setting::Setting;
use super::whole;
use crate::WaveLabel;
use crate::statistics::PRIOR_WEIGHT;
use crate::statistics::change::{self as statistics, Pool};
use crate::statistics::monitor::Month;

/// How far a unit moved between two waves, in points, with a 95 % interval in whole points, rounded outwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The earlier wave.
    pub since: WaveLabel,
    /// The later mean less the earlier one, in whole points.
    pub points: i16,
    /// The lower end.
    pub low: i16,
    /// The upper end.
    pub high: i16,
}

impl Change {
    /// Whether the interval leaves out that nothing changed.
    pub const fn is_clear(&self) -> bool {
        self.low > 0 || self.high < 0
    }
}

/// The change from the last month with a reading before the newest to the newest; `None` when either is missing.
pub(super) fn since_last(series: &Series, history: &History<'_>, setting: &Setting) -> Option<Change> {
    let (newest, earlier) = series.months.split_last()?;
    let now = newest.reading?;
    let place = earlier.iter().rposition(|month| month.reading.is_some())?;
    let then = earlier[place].reading?;
    let common = common(series.months.get(place..)?);
    let pool = Pool { variance: setting.within, weight: PRIOR_WEIGHT };
    let change = statistics::Change::between(&then, &now, common, setting.retest, Some(pool))?;
    let (low, high) = change.interval(0.95)?;
    let since = history.publications().get(history.publication_of(place))?.terms().label.clone();
    Some(Change { since, points: whole(change.difference.round()), low: whole(low.floor()), high: whole(high.ceil()) })
}

/// How many people were there in the first and in the last of these months, at least: whoever left in between is counted
/// as one of those who were there at the beginning.
fn common(months: &[Month]) -> u32 {
    let mut common = months.first().map_or(0, |month| month.invited);
    for pair in months.windows(2) {
        let [before, after] = pair else { continue };
        // moves = N1 + N2 - 2 stayed
        let stayed = (before.invited + after.invited).saturating_sub(after.moves) / 2;
        common = common.saturating_sub(before.invited.saturating_sub(stayed));
    }
    common.min(months.last().map_or(0, |month| month.invited))
}
