//! What every letter must be, as a mail program reads it. Knows few of their sentences.

use std::fs;
use std::path::Path;

use domain::{Adviser, Language};
use mail_parser::{Message, MessageParser};
use texts::Texts;

use super::samples::{self, LINK, OPT_OUT, RESULTS, adviser, postmark, sender};
use super::{Access, Invitation, Occasion};
use crate::Sender;

const LANGUAGES: [Language; 2] = [Language::Dutch, Language::English];
/// More and many mail programs show a part only.
const LARGEST: usize = 30_000;

fn all() -> Vec<(String, Vec<u8>)> {
    let written = |language| {
        samples::letters(language).into_iter().map(move |(kind, letter)| {
            (format!("{kind}/sample.{}.eml", Texts::of(language).language().code()), letter.expect(kind).bytes())
        })
    };
    LANGUAGES.into_iter().flat_map(written).collect()
}

fn read(bytes: &[u8]) -> Message<'static> {
    MessageParser::default().parse(bytes).expect("a letter").into_owned()
}

fn header(letter: &Message<'_>, name: &str) -> Option<String> {
    letter.header_raw(name).map(|value| value.trim().to_owned())
}

fn invitation(link: &str, to: &str, name: &str) -> Vec<u8> {
    let (adviser, mark) = (adviser(), crate::Postmark { name: name.into(), ..postmark(0) });
    let to = to.parse().expect("an address");
    let letter = samples::invitation(Language::Dutch, &adviser, link);
    letter.write(&sender(), &to, &mark, Texts::of(Language::Dutch)).expect("a letter").bytes()
}

#[test]
fn samples_are_what_the_letters_look_like() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("letters");
    for (name, bytes) in all() {
        let file = folder.join(&name);
        if std::env::var_os("POLSSLAG_BLESS").is_some() {
            fs::write(&file, &bytes).expect("a written file");
        }
        let kept = fs::read(&file).unwrap_or_default();
        assert!(kept == bytes, "{name} is not what is written now; look at the change with POLSSLAG_BLESS=1");
    }
}

#[test]
fn every_letter_is_small_and_ascii_and_its_lines_are_short() {
    for (name, bytes) in all() {
        assert!(bytes.len() < LARGEST, "{name} has {} bytes", bytes.len());
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(text.is_ascii(), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "{name}");
        for line in text.split("\r\n") {
            // An address of a header stands on its line whole.
            let most = if line.starts_with("List-Unsubscribe:") { 200 } else { 78 };
            assert!(line.len() <= most, "{name}: {line}");
        }
    }
}

#[test]
fn every_letter_has_two_whole_parts_and_nothing_from_elsewhere() {
    for (name, bytes) in all() {
        let letter = read(&bytes);
        let (text, html) = (letter.body_text(0).expect("a text"), letter.body_html(0).expect("an HTML part"));
        assert_eq!(letter.attachment_count(), 0, "{name}");
        for word in ["{{", "{%", "[", "<img", "<script", "http://", "url(", "@import", "src=", "display:none"] {
            assert!(!text.contains(word), "{name} says {word}: {text}");
            let ours = html.replace("<!--[if", "").replace("<![endif]", "").replace("http://www.w3.org/1999/xhtml", "");
            assert!(!ours.contains(word), "{name} has {word}: {html}");
        }
        assert!(text.contains("Zorg <Noord>") && html.contains("Zorg &#60;Noord&#62;"), "{name}");
        assert!(!text.contains("\n\n\n") && !text.contains("\r\n\r\n\r\n"), "{name}: {text}");
        assert!(text.lines().any(|line| line.starts_with("https://pulse.example.org")), "{name}: {text}");
        assert!(!text.contains("jan@") && !html.contains("jan@"), "{name}: nothing of its receiver");
        let code = if name.contains(".nl.") { "nl" } else { "en" };
        assert!(html.contains(&format!("<html lang=\"{code}\"")), "{name}");
        assert!(!html.contains("color:#000"), "{name} would be black on black");
    }
}

#[test]
fn headers_name_the_letter_and_tell_nothing_else() {
    const KNOWN: &str = "From To Subject Reply-To Date Message-ID In-Reply-To References Auto-Submitted \
                         X-Auto-Response-Suppress List-Unsubscribe List-Unsubscribe-Post MIME-Version Content-Type";
    for (name, bytes) in all() {
        let letter = read(&bytes);
        for found in letter.headers() {
            assert!(KNOWN.split(' ').any(|known| known == found.name()), "{name}: {}", found.name());
        }
        assert_eq!(header(&letter, "Date").as_deref(), Some("Tue, 01 Dec 2026 09:00:00 +0000"), "{name}");
        assert_eq!(header(&letter, "Auto-Submitted").as_deref(), Some("auto-generated"));
        let from = letter.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!((from.name(), from.address()), (Some("Polsslag bij Zorg <Noord>"), Some("pulse@example.org")));
        let answers = letter.reply_to().and_then(|to| to.first()).and_then(|to| to.address());
        let expected = match name.split('/').next() {
            Some("access") => Some("hr@example.org"),
            Some("closing") => None,
            _ => Some("zoe@example.org"),
        };
        assert_eq!(answers, expected, "{name}");
        let stops = ["invitation", "reminder", "results"].iter().any(|kind| name.starts_with(kind));
        assert_eq!(header(&letter, "List-Unsubscribe"), stops.then(|| format!("<{OPT_OUT}>")), "{name}");
        let click = stops.then(|| "List-Unsubscribe=One-Click".to_owned());
        assert_eq!(header(&letter, "List-Unsubscribe-Post"), click, "{name}");
    }
}

#[test]
fn a_reminder_stands_under_its_invitation() {
    let reminder = |round| {
        let (adviser, to) = (adviser(), "jan@example.org".parse().expect("an address"));
        let letter = samples::reminder(Language::English, &adviser);
        read(&letter.write(&sender(), &to, &postmark(round), Texts::of(Language::English)).expect("a letter").bytes())
    };
    let first = "<0123456789abcdef0123456789abcdef@example.org>";
    assert_eq!(
        header(&read(&invitation(LINK, "jan@example.org", &postmark(0).name)), "Message-ID").as_deref(),
        Some(first)
    );
    let [one, two] = [1, 2].map(reminder);
    for (letter, id) in [(&one, ".1@example.org>"), (&two, ".2@example.org>")] {
        assert_eq!(header(letter, "Message-ID"), Some(first.replace("@example.org>", id)));
        assert_eq!(header(letter, "In-Reply-To").as_deref(), Some(first));
        assert_eq!(header(letter, "References").as_deref(), Some(first));
    }
    assert_eq!((one.body_text(0), one.body_html(0)), (two.body_text(0), two.body_html(0)), "the same words");
}

#[test]
fn a_letter_that_is_sent_again_is_the_same_to_the_last_byte() {
    assert_eq!(all(), all());
}

#[test]
fn two_invitations_differ_in_address_link_and_name_only() {
    let (link, name) = ("https://pulse.example.org/a/zyxwvutsrqponmlkjihgfedcba", "f".repeat(32));
    let (one, two) =
        (invitation(LINK, "jan@example.org", &postmark(0).name), invitation(link, "eva@example.org", &name));
    assert_eq!(one.len(), two.len());
    let plain = |bytes: &[u8], to: &str, link: &str, name: &str| {
        String::from_utf8(bytes.to_vec())
            .expect("ASCII")
            .replace("=\r\n", "")
            .replace(to, "TO")
            .replace(link, "LINK")
            .replace(name, "NAME")
    };
    let one = plain(&one, "jan@example.org", LINK, &postmark(0).name);
    assert_eq!(one, plain(&two, "eva@example.org", link, &name));
    assert_eq!((one.matches("TO\r").count(), one.matches("LINK").count()), (1, 4), "once as text, three times in HTML");
}

#[test]
fn an_invitation_says_all_that_it_must() {
    for (language, words) in [
        (
            Language::Dutch,
            ["twee minuten", "15 december 2026", "5 antwoorden of meer", "Niemand kan jouw antwoord vinden"],
        ),
        (Language::English, ["two minutes", "15 December 2026", "5 answers or more", "Nobody can find your answer"]),
    ] {
        let adviser = adviser();
        let letter = samples::invitation(language, &adviser, LINK);
        let to = "jan@example.org".parse().expect("an address");
        let letter = read(&letter.write(&sender(), &to, &postmark(0), Texts::of(language)).expect("a letter").bytes());
        let text = letter.body_text(0).expect("a text");
        for word in words.into_iter().chain(["Zoë Bos & Co", "06 1234 5678", "zoe@example.org", OPT_OUT, LINK]) {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn without_a_way_to_reach_the_adviser_one_asks_at_work() {
    let adviser = Adviser { name: "Ada".into(), ..Adviser::default() };
    let to = "jan@example.org".parse().expect("an address");
    let letter = samples::invitation(Language::English, &adviser, LINK);
    let letter = read(&letter.write(&sender(), &to, &postmark(0), Texts::of(Language::English)).expect("one").bytes());
    let text = letter.body_text(0).expect("a text").replace("\r\n", "\n");
    assert!(text.contains("adviser is Ada.\nAsk at work how to reach them.\n\nKind regards"), "{text}");
}

#[test]
fn over_http_nothing_promises_one_click() {
    let adviser = Adviser { name: "Ada".into(), ..Adviser::default() };
    let letter = Invitation {
        opt_out: "http://localhost:8000/letters/x",
        ..samples::invitation(Language::Dutch, &adviser, LINK)
    };
    let to = "jan@example.org".parse().expect("an address");
    let letter =
        read(&letter.write(&sender(), &to, &postmark(0), Texts::of(Language::Dutch)).expect("a letter").bytes());
    assert_eq!(header(&letter, "List-Unsubscribe").as_deref(), Some("<http://localhost:8000/letters/x>"));
    assert_eq!(header(&letter, "List-Unsubscribe-Post"), None);
    assert!(letter.reply_to().is_none());
}

#[test]
fn a_letter_about_an_account_names_whom_to_ask_and_answers_go_there() {
    let hr = ["hr@example.org".parse().expect("an address")];
    let account = "bob".parse().expect("a name");
    let access = |administrators| Access {
        occasion: Occasion::Reset,
        organisation: "Zorg",
        account: &account,
        link: LINK,
        administrators,
    };
    let configured = Sender::new("pulse@example.org", Some("desk@example.org")).expect("mailboxes");
    for (administrators, sender, words, answers) in [
        (&hr[..], sender(), "aan wie bij Zorg de accounts beheert (hr@example.org).", Some("hr@example.org")),
        (&hr[..], configured, "(hr@example.org).", Some("desk@example.org")),
        (&[], sender(), "aan wie bij Zorg de server van Polsslag beheert.", None),
    ] {
        let to = "bob@example.org".parse().expect("an address");
        let letter = access(administrators).write(&sender, &to, &postmark(0), Texts::of(Language::Dutch));
        let letter = read(&letter.expect("a letter").bytes());
        assert!(letter.body_text(0).expect("a text").contains(words), "{:?}", letter.body_text(0));
        assert_eq!(letter.reply_to().and_then(|to| to.first()).and_then(|to| to.address()), answers);
    }
}

#[test]
fn every_letter_is_signed_for_the_organisation_before_its_small_print() {
    for (name, bytes) in all() {
        let text = read(&bytes).body_text(0).expect("a text").replace('\r', "");
        let by = if name.contains(".nl.") { "groet,\nPolsslag, namens" } else { "regards,\nPolsslag, on behalf of" };
        let signed = format!("{by} Zorg <Noord>\n\n");
        let (body, small) = text.split_once(&signed).unwrap_or_else(|| panic!("{name}: {text}"));
        assert!(body.contains("\nhttps://"), "{name}: what it is about comes before");
        assert!(!small.trim().is_empty(), "{name}");
    }
}

#[test]
fn everybody_of_a_unit_gets_the_same_letter_about_results() {
    let adviser = adviser();
    for (language, told) in
        [(Language::Dutch, "Iedereen van Team Één krijgt"), (Language::English, "Everybody in Team Één gets")]
    {
        let written = ["jan@example.org", "eva@example.org"].map(|to| {
            let letter = samples::results(language, &adviser);
            let to = to.parse().expect("an address");
            read(&letter.write(&sender(), &to, &postmark(0), Texts::of(language)).expect("a letter").bytes())
        });
        let [one, two] = written.map(|letter| letter.body_text(0).expect("a text").into_owned());
        assert_eq!(one, two);
        assert!(one.contains(told) && one.contains(RESULTS), "{one}");
    }
}
