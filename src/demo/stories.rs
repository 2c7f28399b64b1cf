//! What happens to the teams of the demo: three have a story that shows whatever the seed. Does not know people.

use super::Organisation;
use crate::simulation::{Conditions, Story, Team, Wander};

/// The team that falls.
pub(crate) const FALLS: &str = "Care/Home Care/District East";
/// The team that starts low and recovers.
pub(crate) const RECOVERS: &str = "Office/Technology/Applications";
/// The team in which most people stop answering.
const FALLS_SILENT: &str = "Care/Home Care/District West";

/// Four of five take part, everybody stays, and climates wander around their own level: what a team is like comes and
/// goes by two points, so that most of what the signals find are the stories.
pub(crate) const fn conditions() -> Conditions {
    Conditions { response: 0.81, churn: 0.0, wander: Wander::Around { sd: 2.0, memory: 0.7 }, shock: None }
}

/// The teams of the organisation with their stories over so many waves.
pub(crate) fn teams(organisation: &Organisation, waves: usize) -> Vec<Team> {
    let size = |team: usize| organisation.people.iter().filter(|person| person.team == team).count();
    let mut teams: Vec<Team> = (0..organisation.teams.len()).map(|team| Team::of(size(team), Story::Steady)).collect();
    let (middle, late) = (waves / 2, waves * 2 / 3);
    for (path, start, story) in [
        (FALLS, 74.0, Story::Falls { points: 26.0, from: late, over: 3 }),
        (RECOVERS, 70.0, Story::Recovers { points: 24.0, from: middle, over: 4 }),
        (FALLS_SILENT, 64.0, Story::FallsSilent { share: 0.12, from: late }),
    ] {
        if let Some(team) = organisation.team(path).and_then(|team| teams.get_mut(team)) {
            (team.story, team.start) = (story, Some(start));
        }
    }
    teams
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::Model;

    /// The mean climate and the share who took part of one team of the demo, wave by wave.
    fn lived(path: &str, seed: u64) -> (Vec<f64>, Vec<f64>) {
        let organisation = Organisation::of(240);
        let teams = teams(&organisation, 18);
        let team = organisation.team(path).expect("a team of the demo");
        let mut model = Model::new(seed, &teams, conditions(), 7);
        let (mut climates, mut shares) = (Vec::new(), Vec::new());
        for _ in 0..18 {
            let answered = (0..teams[team].size).filter(|&place| model.answers(team, place).is_some()).count();
            climates.push(model.climate(team));
            let number = |count: usize| f64::from(u32::try_from(count).expect("few people"));
            shares.push(number(answered) / number(teams[team].size));
            model.next_month();
        }
        (climates, shares)
    }

    #[test]
    fn the_three_stories_show_whatever_the_seed() {
        for seed in 1..=20 {
            let (climates, _) = lived(FALLS, seed);
            assert!(climates[17] < climates[11] - 12.0, "seed {seed}: {climates:?}");
            let (climates, _) = lived(RECOVERS, seed);
            assert!(climates[13] > climates[8] + 12.0, "seed {seed}: {climates:?}");
            let (_, shares) = lived(FALLS_SILENT, seed);
            let mean = |shares: &[f64]| shares.iter().sum::<f64>() / 6.0;
            assert!(mean(&shares[12..]) < 0.5 * mean(&shares[6..12]), "seed {seed}: {shares:?}");
        }
    }

    #[test]
    fn the_same_seed_tells_the_same_story() {
        assert_eq!(lived(FALLS, 7), lived(FALLS, 7));
        assert_ne!(lived(FALLS, 7), lived(FALLS, 8));
    }
}
