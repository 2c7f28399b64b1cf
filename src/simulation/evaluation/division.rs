//! How often views are called divided that are not, and how often those that are. Does not look at other signals.

use domain::Questionnaire;

use super::super::model::{Conditions, Team};
use super::super::organisation::Organisation;
use super::super::story::Story;
use super::Fraction;

const TEAMS: usize = 40;
/// How many of them are divided.
const DIVIDED: usize = 2;
/// Judged when at least half a year was shown of most teams.
const MONTHS: usize = 9;

/// The share of teams that is called divided by chance where none is, and the share of divided teams that is called so
/// where one in twenty is; of the teams that are shown in month 9.
pub(super) fn live(questionnaire: &Questionnaire, seed: u64, size: usize) -> Option<Vec<Fraction>> {
    Some(vec![called(questionnaire, seed, size, Story::Steady)?, called(questionnaire, !seed, size, Story::Divided)?])
}

/// How many of the teams with this story are called divided; where it is none, of all teams.
fn called(questionnaire: &Questionnaire, seed: u64, size: usize, story: Story) -> Option<Fraction> {
    let story = |number| if number < DIVIDED { story } else { Story::Steady };
    let teams: Vec<Team> = (0..TEAMS).map(|number| Team::of(size, story(number))).collect();
    let mut organisation = Organisation::new(questionnaire, seed, &teams, Conditions::PLAIN);
    for _ in 0..MONTHS {
        organisation.live()?;
    }
    let mut called = Fraction::default();
    for (team, told) in teams.iter().zip(organisation.told()) {
        if told.shown && team.story == story(0) {
            called.count(told.divided);
        }
    }
    Some(called)
}
