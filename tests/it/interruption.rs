//! Power cuts: what was confirmed is there, what was half done is finished or undone.

use std::fs;

use crate::house::{TestHouse, on_both_engines};
use crate::visitor::form;

fn roster(people: usize) -> String {
    let rows = (0..people).map(|n| format!("p{n},p{n}@x.nl,Care/A,nl\n"));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

fn an_answer_that_was_thanked_for_survives_a_power_cut(house: &TestHouse) {
    house.import(&roster(8));
    house.open_wave();
    let server = house.serve();
    for (_, link) in house.letters().iter().take(6) {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    server.kill();
    house.must(&["wave", "close", "--early"]);
    let export = house.export();
    assert_eq!(export["waves"][0]["units"][2]["unit"], "Care/A");
    assert_eq!(export["waves"][0]["units"][2]["answered"]["from"], 5);
}

fn keys_that_outlived_their_wave_are_destroyed_at_the_next_start(house: &TestHouse) {
    house.import(&roster(6));
    house.open_wave();
    let key = house.wave_key();
    let bytes = fs::read(&key).expect("a key");
    let server = house.serve();
    for (_, link) in house.letters() {
        assert_eq!(server.post(&link, &form(&[Some(2); 7])).status, 200);
    }
    drop(server);
    house.must(&["wave", "close", "--early"]);
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
    let key = house.wave_key();
    let moved = house.beside("moved.key");
    fs::rename(&key, &moved).expect("a moved file");
    let said = house.run(&["wave", "close", "--early"]);
    assert!(!said.ok && said.err.contains(key.to_str().expect("a UTF-8 path")), "{}", said.err);
    fs::write(&key, "not a key\n").expect("a written file");
    assert!(house.run(&["wave", "close", "--early"]).err.contains("the key file is damaged"));
    fs::rename(&moved, &key).expect("a moved file");
    house.must(&["wave", "close", "--early"]);
}

fn letters_that_could_not_be_sent_wait_and_are_sent_once(house: &TestHouse) {
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

fn whoever_is_thanked_while_the_wave_is_closed_is_counted(house: &TestHouse) {
    house.import(&roster(60));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    let (early, late) = letters.split_at(40);
    for (_, link) in early {
        assert_eq!(server.post(link, &form(&[Some(3); 7])).status, 200);
    }
    let thanked = std::thread::scope(|scope| {
        let posting = scope.spawn(|| {
            let statuses = late.iter().map(|(_, link)| server.post(link, &form(&[Some(3); 7])).status);
            statuses.filter(|&status| status == 200).count()
        });
        house.must(&["wave", "close", "--early"]);
        posting.join().expect("all were answered")
    });
    // The published range tells fifty and more from fewer; the classes in the store tell the number.
    let counted = house.rows("SELECT record FROM class").concat();
    assert!(counted.contains(&format!("\"sheets\":{}", 40 + thanked)), "{thanked} were thanked late, and not counted");
}

fn two_processes_can_t_open_two_waves_of_one_questionnaire(house: &TestHouse) {
    house.import(&roster(30));
    let opened = std::thread::scope(|scope| {
        let open = |label: &'static str| {
            let closes = crate::house::in_days(9);
            scope.spawn(move || {
                let words =
                    ["wave", "open", "--survey", "team-safety", "--closes", &closes, "--label", label, "--queue-only"];
                house.run(&words).ok
            })
        };
        let all = [open("2026-11-a"), open("2026-11-b"), open("2026-11-c"), open("2026-11-d")];
        all.into_iter().filter_map(|process| process.join().ok()).filter(|&ok| ok).count()
    });
    assert_eq!(opened, 1);
    assert_eq!(house.must(&["wave", "list"]).lines().count(), 1);
}

#[test]
fn a_server_that_can_t_listen_says_so_and_stops() {
    let house = TestHouse::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    house.configure("port = 0", &format!("port = {port}"));
    let said = house.run(&["serve"]);
    assert!(!said.ok && said.err.contains("could not start"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn what_holds_links_answers_or_keys_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let house = TestHouse::new();
    house.import(&roster(5));
    house.open_wave();
    for name in ["", "keys", "letters", "polsslag.db", "polsslag.toml"] {
        let mode = fs::metadata(house.dir().join(name)).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} is {mode:o}");
    }
    house.must(&["wave", "close", "--early"]);
    assert_eq!(fs::read_dir(house.dir().join("letters")).expect("a folder").count(), 0, "letters go with their wave");
}

fn another_questionnaire_in_the_same_weeks_is_put_to_the_same_people_only(house: &TestHouse) {
    house.import(&roster(9));
    house.open_wave();
    house.import(&roster(8));
    let closes = crate::house::in_days(9);
    let words = ["wave", "open", "--survey", "social-safety", "--closes", &closes, "--label", "2026-11-social"];
    let said = house.run(&words);
    assert!(!said.ok && said.err.contains("somebody joined, left or moved"), "{}", said.err);
    house.import(&roster(9));
    house.must(&words);
}

on_both_engines!(
    an_answer_that_was_thanked_for_survives_a_power_cut,
    keys_that_outlived_their_wave_are_destroyed_at_the_next_start,
    letters_that_could_not_be_sent_wait_and_are_sent_once,
    whoever_is_thanked_while_the_wave_is_closed_is_counted,
    two_processes_can_t_open_two_waves_of_one_questionnaire,
    another_questionnaire_in_the_same_weeks_is_put_to_the_same_people_only,
);
