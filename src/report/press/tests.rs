//! A press with an organisation's own templates: what it reads, what it refuses, and how it says so. Knows no report.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::template::Template;

/// A font that has a snowman and nothing else; made for this test.
const SNOWMAN: &[u8] = include_bytes!("snowman.ttf");
const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
/// The least that the standards ask for.
const TITLED: &str = "#set document(title: \"x\", date: datetime(year: 2026, month: 1, day: 1))\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, bytes).expect("a written file");
    }
    folder
}

fn press(files: &[(&str, &[u8])]) -> Press {
    Press::with_folder(folder(files).path()).unwrap_or_else(|error| panic!("{error}"))
}

fn sample() -> Manuscript {
    Template::Unit.samples().expect("good files").remove(0)
}

/// What is said of this template, after the folder's path.
fn said_of(template: &str) -> String {
    said(&[("unit.typ", template.as_bytes())])
}

fn said(files: &[(&str, &[u8])]) -> String {
    let folder = folder(files);
    let press = Press::with_folder(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let error = press.print(&sample()).map(|pdf| pdf.len()).expect_err("a fault").to_string();
    error.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_file_of_the_folder_takes_the_place_of_the_built_in_one_and_reads_what_lies_beside_it() {
    let built_in = Press::built_in();
    let same = press(&[("logos/logo.svg", LOGO.as_bytes()), ("README.md", b"for people")]);
    assert!(same.print(&sample()) == built_in.print(&sample()), "nothing uses the logo yet");
    let look = "#import \"look.typ\": paper\n#let data = json(\"data.json\")\n#show: paper.with(data)\n#title(data.head.unit)\n";
    let logo = format!("{look}#image(\"logos/logo.svg\", alt: \"Our logo\")\n");
    let files = [("unit.typ", logo.as_bytes()), ("logos/logo.svg", LOGO.as_bytes())];
    let [first, second] = [(); 2].map(|()| press(&files).print(&sample()).unwrap_or_else(|error| panic!("{error}")));
    assert!(first == second && first.starts_with(b"%PDF"));
    assert_eq!(press(&files).proof(&sample()), Ok(Vec::new()));
}

#[test]
fn a_fingerprint_covers_everything_that_was_loaded() {
    let print = |files: &[(&str, &[u8])]| press(files).fingerprint(&sample());
    let plain = Press::built_in().fingerprint(&sample());
    assert_eq!(print(&[]), plain);
    assert_eq!(print(&[("README.md", b"x"), (".hidden.typ", b"x"), ("data.json", b"x")]), plain, "passed over");
    let all = [
        print(&[("logo.svg", LOGO.as_bytes())]),
        print(&[("logo.svg", b"<svg/>")]),
        print(&[("mark.svg", LOGO.as_bytes())]),
        print(&[("look.typ", b"")]),
        print(&[("snowman.ttf", SNOWMAN)]),
        plain,
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(!all[..place].contains(one), "{place}");
    }
}

#[test]
fn a_broken_template_is_named_with_file_line_and_column() {
    let unit = |rest: &str| format!("{TITLED}#import \"look.typ\": bar\n{rest}");
    for (template, expected) in [
        ("\n  #foo\n".to_owned(), "unit.typ:2:4: unknown variable: foo"),
        ("é #let x = \n".to_owned(), "unit.typ:1:"),
        (unit("#image(\"logo.svg\", alt: \"x\")"), "unit.typ:3:8: file not found (searched at logo.svg)"),
        (unit("#image(\"../logo.svg\", alt: \"x\")"), "unit.typ:3:8: path"),
        (unit("#image(\"logo.tiff\", alt: \"x\")"), "a template reads these kinds only: typ, svg"),
        (unit("#import \"@preview/cetz:0.4.0\": canvas"), "packages are never fetched"),
        (unit("#bar((1,))"), "(while calling `bar` at unit.typ:3:2)"),
        (unit("#json(\"data.json\").nothing"), "unit.typ:3:20: dictionary does not contain key \"nothing\""),
    ] {
        let said = said_of(&template);
        assert!(said.contains(expected), "{template}\n{said}\nexpected: {expected}");
    }
    let own =
        said(&[("unit.typ", b"#import \"parts/own.typ\": *"), ("parts/own.typ", b"#let a = 1\n#let b = a + \"x\"")]);
    assert!(own.contains("parts/own.typ:2:10: cannot add integer and string"), "{own}");
    let both = said_of("#image(bytes(\"<svg\"), format: \"svg\", alt: \"x\")\n");
    assert!(both.contains("unit.typ:1:"), "{both}");
}

#[test]
fn what_a_standard_asks_for_is_said_with_its_place_and_a_hint() {
    let titled = |rest: &str| format!("{TITLED}{rest}\n");
    let drawn = format!("#image(bytes({LOGO:?}), format: \"svg\")");
    for (template, expected) in [
        (titled(&drawn), "unit.typ:2:2: PDF/A-2a, PDF/UA-1 error: missing alt text (make sure your images"),
        (titled("= A\n=== B"), "unit.typ:3:1: PDF/UA-1 error: skipped from heading level 1 to 3"),
        (
            TITLED.replace("title: \"x\", ", "") + "= A\n",
            "unit.typ: PDF/UA-1 error: missing document title (set the title",
        ),
        (titled("#text(font: \"Open Sans\", fallback: false)[☃]"), "could not be displayed with"),
    ] {
        let said = said_of(&template);
        assert!(said.contains(expected), "{template}\n{said}\nexpected: {expected}");
    }
}

#[test]
fn what_the_typesetter_wonders_about_is_told_and_stops_nothing() {
    let template = format!("{TITLED}#text(font: \"Nowhere\")[x]\n");
    let wondered = press(&[("unit.typ", template.as_bytes())]).proof(&sample()).expect("a proof");
    let told: Vec<_> = wondered.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("unit.typ:2:13: unknown font family: nowhere"), "{told:?}");
}

#[test]
fn a_template_without_an_end_is_given_up() {
    for (template, expected) in [
        ("#while true {}", "unit.typ:1:8: condition is always true"),
        ("#let n = 0\n#while n >= 0 { n += 1 }", "unit.typ:2:2: loop seems to be infinite"),
        ("#let f(n) = f(n + 1)\n#f(0)", "maximum function call depth exceeded"),
        ("#import \"unit.typ\": x", "cyclic import"),
    ] {
        let said = said_of(template);
        assert!(said.contains(expected), "{template}\n{said}\nexpected: {expected}");
    }
}

#[test]
fn a_font_that_was_brought_adds_its_characters_and_takes_none_away() {
    let template = format!("{TITLED}#set text(font: \"Snowman\")\n#json(\"data.json\").paper.organisation");
    let mut manuscript = sample();
    manuscript.data["paper"]["organisation"] = "Één ☃ 🚀".into();
    let files = [("unit.typ", template.as_bytes()), ("fonts/snowman.ttf", SNOWMAN)];
    let with = press(&files);
    assert!(with.print(&manuscript).is_ok_and(|pdf| pdf.starts_with(b"%PDF")), "every character has a picture");
    let fonts = with.shelf.brought_fonts();
    let mut data = manuscript.data["paper"]["organisation"].clone();
    make_printable(&mut data, house_fonts(), fonts);
    assert_eq!(data, "Één ☃ \u{FFFD}");
    make_printable(&mut data, house_fonts(), &[]);
    assert_eq!(data, "Één \u{FFFD} \u{FFFD}");
}

#[test]
fn a_folder_that_can_t_be_used_is_refused_by_name() {
    let large = vec![b' '; 5_000_001];
    let refused = |files: &[(&str, &[u8])]| match Press::with_folder(folder(files).path()) {
        Ok(_) => panic!("{:?} was taken", files.iter().map(|(name, _)| name).collect::<Vec<_>>()),
        Err(error) => error.to_string(),
    };
    let said = refused(&[("unit.typ", b"a\nb\xff\n")]);
    assert!(said.ends_with("unit.typ: line 2 is not UTF-8"), "{said}");
    let said = refused(&[("logo.svg", &large)]);
    assert!(said.contains("logo.svg: has more than 5 megabytes"), "{said}");
    let said = refused(&[("x.ttf", b"no font")]);
    assert!(said.ends_with("x.ttf: is no TrueType or OpenType font"), "{said}");
    let names: Vec<String> = (0..201).map(|n| format!("{n}.svg")).collect();
    let said = refused(&names.iter().map(|name| (name.as_str(), b"".as_slice())).collect::<Vec<_>>());
    assert!(said.contains("has more than 200 files"), "{said}");
    let nowhere = Press::with_folder(Path::new("nowhere/at all")).expect_err("no folder").to_string();
    assert!(nowhere.starts_with("nowhere/at all: "), "{nowhere}");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_inside_the_folder_only() {
    use std::os::unix::fs::symlink;
    let (here, elsewhere) = (folder(&[("logo.svg", LOGO.as_bytes())]), folder(&[("secret.txt", b"x")]));
    symlink(here.path(), here.path().join("round")).expect("a link");
    symlink(here.path().join("logo.svg"), here.path().join("mark.svg")).expect("a link");
    assert!(Press::with_folder(here.path()).is_ok(), "a link to a folder is passed over");
    symlink(elsewhere.path().join("secret.txt"), here.path().join("own.txt")).expect("a link");
    let said = Press::with_folder(here.path()).expect_err("a link out").to_string();
    assert!(said.contains("own.txt: this link leads out of the folder"), "{said}");
}
