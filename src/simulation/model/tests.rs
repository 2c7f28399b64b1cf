//! The model does what it says, in points of the score. Knows no gate.

use domain::statistics::Score;

use super::*;

const STATEMENTS: usize = 7;

fn model(seed: u64, team: Team, conditions: Conditions) -> Model {
    Model::new(seed, &[team], conditions, STATEMENTS)
}

/// The score of everybody in the first team who took part and answered enough.
fn scores(model: &mut Model, size: usize) -> Vec<Option<f64>> {
    (0..size).map(|place| Score::of(model.answers(0, place)?).map(Score::points)).collect()
}

fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).expect("few people"))
}

fn variance(scores: &[f64]) -> f64 {
    let centre = mean(scores);
    mean(&scores.iter().map(|score| (score - centre).powi(2)).collect::<Vec<_>>())
}

#[test]
fn the_same_seed_gives_the_same_answers() {
    let month = |seed| scores(&mut model(seed, Team::of(50, Story::Steady), Conditions::PLAIN), 50);
    assert_eq!(month(7), month(7));
    assert_ne!(month(7), month(8));
}

#[test]
fn the_spread_within_teams_and_the_memory_of_people_are_those_of_field_studies() {
    let (mut variances, mut memories) = (Vec::new(), Vec::new());
    for seed in 0..20 {
        let conditions = Conditions { response: 1.0, churn: 0.0, ..Conditions::PLAIN };
        let mut model = model(seed, Team { start: Some(66.0), ..Team::of(1_000, Story::Steady) }, conditions);
        let before = scores(&mut model, 1_000);
        model.next_month();
        let after = scores(&mut model, 1_000);
        let pairs: Vec<(f64, f64)> = before.into_iter().zip(after).filter_map(|(one, two)| one.zip(two)).collect();
        let (before, after): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let (one, two) = (mean(&before), mean(&after));
        assert!((one - 66.0).abs() < 3.0, "seed {seed}: {one}");
        let together = mean(&pairs.iter().map(|(a, b)| (a - one) * (b - two)).collect::<Vec<_>>());
        variances.push(variance(&before));
        memories.push(together / (variance(&before) * variance(&after)).sqrt());
    }
    assert!((285.0..315.0).contains(&mean(&variances)), "{}", mean(&variances));
    assert!((0.55..0.63).contains(&mean(&memories)), "{}", mean(&memories));
}

#[test]
fn a_fall_is_as_deep_in_points_of_the_score_as_it_says() {
    let falls = Story::Falls { points: 15.0, from: 1, over: 1 };
    let depth = |seed| {
        let conditions = Conditions { churn: 0.0, ..Conditions::PLAIN };
        let mut model = model(seed, Team { start: Some(70.0), ..Team::of(300, falls) }, conditions);
        let before = model.climate(0);
        model.next_month();
        before - model.climate(0)
    };
    let depths: Vec<f64> = (0..10).map(depth).collect();
    assert!((mean(&depths) - 15.0).abs() < 0.5, "{depths:?}");
}

#[test]
fn what_is_to_be_expected_of_a_team_is_what_comes_on_average() {
    let conditions = Conditions { response: 1.0, churn: 0.0, ..Conditions::PLAIN };
    let mut model = model(3, Team::of(40, Story::Divided), conditions);
    let climate = model.climate(0);
    let mut months = Vec::new();
    for _ in 0..60 {
        months.extend(scores(&mut model, 40).into_iter().flatten());
        model.next_month();
    }
    assert!((mean(&months) - climate).abs() < 1.0, "{} where {climate} was expected", mean(&months));
}

#[test]
fn people_leave_and_fall_silent_as_told() {
    let conditions = Conditions { churn: 0.1, ..Conditions::PLAIN };
    let mut model = model(5, Team::of(1_000, Story::FallsSilent { share: 0.2, from: 1 }), conditions);
    assert_eq!(model.stayed(0), 1_000);
    let before = scores(&mut model, 1_000).iter().flatten().count();
    model.next_month();
    assert!((860..940).contains(&model.stayed(0)), "{}", model.stayed(0));
    let after = scores(&mut model, 1_000).iter().flatten().count();
    assert!((720..800).contains(&before) && (160..240).contains(&after), "{before}, then {after}");
}
