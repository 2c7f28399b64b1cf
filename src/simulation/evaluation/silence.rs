//! How often a unit is said to have fallen silent that has not, and how soon one that has. Does not look at scores.

use domain::Questionnaire;

use super::super::model::{Conditions, Team};
use super::super::organisation::Organisation;
use super::super::random::Random;
use super::super::story::Story;
use super::Fraction;

const TEAMS: usize = 40;
/// Silence comes in month 13.
const SILENCE: usize = 12;
/// Nothing can be said in the first three months.
const WARM_UP: usize = 3;

/// Units of `size` people, of forty two fall from 76 to 55 of a hundred who take part, two to 40, in month 13, over three
/// years. First signals of the others for each team and year; then for either silence the share told within 3 and 6 months.
pub(super) fn live(questionnaire: &Questionnaire, seed: u64, size: usize) -> Option<Vec<Fraction>> {
    let teams: Vec<Team> = (0..TEAMS).map(|number| Team::of(size, story(number))).collect();
    let first = first_signals(questionnaire, seed, &teams, 36)?;
    let mut alarms = Fraction::default();
    for signal in first.iter().skip(4) {
        count_alarm(&mut alarms, *signal, 36);
    }
    let mut lines = vec![alarms];
    for pair in [&first[0..2], &first[2..4]] {
        for within in [3, 6] {
            let mut line = Fraction::default();
            for signal in pair.iter().filter(|signal| signal.is_none_or(|month| month >= SILENCE)) {
                line.count(signal.is_some_and(|month| month < SILENCE + within));
            }
            lines.push(line);
        }
    }
    Some(lines)
}

/// Units of 10 to 30 people, one in ten of which falls silent (half of them to 55, half to 40 of a hundred) in month 13,
/// over two years: the share of signals that are false.
pub(super) fn false_signals(questionnaire: &Questionnaire, seed: u64) -> Option<Vec<Fraction>> {
    let mut random = Random::new(seed ^ 0x5EED);
    let teams: Vec<Team> = (0..TEAMS).map(|number| Team::of(random.between(10, 30), story(number))).collect();
    let first = first_signals(questionnaire, seed, &teams, 24)?;
    let mut line = Fraction::default();
    for (number, month) in first.iter().enumerate().filter_map(|(number, month)| Some((number, (*month)?))) {
        line.count(number >= 4 || month < SILENCE);
    }
    Some(vec![line])
}

fn story(number: usize) -> Story {
    match number {
        0 | 1 => Story::FallsSilent { share: 0.55, from: SILENCE },
        2 | 3 => Story::FallsSilent { share: 0.40, from: SILENCE },
        _ => Story::Steady,
    }
}

fn count_alarm(alarms: &mut Fraction, first: Option<usize>, months: usize) {
    alarms.part += f64::from(u8::from(first.is_some()));
    let years = first.map_or(months - WARM_UP, |first| first + 1 - WARM_UP);
    alarms.whole += f64::from(u32::try_from(years).unwrap_or(u32::MAX)) / 12.0;
}

/// For each team the first month in which it is said to be silent.
fn first_signals(
    questionnaire: &Questionnaire,
    seed: u64,
    teams: &[Team],
    months: usize,
) -> Option<Vec<Option<usize>>> {
    let mut organisation = Organisation::new(questionnaire, seed, teams, Conditions::PLAIN);
    let mut first = vec![None; teams.len()];
    for month in 0..months {
        organisation.live()?;
        for (team, first) in first.iter_mut().enumerate() {
            if first.is_none() && organisation.is_silent(team) {
                *first = Some(month);
            }
        }
    }
    Some(first)
}
