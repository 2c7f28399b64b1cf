//! The four ranges of answers, which teams belong to each, and how far chance takes a team there. Draws nothing.

use domain::Bound;
use domain::analysis::Field;
use texts::Texts;

use super::FunnelTeam;
use crate::canvas::{UNIT, WIDTH};
use crate::responses::height_of;

/// The ends of the plot. To the right of it there is room for the names of the lines.
pub(super) const LEFT: i32 = 58 * UNIT;
pub(super) const RIGHT: i32 = WIDTH * UNIT - 160 * UNIT;
/// As many as there are ranges.
pub(super) const COLUMNS: usize = 4;
/// Beside each other a column has room for so many dots; more share a place.
const PLACES: usize = 36;

/// From where to where a column runs.
pub(super) fn ends(number: usize) -> (i32, i32) {
    let width = (RIGHT - LEFT) / 4;
    let left = LEFT + width * i32::try_from(number).unwrap_or(0);
    (left, left + width)
}

/// The teams of one range, in the order they were given.
pub(super) struct Column<'a> {
    pub(super) teams: Vec<&'a FunnelTeam<'a>>,
    pub(super) left: i32,
    pub(super) right: i32,
    /// How far chance takes 95 of 100 teams from the mean of all, in points: the widest of these teams.
    pub(super) limit_95: f64,
    /// The same for 998 of 1,000.
    pub(super) limit_998: f64,
}

impl Column<'_> {
    /// The range of the column with this number, as it is printed for its teams.
    pub(super) fn name(&self, number: usize, texts: &Texts) -> String {
        match self.teams.first() {
            Some(team) => texts.answered(team.figure.answered()),
            None => ["5–9", "10–19", "20–49", "50+"].get(number).copied().unwrap_or_default().to_owned(),
        }
    }

    /// The place of the team with this number.
    pub(super) fn x(&self, number: usize) -> i32 {
        let count = self.teams.len().max(1);
        let (place, places) = if count > PLACES { (number * PLACES / count, PLACES) } else { (number, count) };
        let share = |places: usize| i32::try_from(places).unwrap_or(1);
        self.left + (self.right - self.left) * (2 * share(place) + 1) / (2 * share(places))
    }

    /// The radius of its dots.
    pub(super) fn dot(&self) -> i32 {
        let count = i32::try_from(self.teams.len().clamp(1, PLACES)).unwrap_or(1);
        ((self.right - self.left) / count / 3).clamp(3 * UNIT, 5 * UNIT)
    }
}

/// All ranges.
pub(super) struct Columns<'a> {
    pub(super) all: Vec<Column<'a>>,
    /// The mean of all teams in whole points.
    pub(super) centre: f64,
}

impl<'a> Columns<'a> {
    pub(super) fn of(teams: &'a [FunnelTeam<'a>], field: &Field) -> Self {
        let column = |number: usize| {
            let range = |team: &&FunnelTeam<'_>| usize::try_from(height_of(team.figure.answered())) == Ok(number + 1);
            let teams: Vec<_> = teams.iter().filter(range).collect();
            let widest = |limit: fn(&FunnelTeam<'_>) -> f64| {
                teams.iter().map(|team| limit(team)).filter(|limit| limit.is_finite()).fold(0.0, f64::max).ceil()
            };
            let limits = (widest(|team| team.comparison.limit_95), widest(|team| team.comparison.limit_998));
            let (left, right) = ends(number);
            Column { teams, left, right, limit_95: limits.0, limit_998: limits.1 }
        };
        let centre = if field.centre.is_finite() { field.centre.round().clamp(0.0, 100.0) } else { 50.0 };
        Self { all: (0..COLUMNS).map(column).collect(), centre }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.iter().all(|column| column.teams.is_empty())
    }

    /// The last range that has teams.
    pub(super) fn last(&self) -> Option<&Column<'a>> {
        self.all.iter().rfind(|column| !column.teams.is_empty())
    }

    /// Both ends of what lies within `limit` of the mean of all.
    pub(super) fn around(&self, limit: f64) -> (f64, f64) {
        ((self.centre - limit).max(0.0), (self.centre + limit).min(100.0))
    }

    /// Whether a team's printed mean lies further from the mean of all than `limit`. A mean that is cut off lies at the cut
    /// or further out, so it is taken at the cut.
    pub(super) fn is_beyond(&self, team: &FunnelTeam<'_>, limit: f64) -> bool {
        let mean = team.figure.mean();
        let (low, high) = (self.centre - limit, self.centre + limit);
        match mean.bound() {
            Bound::Exact => mean.points() < low || mean.points() > high,
            Bound::OrLower => mean.points() < low,
            Bound::OrHigher => mean.points() > high,
        }
    }

    /// Whether chance alone does not explain where a team lies.
    pub(super) fn is_outside(&self, column: &Column<'_>, team: &FunnelTeam<'_>) -> bool {
        self.is_beyond(team, column.limit_998)
    }

    /// How many teams lie outside below the mean of all, and how many above it.
    pub(super) fn outside(&self) -> (usize, usize) {
        let is_above = |team: &FunnelTeam<'_>| team.figure.mean().points() > self.centre;
        let above = self.count(|column, team| self.is_outside(column, team) && is_above(team));
        (self.count(|column, team| self.is_outside(column, team)) - above, above)
    }

    /// How many teams of all columns are like this.
    pub(super) fn count(&self, like: impl Fn(&Column<'_>, &FunnelTeam<'_>) -> bool) -> usize {
        self.all.iter().map(|column| column.teams.iter().filter(|team| like(column, team)).count()).sum()
    }
}
