//! The close of a wave with the plug pulled at ten moments, and with keys that only people have. Knows no page.

use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::house::{TestHouse, on_both_engines};
use crate::visitor::form;

fn roster(people: usize) -> String {
    let rows = (0..people).map(|n| format!("p{n},p{n}@x.nl,Care/Team {},nl\n", n % 3));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

/// A wave that everybody answered.
fn answered(house: &TestHouse, people: usize) {
    house.import(&roster(people));
    house.open_wave();
    let server = house.serve();
    for (n, (_, link)) in house.letters().iter().enumerate() {
        let answers = [Some(u8::try_from(1 + n % 5).expect("a point")); 7];
        assert_eq!(server.post(link, &form(&answers)).status, 200);
    }
}

fn attack_11_a_close_that_is_killed_at_any_moment_has_happened_whole_or_not_at_all(house: &TestHouse) {
    answered(house, 60);
    let whole = house.copy();
    let begun = Instant::now();
    whole.must(&["wave", "close", "--early"]);
    let (length, expected) = (begun.elapsed(), whole.export());
    // Ten moments spread over the length of a close; on a machine that is busy by turns, later ones until one is late.
    let mut moments: Vec<_> = (0..10).map(|moment| length * moment / 8).collect();
    let (mut open, mut published) = (0, 0);
    while let Some(moment) = moments.pop() {
        if killed_at(house, moment, &expected) {
            published += 1;
        } else {
            open += 1;
        }
        if moments.is_empty() && published == 0 && open < 16 {
            moments.push(moment.max(length) * 2);
        }
    }
    assert!(open > 0 && published > 0, "the moments lie on both sides: {open} before, {published} after");
}

/// Closes a copy of the wave and pulls the plug at this moment; tells whether the wave was published by then.
fn killed_at(house: &TestHouse, moment: Duration, expected: &serde_json::Value) -> bool {
    let copy = house.copy();
    let key = copy.wave_key();
    copy.kill_after(&["wave", "close", "--early"], moment);
    // Whatever it was doing, the next command finds one of two states, and finishes what was begun.
    let list = copy.must(&["wave", "list"]);
    let published = list.contains(" published");
    if published {
        assert!(!key.exists(), "the key of a published wave is gone after the next start");
        assert!(copy.letters().is_empty(), "and so are its letters");
        assert_eq!(copy.rows("SELECT cast(count(*) AS text) FROM outbox"), ["0"]);
        assert!(copy.run(&["wave", "close", "--early"]).err.contains("no wave is open"));
    } else {
        assert!(list.contains(" open") && key.exists(), "{list}");
        assert_eq!(copy.export()["waves"].as_array().map(Vec::len), Some(0), "nothing is published by half");
        copy.must(&["wave", "close", "--early"]);
    }
    assert_eq!(copy.export(), *expected, "killed after {moment:?}");
    published
}

#[test]
fn only_the_adviser_and_the_deputy_close_a_wave_that_was_opened_under_their_passphrases() {
    let house = TestHouse::new();
    house.configure("custody = \"file\"", "custody = \"passphrase\"");
    house.import(&roster(9));
    let open = ["wave", "open", "--survey", "team-safety", "--closes", &crate::house::in_days(9)];
    let said = house.run(&open);
    assert!(!said.ok && said.err.contains("polsslag keys passphrase adviser"), "{}", said.err);
    let set = |whose: &str, lines: &str| house.run_with(&["keys", "passphrase", whose], lines);
    assert!(set("adviser", "too short\n").err.contains("16 to 200 characters"));
    assert!(set("adviser", "een lange zin van Ada\n").ok);
    assert!(house.run(&open).err.contains("polsslag keys passphrase deputy"));
    assert!(set("deputy", "geen goede zin van iemand\nde zin van plaatsvervanger Ben\n").err.contains("neither"));
    assert!(set("deputy", "een lange zin van Ada\nde zin van plaatsvervanger Ben\n").ok);
    answered(&house, 9);

    let close = |line: &str| house.run_with(&["wave", "close", "--early"], line);
    assert!(close("").err.contains("neither the adviser's passphrase nor the deputy's"));
    assert!(close("een lange zin van Eva\n").err.contains("neither"));
    assert!(house.must(&["wave", "list"]).contains(" open"), "nothing was lost");
    // Whoever runs the server has the whole folder, and no passphrase.
    let key = std::fs::read_to_string(house.wave_key()).expect("a key file");
    assert!(key.contains("opening_locked") && !key.contains("opening ="), "{key}");
    let closed = close("de zin van plaatsvervanger Ben\n");
    assert!(closed.ok, "{}", closed.err);
    assert_eq!(house.export()["waves"][0]["units"][0]["shown"], true);
}

#[test]
fn a_first_passphrase_takes_the_secret_out_of_the_file_and_locks_the_wave_that_is_open() {
    let house = TestHouse::new();
    answered(&house, 6);
    let plain = std::fs::read_to_string(house.wave_key()).expect("a key file");
    let custody = house.dir().join("keys/custody.key");
    let before = std::fs::read_to_string(&custody).expect("a key file");
    let secret = before.lines().find_map(|line| line.strip_prefix("secret = ")).expect("a secret").to_owned();
    let said = house.run_with(&["keys", "passphrase", "adviser"], "een lange zin van Ada\n");
    assert!(said.ok && said.err.contains("write \"passphrase\" there"), "{}", said.err);
    let after = std::fs::read_to_string(&custody).expect("a key file");
    assert_ne!(after.lines().next(), before.lines().next(), "a copy of the old file opens nothing new");
    assert!(!after.contains(&secret) && after.contains("former = ["));
    let locked = std::fs::read_to_string(house.wave_key()).expect("a key file");
    assert_eq!(locked.lines().next(), plain.lines().next(), "links stay the same");
    assert!(plain.contains("opening = ") && locked.contains("opening_locked = ") && !locked.contains("opening = "));
    let stored: Vec<u8> = house.files().into_iter().flat_map(|(_, bytes)| bytes).collect();
    let needle = secret.trim_matches('"').as_bytes();
    assert!(!stored.windows(needle.len()).any(|window| window == needle), "nor is it anywhere else");
    assert!(!house.run(&["wave", "close", "--early"]).ok, "now it takes a passphrase");

    // Whoever kept the old file can put it back, and opens nothing with it.
    let kept = std::fs::read(&custody).expect("a key file");
    std::fs::write(&custody, &before).expect("a written file");
    let said = house.run_with(&["wave", "close", "--early"], "any words that are long enough\n");
    assert!(!said.ok && said.err.contains("another custodian's key"), "{}", said.err);
    std::fs::write(&custody, kept).expect("a written file");

    // A replaced passphrase puts the other holder out, until they set theirs again.
    assert!(
        house.run_with(&["keys", "passphrase", "deputy"], "een lange zin van Ada\nde zin van plaatsvervanger Ben\n").ok
    );
    let said =
        house.run_with(&["keys", "passphrase", "adviser"], "de zin van plaatsvervanger Ben\neen nieuwe zin van Ada\n");
    assert!(said.ok && said.err.contains("polsslag keys passphrase deputy"), "{}", said.err);
    assert!(!house.run_with(&["wave", "close", "--early"], "een lange zin van Ada\n").ok);
    assert!(!house.run_with(&["wave", "close", "--early"], "de zin van plaatsvervanger Ben\n").ok);
    assert!(house.run_with(&["wave", "close", "--early"], "een nieuwe zin van Ada\n").ok);
    assert_eq!(house.export()["waves"][0]["units"][0]["shown"], true);
}

#[test]
fn a_close_waits_for_an_answer_that_is_being_committed() {
    let house = TestHouse::new();
    answered(&house, 6);
    std::thread::scope(|scope| {
        let holding = scope.spawn(|| house.hold_the_writer(Duration::from_secs(2)));
        std::thread::sleep(Duration::from_millis(300));
        house.must(&["wave", "close", "--early"]);
        holding.join().expect("the writer was let go");
    });
    assert_eq!(house.export()["waves"][0]["units"][0]["shown"], true);
}

on_both_engines!(attack_11_a_close_that_is_killed_at_any_moment_has_happened_whole_or_not_at_all);

#[test]
fn an_opening_that_was_killed_does_not_stand_in_the_way_of_the_next() {
    let house = TestHouse::new();
    house.import(&roster(400));
    let open = ["wave", "open", "--survey", "team-safety", "--closes", &crate::house::in_days(9), "--queue-only"];
    let begun = Instant::now();
    house.copy().must(&open);
    let length = begun.elapsed();
    for moment in 1..10 {
        let copy = house.copy();
        copy.kill_after(&open, length * moment / 9);
        if copy.must(&["wave", "list"]).contains("no wave yet") {
            copy.must(&open);
        }
        copy.must(&["mail", "send"]);
        assert_eq!(copy.letters().len(), 400, "killed after {:?} of {length:?}", length * moment / 9);
    }
}

#[test]
fn keys_of_another_wave_close_nothing_and_junk_from_a_browser_does_not_keep_a_wave_open() {
    let (house, other) = (TestHouse::new(), TestHouse::new());
    answered(&house, 6);
    answered(&other, 6);
    let own = std::fs::read(house.wave_key()).expect("a key file");
    std::fs::copy(other.wave_key(), house.wave_key()).expect("a copied file");
    let said = house.run(&["wave", "close", "--early"]);
    assert!(!said.ok && said.err.contains("does not belong to wave"), "{}", said.err);
    std::fs::write(house.wave_key(), own).expect("a written file");
    // Rows of the wrapping keys are gone: nothing is published, nothing destroyed.
    let table = |kind: &str| format!("{kind}_{}", house.rows("SELECT label FROM wave").concat().replace('-', "_"));
    house.change(&format!("CREATE TABLE kept AS SELECT * FROM {0}; DELETE FROM {0}", table("wrap")));
    let said = house.run(&["wave", "close", "--early"]);
    assert!(!said.ok && said.err.contains("12 of 12 sealed sheets and comments can't be unwrapped"), "{}", said.err);
    house.change(&format!("INSERT INTO {} SELECT * FROM kept", table("wrap")));
    // Six people send nonsense that looks sealed, in the place of their answers.
    let server = house.serve();
    for (_, link) in house.letters() {
        let token: domain::Token = link.trim_start_matches("/a/").parse().unwrap_or_else(|e| panic!("{e}"));
        let label = house.rows("SELECT label FROM wave").concat();
        let fields = [("scores", token.ballot_id(), 48), ("comment", token.comment_id(), 1024)];
        let fields =
            fields.map(|(part, name, length)| (format!("sealed.{part}"), nonsense(part, &label, name, length)));
        let page = server.post(&link, &fields);
        assert_eq!(page.status, 200, "only the gate can tell: {}", page.body);
    }
    drop(server);
    let said = house.run(&["wave", "close", "--early"]);
    assert!(said.ok && said.err.contains("12 sealed sheets or comments could not be opened"), "{}", said.err);
    assert_eq!(house.export()["waves"][0]["units"][0]["shown"], false);
}

/// A curve point and zeros with a good check in front, as the script would send an envelope.
fn nonsense(part: &str, label: &str, name: domain::BallotId, length: usize) -> String {
    let point = domain::WaveKeys::generate().expect("randomness").public().to_bytes();
    let sealed = [point, vec![0; length + 16]].concat();
    let check = Sha256::new().chain_update(format!("polsslag {part} 1 {label}")).chain_update(name.bytes());
    let check = check.chain_update(&sealed).finalize();
    data_encoding::BASE64URL_NOPAD.encode(&[&check[..16], &sealed].concat())
}
