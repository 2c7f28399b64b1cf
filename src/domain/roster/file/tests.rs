//! Roster files as spreadsheets write them, and as nobody should.

use proptest::prelude::*;

use super::*;

fn complaints(text: &str) -> Vec<String> {
    Reading::of(text.as_bytes()).expect_err("a bad file").problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_spreadsheet_s_file_is_read_whatever_its_habits() {
    let plain = "person,email,unit,language\n1,a@x.nl,Care/Équipe,nl\n2,b@x.nl,Care,en\n";
    let expected = Reading::of(plain.as_bytes()).expect("a good file").roster;
    assert_eq!(expected.people().len(), 2);
    for other in [
        "\u{feff}person;email;unit;language\r\n1;a@x.nl;Care/Équipe;nl\r\n2;b@x.nl;Care;en\r\n",
        "person,email,unit,language\r1,a@x.nl,Care/Équipe,nl\r2,b@x.nl,Care,en",
        "Language;UNIT; email ;person\nnl-NL;\"Care / Équipe\";a@x.nl;1\n\n;;;\nen;Care;b@x.nl;2",
    ] {
        assert_eq!(Reading::of(other.as_bytes()).expect("a good file").roster, expected, "{other}");
    }
}

#[test]
fn a_column_nobody_asked_for_is_named_and_passed_over() {
    let reading = Reading::of(b"person,salary,email,unit,language\n1,high,a@x.nl,Care,nl\n").expect("a good file");
    assert_eq!(reading.ignored, ["salary"]);
}

#[test]
fn every_bad_cell_is_named_by_line_and_column() {
    let found =
        complaints("person,email,unit,language\n1,ax.nl,,nl\n1,b@x.nl,Care,xx\n,B@x.nl,Care//A,nl\n4,d@x.nl,Care\n");
    assert_eq!(
        found,
        [
            "line 2, column email: \"ax.nl\" needs exactly one @",
            "line 2, column unit: is empty; write a path such as Care/Ward North/Team A",
            "line 3, column language: \"xx\" is not a language of Polsslag; use nl or en",
            "line 3, column person: \"1\" stands on line 2 already",
            "line 4, column person: is empty; every person needs a key of their own, such as a personnel number",
            "line 4, column unit: has a part without a name; write a path such as Care/Ward North/Team A",
            "line 4, column email: \"B@x.nl\" stands on line 3 already",
            "line 5: has 3 cells, the header has 4; is a quote or a delimiter missing?",
        ]
    );
}

#[test]
fn who_works_elsewhere_has_a_time_zone_and_a_bad_one_is_named_with_the_nearest() {
    let text = "person,email,unit,language,time_zone\n1,a@x.nl,Care,nl,\n2,b@x.nl,Care,en,Asia/Tokyo\n";
    let roster = Reading::of(text.as_bytes()).expect("a good file").roster;
    let zones: Vec<_> = roster.people().iter().map(|person| person.zone.map(crate::TimeZone::name)).collect();
    assert_eq!(zones, [None, Some("Asia/Tokyo")]);
    assert_eq!(roster.zones().len(), 1);
    assert_eq!(
        complaints("person,email,unit,language,time_zone\n1,a@x.nl,Care,nl,Asia/Toyko\n"),
        [
            "line 2, column time_zone: \"Asia/Toyko\" is no time zone; write a name such as Europe/Amsterdam; did you mean \"Asia/Tokyo\"?"
        ]
    );
}

#[test]
fn lines_are_counted_alike_for_every_line_ending() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = ["person,email,unit,language", "1,a@x.nl,Care,nl", "2,bx.nl,Care,nl"].join(ending);
        assert_eq!(complaints(&text), ["line 3, column email: \"bx.nl\" needs exactly one @"]);
    }
}

#[test]
fn blank_lines_and_a_line_for_the_spreadsheet_keep_the_count() {
    let blank = "\n\nperson,email,unit,language\n\n\n1,a@x.nl,Care,nl\n\n2,bx.nl,Care,nl\n";
    assert_eq!(complaints(blank), ["line 8, column email: \"bx.nl\" needs exactly one @"]);
    let sep = "sep=;\nperson;email;unit;language\n1;a@x.nl;Care;nl\n2;bx.nl;Care;nl\n";
    assert_eq!(complaints(sep), ["line 4, column email: \"bx.nl\" needs exactly one @"]);
}

#[test]
fn a_file_that_is_no_roster_says_so() {
    assert_eq!(complaints("name;mail\n1;2\n").len(), 4);
    assert_eq!(complaints("person,email,unit,language\n"), ["line 1: has a header and nobody under it"]);
    assert!(complaints("").first().is_some_and(|first| first.contains("is missing")));
    let latin1 = Reading::of(b"person,email,unit,language\n1,a@x.nl,Caf\xe9,nl\n").expect_err("not UTF-8");
    assert_eq!(latin1.problems[0].line, 2);
    let utf16 = Reading::of(&[0xff, 0xfe, b'p', 0]).expect_err("not UTF-8");
    assert!(utf16.to_string().contains("UTF-16"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_but_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Reading::of(&bytes);
    }

    #[test]
    fn any_rows_are_read_or_refused_with_a_line(rows in "([a-z0-9@./;,\"\n ]{0,40}\n){0,8}") {
        if let Err(unreadable) = Reading::of(format!("person,email,unit,language\n{rows}").as_bytes()) {
            prop_assert!(unreadable.problems.iter().all(|problem| problem.line >= 1));
        }
    }
}
