//! Power cuts: what was confirmed is there, what was half done is finished or undone.

use std::fs;

use crate::house::{TestHouse, form};

fn roster(people: usize) -> String {
    let rows = (0..people).map(|n| format!("p{n},p{n}@x.nl,Care/A,nl\n"));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

#[test]
fn an_answer_that_was_thanked_for_survives_a_power_cut() {
    let house = TestHouse::new();
    house.import(&roster(8));
    house.open_wave();
    let server = house.serve();
    for (_, link) in house.letters().iter().take(6) {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    server.kill();
    house.must(&["wave", "close"]);
    let export = house.export();
    assert_eq!(export["waves"][0]["units"][2]["unit"], "Care/A");
    assert_eq!(export["waves"][0]["units"][2]["answered"]["from"], 5);
}

#[test]
fn keys_that_outlived_their_wave_are_destroyed_at_the_next_start() {
    let house = TestHouse::new();
    house.import(&roster(6));
    house.open_wave();
    let keys = house.dir().join("keys");
    let key = fs::read_dir(&keys).expect("a folder").next().expect("a key file").expect("an entry").path();
    let bytes = fs::read(&key).expect("a key");
    let server = house.serve();
    for (_, link) in house.letters() {
        assert_eq!(server.post(&link, &form(&[Some(2); 7])).status, 200);
    }
    drop(server);
    house.must(&["wave", "close"]);
    let published = house.export();
    // As if the power had gone after the publication was frozen and before the key was destroyed.
    fs::write(&key, bytes).expect("a written file");
    house.must(&["wave", "list"]);
    assert!(!key.exists());
    assert_eq!(house.export(), published);
}

#[test]
fn a_wave_without_its_key_file_is_not_closed_and_says_which_file_is_missing() {
    let house = TestHouse::new();
    house.import(&roster(6));
    house.open_wave();
    let keys = house.dir().join("keys");
    let key = fs::read_dir(&keys).expect("a folder").next().expect("a key file").expect("an entry").path();
    let moved = house.beside("moved.key");
    fs::rename(&key, &moved).expect("a moved file");
    let said = house.run(&["wave", "close"]);
    assert!(!said.ok && said.err.contains(key.to_str().expect("a UTF-8 path")), "{}", said.err);
    fs::write(&key, "not a key\n").expect("a written file");
    assert!(house.run(&["wave", "close"]).err.contains("the key file is damaged"));
    fs::rename(&moved, &key).expect("a moved file");
    house.must(&["wave", "close"]);
}

#[test]
fn letters_that_could_not_be_sent_wait_and_are_sent_once() {
    let house = TestHouse::new();
    house.import(&roster(5));
    // A file where the folder of letters should be.
    fs::write(house.dir().join("letters"), "in the way").expect("a written file");
    let said = house.run(&["wave", "open", "--survey", "team-safety", "--closes", &crate::house::in_days(9)]);
    assert!(said.ok && said.err.contains("letters"), "the wave is open all the same: {}", said.err);
    assert!(house.must(&["wave", "list"]).contains("0 sent, 5 waiting"));
    fs::remove_file(house.dir().join("letters")).expect("a removed file");
    house.must(&["mail", "send"]);
    assert_eq!(house.letters().len(), 5);
    house.must(&["mail", "send"]);
    assert_eq!(house.letters().len(), 5, "nobody gets a second letter");
}
