//! How the made-up people answer: a seeded model, the same for the same seed. Does not know Polsslag's pages.
//!
//! Each team has a climate on the 0-100 scale, drawn around 66 with a standard deviation of 9, which wanders 1.5 points
//! a month. A few teams have a story: they start at a climate of their own, and something happens. Each person leans from the team's climate by a steady amount
//! (standard deviation 11) and by another one each month (8); each statement adds its own difficulty (8) and noise (18).
//! The sum, cut into five equal steps, is the answer; people skip 3 % of the statements and take part in 81 % of the
//! waves. The constants give a variance within teams near 300 points squared and a correlation of one person's scores
//! a month apart near a half, as field studies of team climate report them.

use domain::{Item, Questionnaire};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What happens to a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    /// Nothing in particular.
    Steady,
    /// Falls 26 points over three months, two thirds of the way through.
    Falls,
    /// Starts 24 points low, and recovers over four months from the middle on.
    Recovers,
    /// Most people stop answering, two thirds of the way through.
    FallsSilent,
}

impl Story {
    /// The climate a team with a story starts at, so that the story shows whatever the seed.
    const fn start(self) -> Option<f64> {
        match self {
            Self::Steady => None,
            Self::Falls => Some(74.0),
            Self::Recovers => Some(70.0),
            Self::FallsSilent => Some(64.0),
        }
    }
}

/// The model, wave by wave.
pub(crate) struct Model {
    random: ChaCha8Rng,
    climates: Vec<f64>,
    stories: Vec<Story>,
    leanings: Vec<f64>,
    difficulties: Vec<f64>,
    waves: usize,
}

impl Model {
    /// A model for teams with these stories, `people` people and this questionnaire, over `waves` waves.
    pub(crate) fn new(seed: u64, stories: Vec<Story>, people: usize, survey: &Questionnaire, waves: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let climates = stories
            .iter()
            .map(|story| {
                let drawn = 66.0 + 9.0 * normal(&mut random);
                story.start().unwrap_or(drawn)
            })
            .collect();
        let leanings = (0..people).map(|_| 11.0 * normal(&mut random)).collect();
        let difficulties = survey.items().iter().map(|_| 8.0 * normal(&mut random)).collect();
        Self { random, climates, stories, leanings, difficulties, waves }
    }

    /// A month passes.
    pub(crate) fn next_wave(&mut self) {
        for climate in &mut self.climates {
            *climate += 1.5 * normal(&mut self.random);
        }
    }

    /// What one person fills in for each item in this wave; `None` when they take no part.
    pub(crate) fn answers(&mut self, wave: usize, person: usize, team: usize, items: &[Item]) -> Option<Vec<String>> {
        let story = self.stories[team];
        let turn = self.waves * 2 / 3;
        let share = if story == Story::FallsSilent && wave >= turn { 0.12 } else { 0.81 };
        if self.random.random::<f64>() >= share {
            return None;
        }
        let feels = self.climates[team]
            + shift(story, wave, self.waves)
            + self.leanings[person]
            + 8.0 * normal(&mut self.random);
        let answers = items.iter().zip(&self.difficulties).map(|(item, difficulty)| {
            let latent = feels + difficulty + 18.0 * normal(&mut self.random);
            if self.random.random::<f64>() < 0.03 {
                return "-".to_owned();
            }
            let point = 1 + [20.0, 40.0, 60.0, 80.0].iter().filter(|&&edge| latent >= edge).count();
            (if item.reversed { 6 - point } else { point }).to_string()
        });
        Some(answers.collect())
    }
}

/// How far a story has moved a team by this wave.
#[expect(clippy::cast_precision_loss, reason = "a demo has a few dozen waves")]
fn shift(story: Story, wave: usize, waves: usize) -> f64 {
    let since = |start: usize, months: f64| ((wave as f64 - start as f64 + 1.0) / months).clamp(0.0, 1.0);
    match story {
        Story::Steady | Story::FallsSilent => 0.0,
        Story::Falls => -26.0 * since(waves * 2 / 3, 3.0),
        Story::Recovers => -24.0 * (1.0 - since(waves / 2, 4.0)),
    }
}

/// A standard normal number (Box and Muller 1958).
fn normal(random: &mut ChaCha8Rng) -> f64 {
    let (radius, angle) = (1.0 - random.random::<f64>(), random.random::<f64>());
    (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey() -> Questionnaire {
        Questionnaire::parse(include_str!("../../surveys/team-safety.toml")).expect("a good file")
    }

    fn month(seed: u64, story: Story, wave: usize) -> Vec<Option<Vec<String>>> {
        let survey = survey();
        let mut model = Model::new(seed, vec![story], 200, &survey, 18);
        (0..200).map(|person| model.answers(wave, person, 0, survey.items())).collect()
    }

    fn mean(month: &[Option<Vec<String>>]) -> f64 {
        let voices: Vec<f64> = month.iter().flatten().filter_map(|answers| answers[0].parse().ok()).collect();
        voices.iter().sum::<f64>() / f64::from(u32::try_from(voices.len()).expect("few people"))
    }

    #[test]
    fn the_same_seed_gives_the_same_answers() {
        assert_eq!(month(7, Story::Steady, 0), month(7, Story::Steady, 0));
        assert_ne!(month(7, Story::Steady, 0), month(8, Story::Steady, 0));
    }

    #[test]
    fn the_stories_happen() {
        assert!(mean(&month(7, Story::Falls, 17)) < mean(&month(7, Story::Falls, 0)) - 0.5);
        assert!(mean(&month(7, Story::Recovers, 17)) > mean(&month(7, Story::Recovers, 0)) + 0.5);
        let voices = |wave| month(7, Story::FallsSilent, wave).iter().flatten().count();
        assert!(voices(17) * 2 < voices(0));
    }
}
