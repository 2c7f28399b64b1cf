//! Releases and their letters, on a real file: once, whole, and for whoever is still there. Sends nothing.

use domain::{
    Analysis, Coverage, Earlier, Gate, Language, Person, Questionnaire, ReportNote, Responses, Reviewed, Role, Roles,
    Roster, Terms, Threshold, Wave, WaveKeys,
};

use super::*;
use crate::{Delivery, Errand, HeldUp, LetterKind, Location, NewWave, QueuedLetter, Release, Undone, Which};

const SURVEY: &str = include_str!("../../../surveys/team-safety.toml");

/// When everything happens, in seconds since 1970.
const NOW: i64 = 1_790_000_000;

struct House {
    _folder: tempfile::TempDir,
    store: Store,
    wave: WaveLabel,
}

fn person(key: &str, unit: &str) -> Person {
    Person {
        key: key.parse().expect("a key"),
        email: format!("{key}@x.nl").parse().expect("an address"),
        unit: unit.parse().expect("a path"),
        language: Language::Dutch,
        zone: None,
    }
}

/// Four people in two teams of Care, two in Office; management of both, and of a department that is not in the wave.
async fn house() -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::create(&Location::File(folder.path().join("db"))).await.expect("a database");
    let people =
        [("p1", "Care/A"), ("p2", "Care/A"), ("p3", "Care/B"), ("p4", "Care/B"), ("p5", "Office"), ("p6", "Office")];
    let roster = Roster::of(people.map(|(key, unit)| person(key, unit)).to_vec()).expect("a roster");
    store.replace_roster(&roster).await.expect("a kept roster");
    for (name, role, units) in [
        ("bob", Role::Management, &["Care", "Care/A"][..]),
        ("eve", Role::Management, &["/", "Sales"]),
        ("mia", Role::Management, &["Sales"]),
        ("ada", Role::Adviser, &[]),
        ("sam", Role::Administrator, &[]),
    ] {
        let units = units.iter().map(|unit| unit.parse().expect("a path")).collect();
        let roles = Roles::of(&[role], units).expect("roles");
        let email = format!("{name}@x.nl").parse().expect("an address");
        let account = Account { name: name.parse().expect("a name"), email, language: Language::English, roles };
        store.add_account(&account, None).await.expect("an account");
    }
    let wave = publish(&store, &roster, "2026-10", 0).await;
    House { _folder: folder, store, wave }
}

/// Publishes a wave in which nobody answered; it is due three days after it closed.
async fn publish(store: &Store, roster: &Roster, label: &str, after: usize) -> WaveLabel {
    let terms = Terms {
        label: label.parse().expect("a label"),
        questionnaire: Questionnaire::parse(SURVEY).expect("a good file"),
        tree: roster.tree().expect("a tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: day(&format!("{label}-03")),
        closes: day(&format!("{label}-17")),
    };
    let (open, keys) = (Wave::open(terms.clone()).expect("dates"), WaveKeys::generate().expect("randomness"));
    let new = NewWave {
        wave: &open,
        key: &keys.public(),
        slots: Vec::new(),
        invited: roster,
        moment: &|_| NOW,
        ends: i64::MAX,
        remind_on: &[],
        after,
    };
    store.open_wave(new).await.expect("an open wave");
    let earlier = Earlier { classes: &[], responses: &Responses::none() };
    let (publication, classes, responses) = Gate::rehearse(&terms, Vec::new(), &earlier);
    let known = domain::analysis::Known::default();
    let analysis = Analysis::of(std::slice::from_ref(&publication), known, |_| None).unwrap_or_default();
    let reviewed = Reviewed { publication, classes, responses, comments: Vec::new(), unreadable: 0 };
    let due = day(&format!("{label}-20"));
    let review = move |wraps: &[domain::SealedWrappingKey]| Gate::review(open.close(), &keys, wraps);
    let release = move |_| Ok(Release { reviewed, analysis, due });
    store.publish(&terms.label, review, release, |_, _| ()).await.expect("a database").expect("a publication");
    terms.label
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

impl House {
    async fn waiting(&self) -> Vec<QueuedLetter> {
        let all = Which { due: NOW, retry: true, pulses: false };
        self.store.waiting_letters(all, None, 100).await.expect("a queue").letters
    }

    async fn receivers(&self) -> Vec<String> {
        let mut names: Vec<_> = self.waiting().await.iter().map(|letter| letter.errand.receiver().to_owned()).collect();
        names.sort();
        names
    }
}

#[tokio::test]
async fn a_wave_waits_until_it_is_due_or_released() {
    let house = house().await;
    let (store, wave) = (&house.store, house.wave.clone());
    let waits = Some(ReportRelease { due: day("2026-10-20"), released: false });
    assert_eq!(store.report_release(&wave).await.expect("a release"), waits);
    assert!(store.due_releases(day("2026-10-19")).await.expect("a list").is_empty());
    assert_eq!(store.due_releases(day("2026-10-20")).await.expect("a list"), std::slice::from_ref(&wave));
    let survey = "team-safety".parse().expect("a key");
    let read = async || store.released_editions(&survey).await.expect("editions").len();
    let listed = async || store.waves().await.expect("waves").iter().filter(|wave| wave.is_released()).count();
    assert_eq!((read().await, listed().await, store.is_released(&wave).await.expect("a state")), (0, 0, false));
    assert_eq!(store.editions(&survey).await.expect("editions").len(), 1, "the adviser reads it at once");

    store.release_reports(&wave, Audience::Nobody, &|_| NOW).await.expect("a release");
    assert_eq!((read().await, listed().await, store.is_released(&wave).await.expect("a state")), (1, 1, true));
    assert!(store.due_releases(day("2030-01-01")).await.expect("a list").is_empty());
    assert!(house.waiting().await.is_empty(), "nobody is written to");
    let strange = "2026-09".parse().expect("a label");
    let refused = store.release_reports(&strange, Audience::Nobody, &|_| NOW).await.expect_err("no such wave");
    assert!(matches!(refused, StoreError::NotPublished { .. }), "{refused}");
}

#[tokio::test]
async fn releasing_queues_a_letter_for_each_who_has_something_to_read_and_never_twice() {
    let house = house().await;
    let store = &house.store;
    store
        .replace_roster(&Roster::of(vec![person("p1", "Care/A"), person("p7", "Care/New")]).expect("a roster"))
        .await
        .expect("kept");
    let queued = store.release_reports(&house.wave, Audience::Everybody, &|_| NOW).await.expect("a release");
    assert_eq!(queued, Queued { reports: 2, results: 1 });
    assert_eq!(house.receivers().await, ["bob", "eve", "p1"], "mia's unit and p7's are not in the wave");
    let tree = store.publication(&house.wave).await.expect("a publication").expect("one");
    let place = tree.terms().tree.find(&"Care/A".parse().expect("a path")).expect("in the tree").position();
    let letters = house.waiting().await;
    let units = letters.iter().filter_map(|letter| match letter.errand {
        Errand::Results { unit, .. } => Some(unit),
        _ => None,
    });
    assert_eq!(units.collect::<Vec<_>>(), [place]);
    assert_eq!(
        store.release_reports(&house.wave, Audience::Everybody, &|_| NOW).await.expect("again"),
        Queued::default()
    );
    assert_eq!(house.receivers().await.len(), 3);
}

#[tokio::test]
async fn whoever_goes_takes_their_letter_along() {
    let house = house().await;
    let store = &house.store;
    assert_eq!(store.release_reports(&house.wave, Audience::Everybody, &|_| NOW).await.expect("a release").results, 6);
    store.remove_account(&"bob".parse().expect("a name")).await.expect("a removed account");
    store.replace_roster(&Roster::of(vec![person("p3", "Office")]).expect("a roster")).await.expect("a roster");
    assert_eq!(house.receivers().await, ["eve", "p3"]);
}

#[tokio::test]
async fn what_became_of_a_letter_is_counted_and_who_was_told_is_forgotten() {
    let house = house().await;
    let (store, wave) = (&house.store, &house.wave);
    store.release_reports(wave, Audience::Everybody, &|_| NOW).await.expect("a release");
    let letters = house.waiting().await;
    let record = async |receiver: &str, delivery| {
        let letter = letters.iter().find(|letter| letter.errand.receiver() == receiver).expect("a letter").clone();
        store.record_letters(&[(letter, delivery)]).await.expect("a record");
    };
    let counts = async |kind| {
        let counts = store.letter_counts(kind, wave).await.expect("counts");
        (counts.sent, counts.refused, counts.queued)
    };
    record("bob", Delivery::Sent).await;
    record("p1", Delivery::Refused("550 no such mailbox".into())).await;
    record("p6", Delivery::Deferred { why: "later".into(), due: NOW + 300 }).await;
    for key in ["p2", "p3", "p4", "p5"] {
        record(key, Delivery::Sent).await;
    }
    assert_eq!(counts(LetterKind::Report).await, (1, 0, 1), "who has which report stays known");
    assert_eq!(counts(LetterKind::Results).await, (0, 1, 1), "who was told is forgotten at once");
    let which = |due, retry| Which { due, retry, pulses: true };
    let held = store.held_up().await.expect("a count");
    assert_eq!(held, Some(HeldUp { letters: 1, complaint: "later".into() }), "of those that were tried");
    let name = async |receiver: &str| {
        let letter = letters.iter().find(|letter| letter.errand.receiver() == receiver).expect("a letter");
        store.undone(&letter.name).await.expect("a state")
    };
    assert_eq!(name("p1").await, Some(Undone::Refused("550 no such mailbox".into())));
    assert_eq!((name("p6").await, name("p2").await), (Some(Undone::Waits(Some("later".into()))), None));
    for (which, expected) in [(which(NOW, false), 1), (which(NOW, true), 2), (which(NOW + 300, false), 2)] {
        assert_eq!(store.count_waiting(which).await.expect("a count"), expected, "{which:?}");
    }
    let refusals = store.letter_refusals().await.expect("reasons");
    assert_eq!(refusals, [((LetterKind::Results, "550 no such mailbox".to_owned()), 1)].into());
}

#[tokio::test]
async fn waves_of_a_questionnaire_are_released_in_their_order() {
    let House { _folder, store, wave } = house().await;
    let roster = store.roster().await.expect("a roster");
    let newer = publish(&store, &roster, "2026-11", 1).await;
    let refused = store.release_reports(&newer, Audience::Everybody, &|_| NOW).await.expect_err("an older one waits");
    assert!(matches!(&refused, StoreError::OlderWaits { older, .. } if *older == wave), "{refused}");
    assert!(!store.is_released(&newer).await.expect("a state"), "nothing is half done");
    let all = Which { due: NOW, retry: true, pulses: false };
    assert_eq!(store.count_waiting(all).await.expect("a count"), 0);
    store.release_reports(&wave, Audience::Nobody, &|_| NOW).await.expect("a release");
    let queued = store.release_reports(&newer, Audience::Everybody, &|_| NOW).await.expect("a release");
    assert_eq!(queued, Queued { reports: 2, results: 6 });
}

#[tokio::test]
async fn a_note_is_kept_until_management_has_the_report() {
    let House { _folder, store, wave } = house().await;
    let (care, office): (UnitPath, UnitPath) = ("Care".parse().expect("a path"), "Office".parse().expect("a path"));
    let note = |words| ReportNote::read(words, true).expect("a short note");
    for (unit, words) in [(&office, "later"), (&care, "sooner"), (&care, "second thoughts")] {
        store.keep_report_note(&wave, unit, note(words).as_ref()).await.expect("a kept note");
    }
    assert_eq!(store.report_note(&wave, &care).await.expect("a note"), note("second thoughts"));
    let all = store.report_notes(&wave).await.expect("notes");
    assert_eq!(all.iter().map(|(unit, _)| unit).collect::<Vec<_>>(), [&care, &office]);
    store.keep_report_note(&wave, &office, None).await.expect("taken away");
    store.release_reports(&wave, Audience::Nobody, &|_| NOW).await.expect("a release");
    let refused = store.keep_report_note(&wave, &care, None).await.expect_err("too late");
    assert!(matches!(refused, StoreError::AlreadyReleased { .. }), "{refused}");
    assert_eq!(store.report_notes(&wave).await.expect("notes").len(), 1);
    let strange = "2026-09".parse().expect("a label");
    let refused = store.keep_report_note(&strange, &care, note("x").as_ref()).await.expect_err("no such wave");
    assert!(matches!(refused, StoreError::NotPublished { .. }), "{refused}");
}
