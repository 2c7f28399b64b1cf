//! Addresses at which letters don't arrive, on a real file: noted, noted again, forgotten for each of the three reasons.

use domain::{
    Account, Coverage, Language, Person, Questionnaire, Role, Roles, Roster, Terms, Threshold, Wave, WaveKeys,
};

use super::*;
use crate::{Location, NewWave, Store};

const SURVEY: &str = include_str!("../../../surveys/team-safety.toml");

async fn house(folder: &tempfile::TempDir) -> Store {
    let store = Store::create(&Location::File(folder.path().join("db"))).await.expect("a database");
    store.replace_roster(&roster(&["Jan", "piet"])).await.expect("a kept roster");
    store
}

fn roster(keys: &[&str]) -> Roster {
    let person = |key: &&str| Person {
        key: key.parse().expect("a key"),
        email: address(key),
        unit: "Care/A".parse().expect("a path"),
        language: Language::Dutch,
        zone: None,
    };
    Roster::of(keys.iter().map(person).collect::<Vec<_>>()).expect("a roster")
}

fn address(name: &str) -> EmailAddress {
    format!("{name}@x.nl").parse().expect("an address")
}

fn label(text: &str) -> WaveLabel {
    text.parse().expect("a label")
}

/// Opens a wave after so many others.
async fn open(store: &Store, label: &str, after: usize) {
    let roster = store.roster().await.expect("a roster");
    let terms = Terms {
        label: self::label(label),
        questionnaire: Questionnaire::parse(SURVEY).expect("a good file"),
        tree: roster.tree().expect("a tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-10-06".parse().expect("a day"),
        closes: "2026-10-20".parse().expect("a day"),
    };
    let (wave, keys) = (Wave::open(terms).expect("dates"), WaveKeys::generate().expect("randomness"));
    let new = NewWave {
        wave: &wave,
        key: &keys.public(),
        slots: Vec::new(),
        invited: &roster,
        moment: &|_: &Person| 0,
        ends: i64::MAX,
        remind_on: &[],
        after,
    };
    store.open_wave(new).await.expect("an open wave");
}

async fn close(store: &Store, label: &str) {
    let transaction = store.begin().await.expect("a transaction");
    Store::retire_wave(&transaction, &self::label(label)).await.expect("a retired wave");
    forget_who_got_it(&transaction, &self::label(label)).await.expect("a statement");
    transaction.commit().await.expect("a commit");
}

async fn listed(store: &Store) -> Vec<(String, String, Option<String>)> {
    let all = store.undeliverable().await.expect("a list").into_iter();
    all.map(|one| (one.address.to_string(), one.refusal.to_string(), one.since.map(|label| label.to_string())))
        .collect()
}

#[tokio::test]
async fn an_address_is_noted_once_with_the_newest_words_and_the_first_wave() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = house(&folder).await;
    let full = Refusal::new(None, "552 5.2.2 jan@x.nl is full");
    let gone = Refusal::new(None, "550 5.1.1 gone");
    assert!(store.note_undeliverable(&address("JAN"), &full, Some(&label("2026-10"))).await.expect("a note"));
    assert!(store.note_undeliverable(&address("jan"), &gone, Some(&label("2026-11"))).await.expect("a note"));
    assert!(!store.note_undeliverable(&address("stranger"), &gone, None).await.expect("a note"));
    let expected = ("Jan@x.nl".to_owned(), "5.1.1 550 5.1.1 gone".to_owned(), Some("2026-10".to_owned()));
    assert_eq!(listed(&store).await, [expected]);
    store.forget_undeliverable(&address("jAn")).await.expect("a settled address");
    assert!(listed(&store).await.is_empty());
}

#[tokio::test]
async fn whoever_leaves_the_roster_and_the_accounts_is_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = house(&folder).await;
    let account = Account {
        name: "boss".parse().expect("a name"),
        email: address("piet"),
        language: Language::English,
        roles: Roles::of(&[Role::Management], ["/".parse().expect("a path")].into()).expect("roles"),
    };
    store.add_account(&account, None).await.expect("an account");
    let gone = Refusal::new(None, "550 5.1.1 gone");
    for name in ["jan", "piet"] {
        assert!(store.note_undeliverable(&address(name), &gone, None).await.expect("a note"));
    }
    store.replace_roster(&roster(&["jan-new"])).await.expect("a new roster");
    assert_eq!(listed(&store).await, [("piet@x.nl".to_owned(), "5.1.1 550 5.1.1 gone".to_owned(), None)]);
    store.remove_account(&account.name).await.expect("a removed account");
    assert!(listed(&store).await.is_empty());
}

#[tokio::test]
async fn letters_of_a_later_wave_that_don_t_come_back_settle_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = house(&folder).await;
    let gone = Refusal::new(None, "550 5.1.1 gone");
    open(&store, "2026-10", 0).await;
    for name in ["jan", "piet"] {
        store.note_undeliverable(&address(name), &gone, Some(&label("2026-10"))).await.expect("a note");
    }
    close(&store, "2026-10").await;
    assert_eq!(listed(&store).await.len(), 2, "its own wave settles nothing");
    open(&store, "2026-11", 1).await;
    store.note_undeliverable(&address("piet"), &gone, Some(&label("2026-11"))).await.expect("a note");
    close(&store, "2026-11").await;
    let left: Vec<_> = listed(&store).await.into_iter().map(|(address, _, since)| (address, since)).collect();
    assert_eq!(left, [("piet@x.nl".to_owned(), Some("2026-10".to_owned()))]);
}
