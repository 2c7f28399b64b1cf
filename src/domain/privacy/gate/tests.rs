//! The gate on a small made-up organisation: what it shows, what it hides, and that it can't tell twins apart.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::ballot::{Address, BallotId, CustodySecret, Part, Sealed, WrappingKey};
use crate::privacy::{BallotBox, Bound, PublicationRecord};
use crate::statistics::{Moments, Score};
use crate::{Coverage, IndexFigure, Questionnaire, Threshold, Tree, UnitFigures, UnitPath, WaveLabel};

fn team_safety() -> Questionnaire {
    Questionnaire::parse(include_str!("../../../../surveys/team-safety.toml")).expect("a good file")
}

fn terms(teams: &[(&str, u32)]) -> Terms {
    let places = teams.iter().map(|(path, invited)| (path.parse().expect("a good path"), *invited));
    Terms {
        label: "2026-11".parse::<WaveLabel>().expect("a good label"),
        questionnaire: team_safety(),
        tree: Tree::of(places).expect("a small tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-11-03".parse().expect("a date"),
        closes: "2026-11-17".parse().expect("a date"),
    }
}

/// A sheet from one character for each item: a point as chosen, or `-`.
fn sheet(questionnaire: &Questionnaire, answers: &str) -> Sheet {
    let keys: Vec<_> = questionnaire.items().iter().map(|item| item.key.clone()).collect();
    let values: Vec<_> = answers.chars().map(String::from).collect();
    Sheet::from_form(questionnaire, keys.iter().zip(&values).map(|(key, value)| (key.as_str(), value.as_str())))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn custody() -> CustodyPublicKey {
    CustodySecret::generate().expect("randomness").public()
}

fn review(terms: &Terms, answers: &[(&str, &str)]) -> Reviewed {
    let keys = WaveKeys::generate().expect("randomness");
    let (public, wrap) = (keys.public(), WrappingKey::generate().expect("randomness"));
    let ballots = answers.iter().enumerate().map(|(number, (path, answers))| {
        let unit = terms.tree.find(&path.parse().expect("a good path")).expect("in the tree");
        let id = BallotId::from_bytes([u8::try_from(number).expect("few sheets"); 32]);
        let to = Address { part: Part::Scores, name: id, wave: &terms.label, key: &public };
        let sealed = Sealed::seal(sheet(&terms.questionnaire, answers), unit, &to, &wrap);
        (id, sealed.expect("a good key"))
    });
    let wave = Wave::open(terms.clone()).expect("good dates").close();
    let mut review = Gate::review(wave, &keys, &[wrap.seal(&terms.label, &keys.public()).expect("a good key")]);
    review.take(BallotBox::of(ballots.collect()));
    review.release(&Earlier::default(), &custody()).expect("the right keys")
}

fn shown<'a>(publication: &'a Publication, path: &str) -> Option<&'a UnitFigures> {
    let path: UnitPath = path.parse().expect("a good path");
    match publication.unit(&path).expect("in the tree").cell() {
        Cell::Shown(figures) => Some(figures),
        Cell::Hidden => None,
    }
}

fn score(figures: &UnitFigures) -> Option<IndexFigure> {
    match &figures.indices()[0] {
        Cell::Shown(figure) => Some(**figure),
        Cell::Hidden => None,
    }
}

#[test]
fn a_team_below_the_threshold_counts_in_its_department_only() {
    let terms = terms(&[("Care/A", 8), ("Care/B", 4), ("Care/C", 6)]);
    let mut answers = vec![("Care/A", "4242444"); 6];
    answers.extend([("Care/B", "5151515"); 3]);
    answers.extend([("Care/C", "3333333"); 5]);
    let reviewed = review(&terms, &answers);
    assert!(shown(&reviewed.publication, "Care/A").is_some());
    assert!(shown(&reviewed.publication, "Care/B").is_none());
    assert!(shown(&reviewed.publication, "Care/C").is_some());
    // The three sheets of B would be Care minus A minus C; they are carried up and used nowhere.
    assert_eq!(reviewed.classes.classes.len(), 2);
    assert_eq!(shown(&reviewed.publication, "Care").map(|figures| figures.answered().from()), Some(10));
    assert_eq!(reviewed.unreadable, 0);
}

#[test]
fn scores_agree_with_the_reference_of_the_half_rule() {
    let oracle: Value =
        serde_json::from_str(include_str!("../../../../tests/oracles/31_scoring_half_rule.json")).expect("JSON");
    let (input, expected) = (&oracle["input"], &oracle["expected"]);
    let tolerance = oracle["tolerance"].as_f64().expect("a number");
    let mut moments = Moments::default();
    for (row, expected) in
        input["responses"].as_array().expect("rows").iter().zip(expected["scores"].as_array().expect("a list"))
    {
        let answers = row.as_array().expect("a row").iter().zip(input["reversed"].as_array().expect("flags"));
        let aligned = answers.map(|(answer, reversed)| {
            let point = u8::try_from(answer.as_u64()?).expect("a point");
            Some(if reversed == &Value::Bool(true) { 6 - point } else { point })
        });
        let score = Score::of(aligned);
        if let Some(score) = score {
            moments.add(score);
        }
        match (score.map(Score::points), expected.as_f64()) {
            (Some(ours), Some(theirs)) => assert!((ours - theirs).abs() < tolerance, "{ours} {theirs}"),
            (ours, theirs) => assert_eq!(ours, theirs),
        }
    }
    assert!((moments.mean().expect("scores") - expected["team_mean"].as_f64().expect("a number")).abs() < tolerance);
    assert!((moments.variance().sqrt() - expected["team_sd"].as_f64().expect("a number")).abs() < tolerance);
    assert_eq!(u64::from(moments.n), expected["n_scored"].as_u64().expect("a number"));
}

#[test]
fn item_counts_agree_with_the_reference() {
    let oracle: Value =
        serde_json::from_str(include_str!("../../../../tests/oracles/31_scoring_half_rule.json")).expect("JSON");
    // The oracle reverses its third and fifth item; this questionnaire is its twin.
    let source = include_str!("../../../../surveys/team-safety.toml").replace("reversed = true\n", "");
    let source = ["help", "dissent"].iter().fold(source, |source, key| {
        source.replacen(&format!("key = \"{key}\"\n"), &format!("key = \"{key}\"\nreversed = true\n"), 1)
    });
    let questionnaire = Questionnaire::parse(&source).expect("a good file");
    let rows: Vec<Sheet> = oracle["input"]["responses"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let row = row.as_array().expect("a row");
            sheet(
                &questionnaire,
                &row.iter().map(|v| v.as_u64().map_or("-".into(), |v| v.to_string())).collect::<String>(),
            )
        })
        .collect();
    let class = Class::of(0, &rows.iter().collect::<Vec<_>>(), &questionnaire, 1);
    for (item, expected) in oracle["expected"]["items"].as_array().expect("items").iter().enumerate() {
        let counts = class.items[item].expect("answers").map(u64::from);
        let ours = [counts.iter().sum(), counts[3] + counts[4], counts[2], counts[0] + counts[1]];
        let theirs = ["n", "fav", "neutral", "unfav"].map(|name| expected[name].as_u64().expect("a number"));
        assert_eq!(ours, theirs, "item {item}");
    }
    let score = class.indices[0].expect("scores");
    assert_eq!(score.n, 5);
    assert!((score.mean().expect("scores") - 65.357_142_857_142_86).abs() < 1e-12);
}

#[test]
fn a_unanimous_team_is_cut_off_and_a_few_answers_to_an_item_hide_it() {
    let terms = terms(&[("A", 6), ("B", 6)]);
    let mut answers = vec![("A", "5155515"); 5];
    answers.extend(vec![("B", "-3333-3"); 2]);
    answers.extend(vec![("B", "33333-3"); 4]);
    let reviewed = review(&terms, &answers);
    let unanimous = shown(&reviewed.publication, "A").and_then(score).expect("a score");
    assert_eq!((unanimous.mean().hundredths(), unanimous.mean().bound()), (450, Bound::OrHigher));
    let team = shown(&reviewed.publication, "B").expect("shown");
    assert_eq!(team.items()[0], Cell::Hidden, "four answers are too few for an item");
    assert_eq!(team.items()[5], Cell::Hidden, "none are too few for an item");
    assert!(matches!(team.items()[1], Cell::Shown(_)));
    assert_eq!(score(team).map(|figure| figure.mean().hundredths()), Some(300));
}

#[test]
fn foreign_keys_open_nothing_and_damaged_ballots_are_counted() {
    let terms = terms(&[("A", 6)]);
    let keys = WaveKeys::generate().expect("randomness");
    let wrap = WrappingKey::generate().expect("randomness");
    let wraps = [wrap.seal(&terms.label, &keys.public()).expect("a good key")];
    let ballots = || -> Vec<_> {
        (0..6)
            .map(|number| {
                let id = BallotId::from_bytes([number; 32]);
                let sheet = sheet(&terms.questionnaire, "3333333");
                let unit = terms.tree.index(1).expect("there");
                let to = Address { part: Part::Scores, name: id, wave: &terms.label, key: &keys.public() };
                (id, Sealed::seal(sheet, unit, &to, &wrap).expect("a good key"))
            })
            .collect()
    };
    let review = |ballots: Vec<_>, keys: &WaveKeys| {
        let mut review = Gate::review(Wave::open(terms.clone()).expect("good dates").close(), keys, &wraps);
        review.take(BallotBox::of(ballots));
        review.release(&Earlier::default(), &custody())
    };
    let foreign = WaveKeys::generate().expect("randomness");
    assert_eq!(review(ballots(), &foreign).err(), Some(GateError::Unwrapped { ballots: 6, of: 6 }));
    let mut damaged = ballots();
    damaged[3].1 = Sealed::from_bytes(vec![0; Sealed::SCORES]);
    let reviewed = review(damaged, &keys).expect("the right keys");
    assert_eq!(reviewed.unreadable, 1);
    assert!(shown(&reviewed.publication, "A").is_some());
    let nobody = review(Vec::new(), &keys).expect("no ballots are no error");
    assert!(shown(&nobody.publication, "/").is_none());
}

#[test]
fn a_stored_publication_comes_back_whole_or_not_at_all() {
    let terms = terms(&[("A", 14), ("B", 6), ("C", 3)]);
    let mut answers = vec![("A", "4242424"); 7];
    answers.extend(vec![("A", "2424242"); 5]);
    answers.extend(vec![("B", "33-3333"); 6]);
    let publication = review(&terms, &answers).publication;
    let text = serde_json::to_string(&PublicationRecord::of(&publication)).expect("JSON");
    let reopen = |text: &str| serde_json::from_str::<PublicationRecord>(text).expect("a record").reopen();
    assert_eq!(reopen(&text).as_ref(), Ok(&publication));
    for (from, to) in [
        ("\"hundredths\":300", "\"hundredths\":301"),
        ("\"hundredths\":300", "\"hundredths\":475"),
        ("\"answered\":10", "\"answered\":11"),
        ("\"answered\":5", "\"answered\":3"),
        ("\"threshold\":5", "\"threshold\":2"),
        ("\"version\":1", "\"version\":2"),
        ("\"path\":\"B\"", "\"path\":\"Z\""),
        ("\"low\":", "\"low\":500,\"high\":"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let forged = text.replacen(from, to, 1);
        assert!(serde_json::from_str::<PublicationRecord>(&forged).map_or(true, |r| r.reopen().is_err()), "{to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Two organisations that differ only in who, inside a class, gave which sheet, publish the same bytes.
    #[test]
    fn twins_can_t_be_told_apart(
        points in proptest::collection::vec(proptest::collection::vec(1u8..=5, 7), 30),
        shift in 1usize..30,
    ) {
        let teams = ["Care/A", "Care/B", "Care/C", "Care", "Office/D", "Office/E"];
        let terms = terms(&[("Care/A", 8), ("Care/B", 3), ("Care/C", 4), ("Care", 2), ("Office/D", 9), ("Office/E", 4)]);
        let places: Vec<&str> = [8, 3, 4, 2, 9, 4].iter().zip(teams).flat_map(|(&n, team)| vec![team; n]).collect();
        let rows: Vec<String> = points.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let answers: Vec<_> = places.iter().copied().zip(rows.iter().map(String::as_str)).collect();
        let original = review(&terms, &answers);
        let record = PublicationRecord::of(&original.publication);
        let reopened = record.reopen();
        prop_assert_eq!(reopened.as_ref(), Ok(&original.publication), "stored and shown are the same");

        // Turn the sheets round inside each class by `shift` places.
        let parents = terms.tree.parents();
        let mut direct = vec![0; parents.len()];
        let unit_of = |place: &str| terms.tree.find(&place.parse().expect("a path")).expect("there").position();
        for place in &places {
            direct[unit_of(place)] += 1;
        }
        let partition = carry_up(&parents, &direct, terms.threshold, terms.coverage);
        let mut classes: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (number, place) in places.iter().enumerate() {
            classes.entry(partition.class_of[unit_of(place)]).or_default().push(number);
        }
        let mut twin = answers.clone();
        for members in classes.values() {
            for (place, &number) in members.iter().enumerate() {
                twin[number].1 = answers[members[(place + shift) % members.len()]].1;
            }
        }
        let twin = review(&terms, &twin);
        prop_assert_eq!(PublicationRecord::of(&original.publication), PublicationRecord::of(&twin.publication));
        prop_assert_eq!(original.classes, twin.classes);
    }
}
