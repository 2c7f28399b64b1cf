//! How often chance alone makes a team, or a statement in one, differ from before. Does not look at lasting changes.

use domain::Questionnaire;

use super::super::model::{Conditions, Team};
use super::super::organisation::Organisation;
use super::super::story::Story;
use super::Fraction;

/// How many teams live beside each other.
const TEAMS: usize = 40;
/// The first month that is looked at: by then every team has a level.
const FIRST: usize = 8;
/// The last month.
const LAST: usize = 14;

/// Months in an organisation in which nothing happens: the share of them in which the score of any team is said to differ,
/// and in which any statement is.
pub(super) fn nothing_happens(questionnaire: &Questionnaire, seed: u64) -> Option<Vec<Fraction>> {
    let teams = vec![Team::of(10, Story::Steady); TEAMS];
    let mut organisation = Organisation::new(questionnaire, seed, &teams, Conditions::PLAIN);
    let (mut scores, mut statements) = (Fraction::default(), Fraction::default());
    for month in 0..LAST {
        organisation.live()?;
        if month >= FIRST {
            let units = organisation.analysis()?.units;
            let named = |any: bool| f64::from(u8::from(any));
            scores.part += named(units.iter().any(|unit| unit.differs));
            statements.part += named(units.iter().any(|unit| !unit.items.is_empty()));
            scores.whole += 1.0;
            statements.whole += 1.0;
        }
    }
    Some(vec![scores, statements])
}
