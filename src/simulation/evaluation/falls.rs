//! How often the watch over scores is wrong, and how soon it is right. Does not look at other signals.

use domain::Questionnaire;
use domain::analysis::Level;

use super::super::model::{Conditions, Team};
use super::super::organisation::{Organisation, Told};
use super::super::random::Random;
use super::super::story::Story;
use super::Fraction;

/// How many teams live beside each other.
const TEAMS: usize = 40;
/// A fall comes in month 13.
const FALL: usize = 12;
/// Nothing can be said in the first four months, in which the watch learns a team's level.
const WARM_UP: usize = 4;
const LEVELS: [Level; 2] = [Level::Amber, Level::Red];
/// For how long after a fall it is watched whether it is found.
pub(super) const WATCHED: usize = 6;
/// The falls that are to be found, in points, and how many of the forty teams fall so far.
pub(super) const FALLS: [(f64, usize); 3] = [(10.0, 1), (15.0, 2), (20.0, 1)];

/// Months 5 to 36 in an organisation in which nothing happens: the hazard of the first signal, amber and red, for each
/// team and year.
pub(super) fn nothing_happens(
    questionnaire: &Questionnaire,
    seed: u64,
    conditions: Conditions,
) -> Option<Vec<Fraction>> {
    let teams = vec![Team::of(10, Story::Steady); TEAMS];
    let told = months(questionnaire, seed, &teams, conditions, WARM_UP..36)?;
    Some(LEVELS.iter().map(|&level| hazard(&told, &(0..TEAMS).collect::<Vec<_>>(), level)).collect())
}

/// First signals of these teams by month, over the years in which there had been none.
fn hazard(told: &[Vec<Told>], teams: &[usize], level: Level) -> Fraction {
    let mut hazard = Fraction::default();
    for &team in teams {
        let first = told.iter().position(|month| has(month, team, level));
        hazard.part += f64::from(u8::from(first.is_some()));
        hazard.whole += as_number(first.map_or(told.len(), |first| first + 1)) / 12.0;
    }
    hazard
}

fn has(month: &[Told], team: usize, level: Level) -> bool {
    month.get(team).and_then(|told| told.fell).is_some_and(|told| told >= level)
}

/// Four of forty teams of ten fall in month 13: one by 10 points, two by 15, one by 20. For each of the falls, and for amber
/// and red: the shares told within 1, 2 ... 6 months, of the teams of which nothing was told just before.
pub(super) fn found(questionnaire: &Questionnaire, seed: u64, conditions: Conditions) -> Option<Vec<Fraction>> {
    let falls = FALLS.iter().flat_map(|&(points, teams)| std::iter::repeat_n(points, teams));
    let mut stories: Vec<Story> = falls.map(|points| Story::Falls { points, from: FALL, over: 1 }).collect();
    stories.resize(TEAMS, Story::Steady);
    let teams: Vec<Team> = stories.into_iter().map(|story| Team::of(10, story)).collect();
    let told = months(questionnaire, seed, &teams, conditions, FALL - 1..FALL + WATCHED)?;
    let (before, after) = told.split_first()?;
    let mut lines = Vec::new();
    let mut first = 0;
    for (_, count) in FALLS {
        for level in LEVELS {
            let fallen: Vec<usize> = (first..first + count).filter(|&team| !has(before, team, level)).collect();
            for within in 1..=WATCHED {
                let mut line = Fraction::default();
                for &team in &fallen {
                    line.count(after.iter().take(within).any(|month| has(month, team, level)));
                }
                lines.push(line);
            }
        }
        first += count;
    }
    Some(lines)
}

/// Teams of 5 to 30, one in ten of which falls 15 points in month 13, over two years. For amber and for red: the share of
/// signals that are false; the first signals of teams that have not fallen for each team and year; the share of falls that
/// is found within three months.
pub(super) fn true_signals(questionnaire: &Questionnaire, seed: u64, conditions: Conditions) -> Option<Vec<Fraction>> {
    let mut random = Random::new(seed ^ 0x5EED);
    let fallen = TEAMS / 10;
    let team = |number: usize| {
        let story = if number < fallen { Story::Falls { points: 15.0, from: FALL, over: 1 } } else { Story::Steady };
        Team::of(random.between(5, 30), story)
    };
    let teams: Vec<Team> = (0..TEAMS).map(team).collect();
    let told = months(questionnaire, seed, &teams, conditions, WARM_UP..24)?;
    let (before, after) = told.split_at_checked(FALL - WARM_UP)?;
    let steady: Vec<usize> = (fallen..TEAMS).collect();
    let mut lines = Vec::new();
    for level in LEVELS {
        let alarms = hazard(&told, &steady, level);
        let early = hazard(before, &(0..fallen).collect::<Vec<_>>(), level);
        let last = before.last()?;
        let mut found = Fraction::default();
        let mut right = 0.0;
        for team in (0..fallen).filter(|&team| !has(last, team, level)) {
            right += f64::from(u8::from(after.iter().any(|month| has(month, team, level))));
            found.count(after.iter().take(3).any(|month| has(month, team, level)));
        }
        let wrong = alarms.part + early.part;
        lines.push(Fraction { part: wrong, whole: wrong + right });
        lines.push(alarms);
        lines.push(found);
    }
    Some(lines)
}

/// What is told in each of these months.
fn months(
    questionnaire: &Questionnaire,
    seed: u64,
    teams: &[Team],
    conditions: Conditions,
    told: std::ops::Range<usize>,
) -> Option<Vec<Vec<Told>>> {
    let mut organisation = Organisation::new(questionnaire, seed, teams, conditions);
    let mut all = Vec::with_capacity(told.len());
    for month in 0..told.end {
        organisation.live()?;
        if told.contains(&month) {
            all.push(organisation.told());
        }
    }
    Some(all)
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen months")]
fn as_number(count: usize) -> f64 {
    count as f64
}
