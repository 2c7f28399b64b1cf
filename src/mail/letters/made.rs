//! Holds `letter.html` and `letter.txt` of each letter against the `letter.mjml` that both are made of. Knows no sentence:
//! what askama fills in later goes through as it stands.
//!
//! Make them anew with `POLSSLAG_BLESS=1 cargo test -p mail made`. A new letter needs empty files first.

use std::fs;
use std::path::{Path, PathBuf};

use mrml::mj_body::MjBodyChild;
use mrml::mj_raw::MjRawChild;
use mrml::mjml::Mjml;
use mrml::prelude::parser::ParserOptions;
use mrml::prelude::render::RenderOptions;

fn letters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("letters")
}

/// A source, with the shared parts where it includes them.
fn source(folder: &Path) -> String {
    let shared = |rest: &str| {
        let (path, after) = rest.split_once("\" />").expect("the end of an inclusion");
        fs::read_to_string(letters().join("shared").join(path)).expect("a shared part").trim_end().to_owned() + after
    };
    let text = fs::read_to_string(folder.join("letter.mjml")).expect("a source");
    let mut parts = text.split("<mj-include path=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, rest| whole + &shared(rest))
}

/// The HTML part: no fonts from elsewhere, a table's row on a line.
fn html(letter: &Mjml) -> String {
    let options = RenderOptions { disable_comments: true, social_icon_origin: None, fonts: [].into() };
    let made = letter.render(&options).expect("HTML");
    made.replace("<tr>", "\n<tr>").trim().to_owned() + "\n"
}

/// The plain part: paragraphs and empty lines, a button's address alone on its line.
fn plain(letter: &Mjml) -> String {
    let mut text = String::new();
    for child in &letter.children.body.as_ref().expect("a body").children {
        block(child, &mut text);
    }
    text.trim_end().to_owned() + "\n"
}

fn block(child: &MjBodyChild, text: &mut String) {
    match child {
        MjBodyChild::MjSection(section) => section.children.iter().for_each(|child| block(child, text)),
        MjBodyChild::MjColumn(column) => column.children.iter().for_each(|child| block(child, text)),
        // It repeats for the eye what stands in the button: here that can be seen.
        MjBodyChild::MjText(words)
            if words.attributes.get("mj-class").is_some_and(|class| class.as_deref() == Some("address")) => {}
        MjBodyChild::MjText(words) => {
            let said: String = words.children.iter().map(inline).collect();
            *text += said.trim();
            // Each line of a list ends itself.
            *text += if said.trim().ends_with("{% endfor %}") { "\n" } else { "\n\n" };
        }
        MjBodyChild::MjButton(button) => {
            let words: String = button.children.iter().map(words_of).collect();
            let address = button.attributes.get("href").cloned().flatten().expect("an address");
            text.extend([words.trim(), ":\n", &address, "\n\n"]);
        }
        // Conditions and loops around whole paragraphs.
        MjBodyChild::MjRaw(raw) => raw.children.iter().for_each(|child| *text += inline(child).trim()),
        MjBodyChild::Text(between) => assert!(between.inner_str().trim().is_empty(), "words outside of a paragraph"),
        other => panic!("the plain text does not know {other:?}"),
    }
}

fn words_of(child: &MjBodyChild) -> String {
    match child {
        MjBodyChild::Text(words) => words.inner_str().to_owned(),
        other => panic!("a button says words only, not {other:?}"),
    }
}

fn inline(child: &MjRawChild) -> String {
    let node = match child {
        MjRawChild::Text(words) => return words.inner_str().to_owned(),
        MjRawChild::Node(node) => node,
        other => panic!("the plain text does not know {other:?}"),
    };
    let words: String = node.children.iter().map(inline).collect();
    match node.tag.as_str() {
        "br" => "\n".to_owned(),
        "ul" => format!("\n\n{words}"),
        "li" => format!("- {words}\n"),
        "a" => format!("{words}:\n{}", node.attributes.get("href").cloned().flatten().expect("an address")),
        other => panic!("the plain text does not know <{other}>"),
    }
}

#[test]
fn both_parts_of_each_letter_are_made_of_its_source() {
    let mut seen = 0;
    for entry in fs::read_dir(letters()).expect("the letters") {
        let folder = entry.expect("a folder").path();
        if !folder.join("letter.mjml").exists() {
            continue;
        }
        seen += 1;
        let parsed = mrml::parse_with_options(source(&folder), &ParserOptions::default()).expect("MJML");
        assert!(parsed.warnings.is_empty(), "{}: {:?}", folder.display(), parsed.warnings);
        for (name, text) in [("letter.html", html(&parsed.element)), ("letter.txt", plain(&parsed.element))] {
            let file = folder.join(name);
            if std::env::var_os("POLSSLAG_BLESS").is_some() {
                fs::write(&file, &text).expect("a written file");
            }
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert!(kept == text, "{} is not made of letter.mjml; look at POLSSLAG_BLESS=1", file.display());
        }
    }
    assert_eq!(seen, 7, "letters");
}
