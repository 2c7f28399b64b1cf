//! What stands on the answer page and the thanks page. Does not read a form.

use askama::Template;
use domain::{Adviser, Language, Placement, Token};
use store::OpenWave;
use texts::Texts;

use super::other_languages;
use crate::House;

/// One item as a fieldset.
pub(crate) struct Question {
    number: usize,
    key: String,
    text: String,
}

/// The questionnaire as a form.
#[derive(Template)]
#[template(path = "questions.html")]
pub(crate) struct Questions {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    complaint: Option<String>,
    title: String,
    introduction: String,
    /// Where the respondent counts, and how many are invited there.
    place: String,
    promise: Vec<String>,
    points: Vec<(usize, String)>,
    no_answer: String,
    items: Vec<Question>,
    adviser: Adviser,
}

impl Questions {
    pub(super) fn of(
        house: &House,
        open: &OpenWave,
        placement: Placement,
        language: Language,
        complaint: Option<String>,
    ) -> Self {
        let t = Texts::of(language);
        let terms = open.wave.terms();
        let survey = &terms.questionnaire;
        let closes = t.day(terms.closes);
        let question = |(n, item): (usize, &domain::Item)| Question {
            number: n + 1,
            key: item.key.clone(),
            text: item.text.get(language).to_owned(),
        };
        Self {
            t,
            others: other_languages(language),
            complaint,
            title: survey.title().get(language).to_owned(),
            introduction: survey.introduction().get(language).to_owned(),
            place: place(house, open, placement, t),
            promise: vec![
                t.say("answer-nobody"),
                t.tell("answer-threshold", &[("threshold", terms.threshold.get())]),
                t.say("answer-readers"),
                t.tell("answer-until", &[("closes", closes)]),
            ],
            points: (1..).zip(survey.scale().points.iter().map(|point| point.get(language).to_owned())).collect(),
            no_answer: survey.scale().no_answer.get(language).to_owned(),
            items: survey.items().iter().enumerate().map(question).collect(),
            adviser: house.adviser.clone(),
        }
    }
}

/// The respondent's units from the smallest up, each with its number of invited people, so that a unit made up to
/// single somebody out is visible to its victim.
fn place(house: &House, open: &OpenWave, placement: Placement, t: &Texts) -> String {
    let units = open.wave.terms().tree.up(placement.unit).map(|unit| {
        let name = unit.path.name().unwrap_or(&house.organisation);
        t.tell("answer-place-unit", &[("name", name.to_owned()), ("invited", unit.invited.to_string())])
    });
    units.collect::<Vec<_>>().join(" › ")
}

/// The thanks page.
#[derive(Template)]
#[template(path = "thanks.html")]
pub(crate) struct Thanks {
    t: &'static Texts,
    until: String,
    /// The address of the form, to change the answer.
    back: String,
    adviser: Adviser,
}

impl Thanks {
    pub(super) fn of(house: &House, open: &OpenWave, token: &Token, language: Language) -> Self {
        let t = Texts::of(language);
        let closes = t.day(open.wave.terms().closes);
        Self {
            t,
            until: t.tell("thanks-until", &[("closes", closes)]),
            back: format!("/a/{}?lang={language}", token.to_link_text()),
            adviser: house.adviser.clone(),
        }
    }
}
