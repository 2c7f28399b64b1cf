//! Bad input: each gets a clear sentence and an exit code, and nothing changes.

use std::fs;

use crate::house::{TestHouse, in_days, on_both_engines};
use crate::visitor::form;

const ROSTER: &str = "person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,en\n3,c@x.nl,Care/B,nl\n";

/// The beginning of a command that adds an account.
const ADD: &[&str] = &["account", "add", "ada", "--email", "ada@example.org"];

/// The database without its log, which opening alone may touch.
fn database(house: &TestHouse) -> Vec<u8> {
    fs::read(house.dir().join("polsslag.db")).expect("a database")
}

#[test]
fn the_command_line_says_what_is_wrong_and_changes_nothing() {
    let house = TestHouse::new();
    house.import(ROSTER);
    let before = database(&house);
    let later = in_days(14);
    let earlier = in_days(-1);
    let file = |name: &str, bytes: &[u8]| {
        let path = house.beside(name);
        fs::write(&path, bytes).expect("a written file");
        path.to_str().expect("a UTF-8 path").to_owned()
    };
    let bad_row = file("bad.csv", b"person,email,unit,language\n1,a@x.nl,Care,nl\n1,bx.nl,,nl\n");
    let latin = file("latin.csv", b"person,email,unit,language\n1,a@x.nl,Caf\xe9,nl\n");
    let no_survey = file("bad.toml", b"key = \"x\"\n[title]\nen = 4\n");
    let no_toml = file("worse.toml", b"key = \n");
    let out = house.beside("x.pdf").to_str().expect("a UTF-8 path").to_owned();
    let cases: Vec<(Vec<&str>, &str)> = vec![
        (vec!["people", "import", "nowhere.csv"], "nowhere.csv: No such file"),
        (vec!["people", "import", &bad_row], "line 3, column person: \"1\" stands on line 2 already"),
        (vec!["people", "import", &bad_row], "line 3, column email: \"bx.nl\" needs exactly one @"),
        (vec!["people", "import", &bad_row], "line 3, column unit: is empty"),
        (vec!["people", "import", &latin], "line 2: is not UTF-8"),
        (vec!["survey", "check", &no_survey], "line 3, key title.en: is a integer; expected a text in English"),
        (vec!["survey", "check", &no_toml], "line 1, key (syntax)"),
        (vec!["survey", "check", "nowhere.toml"], "nowhere.toml: No such file"),
        (vec!["wave", "open", "--survey", "nothing", "--closes", &later], "there are: social-safety, team-safety"),
        (vec!["wave", "open", "--survey", "No Way", "--closes", &later], "is no short name"),
        (vec!["wave", "open", "--survey", "team-safety", "--closes", "soon"], "invalid value 'soon'"),
        (vec!["wave", "open", "--survey", "team-safety", "--closes", &earlier], "can't close on"),
        (vec!["wave", "open", "--survey", "team-safety", "--closes", &later, "--label", "May"], "\"May\" is no wave"),
        (vec!["wave", "close"], "no wave is open"),
        (vec!["wave", "close", "--wave", "2020-01"], "there is no open wave 2020-01"),
        (vec!["report", "--unit", "Care//A", "--wave", "2026-11", "--language", "nl", "--out", &out], "without a name"),
        (vec!["report", "--unit", "Care", "--wave", "2026-1", "--language", "nl", "--out", &out], "is no wave"),
        (vec!["report", "--unit", "Care", "--wave", "2026-11", "--language", "fr", "--out", &out], "use nl or en"),
        (vec!["report", "--unit", "Care", "--wave", "2020-01", "--language", "nl", "--out", &out], "no wave 2020-01"),
        (
            vec!["report", "--all", "--unit", "Care", "--wave", "2026-11", "--language", "nl", "--out", &out],
            "cannot be used with",
        ),
        (vec!["report", "--unit", "/", "--wave", "2026-11", "--out", &out], "--language <LANGUAGE>"),
        (vec!["report", "--unit", "/", "--wave", "2020-01", "--language", "nl", "--out", &out], "no wave 2020-01"),
        (vec!["export", "--format", "xml"], "possible values: json, csv"),
        (vec!["account", "add", "two words"], "without spaces"),
        ([ADD, &["--role", "adviser", "--role", "management", "--unit", "Care"]].concat(), "somebody who is neither"),
        ([ADD, &["--role", "adviser", "--role", "administrator"]].concat(), "somebody who is neither"),
        ([ADD, &["--role", "management"]].concat(), "management needs the units"),
        ([ADD, &["--role", "administrator", "--unit", "Care"]].concat(), "only management has units"),
        ([ADD, &["--role", "boss"]].concat(), "possible values: adviser, management, administrator"),
        (vec!["account", "remove", "nobody"], "there is no account nobody"),
        (vec!["account", "units", "nobody", "--unit", "Care"], "there is no account nobody"),
        (vec!["init"], "is there already; nothing was changed"),
        (vec!["frobnicate"], "unrecognized subcommand"),
    ];
    for (words, expected) in cases {
        let said = house.run(&words);
        assert!(!said.ok, "{words:?} went well: {}", said.out);
        assert!(said.err.contains(expected), "{words:?}\n{}\nexpected: {expected}", said.err);
        assert!(database(&house) == before, "{words:?} changed the database");
    }
    assert!(!house.beside("x.pdf").exists());
    let short = house.run_with(&[ADD, &["--role", "adviser"]].concat(), "short\n");
    assert!(!short.ok && short.err.contains("at least 12 characters"), "{}", short.err);
}

#[test]
fn a_configuration_that_can_t_be_used_stops_every_command_by_name() {
    for (from, to, expected) in [
        ("threshold = 5", "threshold = 3", "privacy.threshold: threshold 3 is not allowed"),
        ("threshold = 5", "treshold = 5", "did you mean `threshold`?"),
        ("[serve]", "[serve", "polsslag.toml: line "),
    ] {
        let house = TestHouse::new();
        house.configure(from, to);
        let said = house.run(&["serve"]);
        assert!(!said.ok && said.err.contains(expected), "{}", said.err);
    }
    let nowhere = TestHouse::new();
    fs::remove_file(nowhere.dir().join("polsslag.toml")).expect("a removed file");
    let said = nowhere.run(&["wave", "list"]);
    assert!(!said.ok && said.err.contains("make an installation with: polsslag init"), "{}", said.err);
}

fn forms_and_links_that_make_no_sense_are_met_with_a_sentence_and_keep_nothing(house: &TestHouse) {
    house.import(ROSTER);
    house.open_wave();
    let server = house.serve();
    let link = house.letters()[0].1.clone();
    let field = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];

    for (fields, expected) in [
        (form(&[None; 7]), "nog niets geantwoord"),
        (field("a.voice", "6"), "uitspraak 1 is geen van de keuzes"),
        (field("a.help", "yes"), "uitspraak 3 is geen van de keuzes"),
        (field("a.salary", "4"), "niet op deze pagina staat"),
        (Vec::new(), "nog niets geantwoord"),
    ] {
        let page = server.post(&link, &fields);
        assert_eq!(page.status, 422, "{fields:?}");
        assert!(page.body.contains(expected), "{fields:?}\n{}", page.body);
    }
    let form_type = "application/x-www-form-urlencoded";
    assert_eq!(server.post_raw(&link, form_type, b"a.voice=%ff%fe").status, 422);
    assert_eq!(server.post_raw(&link, form_type, b"&&==%&a[=1").status, 422);
    assert_eq!(server.post_raw(&link, form_type, &vec![b'x'; 60_000]).status, 413);
    let json = server.post_raw(&link, "application/json", b"{\"a\":{\"voice\":\"4\"}}");
    assert!(json.status >= 400, "{}", json.status);

    let unusable = server.get("/a/aaaaaaaaaaaaaaaaaaaaaaaaaa");
    assert_eq!(unusable.status, 404);
    for path in ["/a/short", "/a/%ff", "/a/aaaaaaaaaaaaaaaaaaaaaaaaa1", "/a/%2e%2e%2f", "/a/x?lang=xx"] {
        let page = server.get(path);
        assert_eq!((page.status, page.body == unusable.body), (404, true), "{path}");
    }
    assert_eq!(server.get(&format!("{link}?lang=klingon")).status, 200, "a language nobody speaks is passed over");

    // Not one ballot was kept: the wave closes with nothing to show.
    house.must(&["wave", "close", "--early"]);
    assert!(house.export()["waves"][0]["units"].as_array().is_some_and(|u| u.iter().all(|u| u["shown"] == false)));
}

fn answer_pages_set_no_cookie_and_tell_nobody_where_they_were(house: &TestHouse) {
    house.import(ROSTER);
    house.open_wave();
    let server = house.serve();
    let link = house.letters()[0].1.clone();
    for page in [server.get(&link), server.post(&link, &form(&[Some(4); 7]))] {
        assert_eq!(page.status, 200);
        assert_eq!(page.header("set-cookie"), None);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert!(page.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
        assert_eq!(page.header("server"), None);
        assert!(!page.body.contains("http://") && !page.body.contains("https://"));
    }
}

on_both_engines!(
    forms_and_links_that_make_no_sense_are_met_with_a_sentence_and_keep_nothing,
    answer_pages_set_no_cookie_and_tell_nobody_where_they_were,
);
