//! What the program is made of: licences that fit ours, and crates that must not come in. Reads `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than their text and our thanks.
const ALLOWED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// System libraries that would need -dev packages, and a second TLS.
const BANNED: [&str; 7] =
    ["openssl", "openssl-sys", "native-tls", "aws-lc-rs", "aws-lc-sys", "libmysqlclient-sys", "pq-sys"];

/// Of these there is one version or none: two would mean two copies of a database.
const SINGLE: [&str; 5] = ["libsqlite3-sys", "sqlx-core", "sqlx-sqlite", "sea-orm", "tokio"];

/// Every package that goes into the program: name, version, licence.
fn packages() -> Vec<(String, String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| (node["id"].as_str().expect("an id"), node))
        .collect();
    let mut reached = BTreeSet::new();
    let mut next = vec![metadata["resolve"]["root"].as_str().expect("a root")];
    while let Some(id) = next.pop() {
        if !reached.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().expect("dependencies") {
            let kinds = dependency["dep_kinds"].as_array().expect("kinds");
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                next.push(dependency["pkg"].as_str().expect("an id"));
            }
        }
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .filter(|package| reached.contains(package["id"].as_str().expect("an id")))
        .map(|package| (text(&package["name"]), text(&package["version"]), text(&package["license"])))
        .collect()
}

/// Whether an SPDX expression leaves us a choice we accept: an `OR` needs one good side, an `AND` both.
fn acceptable(expression: &str) -> bool {
    let expression = expression.trim();
    let bare = expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(inside) = bare.filter(|inside| !inside.contains(['(', ')'])) {
        return acceptable(inside);
    }
    for (word, all) in [(" OR ", false), (" AND ", true)] {
        if let Some(parts) = split(expression, word) {
            let mut good = parts.iter().map(|part| acceptable(part));
            return if all { good.all(|good| good) } else { good.any(|good| good) };
        }
    }
    ALLOWED.contains(&expression)
}

/// Splits at a word that stands outside all brackets.
fn split<'a>(expression: &'a str, word: &str) -> Option<[&'a str; 2]> {
    let outside = |at: &usize| {
        let before = &expression[..*at];
        before.matches('(').count() == before.matches(')').count()
    };
    let at = expression.match_indices(word).map(|(at, _)| at).find(outside)?;
    Some([&expression[..at], &expression[at + word.len()..]])
}

#[test]
fn the_program_is_made_of_what_its_licence_allows() {
    let packages = packages();
    assert!(packages.len() > 200, "only {} packages were found", packages.len());
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, version, licence) in &packages {
        let expression = licence.replace('/', " OR ");
        assert!(acceptable(&expression), "{name} {version} has the licence \"{licence}\"");
        assert!(!BANNED.contains(&name.as_str()), "{name} {version} must not come in");
        versions.entry(name).or_default().insert(version);
    }
    for name in SINGLE {
        assert!(versions.get(name).is_none_or(|versions| versions.len() == 1), "{name}: {:?}", versions[name]);
    }
}

#[test]
fn an_expression_is_read_as_its_words_say() {
    for good in ["MIT", "MIT OR GPL-3.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "GPL-2.0 OR (MIT AND ISC)"] {
        assert!(acceptable(good), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "", "(GPL-3.0 OR AGPL-3.0) AND MIT"] {
        assert!(!acceptable(bad), "{bad}");
    }
}
