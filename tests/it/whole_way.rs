//! The whole way: 400 people from a spreadsheet, 300 answers over HTTP, figures that agree with a second calculation.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::attack::smallest_isolated;
use crate::house::{PASSWORD, TestHouse, in_days, on_both_engines};
use crate::papers;
use crate::reference::{Published, Respondent, alphas, figures, published};
use crate::visitor::{Server, form};

/// Team sizes on three levels, with accents, direct members, teams of one, and a lone chain.
const TEAMS: [(&str, usize); 22] = [
    ("Zorg", 3),
    ("Zorg/Noord", 2),
    ("Zorg/Noord/Dagdienst", 24),
    ("Zorg/Noord/Nachtdienst", 12),
    ("Zorg/Noord/Keuken", 4),
    ("Zorg/Noord/Één", 1),
    ("Zorg/Zuid/Dagdienst", 31),
    ("Zorg/Zuid/Avonddienst", 18),
    ("Zorg/Zuid/Nachtdienst", 7),
    ("Zorg/Thuis/Oost", 22),
    ("Zorg/Thuis/West", 6),
    ("Zorg/Thuis/Café", 5),
    ("Behandeling/Fysio", 14),
    ("Behandeling/Ergo", 9),
    ("Behandeling/Logopedie", 3),
    ("Behandeling/Artsen", 11),
    ("Kantoor/HR", 8),
    ("Kantoor/Financiën/Salarissen", 13),
    ("Kantoor/Techniek/Data", 7),
    ("Kantoor/Techniek/Helpdesk", 40),
    ("Kantoor/Techniek/Systemen", 60),
    ("Kantoor/Facilitair", 100),
];

/// A small generator of its own (Knuth's MMIX), so that the story is the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn roster() -> (String, Vec<Vec<String>>) {
    let mut csv = "\u{feff}language;salaris;Unit;person;EMAIL\r\n".to_owned();
    let mut units = Vec::new();
    for (unit, size) in TEAMS {
        for _ in 0..size {
            let number = units.len();
            let language = if number % 5 == 0 { "en" } else { "nl" };
            csv += &[language, ";9.999;\"", unit, &format!("\";p{number:03};p{number:03}@example.org\r\n")].concat();
            units.push(unit.split('/').map(str::to_owned).collect());
        }
    }
    (csv, units)
}

/// 300 people answer; a team is unanimous, somebody answers nothing but skips, items are skipped here and there.
fn answers(units: &[Vec<String>]) -> Vec<Respondent> {
    let mut dice = Dice(20_261_122);
    let mut left = 300;
    let mut people: Vec<Respondent> =
        units.iter().map(|unit| Respondent { unit: unit.clone(), answers: None }).collect();
    let mut order: Vec<usize> = (0..people.len()).collect();
    for n in (1..order.len()).rev() {
        order.swap(n, usize::try_from(dice.below(n as u64 + 1)).expect("small"));
    }
    for n in order {
        if left == 0 {
            break;
        }
        let unanimous = people[n].unit.ends_with(&["Nachtdienst".to_owned()]);
        let shy = people[n].unit.ends_with(&["West".to_owned()]);
        let mut sheet = [None; 7];
        for (item, answer) in sheet.iter_mut().enumerate() {
            let point = u8::try_from(1 + u64::midpoint(dice.below(5), dice.below(5))).expect("a point");
            *answer = if unanimous {
                Some(if item == 1 || item == 5 { 1 } else { 5 })
            } else if dice.below(if shy { 2 } else { 12 }) == 0 {
                None
            } else {
                Some(point)
            };
        }
        if sheet.iter().any(Option::is_some) {
            people[n].answers = Some(sheet);
            left -= 1;
        }
    }
    people
}

fn close_enough(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap_or(f64::NAN) - b.as_f64().unwrap_or(f64::NAN)).abs() < 1e-9
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| close_enough(value, other)))
        }
        (a, b) => a == b,
    }
}

fn answer_everything(server: &Server, links: &BTreeMap<String, String>, people: &[Respondent]) {
    for (n, person) in people.iter().enumerate() {
        let Some(answers) = &person.answers else { continue };
        let link = &links[&format!("p{n:03}@example.org")];
        if n % 3 == 0 {
            // Somebody changes their mind: the last answer counts.
            assert_eq!(server.post(link, &form(&[Some(1); 7])).status, 200);
        }
        if n % 7 == 0 {
            // A mail gateway looks first, several times.
            (0..3).for_each(|_| assert_eq!((server.get(link).status, server.head(link)), (200, 200)));
        }
        let thanks = server.post(link, &form(answers));
        assert_eq!(thanks.status, 200, "{}", thanks.body);
    }
}

fn check_export(export: &Value, people: &[Respondent], expected: &Published) {
    let wave = &export["waves"][0];
    assert_eq!(wave["threshold"], 5);
    let units = wave["units"].as_array().expect("units");
    assert_eq!(units.len(), expected.len());
    for entry in units {
        let name = entry["unit"].as_str().expect("a path");
        let path: Vec<String> = if name == "/" { Vec::new() } else { name.split('/').map(str::to_owned).collect() };
        let invited = people.iter().filter(|person| person.unit.starts_with(&path)).count();
        match &expected[&path] {
            None => {
                let hidden =
                    serde_json::json!({ "unit": name, "invited": invited, "stayed": Value::Null, "shown": false });
                assert_eq!(entry, &hidden);
            }
            Some(classes) => {
                let mut theirs = figures(classes, invited, people, 5, 75);
                theirs["unit"] = name.into();
                theirs["invited"] = invited.into();
                theirs["stayed"] = Value::Null;
                assert!(close_enough(entry, &theirs), "{name}\n{entry:#}\n{theirs:#}");
            }
        }
    }
}

/// Of the organisation as a whole: how many took part, and how well the statements hang together.
fn check_whole(export: &Value, people: &[Respondent], expected: &Published) {
    let wave = &export["waves"][0];
    assert_eq!(wave["took_part_percent"], 75, "300 of 400");
    let classes = expected[&Vec::new()].as_ref().expect("shown");
    for (key, alpha) in alphas(classes, people, 5) {
        let ours = wave["technical"][key]["alpha"].as_f64().expect("a number");
        assert!((ours - alpha).abs() <= 0.005 + 1e-9, "{key}: {ours}, expected {alpha}");
    }
}

/// Nothing about fewer than k people can be computed from any family of totals: units as a whole, each index, each item.
fn attack_export(export: &Value, expected: &Published, people: &[Respondent]) {
    let units = export["waves"][0]["units"].as_array().expect("units");
    let shown: Vec<_> = units.iter().filter(|unit| unit["shown"] == true).collect();
    let path = |unit: &Value| -> Vec<String> {
        let name = unit["unit"].as_str().expect("a path");
        if name == "/" { Vec::new() } else { name.split('/').map(str::to_owned).collect() }
    };
    let members = |unit: &Value| -> Vec<usize> { expected[&path(unit)].as_ref().expect("shown").concat() };
    let all: Vec<_> = shown.iter().map(|unit| members(unit)).collect();
    assert!(smallest_isolated(&all).is_some_and(|group| group >= 5));
    for (item, (key, _)) in crate::visitor::ITEMS.iter().enumerate() {
        let with_item = shown.iter().filter(|unit| unit["items"][key]["shown"] == true);
        let gave = |n: &usize| people[*n].answers.is_some_and(|answers| answers[item].is_some());
        // Classes with fewer than five answers to the item are in no figure of it.
        let totals: Vec<Vec<usize>> = with_item
            .map(|unit| {
                let classes = expected[&path(unit)].as_ref().expect("shown");
                let carrying = classes.iter().filter(|class| class.iter().filter(|n| gave(n)).count() >= 5);
                carrying.flatten().copied().filter(|n| gave(n)).collect()
            })
            .collect();
        assert!(smallest_isolated(&totals).is_none_or(|group| group >= 5), "{key}");
    }
}

fn four_hundred_people_are_asked_three_hundred_answer_and_the_figures_are_right(house: &TestHouse) {
    let (csv, units) = roster();
    assert_eq!(units.len(), 400);
    let file = house.beside("roster.csv");
    fs::write(&file, &csv).expect("a written file");
    let file = file.to_str().expect("a UTF-8 path");
    let dry = house.run(&["people", "import", file, "--dry-run"]);
    assert!(dry.ok && dry.out.contains("400 join") && dry.out.contains("nothing was changed"), "{}", dry.out);
    assert!(dry.err.contains("column salaris"), "{}", dry.err);
    assert!(dry.err.contains("Zorg/Noord/Keuken has 4 people, fewer than 5: counted in the units around it"));
    let imported = house.must(&["people", "import", file]);
    assert!(imported.contains("imported 400 people"), "{imported}");
    assert!(house.must(&["people", "import", file]).contains("the same as before"));

    house.add_adviser();
    house.open_wave();
    let letters: BTreeMap<String, String> = house.letters().into_iter().collect();
    assert_eq!(letters.len(), 400);

    let people = answers(&units);
    let server = house.serve();
    let page = server.get(&letters["p045@example.org"]);
    assert!(page.body.contains("Zorg/Noord/Één") || page.body.contains("Één (1 "), "the page says where one counts");
    answer_everything(&server, &letters, &people);
    let answered = people.iter().filter(|person| person.answers.is_some()).count();
    assert_eq!(answered, 300);

    let closed = house.must(&["wave", "close", "--early"]);
    assert!(closed.contains("its answers and keys are destroyed"), "{closed}");
    let keys = fs::read_dir(house.dir().join("keys")).expect("a folder");
    let mut names: Vec<_> = keys.map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["access.secret", "accounts.secret", "custody.key", "lock", "opt-out.secret", "results.secret"],
        "the wave's keys are gone, the others stay"
    );
    let export = house.export();
    let expected = published(&people, 5, 75);
    check_export(&export, &people, &expected);
    check_whole(&export, &people, &expected);
    attack_export(&export, &expected, &people);

    after_the_close(house, &server, &letters["p001@example.org"], &export);
}

fn after_the_close(house: &TestHouse, server: &Server, link: &str, export: &Value) {
    // The link is as dead as one that never was.
    let (closed, unknown) = (server.get(link), server.get("/a/aaaaaaaaaaaaaaaaaaaaaaaaaa"));
    assert_eq!((closed.status, &closed.body), (404, &unknown.body));
    assert_eq!(server.post(link, &form(&[Some(3); 7])).body, unknown.body);

    // The adviser sees the same figure, after signing in only.
    let label = export["waves"][0]["wave"].as_str().expect("a label");
    let away = server.get("/units/Zorg/Zuid");
    assert_eq!((away.status, away.header("location")), (303, Some("/sign-in")));
    let credentials = |password: &str| [("name", "ada"), ("password", password)].map(|(k, v)| (k.into(), v.into()));
    assert_eq!(server.post("/sign-in", &credentials("a quiet green passwort")).status, 401);
    let cookie = server.sign_in("ada", PASSWORD);
    let unit = server.get_with("/units/Zorg/Zuid?survey=team-safety", ("Cookie", &cookie));
    assert_eq!(unit.status, 200);
    let units = export["waves"][0]["units"].as_array().expect("units");
    let entry = units.iter().find(|entry| entry["unit"] == "Zorg/Zuid").expect("the unit");
    let points = entry["indices"]["score"]["points"].as_f64().expect("a score");
    let printed = format!("<strong>{:.0}</strong>", (points + 0.5).floor());
    assert!(unit.body.contains(&printed) && unit.body.contains("<svg"), "{printed}");

    // Management gets its paper, in both languages, also for a unit that is hidden.
    for (path, language) in [("Zorg/Zuid", "nl"), ("/", "en"), ("Zorg/Noord/Keuken", "nl")] {
        let out = house.beside("team.pdf");
        let file = out.to_str().expect("a UTF-8 path");
        house.must(&["report", "--unit", path, "--wave", label, "--language", language, "--out", file]);
        let pdf = fs::read(&out).expect("a report");
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() > 20_000, "{path}");
    }

    papers::every_report_at_once(house, label, units.len());

    // The table form says the same as the document form.
    let csv = house.must(&["export", "--format", "csv"]);
    let found = csv.lines().find(|line| line.contains("Zorg/Zuid,") && line.contains(",index,score,")).expect("a line");
    assert!(found.contains(&entry["indices"]["score"]["mean"].to_string()), "{found}");
    let hidden = units.iter().filter(|unit| unit["shown"] == false).count();
    assert_eq!(csv.lines().filter(|line| line.contains(",false,,,unit,,")).count(), hidden);

    // A second wave in the same month is refused: too close, and no figure of the first moved.
    let again =
        house.run(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(30), "--label", "2026-11-b"]);
    assert!(!again.ok && again.err.contains("at least 21 days apart"), "{}", again.err);
    assert_eq!(&house.export(), export);
}

on_both_engines!(four_hundred_people_are_asked_three_hundred_answer_and_the_figures_are_right,);
