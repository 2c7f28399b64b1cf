//! Templates of an organisation's own, on the command line: written, checked, used, refused by name and line. Reads no
//! page of a report.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use report::Template;

use crate::delivery;
use crate::house::TestHouse;
use crate::visitor::form;

const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;

fn text(path: &Path) -> &str {
    path.to_str().expect("a UTF-8 path")
}

/// Changes a file of the installation's folder of templates.
fn change(house: &TestHouse, name: &str, from: &str, to: &str) {
    let file = house.dir().join("reports").join(name);
    let before = fs::read_to_string(&file).expect("a template");
    assert!(before.contains(from), "{from} in {name}");
    fs::write(file, before.replacen(from, to, 1)).expect("a written file");
}

/// Puts the example of the README for templates into the templates of the installation.
fn add_logo(house: &TestHouse) {
    let readme = fs::read_to_string(house.dir().join("reports/README.md")).expect("a README");
    let example = readme.split("```typst\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    for template in ["unit.typ", "organisation.typ"] {
        change(house, template, "#show: paper.with(data)\n", &format!("#show: paper.with(data)\n{example}"));
    }
    fs::write(house.dir().join("reports/logo.svg"), LOGO).expect("a written file");
}

fn write_templates(house: &TestHouse) {
    house.must(&["templates", "write", text(&house.dir().join("reports"))]);
    house.configure("#= templates = \"reports\"", "templates = \"reports\"");
}

/// A wave of one team, closed; its label.
fn published(house: &TestHouse) -> String {
    let rows = (0..7).map(|n| format!("p{n},p{n}@x.nl,Care,nl\n"));
    house.import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect::<String>());
    house.open_wave();
    let server = house.serve();
    for (_, link) in house.letters() {
        assert_eq!(server.post(&link, &form(&[Some(4); 7])).status, 200);
    }
    drop(server);
    house.must(&["wave", "close", "--early"]);
    house.rows("SELECT label FROM wave").concat()
}

#[test]
fn templates_are_written_to_start_from_and_checked_with_file_line_and_column() {
    let house = TestHouse::new();
    let all = format!("all {} templates print, ", Template::ALL.len());
    assert!(house.must(&["templates", "check"]).contains(&format!("{all}as they are built in")));
    write_templates(&house);
    let folder = house.dir().join("reports");
    let again = house.run(&["templates", "write", text(&folder)]);
    assert!(!again.ok && again.err.contains("is not empty; nothing was written"), "{}", again.err);
    add_logo(&house);
    let printed = house.must(&["templates", "check"]);
    assert!(printed.contains(&format!("{all}with ")) && printed.contains("there/reports"), "{printed}");

    change(&house, "look.typ", "#let tint = ", "#let tint = blau\n#let old-tint = ");
    let line = fs::read_to_string(folder.join("look.typ")).expect("a template");
    let line = line.lines().position(|line| line.contains("blau")).expect("a line") + 1;
    for words in [vec!["templates", "check"], vec!["templates", "check", text(&folder)]] {
        let broken = house.run(&words);
        let expected = format!("there/reports/look.typ:{line}:13: unknown variable: blau");
        assert!(!broken.ok && broken.err.contains(&expected), "{}", broken.err);
        assert_eq!(broken.err.matches("unknown variable").count(), 1, "said once: {}", broken.err);
    }
    change(&house, "look.typ", "blau", "red");
    change(&house, "unit.typ", ", alt: \"The logo of our organisation\"", "");
    let silent = house.run(&["templates", "check"]);
    assert!(!silent.ok && silent.err.contains("missing alt text"), "{}", silent.err);
    fs::remove_dir_all(&folder).expect("a removed folder");
    let gone = house.run(&["templates", "check"]);
    assert!(!gone.ok && gone.err.contains("the templates of your own can't be used: "), "{}", gone.err);
}

#[test]
fn a_report_has_the_look_of_the_organisation_and_a_broken_template_makes_none() {
    let house = TestHouse::new();
    let label = published(&house);
    let out = house.beside("out");
    fs::create_dir(&out).expect("a folder");
    let pdf = out.join("care.pdf");
    let words = ["report", "--unit", "Care", "--wave", &label, "--language", "nl", "--out", text(&pdf)];
    let built_in = [&words[..], &["--built-in"]].concat();
    let printed = || fs::read(&pdf).expect("a report");
    house.must(&words);
    let plain = printed();

    write_templates(&house);
    house.must(&words);
    assert!(printed() == plain, "the files are those that are built in");
    add_logo(&house);
    house.must(&words);
    assert!(printed() != plain, "the logo is on it");
    house.must(&built_in);
    assert!(printed() == plain);
    fs::remove_file(&pdf).expect("a removed file");

    change(&house, "parts.typ", "title(head.unit)", "title(head.team)");
    let all = house.beside("all");
    let every = ["report", "--all", "--wave", &label, "--out", text(&all)];
    for words in [&words[..], &every[..]] {
        let broken = house.run(words);
        let expected = "there/reports/parts.typ:";
        let why = "dictionary does not contain key \"team\"";
        assert!(!broken.ok && broken.err.contains(expected) && broken.err.contains(why), "{}", broken.err);
    }
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 0, "nothing is half written");
    assert_eq!(fs::read_dir(&all).expect("a folder").count(), 0, "nothing is half written");
    house.must(&built_in);
    assert!(printed() == plain);

    house.configure("fall_back = false", "fall_back = true");
    for _ in 0..2 {
        fs::remove_file(&pdf).expect("a removed file");
        let said = house.run(&words);
        assert!(said.ok && said.err.contains("warning: printed with the built-in templates, because "), "{}", said.err);
        assert!(said.err.contains("there/reports/parts.typ:"), "{}", said.err);
        assert!(printed() == plain);
    }
    let said = house.run(&every);
    assert!(said.ok && said.out.contains("wrote 4 reports on 2 units"), "{} {}", said.out, said.err);
    assert_eq!(said.err.matches("warning: ").count(), 4, "{}", said.err);
}

#[test]
fn letters_carry_the_look_of_the_organisation_and_wait_while_a_template_is_broken() {
    let house = TestHouse::new();
    let label = delivery::closed(&house);
    write_templates(&house);
    add_logo(&house);
    change(&house, "organisation.typ", "= #data.summary.title", "= #data.summary.heading");
    let who = || delivery::letters(&house, "report").iter().map(delivery::receiver).collect::<BTreeSet<_>>();
    let said = house.run(&["wave", "release", "--wave", &label]);
    assert!(said.err.contains("there/reports/organisation.typ:") && said.err.contains("\"heading\""), "{}", said.err);
    assert_eq!(who(), ["bob@x.nl".to_owned()].into(), "reports on units have a template of their own");
    change(&house, "organisation.typ", "= #data.summary.heading", "= #data.summary.title");
    house.must(&["mail", "send"]);
    assert_eq!(who(), ["bob@x.nl", "eve@x.nl"].map(str::to_owned).into());

    let out = house.beside("whole.pdf");
    let words = ["report", "--unit", "/", "--wave", &label, "--language", "en", "--out", text(&out)];
    let written = |words: &[&str]| {
        house.must(words);
        fs::read(&out).expect("a report")
    };
    let letters = delivery::letters(&house, "report");
    let letter = letters.iter().find(|letter| delivery::receiver(letter) == "eve@x.nl").expect("a letter");
    let sent = letter.attachment(0).expect("a report").contents();
    assert!(sent == written(&words));
    assert!(sent != written(&[&words[..], &["--built-in"]].concat()));
}

#[test]
fn what_a_report_says_is_written_for_the_authors_of_templates() {
    let house = TestHouse::new();
    let label = published(&house);
    let file = house.beside("data.json");
    let words = |unit| ["report", "--unit", unit, "--wave", &label, "--language", "en", "--data", text(&file)];
    let export = house.export();
    for (position, (unit, format, name)) in
        [("/", "polsslag-organisation-report", "Zorggroep Één"), ("Care", "polsslag-unit-report", "Care")]
            .into_iter()
            .enumerate()
    {
        house.must(&words(unit));
        let data: serde_json::Value = serde_json::from_slice(&fs::read(&file).expect("data")).expect("JSON");
        assert_eq!(
            (&data["format"], &data["version"], &data["head"]["unit"]),
            (&format.into(), &1.into(), &name.into())
        );
        let score = &export["waves"][0]["units"][position]["indices"]["score"];
        assert_eq!(data["summary"]["rows"][0]["figure"]["mean"], score["points"]);
    }
    let both = house.run(&[&words("Care")[..], &["--out", "x.pdf"]].concat());
    assert!(!both.ok && both.err.contains("cannot be used with"), "{}", both.err);
}
