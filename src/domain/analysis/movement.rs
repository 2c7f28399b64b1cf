//! How the organisation as a whole moved, so that no team is blamed for what happened to all. Does not judge a team.

use serde::{Deserialize, Serialize};

use super::history::Series;
use super::setting::Setting;
use super::tenth;
use crate::statistics::sums::scaled_mad;

/// The share of teams that is left out at either end of a mean: those that moved most say least about the others.
const TRIMMED: f64 = 0.1;
/// How many of a team's first readings make the level from which its movement counts.
const START: usize = 6;
/// Fewer teams in one month make no mean.
const FEWEST_SHOWN: usize = 5;

/// The movement of all teams together since their first half year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// In points: below 0 when the teams fell.
    pub points: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
    /// Whether it is taken off before a team is watched: only with more than ten teams.
    pub subtracted: bool,
}

impl Movement {
    /// Whether the interval leaves out that nothing moved.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// For each month how far each team lay from its own start, in ascending order.
pub(super) struct Movements {
    /// One list for each month: distance, team.
    months: Vec<Vec<(f64, usize)>>,
    /// Sums of the distances before each position of the same list.
    before: Vec<Vec<f64>>,
    /// The position of each team in each month's list.
    places: Vec<Vec<Option<usize>>>,
    /// The sum of the variances that rounding gives the means of a month.
    rounding: Vec<f64>,
    /// How many teams there are.
    teams: usize,
}

impl Movements {
    pub(super) fn of(teams: &[Series]) -> Self {
        let longest = teams.iter().map(|team| team.months.len()).max().unwrap_or_default();
        let mut months: Vec<Vec<(f64, usize)>> = vec![Vec::new(); longest];
        let mut rounding = vec![0.0; longest];
        for (number, team) in teams.iter().enumerate() {
            for (month, distance, rounded) in distances(team) {
                months[month].push((distance, number));
                rounding[month] += rounded;
            }
        }
        let sums = |list: &Vec<(f64, usize)>| {
            let mut sum = 0.0;
            std::iter::once(0.0)
                .chain(list.iter().map(|(distance, _)| {
                    sum += distance;
                    sum
                }))
                .collect()
        };
        for list in &mut months {
            list.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        let before = months.iter().map(sums).collect();
        let places = months.iter().map(|list| {
            let mut places = vec![None; teams.len()];
            for (place, &(_, team)) in list.iter().enumerate() {
                places[team] = Some(place);
            }
            places
        });
        let places = places.collect();
        Self { months, before, places, rounding, teams: teams.len() }
    }

    /// The movement of all teams but `team` in `month`: a mean that leaves out a tenth at either end.
    ///
    /// 0 in an organisation with fewer than ten other teams, whose mean would be noise that hides a team that falls: that
    /// is decided once, not month by month. A month in which few of them are shown goes on with the one before.
    pub(super) fn of_others(&self, month: usize, team: usize) -> f64 {
        if !self.is_subtracted() {
            return 0.0;
        }
        let own = |month: usize| self.places.get(month).and_then(|places| *places.get(team)?);
        let others = |month: usize| self.months.get(month).map_or(0, Vec::len) - usize::from(own(month).is_some());
        let Some(month) = (0..=month).rev().find(|&month| others(month) >= FEWEST_SHOWN) else { return 0.0 };
        let (Some(list), Some(before)) = (self.months.get(month), self.before.get(month)) else { return 0.0 };
        let (own, others) = (own(month), others(month));
        let cut = trimmed(others);
        let (mut from, mut to) = (cut, others - cut);
        let mut left_out = 0.0;
        // Positions count without the team itself: whatever lies behind it moves up by one.
        if let Some(own) = own {
            if own < to {
                to += 1;
                left_out = if own < from { 0.0 } else { list[own].0 };
            }
            from += usize::from(own < from);
        }
        let kept = others - 2 * cut;
        (before[to] - before[from] - left_out) / as_number(kept)
    }

    /// Whether there are enough teams for their movement to be taken off.
    fn is_subtracted(&self) -> bool {
        self.teams > Setting::FEWEST_TEAMS
    }

    /// The movement of all teams in `month`, with its interval; `None` with fewer than five.
    pub(super) fn of_all(&self, month: usize) -> Option<Movement> {
        let list = self.months.get(month)?;
        if list.len() < FEWEST_SHOWN {
            return None;
        }
        let distances: Vec<f64> = list.iter().map(|(distance, _)| *distance).collect();
        let (cut, count) = (trimmed(list.len()), as_number(list.len()));
        let kept = distances.get(cut..list.len() - cut)?;
        let points = kept.iter().sum::<f64>() / as_number(kept.len());
        // Means that were rounded alike may lie at the very same distance, and still not be known exactly.
        let spread = scaled_mad(&distances)?.powi(2) + self.rounding.get(month)? / count;
        let error = 1.96 * (spread / count).sqrt();
        Some(Movement {
            points: tenth(points),
            low: tenth(points - error),
            high: tenth(points + error),
            subtracted: self.is_subtracted(),
        })
    }
}

/// In each month with a reading after the first: how far it lies from the mean of the team's first readings, and the
/// variance of its rounding.
fn distances(team: &Series) -> impl Iterator<Item = (usize, f64, f64)> {
    let (mut sum, mut count) = (0.0, 0);
    team.months.iter().enumerate().filter_map(move |(month, entry)| {
        let reading = entry.reading?;
        let mean = reading.mean;
        let distance = (count > 0).then(|| mean - sum / as_number(count));
        if count < START {
            sum += mean;
            count += 1;
        }
        Some((month, distance?, reading.rounding))
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tenth of a count"
)]
fn trimmed(count: usize) -> usize {
    (TRIMMED * count as f64) as usize
}

#[expect(clippy::cast_precision_loss, reason = "an organisation has fewer than 2^52 teams")]
fn as_number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::monitor::{Month, Reading};
    use crate::statistics::sums::trimmed_mean;

    fn team(means: &[f64]) -> Series {
        let month = |&mean: &f64| Month {
            reading: Some(Reading { mean, n: 7.0, invited: 10, variance: 300.0, rounding: 0.0 }),
            moves: 0,
            invited: 10,
            shift: 0.0,
        };
        Series { months: means.iter().map(month).collect() }
    }

    #[test]
    fn what_happened_to_all_is_found_and_one_team_that_falls_is_not_in_it() {
        let mut teams: Vec<_> = (0..12).map(|_| team(&[70.0, 70.0, 70.0, 65.0])).collect();
        teams.push(team(&[70.0, 70.0, 70.0, 40.0]));
        let movements = Movements::of(&teams);
        assert!((movements.of_others(3, 12) + 5.0).abs() < 1e-9);
        assert!((movements.of_others(3, 0) + 5.0).abs() < 1e-9);
        let all = movements.of_all(3).expect("enough teams");
        assert!((all.points + 5.0).abs() < 0.1 && all.is_clear());
        assert_eq!(movements.of_all(0), None);
    }

    #[test]
    fn nine_others_say_nothing() {
        let teams: Vec<_> = (0..10).map(|_| team(&[70.0, 60.0])).collect();
        assert!(Movements::of(&teams).of_others(1, 3).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn leaving_a_team_out_is_the_trimmed_mean_of_the_rest(means in proptest::collection::vec(0.0..100.0f64, 11..40), at in 0usize..40) {
            let teams: Vec<_> = means.iter().map(|&mean| team(&[50.0, mean])).collect();
            let at = at % means.len();
            let rest: Vec<f64> = (0..means.len()).filter(|&other| other != at).map(|other| means[other] - 50.0).collect();
            let ours = Movements::of(&teams).of_others(1, at);
            prop_assert!((ours - trimmed_mean(&rest, TRIMMED).expect("numbers")).abs() < 1e-9);
        }
    }
}
