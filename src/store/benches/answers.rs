//! How many answers a second reach the disk, as ratios to limits measured in the same run. Asserts nothing: figures of a
//! shared machine are for reading. Run with: cargo bench -p store
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops at the first fault")]
#![allow(missing_docs, reason = "a benchmark has no interface")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::analysis::Known;
use domain::{
    Address, Analysis, Comment, Coverage, CustodySecret, Earlier, Gate, LetterKey, Part, Person, Placement,
    Questionnaire, Roster, Sealed, Sheet, Submission, Terms, Threshold, Token, Wave, WaveKeys, WaveLabel,
    WavePublicKey, WrappingKey,
};
use store::{Location, NewWave, Release, Store};

const PEOPLE: usize = 4_000;

fn per_second(count: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

/// Forced writes of one small file: what one commit at a time can't beat.
fn forced_writes(folder: &std::path::Path) -> f64 {
    use std::io::Write;
    let mut file = std::fs::File::create(folder.join("forced")).unwrap();
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < Duration::from_secs(2) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    per_second(count, begun.elapsed())
}

fn roster() -> Roster {
    let person = |n: usize| Person {
        key: format!("p{n}").parse().unwrap(),
        email: format!("p{n}@example.org").parse().unwrap(),
        unit: format!("Care/Team {}", n % 200).parse().unwrap(),
        language: domain::Language::Dutch,
        zone: None,
    };
    Roster::of((0..PEOPLE).map(person).collect()).unwrap()
}

fn answer(terms: &Terms, token: &Token, key: &WavePublicKey, wrap: &WrappingKey) -> Submission {
    let sheet = Sheet::from_form(&terms.questionnaire, [("voice", "4")]).ok().unwrap();
    let words = Comment::none();
    let unit = terms.tree.index(2).unwrap();
    let (scores, comment) = (token.ballot_id(), token.comment_id());
    let to = |part, name| Address { part, name, wave: &terms.label, key };
    Submission {
        scores: (scores, Sealed::seal(sheet, unit, &to(Part::Scores, scores), wrap).unwrap()),
        comment: (comment, Sealed::seal_comment(words, unit, &to(Part::Comment, comment), wrap).unwrap()),
    }
}

/// Answers a second with so many people sending at a time.
async fn cast(store: &Store, label: &WaveLabel, answers: Vec<Submission>, at_once: usize) -> f64 {
    let (count, begun) = (answers.len(), Instant::now());
    let waiting = Arc::new(tokio::sync::Mutex::new(answers));
    let senders: Vec<_> = (0..at_once)
        .map(|_| {
            let (store, label, waiting) = (store.clone(), label.clone(), Arc::clone(&waiting));
            tokio::spawn(async move {
                while let Some(answer) = { waiting.lock().await.pop() } {
                    store.cast(&label, answer).await.unwrap();
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    per_second(count, begun.elapsed())
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&Location::File(folder.path().join("polsslag.db"))).await.unwrap();
    let roster = roster();
    store.replace_roster(&roster).await.unwrap();
    let label: WaveLabel = "2026-11".parse().unwrap();
    let terms = Terms {
        label: label.clone(),
        questionnaire: Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).unwrap(),
        tree: roster.tree().unwrap(),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-11-03".parse().unwrap(),
        closes: "2026-11-17".parse().unwrap(),
    };
    let wave = Wave::open(terms.clone()).unwrap();
    let (keys, letters) = (WaveKeys::generate().unwrap(), LetterKey::generate().unwrap());
    let public = keys.public();
    let tokens: Vec<_> = roster.people().iter().map(|person| letters.token(&person.key, 0)).collect();
    let placement = Placement { unit: terms.tree.index(2).unwrap(), language: domain::Language::Dutch };
    let slots = tokens.iter().map(|token| (token.slot_id(), placement.seal(token, &label))).collect();
    store
        .open_wave(NewWave {
            wave: &wave,
            key: &public,
            slots,
            invited: &roster,
            moment: &|_| 0,
            ends: i64::MAX,
            remind_on: &[],
            after: 0,
        })
        .await
        .unwrap();

    let found = store.slot(tokens[0].slot_id()).await.unwrap();
    let (open, _) = found.unwrap();
    let wrap = store.wrapping_key(&open).await.unwrap();
    let begun = Instant::now();
    let mut answers: Vec<_> = tokens.iter().map(|token| answer(&terms, token, &public, wrap)).collect();
    println!("sealed on arrival, one core            {:>9.0} answers/s", per_second(answers.len(), begun.elapsed()));
    let limit = forced_writes(folder.path());
    println!("forced writes of 4 KiB, one at a time  {limit:>9.0} /s (the limit of one commit an answer)");
    for (at_once, count) in [(1, 300), (32, 1_500), (256, 2_000)] {
        let some = answers.split_off(answers.len().saturating_sub(count));
        let rate = cast(&store, &label, some, at_once).await;
        println!(
            "kept, {at_once:>3} at a time                    {rate:>9.0} answers/s = {:.2} of forced writes",
            rate / limit
        );
    }
    let custody = CustodySecret::generate().unwrap().public();
    let begun = Instant::now();
    let review = move |wraps: &[domain::SealedWrappingKey]| Gate::review(wave.close(), &keys, wraps);
    let release = move |review: domain::Review| {
        let reviewed = review.release(&Earlier::default(), &custody)?;
        let analysis =
            Analysis::of(std::slice::from_ref(&reviewed.publication), Known::default(), |_| None).unwrap_or_default();
        Ok(Release { reviewed, analysis, due: chrono::NaiveDate::default() })
    };
    let reviewed = store.publish(&label, review, release, |_, _| ()).await;
    let reviewed = reviewed.unwrap().unwrap().reviewed;
    let rate = per_second(3_800, begun.elapsed());
    println!("closed: opened, added up, dropped      {rate:>9.0} answers/s; {} could not be read", reviewed.unreadable);
    println!("a million answers would take           {:>9.0} s", 1e6 / rate);
}
