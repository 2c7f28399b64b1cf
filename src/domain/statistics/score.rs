//! One person's score on one index, as an exact fraction. Does not know the person, or other scores.

/// Parts into which a scale point is divided: the least common multiple of 1 to 12, so that the mean of up to
/// [`Index::MOST_ITEMS`](crate::Index::MOST_ITEMS) answers is a whole number of grains and sums never depend on order.
pub const GRAINS: i64 = 27_720;

/// The mean of a person's answers on the scale from 1 to 5, in [`GRAINS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(i64);

impl Score {
    /// Scores aligned answers (5 favourable) by the half rule: a score exists when at least half of the items were
    /// answered, and is the mean of those. This equals imputing a person's own mean; COPSOQ and SF-36 score alike.
    ///
    /// `None` when fewer were answered, when there are no items, or more than 12.
    pub fn of(answers: impl IntoIterator<Item = Option<u8>>) -> Option<Self> {
        let (mut items, mut answered, mut sum) = (0_i64, 0_i64, 0_i64);
        for answer in answers {
            items += 1;
            if let Some(point) = answer {
                answered += 1;
                sum += i64::from(point);
            }
        }
        let scored = answered > 0 && answered * 2 >= items && GRAINS % answered == 0;
        scored.then(|| Self(sum * (GRAINS / answered)))
    }

    /// The score in grains.
    pub(crate) const fn grains(self) -> i64 {
        self.0
    }

    /// The score from 0 to 100: `100 (m - 1) / 4`.
    #[expect(clippy::cast_precision_loss, reason = "a score has at most 138,600 grains")]
    pub fn points(self) -> f64 {
        (self.0 - GRAINS) as f64 * super::POINTS_PER_SCALE_POINT / GRAINS as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_exists_when_half_was_answered() {
        let points = |answers: &[Option<u8>]| Score::of(answers.iter().copied()).map(Score::points);
        assert_eq!(points(&[Some(5), None]), Some(100.0));
        assert_eq!(points(&[Some(5), None, None]), None);
        assert_eq!(points(&[Some(1), Some(2), Some(2), Some(2), None, None, None]), Some(18.75));
        assert_eq!(points(&[Some(1), Some(2), Some(2), None, None, None, None]), None);
        assert_eq!(points(&[]), None);
        assert_eq!(points(&[None]), None);
    }

    #[test]
    fn every_number_of_answers_up_to_twelve_divides_a_point() {
        for answered in 1..=12 {
            assert_eq!(GRAINS % answered, 0);
        }
    }
}
