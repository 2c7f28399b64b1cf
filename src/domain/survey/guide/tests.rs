//! The guides that come with Polsslag pass, faults are named, and no text makes the reader panic.

use proptest::prelude::*;

use super::*;
use crate::Questionnaire;

const GUIDES: [(&str, &str); 2] = [
    (include_str!("../../../../surveys/team-safety.guide.toml"), include_str!("../../../../surveys/team-safety.toml")),
    (
        include_str!("../../../../surveys/social-safety.guide.toml"),
        include_str!("../../../../surveys/social-safety.toml"),
    ),
];

fn team() -> Questionnaire {
    Questionnaire::parse(GUIDES[0].1).expect("a good file")
}

fn problems(source: &str) -> Vec<String> {
    let refused = Guide::parse(source, &team()).expect_err("a bad file");
    refused.problems.iter().map(ToString::to_string).collect()
}

/// The problems after `from` became `to`, which must have been there.
fn changed(from: &str, to: &str) -> Vec<String> {
    let good = GUIDES[0].0;
    assert!(good.contains(from), "{from}");
    problems(&good.replacen(from, to, 1))
}

fn line_of(needle: &str) -> usize {
    GUIDES[0].0.lines().position(|line| line.contains(needle)).expect("there") + 1
}

#[test]
fn the_guides_that_come_with_polsslag_speak_about_every_figure_in_the_order_of_the_questionnaire() {
    for (guide, questionnaire) in GUIDES {
        let questionnaire = Questionnaire::parse(questionnaire).expect("a good file");
        let guide = Guide::parse(guide, &questionnaire).unwrap_or_else(|problems| panic!("{problems}"));
        let keys: Vec<_> = questionnaire.indices().iter().map(|index| index.key.as_str()).collect();
        assert_eq!(guide.parts().iter().map(Part::key).collect::<Vec<_>>(), keys);
        assert_eq!(guide.advice().iter().map(Advice::situation).collect::<Vec<_>>(), Situation::ALL);
        assert_eq!(guide.title(), questionnaire.title());
        for (part, index) in guide.parts().iter().zip(questionnaire.indices()) {
            assert_eq!(part.name(), &index.name);
            assert!((4..=6).contains(&part.questions().get(Language::Dutch).len()));
        }
    }
}

#[test]
fn dimensions_may_stand_in_any_order_in_the_file() {
    let mut pieces: Vec<_> = GUIDES[0].0.split("\n[[dimension]]").collect();
    pieces[1..].reverse();
    let turned = Guide::parse(&pieces.join("\n[[dimension]]"), &team());
    assert!(turned == Guide::parse(GUIDES[0].0, &team()), "{:?}", turned.err());
}

#[test]
fn a_dimension_that_is_unknown_missing_or_there_twice_is_said_with_its_line() {
    let found = changed("key = \"mistakes\"", "key = \"mistake\"");
    let unknown = "is \"mistake\"; expected one of speaking-up, mistakes, belonging; did you mean \"mistakes\"?";
    let line = line_of("key = \"mistakes\"");
    assert!(found.contains(&format!("line {line}, key dimension[2].key: {unknown}")), "{found:?}");
    assert!(found.iter().any(|problem| problem.contains("says nothing about mistakes")), "{found:?}");
    let twice = changed("key = \"mistakes\"", "key = \"speaking-up\"");
    assert!(twice.contains(&format!("line {line}, key dimension[2].key: \"speaking-up\" stands here twice")));
}

#[test]
fn a_key_that_is_not_known_is_met_with_the_nearest_name() {
    let found = changed("listen.en", "lisen.en").join("\n");
    assert!(found.contains("score.lisen: is not known here; expected one of about, opening, questions"), "{found}");
    assert!(found.contains("did you mean \"listen\"?"), "{found}");
    let far = changed("[hidden]", "[weather]\n[hidden]").join("\n");
    assert!(far.contains("key weather: is not known here") && !far.contains("did you mean"), "{far}");
}

#[test]
fn each_language_must_be_there_and_give_as_much_as_the_other() {
    let missing = changed("about.nl = \"Alle uitspraken", "about.de = \"Alle uitspraken").join("\n");
    assert!(missing.contains("key score.about.nl: is missing; expected a text in Dutch"), "{missing}");
    assert!(missing.contains("key score.about.de: is not known here"), "{missing}");
    let first = GUIDES[0].0.split("questions.en = [\n").nth(1).and_then(|rest| rest.lines().next()).expect("one");
    let fewer = changed(&format!("questions.en = [\n{first}"), "questions.en = [").join("\n");
    assert!(fewer.contains("questions.nl: has 5 entries and en has 4; expected as many in both languages"), "{fewer}");
}

#[test]
fn lists_and_texts_keep_within_bounds() {
    let many = changed("questions.en = [", "questions.en = [\n\"a\", \"b\",");
    assert!(many.iter().any(|problem| problem.contains("questions.en: has 7 entries; expected 4 to 6")), "{many:?}");
    let long = changed("opening.en = \"", &format!("opening.en = \"{}", "é".repeat(600)));
    assert!(long[0].contains("score.opening.en: has") && long[0].contains("expected at most 600"), "{long:?}");
    let point = changed("steps.en = [", &format!("steps.en = [\n\"{}\",\n\"  \",", "a".repeat(301))).join("\n");
    assert!(point.contains("score.steps.en[1]: has 301 characters; expected at most 300"), "{point}");
    assert!(point.contains("score.steps.en[2]: is empty; expected a text in English"), "{point}");
    assert!(problems("").len() >= 11);
    assert!(problems("[before").iter().any(|problem| problem.starts_with("line 1, key (syntax)")));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_but_never_panics(text in ".{0,200}") {
        let _ = Guide::parse(&text, &team());
    }

    #[test]
    fn a_guide_cut_off_or_damaged_anywhere_is_refused_or_read(cut in 0usize..40_000, byte in any::<char>()) {
        let good = GUIDES[0].0;
        let at = good.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(good.len());
        let _ = Guide::parse(&format!("{}{byte}{}", &good[..at], &good[at..]), &team());
        let _ = Guide::parse(&good[..at], &team());
    }
}
