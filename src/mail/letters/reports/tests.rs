//! The letter to management, as a mail program reads it.

use domain::Language;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::*;
use crate::letters::samples::postmark;

const LINK: &str = "https://pulse.example.org/reports";

/// The letter about these units, with files of these names and sizes.
fn letter(units: &[(&str, bool)], files: &[(&str, usize)], language: Language) -> Message<'static> {
    let adviser = Adviser { name: "Ada Bos".into(), phone: Some("06 1234".into()), ..Adviser::default() };
    let reports = Reports {
        organisation: "Zorg",
        title: "Je uitspreken",
        opens: "2026-11-03".parse().expect("a date"),
        units: &units.iter().map(|&(unit, noted)| OnUnit { unit: unit.into(), noted }).collect::<Vec<_>>(),
        files: files.iter().map(|&(name, size)| Attached { name: name.into(), pdf: vec![0xe9; size] }).collect(),
        link: LINK,
        account: &"bob".parse().expect("a name"),
        adviser: &adviser,
        administrators: &[],
    };
    let sender = Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox");
    let to = "bob@example.org".parse().expect("an address");
    let bytes = reports.write(&sender, &to, &postmark(0), Texts::of(language)).expect("a letter").bytes();
    MessageParser::default().parse(&bytes).expect("a letter").into_owned()
}

fn text(letter: &Message<'_>) -> String {
    letter.body_text(0).expect("a text").into_owned()
}

#[test]
fn the_files_go_along_whole_and_under_their_names() {
    let files = [("Zorg - Team Één 2026-11.pdf", 70_000), ("Team \"2\"; of drie 2026-11.pdf", 3)];
    let dutch = letter(&[("Team Één", false), ("Team 2", true)], &files, Language::Dutch);
    assert_eq!(dutch.subject(), Some("Je uitspreken: je 2 rapporten van november 2026"));
    assert_eq!(dutch.message_id(), Some("0123456789abcdef0123456789abcdef@example.org"));
    assert_eq!(dutch.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(dutch.attachment_count(), 2);
    for (part, (name, size)) in dutch.attachments().zip(files) {
        assert_eq!(part.attachment_name(), Some(name));
        let kind = part.content_type().expect("a type");
        assert_eq!((kind.ctype(), kind.subtype()), ("application", Some("pdf")));
        assert!(matches!(&part.body, PartType::Binary(bytes) if **bytes == vec![0xe9; size]), "{name}");
    }
    let said = text(&dutch);
    assert!(said.contains("- Team Één\r\n") || said.contains("- Team Één\n"), "{said}");
    assert!(said.contains("- Team 2 (met een toelichting van Ada Bos)") && said.contains("06 1234"), "{said}");
    assert!(!said.contains(LINK) && said.contains("één per afdeling"), "{said}");
    assert!(dutch.body_html(0).expect("an HTML part").contains("<li>Team Één</li>"));
}

#[test]
fn without_files_the_letter_has_the_link() {
    let english = letter(&[("Team A", true)], &[], Language::English);
    assert_eq!(english.subject(), Some("Je uitspreken: the report of November 2026 on Team A"));
    assert_eq!(english.attachment_count(), 0);
    let (said, html) = (text(&english), english.body_html(0).expect("an HTML part"));
    assert!(said.contains(LINK) && said.contains("after signing in"), "{said}");
    assert_eq!(html.matches(LINK).count(), 3);
}

#[test]
fn what_is_too_large_together_stays_behind_the_link() {
    let half = MOST / 2;
    let files = |more: usize| [("a.pdf", half), ("b.pdf", half + more)];
    assert_eq!(letter(&[("A", false), ("B", false)], &files(0), Language::English).attachment_count(), 2);
    let linked = letter(&[("A", false), ("B", false)], &files(1), Language::English);
    assert_eq!(linked.attachment_count(), 0);
    assert!(text(&linked).contains(LINK));
}
