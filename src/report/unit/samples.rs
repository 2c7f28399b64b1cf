//! Sample reports with everything in them that a unit's report can have, made as real ones are. Only the charts are made
//! up: nobody at this floor draws.

use domain::{Language, RemarkKind, TypedAction, UnitPath};

use super::*;
use crate::cast::{CHART, fetch, published, report};

pub(crate) use super::sheet::Sheet;

/// A department with a large team that left much unanswered, a small one, one that answered too little for a score, and
/// one that is too small to show.
fn publication() -> domain::Publication {
    published(
        &[("Noord/Team Beuk", 40), ("Noord/Team Berk", 8), ("Noord/Team Esp", 6), ("Noord/Team 10", 4), ("Zuid", 60)],
        &[
            ("Noord/Team Beuk", "425-24-", 7),
            ("Noord/Team Beuk", "42--24-", 11),
            ("Noord/Team Beuk", "31--41-", 6),
            ("Noord/Team Beuk", "54--53-", 2),
            ("Noord/Team Beuk", "24--13-", 2),
            ("Noord/Team Beuk", "33-4244", 4),
            ("Noord/Team Berk", "5155514", 3),
            ("Noord/Team Berk", "42-4424", 2),
            ("Noord/Team Esp", "24--3--", 5),
            ("Noord/Team 10", "3333333", 3),
            ("Zuid", "4243425", 40),
        ],
    )
}

/// The file's name and the manuscript of each: of a unit that is shown, and of one that is hidden.
pub(crate) fn samples() -> Vec<(String, Manuscript)> {
    let publication = publication();
    let mut samples = Vec::new();
    for (kind, unit) in [("sample", "Noord"), ("hidden", "Noord/Team 10")] {
        let fetched = fetch(&publication, &unit.parse().expect("a good path"));
        for language in Language::ALL {
            let alt = match language {
                Language::English => "A made-up line from August to November.",
                Language::Dutch => "Een verzonnen lijn van augustus tot november.",
            };
            let indices = fetched.edition.questionnaire.indices();
            let names: Vec<_> = indices.iter().map(|index| index.name.get(language).to_owned()).collect();
            let charts: Vec<_> = names.iter().take(2).map(|name| Picture { name, svg: CHART, alt }).collect();
            let (actions, remarks) = (actions(language), remarks(language));
            let input = UnitReport { actions: &actions, remarks: &remarks, ..report(&fetched, &charts) };
            let manuscript = unit_report(&input, Texts::of(language)).expect("a manuscript");
            samples.push((format!("unit.{kind}.{language}.json"), manuscript));
        }
    }
    samples
}

/// One of the unit that goes on, one of the organisation that has ended.
fn actions(language: Language) -> Vec<Action> {
    let [first, second] = match language {
        Language::English => [("The roster is made a month ahead", "team leader"), ("Doors are open", "management")],
        Language::Dutch => {
            [("Het rooster is een maand vooruit klaar", "teamleider"), ("Deuren staan open", "directie")]
        }
    };
    let action = |unit: UnitPath, (what, by): (&str, &str), until: &str| {
        let [what, by, since, until] = [what, by, "3-2026", until].map(str::to_owned);
        Action::read(unit, &TypedAction { what, by, since, until }).expect("a good action")
    };
    let noord = "Noord".parse().expect("a good path");
    vec![action(noord, first, ""), action(UnitPath::organisation(), second, "12-4-2026")]
}

/// Texts of this wave, a summary of the one before.
fn remarks(language: Language) -> Vec<(NaiveDate, RemarkRelease)> {
    let [texts, summary] = match language {
        Language::English => {
            ["I ask more than I used to.\n\nSay it to each other,\nnot about each other.", "Two things stood out."]
        }
        Language::Dutch => {
            ["Ik vraag meer dan eerst.\n\nZeg het tegen elkaar,\nniet over elkaar.", "Twee dingen vielen op."]
        }
    };
    let day = |text: &str| text.parse().expect("a date");
    let released = |kind, words| RemarkRelease::new(kind, words).expect("good words");
    vec![
        (day("2026-11-03"), released(RemarkKind::Texts, texts)),
        (day("2026-10-03"), released(RemarkKind::Summary, summary)),
    ]
}
