//! Answers that come together: one bad one, too many, two of one person. On a real file. Opens no ballot.

use domain::{
    Address, BallotId, Coverage, LetterKey, Part, Person, Placement, Questionnaire, Roster, Sealed, Sheet, Submission,
    Terms, Threshold, Token, Wave, WaveKeys, WaveLabel, WrappingKey,
};

use super::*;
use crate::{Location, NewWave, Store};

/// A store with an open wave for `people` people, and their tokens.
struct House {
    _folder: tempfile::TempDir,
    file: std::path::PathBuf,
    store: Store,
    label: WaveLabel,
    keys: WaveKeys,
    wrap: WrappingKey,
    tokens: Vec<Token>,
    wave: Wave<domain::Open>,
}

async fn house(people: usize) -> House {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("polsslag.db");
    let store = Store::create(&Location::File(file.clone())).await.expect("a database");
    let person = |n: usize| Person {
        key: format!("p{n}").parse().expect("a key"),
        email: format!("p{n}@x.nl").parse().expect("an address"),
        unit: "Care/A".parse().expect("a path"),
        language: domain::Language::Dutch,
        zone: None,
    };
    let roster = Roster::of((0..people).map(person).collect()).expect("a roster");
    store.replace_roster(&roster).await.expect("a kept roster");
    let label: WaveLabel = "2026-11".parse().expect("a label");
    let terms = Terms {
        label: label.clone(),
        questionnaire: Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).expect("a good file"),
        tree: roster.tree().expect("a small tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-11-03".parse().expect("a date"),
        closes: "2026-11-17".parse().expect("a date"),
    };
    let unit = terms.tree.find(&"Care/A".parse().expect("a path")).expect("in the tree");
    let wave = Wave::open(terms).expect("good dates");
    let (keys, letters) = (WaveKeys::generate().expect("randomness"), LetterKey::generate().expect("randomness"));
    let tokens: Vec<_> = roster.people().iter().map(|person| letters.token(&person.key, 0)).collect();
    let placement = Placement { unit, language: domain::Language::Dutch };
    let slots = tokens.iter().map(|token| (token.slot_id(), placement.seal(token, &label))).collect();
    let new = NewWave {
        wave: &wave,
        key: &keys.public(),
        slots,
        invited: &roster,
        moment: &|_| 0,
        ends: i64::MAX,
        remind_on: &[],
        after: 0,
    };
    store.open_wave(new).await.expect("an open wave");
    let wrap = WrappingKey::generate().expect("randomness");
    House { _folder: folder, file, store, label, keys, wrap, tokens, wave }
}

impl House {
    fn answer(&self, token: &Token, point: &str) -> Submission {
        let terms = self.wave.terms();
        let sheet = Sheet::from_form(&terms.questionnaire, [("voice", point)]).unwrap_or_else(|e| panic!("{e}"));
        let unit = terms.tree.index(2).expect("Care/A");
        let (scores, comment, key) = (token.ballot_id(), token.comment_id(), self.keys.public());
        let to = |part, name| Address { part, name, wave: &self.label, key: &key };
        let (scores_to, comment_to) = (to(Part::Scores, scores), to(Part::Comment, comment));
        let sealed = Sealed::seal(sheet, unit, &scores_to, &self.wrap).expect("a good key");
        let words = Sealed::seal_comment(domain::Comment::none(), unit, &comment_to, &self.wrap).expect("a good key");
        Submission { scores: (scores, sealed), comment: (comment, words) }
    }

    async fn rows(&self, table: OfWave) -> u64 {
        Booth::of(&self.label).count(&self.store.reader, table).await.expect("a count")
    }

    async fn kept(&self, name: BallotId) -> Option<Sealed> {
        let all = Booth::of(&self.label).some_ballots(&self.store.reader, OfWave::Ballot, None, 1_000).await;
        all.expect("ballots").into_iter().find(|(found, _)| *found == name).map(|(_, sealed)| sealed)
    }
}

/// Polls all of them together; each hands its answer over before the first is committed.
async fn join_all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in futures.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            if let std::task::Poll::Ready(outcome) = future.as_mut().poll(context) {
                *done = Some(outcome);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn one_answer_that_can_t_be_kept_does_not_spoil_those_beside_it() {
    let house = house(30).await;
    let mut answers: Vec<_> = house.tokens.iter().map(|token| house.answer(token, "4")).collect();
    answers[7].comment.1 = Sealed::from_bytes(vec![0; 10]);
    let casts = answers.into_iter().map(|answer| house.store.cast(&house.label, answer));
    let casts = join_all(casts.collect()).await;
    for (n, cast) in casts.iter().enumerate() {
        assert_eq!(cast.as_ref().ok(), (n != 7).then_some(&Cast::Stored), "answer {n}");
    }
    assert_eq!((house.rows(OfWave::Ballot).await, house.rows(OfWave::Comment).await), (29, 29), "whole, or not at all");
}

#[tokio::test]
async fn of_two_answers_of_one_person_in_one_batch_the_later_one_stands() {
    let house = house(1).await;
    let token = &house.tokens[0];
    let answers: Vec<_> = ["1", "2", "3"].iter().map(|point| house.answer(token, point)).collect();
    let last = answers[2].scores.1.clone();
    let casts = join_all(answers.into_iter().map(|answer| house.store.cast(&house.label, answer)).collect()).await;
    assert!(casts.iter().all(|cast| matches!(cast, Ok(Cast::Stored))));
    assert_eq!(house.rows(OfWave::Ballot).await, 1);
    assert!(house.kept(token.ballot_id()).await.is_some_and(|kept| kept == last));
}

#[tokio::test]
async fn whoever_finds_the_inbox_full_is_told_at_once_and_everybody_else_is_kept() {
    let house = house(1_300).await;
    // Somebody else writes: nothing can be committed.
    let other = engine::connect(&Location::File(house.file.clone())).await.expect("a second process").0;
    let held = engine::begin(&other).await.expect("the writer's place");
    let answer = house.answer(&house.tokens[0], "4");
    let (scores, comment) = (&answer.scores.1, &answer.comment.1);
    let copy = |token: &Token| Submission {
        scores: (token.ballot_id(), scores.clone()),
        comment: (token.comment_id(), comment.clone()),
    };
    let all: Vec<_> = house.tokens.iter().map(&copy).collect();
    let (store, label) = (house.store.clone(), house.label.clone());
    let waiting = tokio::spawn(async move {
        let casts = all.into_iter().map(|answer| store.cast(&label, answer));
        join_all(casts.collect()).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    held.rollback().await.expect("let go");
    let outcomes = waiting.await.expect("all were answered");
    let full = outcomes.iter().filter(|cast| matches!(cast, Err(StoreError::Full))).count();
    let stored = outcomes.iter().filter(|cast| matches!(cast, Ok(Cast::Stored))).count();
    assert_eq!(full + stored, 1_300, "nobody is left without an answer");
    assert!((1_300 - ROOM - 2 * BATCH..=1_300 - ROOM).contains(&full), "{full} were sent away");
    assert_eq!(house.rows(OfWave::Ballot).await, stored as u64, "whoever was thanked is kept, and nobody else");
}

#[tokio::test]
async fn an_answer_to_a_closed_wave_is_too_late_and_leaves_nothing() {
    let house = house(1).await;
    let elsewhere: WaveLabel = "2026-10".parse().expect("a label");
    let answer = house.answer(&house.tokens[0], "4");
    assert_eq!(house.store.cast(&elsewhere, answer).await.ok(), Some(Cast::TooLate));
    assert_eq!(house.rows(OfWave::Ballot).await, 0);
}
