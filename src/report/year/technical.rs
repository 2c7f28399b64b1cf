//! By which rules the report was made, and how well the questionnaires measure. Computes nothing.

use domain::{Cell, Edition, SteadyTrend};
use texts::Texts;

use super::YearReport;
use crate::pieces::Part;

/// The technical note: a passage for each rule.
pub(super) fn note(input: &YearReport<'_>, texts: &Texts) -> Vec<Part> {
    let counts = match input.notes {
        Some(notes) => texts.tell("year-technical-counts-what", &[("threshold", notes.counts.threshold().get())]),
        None => texts.say("year-technical-counts-none"),
    };
    let newest = input.pulses.iter().filter_map(|pulse| pulse.editions.last());
    vec![
        Part { title: texts.say("year-technical-counts"), text: vec![counts] },
        Part {
            title: texts.say("year-technical-steady"),
            text: vec![
                texts.say("year-technical-steady-what"),
                texts.tell("year-technical-steady-limits", &[("fewest", SteadyTrend::FEWEST)]),
            ],
        },
        Part { title: texts.say("year-technical-alpha"), text: newest.map(|edition| alpha(edition, texts)).collect() },
        Part::of(texts, "year-technical-source", ["year-technical-source-what"]),
    ]
}

/// The reliability of a score in the newest wave of its questionnaire.
fn alpha(edition: &Edition, texts: &Texts) -> String {
    let survey = edition.questionnaire.title().get(texts.language()).to_owned();
    let named = [("survey", survey), ("month", texts.month(edition.opens))];
    match edition.technical().first() {
        Some(Cell::Shown(technical)) => {
            let [alpha, low, high] = technical.alpha().map(|value| texts.decimal(value, 2));
            let figures = [("alpha", alpha), ("low", low), ("high", high)];
            texts.tell("year-technical-alpha-what", &[&named[..], &figures[..]].concat())
        }
        Some(Cell::Hidden) | None => texts.tell("year-technical-alpha-hidden", &named),
    }
}

/// The guide at the end.
pub(super) fn guide(newest: &Edition, texts: &Texts) -> Vec<Part> {
    let threshold = newest.threshold.get();
    let hidden = texts.tell("report-how-hidden-threshold", &[("threshold", threshold)]);
    vec![
        Part::of(texts, "report-how-score", ["report-how-score-made", "report-how-score-scale"]),
        Part::of(texts, "report-how-range", ["report-how-range-made", "report-how-range-read"]),
        Part { title: texts.say("report-how-hidden"), text: vec![hidden, texts.say("report-how-hidden-bands")] },
        Part::of(texts, "report-how-steps", ["report-how-steps-rounded", "report-how-steps-ends"]),
        Part::of(texts, "report-how-not", ["report-how-not-inventory", "report-how-not-review"]),
    ]
}
