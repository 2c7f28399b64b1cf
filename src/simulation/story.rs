//! What may happen to a made-up team, in points of the score and in months. Does not know its people.

/// What happens to a team. Months count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Story {
    /// Nothing in particular.
    Steady,
    /// Falls by so many points, spread evenly over some months.
    Falls {
        /// How far.
        points: f64,
        /// The first month of the fall.
        from: usize,
        /// How many months it takes; 1 for a fall at once.
        over: usize,
    },
    /// Starts so many points low, and recovers over some months.
    Recovers {
        /// How far.
        points: f64,
        /// The first month of the recovery.
        from: usize,
        /// How many months it takes.
        over: usize,
    },
    /// From one month on only this share takes part.
    FallsSilent {
        /// The share.
        share: f64,
        /// The first such month.
        from: usize,
    },
    /// 65 of 100 members feel very safe and 35 not at all, around the team's climate.
    Divided,
}

/// The share of those in a divided team who feel safe, and how far the two groups lie from the team's climate.
const SAFE_SHARE: f64 = 0.65;
const SAFE: f64 = 19.0;
const UNSAFE: f64 = -36.0;

impl Story {
    /// How far a story has moved the team's expected score by this month.
    pub(super) fn shift(self, month: usize) -> f64 {
        match self {
            Self::Steady | Self::FallsSilent { .. } | Self::Divided => 0.0,
            Self::Falls { points, from, over } => -points * progress(month, from, over),
            Self::Recovers { points, from, over } => -points * (1.0 - progress(month, from, over)),
        }
    }

    /// The share of people who take part, where it is usually `usual`.
    pub(super) fn response(self, month: usize, usual: f64) -> f64 {
        match self {
            Self::FallsSilent { share, from } if month >= from => share,
            _ => usual,
        }
    }

    /// How far the person in one of `size` places leans from the team by the story alone.
    pub(super) fn side(self, place: usize, size: usize) -> f64 {
        match self {
            Self::Divided if as_number(place) + 0.5 < SAFE_SHARE * as_number(size) => SAFE,
            Self::Divided => UNSAFE,
            _ => 0.0,
        }
    }
}

/// How much of a change that takes `over` months is done by this month: all of it in its last month.
fn progress(month: usize, from: usize, over: usize) -> f64 {
    let done = (month + 1).saturating_sub(from);
    (as_number(done) / as_number(over.max(1))).min(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn as_number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(ours: &[f64], expected: &[f64]) {
        assert_eq!(ours.len(), expected.len());
        assert!(ours.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{ours:?} is not {expected:?}");
    }

    #[test]
    fn a_fall_at_once_is_whole_in_its_first_month_and_a_slow_one_in_its_last() {
        let at_once = Story::Falls { points: 15.0, from: 12, over: 1 };
        same(&[11, 12, 20].map(|month| at_once.shift(month)), &[0.0, -15.0, -15.0]);
        let slowly = Story::Recovers { points: 24.0, from: 4, over: 4 };
        same(&[3, 4, 6, 7, 9].map(|month| slowly.shift(month)), &[-24.0, -18.0, -6.0, 0.0, 0.0]);
    }

    #[test]
    fn a_divided_team_has_two_sides_that_cancel_out() {
        let sides: Vec<f64> = (0..100).map(|place| Story::Divided.side(place, 100)).collect();
        assert_eq!(sides.iter().filter(|&&side| side > 0.0).count(), 65);
        assert!(sides.iter().sum::<f64>().abs() < 40.0);
    }
}
