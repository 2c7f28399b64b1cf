//! Key files come back as they were written, and nothing else is taken for one. Does not touch a disk.

use proptest::prelude::*;

use super::*;
use crate::ballot::{Comment, LetterKey, Opening, WaveSecrets};

fn wave() -> WaveLabel {
    "2026-11".parse().expect("a good label")
}

fn admit(custody: &Custody, passphrase: Option<&Passphrase>) -> CustodySecrets {
    custody.admit(passphrase).unwrap_or_else(|error| panic!("{error}"))
}

fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_wave_s_secrets_survive_their_file() {
    let keys = WaveKeys::generate().expect("randomness");
    let custody = CustodySecret::generate().expect("randomness");
    let (public, person) = (keys.public(), "17".parse().expect("a good key"));
    let locked = custody.public().lock(&keys, &wave()).expect("a good key");
    let letters = LetterKey::generate().expect("randomness");
    let token = letters.token(&person, 0);
    let plain = WaveSecrets { letters, opening: Opening::Plain(keys), lay_open: false };
    let read = WaveSecrets::from_text(&plain.to_text()).unwrap_or_else(|error| panic!("{error}"));
    assert!(read.letters.token(&person, 0) == token);
    assert!(matches!(&read.opening, Opening::Plain(keys) if keys.public() == public));

    let safe = WaveSecrets {
        letters: LetterKey::generate().expect("randomness"),
        opening: Opening::Locked(locked),
        lay_open: true,
    };
    let text = safe.to_text();
    assert!(!text.contains("opening ="), "the secret itself is in no file");
    let read = WaveSecrets::from_text(&text).unwrap_or_else(|error| panic!("{error}"));
    let Opening::Locked(locked) = &read.opening else { panic!("it was locked") };
    assert!(custody.unlock(locked, &wave()).is_some_and(|keys| keys.public() == public));
}

#[test]
fn adviser_and_deputy_open_with_their_own_passphrase_and_nobody_else_does() {
    let plain = Custody::generate().expect("randomness");
    assert!(!plain.needs_passphrase());
    let (ada, ben) = (phrase("een lange zin van Ada"), phrase("a long sentence of Ben"));
    let (one, secrets) = plain.with(admit(&plain, None), Holder::Adviser, &ada).expect("randomness");
    assert!(one.public() != plain.public(), "a copy of the file without a passphrase opens nothing new");
    let (two, _) = one.with(secrets, Holder::Deputy, &ben).expect("randomness");
    let text = two.to_text();
    assert!(!text.contains("secret"), "the secret lies in the file no more");
    let read = Custody::from_text(&text).unwrap_or_else(|error| panic!("{error}"));
    assert!(read.has(Holder::Adviser) && read.has(Holder::Deputy) && read.needs_passphrase());
    for good in [&ada, &ben] {
        assert!(read.admit(Some(good)).is_ok_and(|found| found.public() == *one.public()));
    }
    assert_eq!(read.admit(None).err(), Some(NotAdmitted::Needed));
    assert_eq!(read.admit(Some(&phrase("een lange zin van Eva"))).err(), Some(NotAdmitted::Wrong));
}

#[test]
fn a_replaced_passphrase_opens_nothing_that_is_locked_afterwards_and_old_comments_stay_readable() {
    let plain = Custody::generate().expect("randomness");
    let words = Comment::from_form("uit een eerdere ronde").unwrap_or_else(|error| panic!("{error}"));
    let sealed = plain.public().seal_comments(&[&words], 0, &wave()).expect("a good key");
    let (old, fresh) = (phrase("een lange zin van Ada"), phrase("een nieuwe zin van Ada"));
    let (first, secrets) = plain.with(admit(&plain, None), Holder::Adviser, &old).expect("randomness");
    let (second, _) = first.with(secrets, Holder::Adviser, &fresh).expect("randomness");
    let second = Custody::from_text(&second.to_text()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(second.admit(Some(&old)).err(), Some(NotAdmitted::Wrong));
    let keys = WaveKeys::generate().expect("randomness");
    let locked = second.public().lock(&keys, &wave()).expect("a good key");
    // Old copies of the file, with what opened them.
    assert!(admit(&plain, None).unlock(&locked, &wave()).is_none());
    assert!(admit(&first, Some(&old)).unlock(&locked, &wave()).is_none());
    let now = admit(&second, Some(&fresh));
    assert!(now.unlock(&locked, &wave()).is_some());
    assert_eq!(now.read_comments(&sealed, &wave()), Some(vec!["uit een eerdere ronde".to_owned()]));
}

#[test]
fn a_damaged_file_says_what_is_wrong_and_never_what_is_in_it() {
    let custody = Custody::generate().expect("randomness").to_text();
    let other = Custody::generate().expect("randomness").to_text();
    let line = |text: &str, n: usize| text.lines().nth(n).map(str::to_owned).unwrap_or_default();
    let mixed = format!("{}\n{}\n", line(&custody, 0), line(&other, 1));
    assert!(Custody::from_text(&mixed).is_err_and(|error| error.to_string().contains("belong together")));
    assert!(Custody::from_text(&line(&custody, 0)).is_err(), "no secret");
    for bad in ["", "zz", "letters = \"00\"", "------", "letters = 3"] {
        let error = WaveSecrets::from_text(bad).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.starts_with("the key file is damaged: "), "{bad}: {error}");
    }
    let greedy = custody.replace("secret", "#")
        + "[[holder]]\nname = \"adviser\"\nargon2id_kib = 4000000000\n\
                  argon2id_passes = 3\nsalt = \"00\"\nlocked = \"00\"\n";
    assert!(Custody::from_text(&greedy).is_err(), "a file can't ask for the whole machine");
}

#[test]
fn a_passphrase_is_a_sentence() {
    assert!(Passphrase::new("too short").is_err());
    assert!(Passphrase::new(&"x".repeat(201)).is_err());
    assert!(Passphrase::new("  sixteen letters!  ").is_ok());
}

proptest! {
    #[test]
    fn any_text_is_a_key_file_or_is_refused(text in "\\PC{0,200}") {
        let _ = WaveSecrets::from_text(&text);
        let _ = Custody::from_text(&text);
    }
}
