//! What stands on the answer page and the thanks page. Does not read a form.

use askama::Template;
use data_encoding::BASE64URL_NOPAD;
use domain::{Adviser, Comment, Language, Part, Questionnaire, Token};
use store::OpenWave;
use texts::Texts;

use super::form::{Answers, Place, SealedAt};
use super::heard::{self, Heard, Missing, Remarks};
use super::other_languages;
use crate::House;
use crate::errors::Failure;
use crate::told::Told;

/// One item as a fieldset.
pub(crate) struct Question {
    number: usize,
    key: String,
    text: String,
    /// What was chosen before, when the form comes back.
    chosen: String,
}

/// What the script needs to seal one part, in base64url.
pub(crate) struct SealTo {
    info: String,
    name: String,
}

impl SealTo {
    fn of(place: &Place<'_>, part: Part) -> Self {
        let address = place.address(part);
        Self { info: part.info(address.wave), name: BASE64URL_NOPAD.encode(address.name.bytes()) }
    }
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
    /// What was done with earlier answers.
    done: Vec<Told>,
    points: Vec<(String, String)>,
    no_answer: String,
    items: Vec<Question>,
    comment: String,
    comment_why: String,
    adviser: Adviser,
    key: String,
    scores: SealTo,
    remark: SealTo,
    scores_length: usize,
    comment_length: usize,
}

impl Questions {
    pub(super) async fn of(house: &House, place: &Place<'_>, language: Language) -> Result<Self, Failure> {
        let t = Texts::of(language);
        let done = heard::done(house, &place.path(), t).await?;
        let terms = place.open.wave.terms();
        let survey = &terms.questionnaire;
        let closes = t.day(terms.closes);
        let question = |(n, item): (usize, &domain::Item)| Question {
            number: n + 1,
            key: item.key.clone(),
            text: item.text.get(language).to_owned(),
            chosen: String::new(),
        };
        let point = |(n, label): (usize, &domain::Localized)| (n.to_string(), label.get(language).to_owned());
        Ok(Self {
            t,
            others: other_languages(language),
            complaint: None,
            title: survey.title().get(language).to_owned(),
            introduction: survey.introduction().get(language).to_owned(),
            place: units(house, place, t),
            promise: vec![
                t.say("answer-nobody"),
                t.tell("answer-threshold", &[("threshold", terms.threshold.get())]),
                t.say("answer-readers"),
                t.tell("answer-until", &[("closes", closes)]),
            ],
            done,
            points: (1..).zip(&survey.scale().points).map(point).collect(),
            no_answer: survey.scale().no_answer.get(language).to_owned(),
            items: survey.items().iter().enumerate().map(question).collect(),
            comment: String::new(),
            comment_why: t.tell("answer-comment-why", &[("threshold", terms.threshold.for_comments().get())]),
            adviser: house.adviser.clone(),
            key: BASE64URL_NOPAD.encode(&place.open.key.to_bytes()),
            scores: SealTo::of(place, Part::Scores),
            remark: SealTo::of(place, Part::Comment),
            scores_length: Questionnaire::MOST_ITEMS,
            comment_length: Comment::PADDED,
        })
    }

    /// The same page with a complaint, and with what was chosen and written already.
    pub(super) fn again(mut self, complaint: String, form: Option<&Answers>) -> Self {
        self.complaint = Some(complaint);
        if let Some(form) = form {
            for question in &mut self.items {
                question.chosen = form.chosen(&question.key).unwrap_or_default().to_owned();
            }
            form.comment().clone_into(&mut self.comment);
        }
        self
    }
}

/// The respondent's units from the smallest up, each with its number of invited people, so that a unit made up to
/// single somebody out is visible to its victim.
fn units(house: &House, place: &Place<'_>, t: &Texts) -> String {
    let units = place.open.wave.terms().tree.up(place.unit).map(|unit| {
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
    kept: String,
    until: String,
    /// The address of the form, to change the answer.
    back: String,
    /// What was done with earlier answers, and what came out.
    done: Vec<Told>,
    heard: Heard,
    /// The page of what was released of comments.
    words: String,
    adviser: Adviser,
}

/// What was released of comments, apart from any figure.
#[derive(Template)]
#[template(path = "heard.html")]
pub(crate) struct HeardWords {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    remarks: Vec<Remarks>,
    back: String,
    adviser: Adviser,
}

impl HeardWords {
    pub(super) fn of(house: &House, remarks: Vec<Remarks>, token: &Token, language: Language) -> Self {
        Self {
            t: Texts::of(language),
            others: other_languages(language),
            remarks,
            back: address(token, "", language),
            adviser: house.adviser.clone(),
        }
    }
}

/// The address of a page behind a personal link.
fn address(token: &Token, page: &str, language: Language) -> String {
    format!("/a/{}{page}?lang={language}", token.to_link_text())
}

impl Thanks {
    pub(super) fn of(house: &House, open: &OpenWave, token: &Token, language: Language, sealed_at: SealedAt) -> Self {
        let t = Texts::of(language);
        let closes = t.day(open.wave.terms().closes);
        Self {
            t,
            kept: t.say(match sealed_at {
                SealedAt::Browser => "thanks-kept-browser",
                SealedAt::Server => "thanks-kept-server",
            }),
            until: t.tell("thanks-until", &[("closes", closes)]),
            back: address(token, "", language),
            words: address(token, "/words", language),
            done: Vec::new(),
            heard: Heard::default(),
            adviser: house.adviser.clone(),
        }
    }

    /// The same page with what was done with earlier answers, and what came out.
    pub(super) fn telling(self, done: Vec<Told>, heard: Heard) -> Self {
        Self { done, heard, ..self }
    }
}
