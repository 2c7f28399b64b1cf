//! Where most teams of an organisation lie: a band to read one team's trend by. Knows no team, and draws nothing.

use serde::{Deserialize, Serialize};

use super::setting::Setting;
use crate::statistics::sums::quantile;

/// From the tenth to the ninetieth percentile of the levels of teams (type 7: Hyndman & Fan 1996, The American Statistician
/// 50:361), in whole points from 0 to 100, rounded outwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Middle {
    /// One of ten teams lies lower.
    pub low: u8,
    /// One of ten teams lies higher.
    pub high: u8,
}

impl Middle {
    /// The band of these levels of teams, in points; `None` of fewer than ten.
    pub(super) fn of(levels: &[f64]) -> Option<Self> {
        if levels.len() < Setting::FEWEST_TEAMS {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the scale")]
        let whole = |points: f64| points.clamp(0.0, 100.0) as u8;
        Some(Self { low: whole(quantile(levels, 0.1)?.floor()), high: whole(quantile(levels, 0.9)?.ceil()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_of_ten_teams_lie_in_the_band_and_nine_teams_have_none() {
        let levels: Vec<f64> = (0..11).map(|team| 40.0 + 4.0 * f64::from(team)).collect();
        assert_eq!(Middle::of(&levels), Some(Middle { low: 44, high: 76 }));
        assert_eq!(Middle::of(&levels[..9]), None);
        let ends = [[-3.0; 6], [104.0; 6]].concat();
        assert_eq!(Middle::of(&ends), Some(Middle { low: 0, high: 100 }), "within the scale");
    }
}
