//! Reports on a small made-up organisation, read back from their pages. Does not know how they look.

use domain::{Language, RemarkKind, TypedAction, UnitPath};
use typst_layout::PagedDocument;

use super::*;
use crate::cast::{CHART, MARKUP, fetch, publication, said, set, without_spaces};
use crate::press::Press;

fn pages(input: &UnitReport<'_>, language: Language) -> PagedDocument {
    let manuscript = unit_report(input, Texts::of(language)).expect("a manuscript");
    set(&manuscript)
}

fn printed(input: &UnitReport<'_>) -> Vec<u8> {
    let manuscript = unit_report(input, Texts::of(Language::Dutch)).expect("a manuscript");
    Press::built_in().print(&manuscript).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_department_gets_its_report_in_both_languages_and_the_same_bytes_each_time() {
    let care = fetch(&publication(), &"Care".parse().expect("a good path"));
    let charts = [Picture { name: "Team safety", svg: CHART, alt: "A line from August to November." }];
    let input = care.on_unit(&charts);
    for language in Language::ALL {
        let (texts, document) = (Texts::of(language), pages(&input, language));
        assert!(document.pages().len() >= 2);
        let said = said(&document);
        let sentences = ["hidden", "report-not-said-rank", "report-turned", "report-how-change-team", "report-adviser"];
        for sentence in sentences {
            assert!(said.contains(&without_spaces(&texts.say(sentence))), "{sentence} in {said}");
        }
        let pages = [("page", "1".to_owned()), ("pages", document.pages().len().to_string())];
        assert!(
            said.contains(&without_spaces(&texts.tell("report-page", &pages))),
            "the first page has its number: {said}"
        );
        assert!(!said.contains("[report-"), "a sentence is missing: {said}");
        let literal = MARKUP.replace('🚀', "\u{FFFD}");
        assert!(said.contains(&without_spaces(&literal)), "{literal} in {said}");
        let (small, large) = (said.find("A5–9"), said.find("b10–19"));
        assert!(small.is_some() && small < large, "units stand in the order of their names: {said}");
    }
    let [first, second] = [(); 2].map(|()| printed(&input));
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first == second);
}

#[test]
fn a_hidden_unit_is_told_so_and_keeps_its_course() {
    let office = fetch(&publication(), &"Office".parse().expect("a good path"));
    let charts = [Picture { name: "Veiligheid", svg: CHART, alt: "Een lijn van augustus tot november." }];
    let document = pages(&office.on_unit(&charts), Language::Dutch);
    assert!(document.pages().len() >= 2);
    let (texts, said) = (Texts::of(Language::Dutch), said(&document));
    for sentence in ["report-hidden-title", "report-hidden-around", "report-trend-how"] {
        assert!(said.contains(&without_spaces(&texts.say(sentence))), "{sentence} in {said}");
    }
    assert!(!said.contains(&without_spaces(&texts.say("report-statements"))), "{said}");
}

#[test]
fn what_was_done_and_what_was_released_stand_in_the_report_and_are_no_markup() {
    let care: UnitPath = "Care".parse().expect("a good path");
    let fetched = fetch(&publication(), &care);
    let action = |unit: &UnitPath, what: &str, until: &str| {
        let [what, by, since, until] = [what, "team leader", "3-2026", until].map(str::to_owned);
        Action::read(unit.clone(), &TypedAction { what, by, since, until }).expect("a good action")
    };
    let actions = [action(&care, MARKUP, ""), action(&UnitPath::organisation(), "Doors are open", "12-4-2026")];
    let day = |text: &str| text.parse().expect("a date");
    let released = |kind, words| RemarkRelease::new(kind, words).expect("good words");
    let remarks = [
        (day("2026-11-03"), released(RemarkKind::Texts, "#emph[b]\nsecond line\n\n= a")),
        (day("2026-10-03"), released(RemarkKind::Summary, "Two things.\n\n/ One: rest")),
    ];
    let input = UnitReport { actions: &actions, remarks: &remarks, ..fetched.on_unit(&[]) };
    for language in Language::ALL {
        let (texts, said) = (Texts::of(language), said(&pages(&input, language)));
        let since = texts.tell("report-actions-since", &[("since", texts.month(day("2026-03-01")))]);
        let around = texts.tell("action-of-unit", &[("unit", "De Linde")]);
        let literal = MARKUP.replace('🚀', "\u{FFFD}");
        for sentence in [&literal, &since, &around, &texts.say("remarks-kind-texts"), &texts.say("report-remarks-lead")]
        {
            assert!(said.contains(&without_spaces(sentence)), "{sentence} in {said}");
        }
        for words in ["#emph[b]secondline", "=a", "Twothings./One:rest", "Doorsareopen"] {
            assert!(said.contains(words), "{words} in {said}");
        }
        let [first, second] = ["#emph[b]", "=a"].map(|words| said.find(words));
        assert!(first < second, "by the alphabet: {said}");
    }
    assert!(printed(&input).starts_with(b"%PDF"), "the paper keeps its standards");
    let none = said(&pages(&fetched.on_unit(&[]), Language::English));
    let texts = Texts::of(Language::English);
    assert!(none.contains(&without_spaces(&texts.say("report-actions-empty"))), "{none}");
    assert!(!none.contains(&without_spaces(&texts.say("report-remarks-lead"))), "{none}");
}

#[test]
fn a_note_stands_in_the_report_and_signals_only_where_the_adviser_lets_them() {
    let (care, office) = (fetch(&publication(), &"Care".parse().expect("a path")), "Office".parse().expect("a path"));
    for language in Language::ALL {
        let texts = Texts::of(language);
        let title = without_spaces(&texts.say("report-pointed"));
        let (fall, divided) = (texts.say("signal-amber"), texts.say("signal-divided-what"));
        let has = |said: &str, words: &str| said.contains(&without_spaces(words));
        let plain = care.on_unit(&[]);
        let said_of = |input: &UnitReport<'_>| said(&pages(input, language));
        let none = said_of(&plain);
        assert!(!has(&none, &title) && !has(&none, &fall) && !has(&none, &divided), "{none}");
        let noted = said_of(&UnitReport { note: Some("Talk *first*.\n\nThen act."), ..plain });
        assert!(has(&noted, &title) && has(&noted, "Talk *first*.") && !has(&noted, &fall), "{noted}");
        let told = said_of(&UnitReport { signals: true, ..plain });
        assert!(has(&told, &fall) && has(&told, &divided) && has(&told, "9"), "{told}");
        // Of a hidden unit no more is told than that fewer people answer.
        let hidden = fetch(&publication(), &office);
        let told = said_of(&UnitReport { signals: true, ..hidden.on_unit(&[]) });
        assert!(!has(&told, &fall) && !has(&told, &divided), "{told}");
    }
}

#[test]
fn a_picture_that_is_none_is_said() {
    let broken = [Picture { name: "x", svg: "<svg", alt: "x" }];
    let fetched = fetch(&publication(), &UnitPath::organisation());
    let manuscript = unit_report(&fetched.on_unit(&broken), Texts::of(Language::English)).expect("a manuscript");
    let error = Press::built_in().print(&manuscript).err();
    assert!(error.is_some_and(|error| error.to_string().contains("SVG")));
}
