//! What the law counts as psychosocial workload, beside what the pulse of the year asked about. Judges no risk.

use domain::{CaseKind, Questionnaire};
use serde::Serialize;
use texts::Texts;

use super::YearReport;
use crate::pieces::Part;

/// The annex to the risk inventory.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Annex {
    /// Heading of the annex.
    title: String,
    /// That a pulse is no inventory, and what it can be used for.
    not: Part,
    /// What the law says.
    lead: Vec<String>,
    /// Above the subjects of the law.
    subject: String,
    /// Above what was asked.
    asked: String,
    /// The subjects of the law.
    rows: Vec<Row>,
    /// What each questionnaire asks about, and what may and may not be said of it.
    asks: Vec<Vec<String>>,
}

/// A subject of the law.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    /// Its name.
    name: String,
    /// Statements that touch on it, or that there is none.
    asked: Vec<String>,
    /// Whether there is one.
    touched: bool,
}

/// What the law counts as psychosocial workload: Arbowet, article 1, paragraph 3 under e.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// One that advisers count, too.
    Case(CaseKind),
    WorkPressure,
}

impl Subject {
    const ALL: [Self; 5] = [
        Self::Case(CaseKind::SexualHarassment),
        Self::Case(CaseKind::Aggression),
        Self::Case(CaseKind::Bullying),
        Self::Case(CaseKind::Discrimination),
        Self::WorkPressure,
    ];

    fn name(self, texts: &Texts) -> String {
        match self {
            Self::Case(kind) => texts.case(kind),
            Self::WorkPressure => texts.say("year-psa-pressure"),
        }
    }
}

/// Which statements of the questionnaires that come with Polsslag touch on which subjects. Of an organisation's own
/// questionnaire only its subjects are told: what a statement touches on is for those who wrote it to say.
const TOUCHES: [(&str, &str, &[Subject]); 2] = [
    ("social-safety", "ridicule", &[Subject::Case(CaseKind::Bullying), Subject::Case(CaseKind::Aggression)]),
    ("social-safety", "remarks", &[Subject::Case(CaseKind::Discrimination), Subject::Case(CaseKind::SexualHarassment)]),
];

impl Annex {
    pub(super) fn of(input: &YearReport<'_>, texts: &Texts) -> Self {
        let asked = input.pulses.iter().filter_map(|pulse| Some(&pulse.editions.last()?.questionnaire));
        let asked: Vec<&Questionnaire> = asked.collect();
        let rows = Subject::ALL.map(|subject| {
            let touching: Vec<_> = asked.iter().flat_map(|survey| touching(survey, subject, texts)).collect();
            let touched = !touching.is_empty();
            let asked = if touched { touching } else { vec![texts.say("year-psa-nothing")] };
            Row { name: subject.name(texts), asked, touched }
        });
        Self {
            title: texts.say("year-psa"),
            not: Part::of(texts, "year-psa-not", ["year-psa-not-what", "year-psa-not-use"]),
            lead: ["year-psa-law", "year-psa-law-table"].map(|key| texts.say(key)).into(),
            subject: texts.say("year-psa-subject"),
            asked: texts.tell("year-psa-asked", &[("year", input.year.to_string())]),
            rows: rows.into(),
            asks: asked.iter().map(|survey| asks(survey, texts)).collect(),
        }
    }
}

/// The statements of a questionnaire that touch on a subject, as sentences.
fn touching(survey: &Questionnaire, subject: Subject, texts: &Texts) -> Vec<String> {
    let language = texts.language();
    let key = survey.key().to_string();
    let touches =
        |item: &str| TOUCHES.iter().any(|(known, named, of)| *known == key && *named == item && of.contains(&subject));
    let told = |item: &domain::Item| {
        let named = [("item", item.text.get(language)), ("survey", survey.title().get(language))];
        texts.tell("year-psa-touches", &named)
    };
    survey.items().iter().filter(|item| touches(&item.key)).map(told).collect()
}

/// What a questionnaire asks about, and what may be said of it.
fn asks(survey: &Questionnaire, texts: &Texts) -> Vec<String> {
    let language = texts.language();
    let subjects: Vec<_> = survey.dimensions().iter().map(|dimension| dimension.name.get(language)).collect();
    let named = [("survey", survey.title().get(language).to_owned()), ("subjects", subjects.join("; "))];
    let claims = survey.claims();
    vec![
        texts.tell("year-psa-asks", &named),
        claims.may.get(language).to_owned(),
        claims.may_not.get(language).to_owned(),
    ]
}
