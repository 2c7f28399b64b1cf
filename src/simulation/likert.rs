//! From what somebody feels to the points they tick, and back: the score that is to be expected. Does not know teams.

use domain::statistics::distribution::normal_cdf;

use super::model::{LEANING, MONTH, NOISE};

/// Where one answer ends and the next begins, on the 0-100 scale: each answer is the nearest of 0, 25, 50, 75 and 100.
const EDGES: [f64; 4] = [12.5, 37.5, 62.5, 87.5];
/// What one point more is worth.
const STEP: f64 = 25.0;
/// The feelings for which the expected score of a team is worked out beforehand.
const LOWEST: i32 = -60;
const HIGHEST: i32 = 180;

/// The statements of a questionnaire with their difficulties.
pub(super) struct Likert {
    difficulties: Vec<f64>,
    /// The expected score of a team at each whole feeling from [`LOWEST`] on.
    table: Vec<f64>,
}

impl Likert {
    pub(super) fn new(difficulties: Vec<f64>) -> Self {
        let mut made = Self { difficulties, table: Vec::new() };
        let spread = LEANING.hypot(MONTH).hypot(NOISE);
        made.table = (LOWEST..=HIGHEST).map(|feeling| made.expected(f64::from(feeling), spread)).collect();
        made
    }

    /// The difficulty of each statement, in points.
    pub(super) fn difficulties(&self) -> &[f64] {
        &self.difficulties
    }

    /// The answer, 1 to 5, to one statement.
    pub(super) fn point(feeling: f64) -> u8 {
        EDGES.iter().fold(1, |point, &edge| point + u8::from(feeling >= edge))
    }

    /// The expected score of somebody whose feeling about a statement scatters with `spread` around `feeling` plus
    /// its difficulty. Skipped statements change nothing: all are skipped equally often.
    pub(super) fn expected(&self, feeling: f64, spread: f64) -> f64 {
        let above = |difficulty: f64| {
            let shares = EDGES.iter().map(|edge| normal_cdf((feeling + difficulty - edge) / spread).unwrap_or(0.5));
            STEP * shares.sum::<f64>()
        };
        self.difficulties.iter().map(|&difficulty| above(difficulty)).sum::<f64>() / as_number(self.difficulties.len())
    }

    /// The expected score of somebody in one month, over what the month and each statement add.
    pub(super) fn climate_of(&self, feeling: f64) -> f64 {
        self.expected(feeling, MONTH.hypot(NOISE))
    }

    /// What the members of a team must feel on average for the team to have this expected score.
    pub(super) fn feeling_at(&self, score: f64) -> f64 {
        let after = self.table.partition_point(|&known| known < score).clamp(1, self.table.len().max(2) - 1);
        let (Some(&low), Some(&high)) = (self.table.get(after - 1), self.table.get(after)) else { return score };
        let within = if high > low { ((score - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
        f64::from(LOWEST) + as_number(after - 1) + within
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn as_number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeling_of_a_score_has_that_score() {
        let likert = Likert::new(vec![-9.0, -4.0, 0.0, 2.0, 5.0, 8.0, 12.0]);
        for score in [10.0, 35.0, 50.0, 66.0, 82.0, 93.0] {
            let feeling = likert.feeling_at(score);
            let again = likert.expected(feeling, LEANING.hypot(MONTH).hypot(NOISE));
            assert!((again - score).abs() < 0.01, "{score} became {again}");
        }
    }

    #[test]
    fn an_answer_is_the_nearest_point() {
        assert_eq!([-30.0, 12.0, 13.0, 50.0, 87.0, 88.0, 140.0].map(Likert::point), [1, 1, 2, 3, 4, 5, 5]);
    }
}
