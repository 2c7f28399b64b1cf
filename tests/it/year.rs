//! The confidential adviser's report on a year, from the form to the PDF: bands and words are kept, replaced and withdrawn,
//! and nothing else. On both databases.

use std::fs;

use crate::house::{Engine, PASSWORD, TestHouse, on_both_engines};
use crate::visitor::form;

/// Six people in one team.
fn roster() -> String {
    let rows = (0..6).map(|n| format!("p{n},p{n}@x.nl,Care,nl\n"));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

fn a_year_is_written_printed_replaced_and_withdrawn_and_keeps_no_number(house: &TestHouse) {
    house.import(&roster());
    house.open_wave();
    house.add_adviser();
    let server = house.serve();
    for (_, link) in house.letters() {
        assert_eq!(server.post(&link, &form(&[Some(4); 7])).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    let label = house.rows("SELECT label FROM wave").concat();
    let year = label.split('-').next().expect("a year");
    let cookie = format!("{}; language=nl", server.sign_in("ada", PASSWORD));
    let cookie = ("Cookie", cookie.as_str());
    let place = format!("/year-reports/{year}");
    let post = |to: &str, bullying: &str, foreword: &str| {
        let fields = [("counts.bullying", bullying), ("counts.other", "0"), ("foreword", foreword), ("advice", "")];
        server.post_with(&format!("{place}{to}"), cookie, &fields)
    };
    let kept = || house.rows("SELECT record FROM year_report");

    assert_eq!(post("/draft", "7", "kanarie-een").status, 200);
    assert_eq!(kept(), Vec::<String>::new(), "looking keeps nothing");
    assert_eq!(post("", "7", "kanarie-een").status, 303);
    let record = r#"{"threshold":5,"counts":[5,null,null,null,null,null,null,0],"total":5,"foreword":"kanarie-een","advice":null}"#;
    assert_eq!(kept(), [record], "bands by where they begin, and no number");
    let file = house.beside("year.pdf");
    let out = file.to_str().expect("a path");
    let print = ["report", "--year", year, "--language", "nl", "--out", out];
    assert!(house.must(&print).contains("wrote"));
    let first = fs::read(&file).expect("a report");
    assert!(first.starts_with(b"%PDF-1.7"));
    house.must(&print);
    assert!(first == fs::read(&file).expect("a report"), "the same report is the same bytes");

    assert_eq!(post("", "60", "kanarie-twee").status, 303);
    house.must(&print);
    assert!(first != fs::read(&file).expect("a report"), "it says what is kept now");
    assert_eq!(post("/withdrawal", "", "").status, 303);
    let empty = r#"{"threshold":5,"counts":[null,null,null,null,null,null,null,null],"total":null,"foreword":null,"advice":null}"#;
    assert_eq!(kept(), [empty], "the threshold alone stays: another one would tell more");
    assert_eq!(post("/withdrawal", "", "").status, 404, "there is nothing left to withdraw");
    // Words are withdrawn because they give somebody away; a server keeps old rows until it cleans up.
    if house.engine() == Engine::Sqlite {
        let files = house.files();
        for gone in ["kanarie-een", "kanarie-twee"] {
            let held = files.iter().find(|(_, bytes)| bytes.windows(gone.len()).any(|bytes| bytes == gone.as_bytes()));
            assert_eq!(held.map(|(path, _)| path), None, "{gone}");
        }
    }
    let refused = house.run(&["report", "--year", "1999", "--language", "nl", "--out", out]);
    assert!(!refused.ok && refused.err.contains("no wave that opened in 1999 is published"), "{}", refused.err);
}

on_both_engines!(a_year_is_written_printed_replaced_and_withdrawn_and_keeps_no_number);
