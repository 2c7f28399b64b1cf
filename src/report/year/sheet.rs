//! Everything the report on a year says, as the data of its template: texts are ready to print. Does not know how it looks.

use domain::{Edition, Passage};
use serde::Serialize;
use texts::Texts;

use super::annex::Annex;
use super::counts::Counts;
use super::pulse::Section;
use super::{YearReport, technical};
use crate::pieces::{Actions, Card, Head, Paper, Part};

/// The whole report.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "YearReport"))]
pub(crate) struct Sheet {
    /// Language, date, and what runs along the margins.
    paper: Paper,
    /// What the report is about.
    head: Head,
    /// What the adviser is for.
    about: Part,
    /// What the adviser says first; `null` when nothing was written.
    foreword: Option<Part>,
    /// How often people came.
    counts: Counts,
    /// The questionnaires of the year, one section each.
    pulses: Vec<Section>,
    /// What was done, and where.
    actions: Actions,
    /// What the adviser advises; `null` when nothing was written.
    advice: Option<Part>,
    /// Beside the risk inventory.
    annex: Annex,
    /// Heading of the technical note.
    technical_title: String,
    /// By which rules the report was made.
    technical: Vec<Part>,
    /// Heading of the guide.
    how_title: String,
    /// The guide.
    how: Vec<Part>,
    /// Who to turn to.
    adviser: Card,
}

impl Sheet {
    /// `None` without a wave.
    pub(super) fn of(input: &YearReport<'_>, texts: &Texts) -> Option<Self> {
        let editions = || input.pulses.iter().flat_map(|pulse| pulse.editions);
        let first = editions().min_by_key(|edition| edition.opens)?;
        let last = editions().max_by_key(|edition| edition.closes)?;
        let year = input.year.to_string();
        let passage = |title: &str, passage: Option<&Passage>| {
            passage.map(|passage| Part { title: texts.say(title), text: passage.paragraphs().to_vec() })
        };
        let notes = input.notes;
        let done = if input.actions.is_empty() { "year-actions-empty" } else { "year-actions-lead" };
        Some(Self {
            paper: paper(input, last, texts),
            head: Head {
                above: input.organisation.to_owned(),
                unit: texts.tell("year-heading", &[("year", &year)]),
                subtitle: texts.say("year-subtitle"),
                asked: asked(first, editions().max_by_key(|edition| edition.opens)?, texts),
            },
            about: Part::of(texts, "year-about", ["year-about-what", "year-about-not"]),
            foreword: passage("year-foreword", notes.and_then(|notes| notes.foreword.as_ref())),
            counts: Counts::of(input, texts),
            pulses: input.pulses.iter().filter_map(|pulse| Section::of(pulse, texts)).collect(),
            actions: Actions::of_all(input.actions, texts.tell(done, &[("year", &year)]), texts),
            advice: passage("year-advice", notes.and_then(|notes| notes.advice.as_ref())),
            annex: Annex::of(input, texts),
            technical_title: texts.say("year-technical"),
            technical: technical::note(input, texts),
            how_title: texts.say("report-how"),
            how: technical::guide(last, texts),
            adviser: Card::of(input.adviser, texts),
        })
    }
}

fn paper(input: &YearReport<'_>, last: &Edition, texts: &Texts) -> Paper {
    let named = [("year", input.year.to_string()), ("organisation", input.organisation.to_owned())];
    let (title, running) = (texts.tell("year-title", &named), texts.tell("year-running", &named));
    Paper::of(input.organisation, last.closes, title, running, texts)
}

fn asked(first: &Edition, last: &Edition, texts: &Texts) -> String {
    let [first, last] = [first, last].map(|edition| texts.month(edition.opens));
    if first == last {
        return texts.tell("year-asked-once", &[("month", first)]);
    }
    texts.tell("year-asked", &[("first", first), ("last", last)])
}
