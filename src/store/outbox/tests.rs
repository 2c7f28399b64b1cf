//! Letters on a real file: one of each, in an order of chance, forgotten in time. Sends nothing.

use domain::schedule::Pulse;
use domain::{
    Account, Coverage, Language, LetterName, Person, Questionnaire, Role, Roles, Roster, Terms, Threshold, Wave,
    WaveKeys,
};

use super::*;
use crate::{Location, Moments, NewWave, Store, Ticket, TicketId};

const SURVEY: &str = include_str!("../../../surveys/team-safety.toml");
/// When everything happens, in seconds since 1970.
const NOW: i64 = 1_790_000_000;

struct House {
    _folder: tempfile::TempDir,
    store: Store,
    wave: WaveLabel,
}

fn person(key: &str) -> Person {
    Person {
        key: key.parse().expect("a key"),
        email: format!("{key}@x.nl").parse().expect("an address"),
        unit: "Care/A".parse().expect("a path"),
        language: Language::Dutch,
        zone: None,
    }
}

/// A wave that asked `people`, of whom the first works elsewhere and gets the letter an hour later.
async fn open(people: usize) -> House {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::create(&Location::File(folder.path().join("db"))).await.expect("a database");
    let people: Vec<_> = (0..people).map(|n| person(&format!("p{n:03}"))).collect();
    let roster = Roster::of(people).expect("a roster");
    store.replace_roster(&roster).await.expect("a kept roster");
    let wave: WaveLabel = "2026-10".parse().expect("a label");
    let terms = Terms {
        label: wave.clone(),
        questionnaire: Questionnaire::parse(SURVEY).expect("a good file"),
        tree: roster.tree().expect("a tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-10-06".parse().expect("a day"),
        closes: "2026-10-20".parse().expect("a day"),
    };
    let (open, keys) = (Wave::open(terms).expect("dates"), WaveKeys::generate().expect("randomness"));
    let moment = |person: &Person| if person.key.as_str() == "p000" { NOW + 3_600 } else { NOW };
    let new = NewWave {
        wave: &open,
        key: &keys.public(),
        slots: Vec::new(),
        invited: &roster,
        moment: &moment,
        ends: i64::MAX,
        remind_on: &[],
        after: 0,
    };
    store.open_wave(new).await.expect("an open wave");
    House { _folder: folder, store, wave }
}

impl House {
    async fn waiting(&self, due: i64) -> Vec<QueuedLetter> {
        self.store
            .waiting_letters(Which { due, retry: false, pulses: true }, None, 1_000)
            .await
            .expect("a queue")
            .letters
    }

    async fn send(&self, letters: Vec<QueuedLetter>) {
        let sent: Vec<_> = letters.into_iter().map(|letter| (letter, Delivery::Sent)).collect();
        self.store.record_letters(&sent).await.expect("a record");
    }

    async fn remind(&self, round: u8) -> Option<u64> {
        let elsewhere = vec![(NOW + 90_000, vec!["p000".parse().expect("a key")])];
        let moments = Moments { here: NOW + 86_400, elsewhere, rest: None };
        self.store.remind(&self.wave, round, &moments).await.expect("a database")
    }
}

#[tokio::test]
async fn letters_wait_until_their_moment_in_an_order_that_tells_nothing() {
    let house = open(200).await;
    let now = house.waiting(NOW).await;
    assert_eq!(now.len(), 199, "one gets theirs later");
    assert_eq!(house.waiting(NOW + 3_600).await.len(), 200);
    let receivers: Vec<_> = now.iter().map(|letter| letter.errand.receiver()).collect();
    assert!(!receivers.is_sorted() && !receivers.iter().rev().is_sorted());
    let paused = Which { due: NOW, retry: true, pulses: false };
    assert_eq!(house.store.count_waiting(paused).await.expect("a count"), 0, "while the pulse is paused");
    let (mut paged, mut next) = (Vec::new(), None);
    loop {
        let which = Which { due: NOW, retry: false, pulses: true };
        let page = house.store.waiting_letters(which, next.as_ref(), 64).await.expect("a page");
        paged.extend(page.letters);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let told = |letters: &[QueuedLetter]| -> Vec<_> {
        letters.iter().map(|letter| (letter.name.clone(), letter.errand.clone(), letter.since)).collect()
    };
    assert_eq!(told(&paged), told(&now));
}

#[tokio::test]
async fn everybody_who_was_invited_is_reminded_twice_at_most() {
    let house = open(12).await;
    assert_eq!(house.remind(2).await, None, "the first comes first");
    let mut letters = house.waiting(NOW + 3_600).await;
    let refused = letters.extract_if(.., |letter| letter.errand.receiver() == "p002").next().expect("a letter");
    house.store.record_letters(&[(refused, Delivery::Refused("550 no".into()))]).await.expect("a record");
    letters.retain(|letter| letter.errand.receiver() != "p001");
    let name = letters[0].name.clone();
    house.send(letters).await;
    let counts = async |last| house.store.pulse_counts(&house.wave, last).await.expect("counts");
    let of = |queued, sent, refused| LetterCounts { queued, sent, refused };
    assert_eq!(counts(0).await, PulseCounts { invitations: of(1, 10, 1), reminders: of(0, 0, 0) });
    assert_eq!(house.remind(1).await, Some(10), "not the one that still waits, nor the one that was refused");
    assert_eq!(counts(1).await, PulseCounts { invitations: of(1, 10, 1), reminders: of(10, 0, 0) });
    assert_eq!(house.remind(1).await, None, "each reminder is queued once");
    assert_eq!(house.remind(2).await, None, "the first is still on its way");
    assert_eq!(house.waiting(NOW + 86_400).await.len(), 10, "elsewhere it is early still");
    let waiting = house.waiting(NOW + 90_000).await;
    let rounds =
        |of: u8| waiting.iter().filter(move |letter| letter.round == of).map(|letter| letter.errand.receiver());
    assert_eq!((rounds(0).collect::<Vec<_>>(), rounds(1).count()), (vec!["p001"], 10), "an invitation stays one");
    let reminder = waiting.iter().find(|letter| letter.name == name).expect("the same name");
    assert_eq!((reminder.round, reminder.tries), (1, 0));
    house.send(waiting).await;
    assert_eq!(counts(1).await, PulseCounts { invitations: of(0, 11, 1), reminders: of(0, 10, 0) });
    assert_eq!(house.remind(Pulse::MOST_REMINDERS).await, Some(11));
    assert_eq!(counts(2).await, PulseCounts { invitations: of(0, 11, 1), reminders: of(11, 0, 0) });
    assert_eq!(house.remind(Pulse::MOST_REMINDERS + 1).await, None);
    assert_eq!(house.store.retry_refused(NOW + 90_000).await.expect("a count"), 1);
    let again = house.waiting(NOW + 90_000).await.into_iter().find(|letter| letter.errand.receiver() == "p002");
    assert_eq!(again.map(|letter| letter.round), Some(0), "whoever had nothing is invited");
}

#[tokio::test]
async fn a_closed_wave_forgets_whom_it_asked_and_a_late_record_brings_nobody_back() {
    let house = open(3).await;
    let letters = house.waiting(NOW + 3_600).await;
    forget_wave(&house.store.db, &house.wave).await.expect("forgotten");
    house.send(letters).await;
    assert!(house.waiting(i64::MAX).await.is_empty());
    let counts = house.store.letter_counts(LetterKind::Pulse, &house.wave).await.expect("counts");
    assert_eq!(counts, LetterCounts::default());
}

#[tokio::test]
async fn a_letter_about_an_account_takes_the_place_of_the_one_before() {
    let house = open(1).await;
    let account = Account {
        name: "sam".parse().expect("a name"),
        email: "sam@x.nl".parse().expect("an address"),
        language: Language::English,
        roles: Roles::of(&[Role::Administrator], [].into()).expect("roles"),
    };
    let letter = |n: u8| LetterName::of([n; 16]);
    let ticket = |n: u8, letter| Ticket {
        id: TicketId::of(&[n; 32]),
        letter,
        account: &account.name,
        first: n == 1,
        now: NOW,
        expires: NOW + 60,
    };
    let (first, second) = (letter(1), letter(2));
    house.store.invite_account(&account, ticket(1, &first)).await.expect("an account and its letter");
    let again = house.store.invite_account(&account, ticket(1, &first)).await;
    assert!(again.is_err(), "there is one of that name");
    house.store.keep_ticket(ticket(2, &second)).await.expect("another letter");
    let mut waiting = house.waiting(NOW).await;
    waiting.retain(|letter| letter.errand.kind() != LetterKind::Pulse);
    assert_eq!(waiting.len(), 1);
    assert_eq!((&waiting[0].name, waiting[0].errand.kind()), (&second, LetterKind::Reset));
    house.send(waiting).await;
    let left = house.waiting(NOW).await;
    assert!(left.iter().all(|letter| letter.errand.kind() == LetterKind::Pulse), "it is forgotten when it was sent");
}
