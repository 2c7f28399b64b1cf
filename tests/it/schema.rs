//! What is deliberately absent from the database stays absent: a test on the real schema and the real file.

use sea_orm::{ConnectionTrait, Database, Statement};

use crate::house::{TestHouse, form};

const ROSTER: &str = "person,email,unit,language\n1,anneke@x.nl,Care/A,nl\n2,b@x.nl,Care/A,nl\n3,c@x.nl,Care/A,nl\n\
                      4,d@x.nl,Care/A,nl\n5,e@x.nl,Care/A,nl\n6,f@x.nl,Care/A,nl\n";

async fn rows(house: &TestHouse, sql: &str) -> Vec<String> {
    let url = format!("sqlite://{}?mode=ro", house.dir().join("polsslag.db").display());
    let db = Database::connect(url).await.expect("a database");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql.to_owned())).await.expect("rows");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

#[tokio::test]
async fn slots_ballots_and_classes_know_no_time_no_person_and_no_order() {
    let house = TestHouse::new();
    let expected = [
        ("slot", vec!["id", "wave", "placement"]),
        ("ballot", vec!["id", "wave", "sealed"]),
        ("class", vec!["wave", "unit", "record"]),
    ];
    for (table, columns) in expected {
        let found = rows(&house, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
        assert_eq!(found, columns, "{table}");
        let sql = rows(&house, &format!("SELECT sql FROM sqlite_master WHERE name = '{table}'")).await.concat();
        assert!(sql.contains("WITHOUT ROWID"), "{sql}");
        assert!(!sql.to_uppercase().contains("REFERENCES"), "{sql}");
    }
    let sequences = rows(&house, "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'").await;
    assert!(sequences.is_empty(), "something counts rows");
}

#[tokio::test]
async fn every_ballot_looks_alike_and_after_the_close_none_is_left() {
    let house = TestHouse::new();
    house.import(ROSTER);
    house.open_wave();
    let server = house.serve();
    let letters = house.letters();
    for (n, (_, link)) in letters.iter().enumerate() {
        let some = [Some(5), None, None, None, None, None, None];
        let answers = if n % 2 == 0 { [Some(3); 7] } else { some };
        assert_eq!(server.post(link, &form(&answers)).status, 200);
    }
    let lengths = rows(&house, "SELECT DISTINCT cast(length(sealed) AS text) FROM ballot").await;
    assert_eq!(lengths.len(), 1, "{lengths:?}");
    assert_eq!(rows(&house, "SELECT hex(slot.id) FROM slot JOIN ballot USING (id)").await, Vec::<String>::new());
    // No token is anywhere in the installation but in the letters.
    let tokens: Vec<_> = letters.iter().map(|(_, link)| link.trim_start_matches("/a/").to_owned()).collect();
    for (path, bytes) in house.files().iter().filter(|(path, _)| path.extension().is_none_or(|e| e != "eml")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(tokens.iter().all(|token| !text.contains(token)), "a token in {}", path.display());
    }
    let sealed = rows(&house, "SELECT hex(sealed) FROM ballot").await;
    drop(server);
    house.must(&["wave", "close"]);
    for table in ["slot", "ballot", "letter"] {
        assert_eq!(rows(&house, &format!("SELECT cast(count(*) AS text) FROM {table}")).await, ["0"], "{table}");
    }
    // Nor in the free pages of the file or its log.
    let needles: Vec<Vec<u8>> = sealed.iter().map(|hex| unhex(&hex[..64])).collect();
    for (path, bytes) in house.files() {
        for needle in &needles {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "a ballot in {}", path.display());
        }
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal")).collect()
}
