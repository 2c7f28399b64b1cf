//! How sure a printed figure of a statement is. Made of the printed figure and of the organisation's spread, so that its
//! width gives nothing of the answers away.

use serde::{Deserialize, Serialize};

use super::history::figures;
use crate::privacy::Answered;
use crate::statistics::proportion::jeffreys_of_climate;
use crate::statistics::variance_function::variance_at;
use crate::statistics::{Moderated, PRIOR_WEIGHT, RETEST, half_width};
use crate::{Bound, Cell, ItemFigure, Mean, Publication, Share, UnitPath};

/// A 95 % interval for what the people of a unit feel about a statement, day-to-day wobble included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ItemRange {
    /// Around a mean, in hundredths of a scale point, rounded outwards to the mean's own steps.
    Mean {
        /// The lower end, 100 to 500.
        low: u16,
        /// The upper end.
        high: u16,
    },
    /// Around the two shares, in percent, rounded outwards to the shares' own steps.
    Shares {
        /// Lower and upper end of points 4 and 5.
        favourable: [u8; 2],
        /// Lower and upper end of points 1 and 2.
        unfavourable: [u8; 2],
    },
}

/// One range for each statement of the newest publication; `None` where no figure is shown.
pub(super) fn ranges(publication: &Publication, unit: &UnitPath) -> Vec<Option<ItemRange>> {
    let (Some(figures), Some(place)) = (figures(publication, unit), publication.place(unit)) else { return Vec::new() };
    let answered = figures.answered();
    let invited = place.invited.max(answered.from());
    let spread = publication.method().item_spread();
    let few = publication.terms().threshold.get();
    let range = |cell: &Cell<ItemFigure>| match cell {
        Cell::Hidden => None,
        Cell::Shown(figure) => match **figure {
            // A mean is printed below ten answers only, however many sheets the unit has.
            ItemFigure::Mean(mean) => around_mean(mean, Answered::of(few.min(answered.from()), few), invited, spread),
            ItemFigure::Shares(shares) => Some(ItemRange::Shares {
                favourable: around_share(shares.favourable(), answered, invited)?,
                unfavourable: around_share(shares.unfavourable(), answered, invited)?,
            }),
        },
    };
    figures.items().iter().map(range).collect()
}

/// The interval of [`half_width`] with the variance that such a mean has in the whole organisation
/// ([`variance_at`]), and the fewest answers of their range. Around a mean that is cut off it reaches the end of the scale.
fn around_mean(mean: Mean, answered: Answered, invited: u32, spread: f64) -> Option<ItemRange> {
    let n = answered.from();
    let variance = variance_at(spread, mean.points(), f64::from(n), 50.0)?;
    let moderated = Moderated::of(variance, PRIOR_WEIGHT, variance, f64::from(n.checked_sub(1)?));
    let step = answered.step_points();
    // What was rounded lies up to half a step away from what is printed.
    let half = half_width(moderated, n, invited, RETEST, 0.95)? + step / 2.0;
    let low = if mean.bound() == Bound::OrLower { 0.0 } else { (mean.points() - half).max(0.0) };
    let high = if mean.bound() == Bound::OrHigher { 100.0 } else { (mean.points() + half).min(100.0) };
    let on_scale = |points: f64, round: fn(f64) -> f64| 100 + whole(round(points / step) * step * 4.0);
    Some(ItemRange::Mean { low: on_scale(low, f64::floor), high: on_scale(high, f64::ceil).min(500) })
}

/// The Jeffreys interval of the printed share and the fewest answers of their range, with half a step on either side.
fn around_share(share: Share, answered: Answered, invited: u32) -> Option<[u8; 2]> {
    let n = answered.from();
    let step = f64::from(Share::step(n));
    let (from, to) = match share {
        Share::UnderFifteen => (0.0, 15.0),
        Share::About(percent) => (f64::from(percent) - step / 2.0, f64::from(percent) + step / 2.0),
        Share::EightyFiveOrMore => (85.0, 100.0),
    };
    let end = |percent: f64| jeffreys_of_climate(percent / 100.0 * f64::from(n), f64::from(n), invited, RETEST, 0.95);
    let (low, high) = (end(from)?.0 * 100.0, end(to)?.1 * 100.0);
    let percent = |ends: f64| u8::try_from(whole(ends)).unwrap_or(100);
    Some([percent((low / step).floor() * step), percent(((high / step).ceil() * step).min(100.0))])
}

/// A number of hundredths or of percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn whole(value: f64) -> u16 {
    value.round().clamp(0.0, 500.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Moments;

    fn mean(counts: [u32; 5]) -> Mean {
        Mean::of(&Moments::of_counts(&counts)).expect("answers")
    }

    #[test]
    fn teams_that_agree_and_teams_that_don_t_get_the_same_range() {
        let (alike, apart) = (mean([0, 0, 7, 0, 0]), mean([3, 0, 1, 0, 3]));
        assert_eq!(alike, apart);
        let answered = Answered::of(7, 5);
        let range = around_mean(alike, answered, 10, 0.325).expect("in range");
        // sd sqrt(.325 * 50 * 50) = 28.5, / sqrt(5) * sqrt(.75) * t(8) = 25.5, and half a step of 6.25.
        assert_eq!(range, ItemRange::Mean { low: 175, high: 425 });
    }

    #[test]
    fn a_mean_that_is_cut_off_reaches_the_end_of_the_scale() {
        let high = around_mean(mean([0, 0, 0, 0, 7]), Answered::of(7, 5), 10, 0.325).expect("in range");
        assert!(matches!(high, ItemRange::Mean { low: 300..450, high: 500 }), "{high:?}");
    }

    #[test]
    fn shares_reach_as_far_as_jeffreys_and_rounding_take_them() {
        let answered = Answered::of(14, 5);
        let [low, high] = around_share(Share::About(40), answered, 20).expect("in range");
        assert!((10..=20).contains(&low) && (60..=80).contains(&high), "{low} {high}");
        let [low, high] = around_share(Share::UnderFifteen, answered, 20).expect("in range");
        assert!(low == 0 && (30..=50).contains(&high), "{low} {high}");
        assert_eq!(around_share(Share::EightyFiveOrMore, answered, 20).expect("in range")[1], 100);
    }
}
