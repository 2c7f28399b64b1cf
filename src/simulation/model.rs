//! How made-up people answer, month by month: the same for the same seed. Does not know pages, publications or signals.
//!
//! Each team has a climate on the 0-100 scale of the score, drawn around 66 with a standard deviation of 8; it may wander,
//! and a story may move it. All of that is meant in points of the score as it comes out: what the members must feel for
//! the team to have that expected score is worked out with the answers that people can tick ([`Likert`]). Each person
//! leans from the team by a steady amount and by another one each month; each statement has its own difficulty and adds
//! noise. The sum, taken to the nearest of five points, is the answer; people skip 3 % of the statements.
//!
//! What comes out with these constants, measured by the test below: a variance within teams near 300 points squared and
//! a correlation of one person's scores a month apart near 0.6, as studies of team climate report them.

use domain::Item;

use super::likert::Likert;
use super::random::Random;
use super::story::Story;

/// The standard deviation of what a person always adds, in points.
pub(super) const LEANING: f64 = 15.5;
/// Of what a month adds to one person.
pub(super) const MONTH: f64 = 9.0;
/// Of what a statement adds to one person in one month.
pub(super) const NOISE: f64 = 19.0;
/// Of what all people find of a statement.
const DIFFICULTY: f64 = 8.0;
/// The mean climate of teams.
const CENTRE: f64 = 66.0;
/// The standard deviation between teams.
const BETWEEN: f64 = 8.0;
/// The share of statements that are skipped.
const SKIPPED: f64 = 0.03;

/// How climates wander without a story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Wander {
    /// Not at all.
    None,
    /// Around the team's level: an autoregression with this standard deviation, of which a share stays each month.
    Around {
        /// The standard deviation over a long time, in points.
        sd: f64,
        /// The share that stays.
        memory: f64,
    },
}

/// One team.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Team {
    /// How many people.
    pub(crate) size: usize,
    /// What happens to it.
    pub(crate) story: Story,
    /// The climate it starts at; drawn where none is given.
    pub(crate) start: Option<f64>,
}

impl Team {
    /// A team with a drawn climate.
    pub(crate) const fn of(size: usize, story: Story) -> Self {
        Self { size, story, start: None }
    }
}

/// What holds for all teams.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Conditions {
    /// The share of people who take part in a month.
    pub(crate) response: f64,
    /// The share of people who leave each month, each replaced by somebody new in the same place.
    pub(crate) churn: f64,
    /// How climates wander.
    pub(crate) wander: Wander,
    /// From this month on all climates lie so many points higher (or lower, below 0).
    pub(crate) shock: Option<(usize, f64)>,
}

impl Conditions {
    /// Three of four take part, two of a hundred leave each month, and nothing wanders.
    pub(crate) const PLAIN: Self = Self { response: 0.76, churn: 0.02, wander: Wander::None, shock: None };
}

/// A team in the present month.
struct State {
    team: Team,
    level: f64,
    wandered: f64,
    /// The place of its first person among all people.
    first: usize,
    /// How many people came since the last month.
    joined: usize,
    /// What its members feel on average in this month.
    feeling: f64,
}

/// The model, month by month.
pub(crate) struct Model {
    random: Random,
    likert: Likert,
    conditions: Conditions,
    teams: Vec<State>,
    /// What each person always adds.
    leanings: Vec<f64>,
    month: usize,
}

impl Model {
    /// A model of these teams with a questionnaire of so many statements, in its first month.
    pub(crate) fn new(seed: u64, teams: &[Team], conditions: Conditions, statements: usize) -> Self {
        let mut random = Random::new(seed);
        let likert = Likert::new((0..statements).map(|_| DIFFICULTY * random.normal()).collect());
        let mut states = Vec::with_capacity(teams.len());
        let mut first = 0;
        for &team in teams {
            let drawn = CENTRE + BETWEEN * random.normal();
            let wandered = if let Wander::Around { sd, .. } = conditions.wander { sd * random.normal() } else { 0.0 };
            let level = team.start.unwrap_or(drawn);
            states.push(State { team, level, wandered, first, joined: 0, feeling: 0.0 });
            first += team.size;
        }
        let leanings = (0..first).map(|_| LEANING * random.normal()).collect();
        let mut model = Self { random, likert, conditions, teams: states, leanings, month: 0 };
        model.feel();
        model
    }

    /// A month passes: climates wander, stories go on, people leave and others come.
    pub(crate) fn next_month(&mut self) {
        self.month += 1;
        for state in &mut self.teams {
            state.wandered = match self.conditions.wander {
                Wander::None => 0.0,
                Wander::Around { sd, memory } => {
                    memory * state.wandered + sd * (1.0 - memory * memory).max(0.0).sqrt() * self.random.normal()
                }
            };
            state.joined = 0;
            for leaning in self.leanings.iter_mut().skip(state.first).take(state.team.size) {
                if self.random.happens(self.conditions.churn) {
                    *leaning = LEANING * self.random.normal();
                    state.joined += 1;
                }
            }
        }
        self.feel();
    }

    /// Works out what the members of each team feel in this month.
    fn feel(&mut self) {
        let shock = self.conditions.shock.filter(|(from, _)| self.month >= *from).map_or(0.0, |(_, points)| points);
        for state in &mut self.teams {
            let score = state.level + state.wandered + state.team.story.shift(self.month) + shock;
            state.feeling = self.likert.feeling_at(score);
        }
    }

    /// How many people of a team were there in the month before.
    pub(crate) fn stayed(&self, team: usize) -> usize {
        self.teams.get(team).map_or(0, |state| state.team.size.saturating_sub(state.joined))
    }

    /// What one person, in one of the places of a team, thinks of each statement in this month: 5 is always the safe
    /// end, `None` is skipped. Nothing when they take no part.
    pub(crate) fn answers(&mut self, team: usize, place: usize) -> Option<Vec<Option<u8>>> {
        let state = self.teams.get(team)?;
        if !self.random.happens(state.team.story.response(self.month, self.conditions.response)) {
            return None;
        }
        let feels = self.steady(team, place)? + MONTH * self.random.normal();
        let random = &mut self.random;
        let answer = |difficulty: &f64| {
            let point = Likert::point(feels + difficulty + NOISE * random.normal());
            (!random.happens(SKIPPED)).then_some(point)
        };
        Some(self.likert.difficulties().iter().map(answer).collect())
    }

    /// What one person feels in this month, but for what the month and each statement add.
    fn steady(&self, team: usize, place: usize) -> Option<f64> {
        let state = self.teams.get(team)?;
        let leaning = self.leanings.get(state.first + place)?;
        Some(state.feeling + leaning + state.team.story.side(place, state.team.size))
    }

    /// The climate among the present members of a team: the mean of the scores to be expected of each of them, over what
    /// the month and each statement add.
    pub(crate) fn climate(&self, team: usize) -> f64 {
        let size = self.teams.get(team).map_or(0, |state| state.team.size);
        let sum: f64 =
            (0..size).filter_map(|place| self.steady(team, place)).map(|feels| self.likert.climate_of(feels)).sum();
        sum / f64::from(u32::try_from(size.max(1)).unwrap_or(u32::MAX))
    }
}

/// What a person ticks who thinks this of a statement.
pub(crate) fn ticked(item: &Item, point: Option<u8>) -> &'static str {
    let point = if item.reversed { point.map(|point| 6 - point) } else { point };
    match point {
        Some(1) => "1",
        Some(2) => "2",
        Some(3) => "3",
        Some(4) => "4",
        Some(5) => "5",
        _ => "-",
    }
}

#[cfg(test)]
mod tests;
