//! What a stolen disk tells: nothing while a wave is open, and nothing of any one person after it is closed. A test on
//! the real schemas, the real files and the real logs of both databases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use domain::{Sealed, Token};

use crate::house::{Engine, TestHouse, on_both_engines};
use crate::visitor::form;

const CANARY: &str = "kanarie-7f3a";

fn roster(people: usize) -> String {
    let rows = (0..people).map(|n| format!("p{n},anneke{n}@kanarie.nl,Care/Team {},nl\n", n % 2));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

/// The name of one of the open wave's own tables.
fn table(house: &TestHouse, kind: &str) -> String {
    let label = house.rows("SELECT label FROM wave").concat();
    format!("{kind}_{}", label.replace('-', "_"))
}

fn columns(house: &TestHouse, table: &str) -> Vec<String> {
    house.rows(&match house.engine() {
        Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        Engine::Postgres => format!(
            "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' \
             ORDER BY ordinal_position"
        ),
    })
}

fn attack_10_the_tables_know_no_time_no_person_and_no_order(house: &TestHouse) {
    house.import(&roster(6));
    house.open_wave();
    for (table, expected) in [
        (table(house, "slot"), vec!["id", "sealed"]),
        (table(house, "ballot"), vec!["id", "sealed"]),
        (table(house, "comment"), vec!["id", "sealed"]),
        ("class".to_owned(), vec!["wave", "unit", "record"]),
        ("comments".to_owned(), vec!["wave", "unit", "sealed"]),
        ("analysis".to_owned(), vec!["wave", "unit", "notice", "record"]),
        (
            "published_unit".to_owned(),
            vec!["wave", "unit", "parent", "beyond", "path", "folded", "invited", "stayed", "figures"],
        ),
        ("responses".to_owned(), vec!["survey", "unit", "record"]),
        ("action".to_owned(), vec!["id", "unit", "what", "role", "since", "until"]),
        ("remark_release".to_owned(), vec!["wave", "unit", "kind", "words"]),
        ("report_release".to_owned(), vec!["wave", "due", "state"]),
        ("report_note".to_owned(), vec!["wave", "unit", "words", "signals"]),
        (
            "outbox".to_owned(),
            vec![
                "name",
                "kind",
                "topic",
                "receiver",
                "email",
                "language",
                "unit",
                "round",
                "state",
                "tries",
                "unconfirmed",
                "due",
                "since",
                "complaint",
            ],
        ),
        ("undeliverable".to_owned(), vec!["mailbox", "address", "status", "reason", "since", "latest"]),
        ("year_report".to_owned(), vec!["year", "record"]),
        ("opt_out".to_owned(), vec!["id"]),
        ("schedule".to_owned(), vec!["name", "value"]),
    ] {
        assert_eq!(columns(house, &table), expected, "{table}");
        if house.engine() == Engine::Sqlite {
            let sql = house.rows(&format!("SELECT sql FROM sqlite_master WHERE name = '{table}'")).concat();
            assert!(sql.contains("WITHOUT ROWID") && !sql.to_uppercase().contains("REFERENCES"), "{sql}");
        }
    }
    let counters = match house.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'",
        Engine::Postgres => "SELECT sequencename::text FROM pg_sequences",
    };
    assert_eq!(house.rows(counters), Vec::<String>::new(), "something counts rows");
}

fn every_ballot_looks_alike_and_none_can_be_joined_with_a_slot_or_a_comment(house: &TestHouse) {
    house.import(&roster(8));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    for (n, (_, link)) in letters.iter().enumerate() {
        let mut fields = form(&if n % 2 == 0 { [Some(3); 7] } else { [Some(5), None, None, None, None, None, None] });
        if n % 3 == 0 {
            fields.push(("comment".to_owned(), "x".repeat(n * 100)));
        }
        assert_eq!(server.post(link, &fields).status, 200);
    }
    let (slots, sheets, comments) = (table(house, "slot"), table(house, "ballot"), table(house, "comment"));
    for (table, length) in [(&sheets, Sealed::SCORES), (&comments, Sealed::COMMENT)] {
        let lengths = house.rows(&format!("SELECT DISTINCT cast(length(sealed) AS text) FROM {table}"));
        assert_eq!(lengths, [length.to_string()]);
        assert_eq!(house.rows(&format!("SELECT cast(count(*) AS text) FROM {table}")), ["8"]);
        // Nor does the encapsulated key or any other stretch of it repeat.
        let distinct = house.rows(&format!("SELECT cast(count(DISTINCT substr(sealed, 1, 65)) AS text) FROM {table}"));
        assert_eq!(distinct, ["8"]);
    }
    for (one, other) in [(&slots, &sheets), (&slots, &comments), (&sheets, &comments)] {
        let joined = house.rows(&format!("SELECT 'joined' FROM {one} JOIN {other} USING (id)"));
        assert_eq!(joined, Vec::<String>::new());
    }
    let tokens: Vec<_> = letters.iter().map(|(_, link)| link.trim_start_matches("/a/").to_owned()).collect();
    for (path, bytes) in house.files().iter().filter(|(path, _)| path.extension().is_none_or(|e| e != "eml")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(tokens.iter().all(|token| !text.contains(token)), "a token in {}", path.display());
    }
}

/// What an answer looks like in clear, wherever it might lie.
fn plain_answers() -> Vec<Vec<u8>> {
    // Seven chosen points as the sheet holds them, with the padding behind, and as a browser without scripts sends them.
    let sheet = [&[5, 1, 5, 2, 5, 1, 4][..], &[0; 41]].concat();
    vec![CANARY.into(), sheet, b"a.voice=5".to_vec(), b"a.errors=1".to_vec()]
}

/// Which needle lies in which file; all of them are looked for in one pass.
fn find(files: &[(PathBuf, Vec<u8>)], needles: &[Vec<u8>], except: impl Fn(&Path) -> bool) -> Vec<String> {
    let search = AhoCorasick::new(needles).expect("needles");
    let looked_at = files.iter().filter(|(path, _)| !except(path));
    let found: BTreeSet<_> = looked_at
        .flat_map(|(path, bytes)| search.find_iter(bytes).map(move |found| (found.pattern().as_usize(), path)))
        .collect();
    found.into_iter().map(|(needle, path)| format!("needle {needle} in {}", path.display())).collect()
}

fn attack_9_no_answer_lies_in_clear_on_any_disk_before_or_after_the_close(house: &TestHouse) {
    house.import(&roster(24));
    house.open_wave();
    let log = house.beside("server.log");
    house.configure("log = \"failures\"", "log = \"requests\"");
    let server = house.serve_logging_to(&log);
    let mut fields = form(&[Some(5), Some(1), Some(5), Some(2), Some(5), Some(1), Some(4)]);
    fields.push(("comment".to_owned(), format!("Wij durven niets te zeggen, {CANARY}")));
    for (_, link) in house.letters() {
        assert_eq!(server.post(&link, &fields).status, 200);
    }
    let files = |house: &TestHouse| [house.files(), vec![(log.clone(), fs::read(&log).expect("a log"))]].concat();
    assert_eq!(find(&files(house), &plain_answers(), |_| false), Vec::<String>::new(), "while the wave is open");

    // Somebody takes a copy of everything but the key folder, and the key file's contents are known to us alone.
    let (key, copy) = (fs::read_to_string(house.wave_key()).expect("a key file"), house.copy_without_keys());
    let tables = ["ballot", "comment", "slot"].map(|kind| table(house, kind));
    let sealed: Vec<Vec<u8>> = ["ballot", "comment"]
        .map(|kind| table(house, kind))
        .iter()
        .flat_map(|table| {
            let hex = match house.engine() {
                Engine::Sqlite => "hex(substr(sealed, 1, 40))",
                Engine::Postgres => "encode(substr(sealed, 1, 40), 'hex')",
            };
            house.rows(&format!("SELECT {hex} FROM {table}")).into_iter().map(|hex| unhex(&hex)).collect::<Vec<_>>()
        })
        .collect();
    house.must(&["wave", "close", "--early"]);
    drop(server);

    let after = files(house);
    assert_eq!(find(&after, &plain_answers(), |_| false), Vec::<String>::new(), "after the close");
    let secrets: Vec<Vec<u8>> = key.split('"').filter(|part| part.len() == 64).map(Into::into).collect();
    assert_eq!(secrets.len(), 2, "one for the links, one for the answers");
    assert_eq!(find(&after, &secrets, |_| false), Vec::<String>::new(), "the keys are nowhere");
    assert_eq!(find(&after, &sealed, is_log_of_the_server), Vec::<String>::new(), "nor is what they sealed");
    let all = match house.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master",
        Engine::Postgres => "SELECT relname::text FROM pg_class",
    };
    let left = house.rows(all);
    assert!(!left.iter().any(|name| tables.contains(name)), "{left:?}");
    assert_eq!(house.rows("SELECT cast(count(*) AS text) FROM outbox"), ["0"]);

    // The copy of the open wave can't be opened by anybody any more.
    let said = copy.run(&["wave", "close", "--early"]);
    assert!(!said.ok && said.err.contains("is missing"), "{}", said.err);
    assert!(copy.must(&["wave", "list"]).contains("open"), "it is still a wave that nobody can close");
}

fn order_of_arrival(house: &TestHouse, people: usize) {
    house.import(&roster(people));
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    let tokens = letters.iter().map(|(_, link)| link.trim_start_matches("/a/").parse::<Token>());
    let names: Vec<Vec<u8>> = tokens
        .flat_map(|token| token.map_or_else(|e| panic!("{e}"), |token| [token.ballot_id(), token.comment_id()]))
        .map(|name| name.bytes().to_vec())
        .collect();
    for (_, link) in &letters {
        assert_eq!(server.post(link, &form(&[Some(4); 7])).status, 200);
    }
    let open = find(&house.files(), &names, |_| false);
    assert!(open.len() >= names.len(), "the attack knows where to look: the names are there while the wave is open");
    house.must(&["wave", "close", "--early"]);
    assert_eq!(find(&house.files(), &names, is_log_of_the_server), Vec::<String>::new(), "{people} people");
    if house.engine() == Engine::Postgres {
        let written = "SELECT DISTINCT xmin::text FROM class UNION SELECT DISTINCT xmin::text FROM publication";
        assert_eq!(house.rows(written).len(), 1, "what outlives a wave was written in one transaction");
    }
}

fn the_order_of_arrival_of_20_is_nowhere_once_the_wave_is_closed(house: &TestHouse) {
    order_of_arrival(house, 20);
}

fn the_order_of_arrival_of_200_is_nowhere_once_the_wave_is_closed(house: &TestHouse) {
    order_of_arrival(house, 200);
}

/// `PostgreSQL` recycles its log in its own time: what is sealed in there has no key any more.
fn is_log_of_the_server(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "pg_wal")
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal")).collect()
}

on_both_engines!(
    attack_10_the_tables_know_no_time_no_person_and_no_order,
    every_ballot_looks_alike_and_none_can_be_joined_with_a_slot_or_a_comment,
    attack_9_no_answer_lies_in_clear_on_any_disk_before_or_after_the_close,
    the_order_of_arrival_of_20_is_nowhere_once_the_wave_is_closed,
    the_order_of_arrival_of_200_is_nowhere_once_the_wave_is_closed,
);
