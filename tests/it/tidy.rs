//! The house rules, held by reading the sources: promises, floors, lengths, words. Knows no behaviour.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use domain::Language;
use texts::Texts;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("node_modules") && !path.ends_with("target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                found.push((path.clone(), fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

fn rust() -> Vec<(PathBuf, String)> {
    ["src", "migrations", "tests"].iter().flat_map(|folder| files(folder, &["rs"])).collect()
}

#[test]
fn every_file_opens_with_its_promise() {
    let files = rust();
    assert!(files.len() > 80, "only {} files were found", files.len());
    for (path, text) in files {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{}: {first}", path.display());
    }
    for (path, text) in files_of_templates() {
        assert!(text.starts_with("//"), "{}", path.display());
    }
}

fn files_of_templates() -> Vec<(PathBuf, String)> {
    files("reports", &["typ"])
}

#[test]
fn files_stay_small() {
    for (path, text) in rust() {
        let lines = text.lines().count();
        assert!(lines <= 300, "{} has {lines} lines; split it by idea", path.display());
    }
}

/// The dependencies of a floor's manifest, without the test ones.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(manifest)).expect("a manifest");
    let section =
        text.split("\n[dependencies]\n").nth(1).expect("dependencies").split("\n[").next().expect("a section");
    section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|n| !n.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_floor_plan_is_the_list_of_dependencies() {
    let floors = ["domain", "texts", "store", "charts", "mail", "report", "web", "jobs", "migrations"];
    let allowed: [(&str, &[&str]); 9] = [
        ("src/domain/Cargo.toml", &[]),
        ("src/texts/Cargo.toml", &["domain"]),
        ("src/store/Cargo.toml", &["domain", "migrations"]),
        ("migrations/Cargo.toml", &[]),
        ("src/charts/Cargo.toml", &["domain", "texts"]),
        ("src/mail/Cargo.toml", &["domain", "texts"]),
        ("src/report/Cargo.toml", &["domain", "texts"]),
        ("src/web/Cargo.toml", &["charts", "domain", "store", "texts"]),
        ("src/jobs/Cargo.toml", &["charts", "domain", "mail", "report", "store", "texts"]),
    ];
    for (manifest, below) in allowed {
        let ours: Vec<_> = dependencies(manifest).into_iter().filter(|name| floors.contains(&name.as_str())).collect();
        assert_eq!(ours, below, "{manifest}");
    }
    let domain = dependencies("src/domain/Cargo.toml");
    let known = "aes-gcm argon2 chrono chrono-tz csv data-encoding getrandom hkdf hmac hpke serde sha2 statrs strsim thiserror toml unicode-normalization zeroize";
    assert_eq!(
        domain,
        known.split(' ').map(str::to_owned).collect(),
        "a new one is a design decision: see src/README.md"
    );
}

#[test]
fn rows_stay_in_the_store() {
    for (path, text) in files("src", &["rs"]) {
        let inside = path.starts_with(root().join("src/store"));
        for word in ["sea_orm", "SELECT ", "INSERT INTO", "DELETE FROM", "sqlx"] {
            assert!(inside || !text.contains(word), "{} speaks to the database: {word}", path.display());
        }
    }
}

#[test]
fn the_gate_is_called_in_one_place() {
    let calls: Vec<_> = files("src", &["rs"])
        .into_iter()
        .filter(|(path, text)| !path.starts_with(root().join("src/domain")) && text.contains("Gate::review("))
        .filter(|(path, _)| !path.ends_with("tests.rs") && !path.ends_with("cast.rs"))
        .filter(|(path, _)| {
            !path.components().any(|part| part.as_os_str() == "benches" || part.as_os_str() == "stories")
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(calls, [root().join("src/jobs/close.rs")]);
}

#[test]
fn nothing_that_must_stay_secret_has_a_printer() {
    for (file, secret) in [
        ("src/domain/ballot/sheet.rs", "pub struct Sheet"),
        ("src/domain/ballot/token.rs", "pub struct Token"),
        ("src/domain/ballot/comment.rs", "pub struct Comment"),
        ("src/domain/ballot/custody.rs", "pub struct CustodySecret"),
        ("src/domain/ballot/keys.rs", "pub struct LetterKey"),
        ("src/domain/ballot/keys.rs", "pub struct WaveKeys"),
        ("src/domain/ballot/passphrase.rs", "pub struct Passphrase"),
        ("src/domain/account/factor_key.rs", "pub struct FactorKey"),
        ("src/domain/results_key.rs", "pub struct ResultsKey"),
        ("src/domain/opt_out.rs", "pub struct OptOutKey"),
        ("src/domain/secret.rs", "pub struct Secret"),
        ("src/domain/cases/mod.rs", "pub struct CaseCounts"),
    ] {
        let text = fs::read_to_string(root().join(file)).expect("a file");
        let before = text.split(secret).next().expect("a file").lines().next_back().expect("a derive");
        for printer in ["Debug", "Serialize", "Display"] {
            assert!(!before.contains(printer), "{secret} has {printer}");
            assert!(!text.contains(&format!("{printer} for {}", &secret[11..])), "{secret} has {printer}");
        }
    }
}

#[test]
fn every_sentence_that_is_said_exists_and_every_sentence_that_exists_is_said() {
    let mut sources = String::new();
    for (path, text) in files("src", &["rs", "html", "txt"]) {
        // Its tests say what does not exist.
        if path != root().join("src/texts/lib.rs") {
            sources += &text;
        }
    }
    let texts = Texts::of(Language::English);
    for verb in [".say(\"", ".tell(\"", ".tell(\n"] {
        for rest in sources.split(verb).skip(1) {
            let rest = rest.trim_start().trim_start_matches('"');
            let key = rest.split('"').next().expect("a key");
            assert!(texts.has(key), "there is no sentence {key}");
        }
    }
    for (path, text) in files("src/texts/en", &["ftl"]) {
        for key in text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key) {
            if key.starts_with(' ') || key.starts_with('#') {
                continue;
            }
            // Figures and error pages put their keys together.
            let said =
                sources.contains(&format!("\"{key}\"")) || path.ends_with("common.ftl") || key.ends_with("-title");
            assert!(said, "nobody says {key}");
        }
    }
}

#[test]
fn what_arrives_in_a_mailbox_is_called_as_its_readers_call_it() {
    for (language, ours) in [("nl", ["brief", "brieven"]), ("en", ["letter", "letters"])] {
        for (path, text) in files(&format!("src/texts/{language}"), &["ftl"]) {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let (key, said) = line.split_once(" = ").unwrap_or(("", line));
                let mut words = said.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
                // Those are letters of the alphabet.
                let found = key != "enrolment-picture" && words.any(|word| ours.contains(&word.as_str()));
                assert!(!found, "{}: readers say mail: {line}", path.display());
            }
        }
    }
}

#[test]
fn the_map_names_every_floor_and_every_crate_has_its_reason() {
    let map = fs::read_to_string(root().join("src/README.md")).expect("the architecture page");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let section =
        manifest.split("[workspace.dependencies]").nth(1).expect("a section").split("\n[").next().expect("one");
    for name in section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name) {
        assert!(map.contains(&format!("`{name}`")), "src/README.md does not say why {name} is here");
    }
}

#[test]
fn every_attack_that_the_map_lists_is_a_test() {
    let map = fs::read_to_string(root().join("src/README.md")).expect("the architecture page");
    let table = map.split("## The thirteen attacks").nth(1).expect("a section").split("\n## ").next().expect("one");
    assert_eq!(table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| |")).count(), 13);
    let tests: String = rust().into_iter().map(|(_, text)| text).collect();
    for name in table.split('`').skip(1).step_by(2).filter(|name| name.contains('_') && !name.contains(['/', '.'])) {
        assert!(tests.contains(&format!("fn {name}(")), "there is no test {name}");
    }
}
