//! Passages that stand in more than one report: what a score says, why there is none, how to read all of it. Does not know
//! where on the page they stand.

use chrono::NaiveDate;
use domain::analysis::LinePoint;
use domain::{Edition, IndexFigure, Released, UnitPath, WaveLabel};
use texts::Texts;

use super::Part;

/// The range as a sentence, its ends written as in the tables.
pub(crate) fn true_level(score: &Released<IndexFigure>, texts: &Texts) -> String {
    let (low, high) = texts.interval_ends(score.interval());
    texts.tell("report-true-level", &[("low", low), ("high", high)])
}

/// Waves in a year.
const A_YEAR: usize = 12;

/// The level of the score over all waves, and that of a year before or of the first wave since that has one; `None` where
/// no level is known. A slow fall never shows in the step since the wave before.
pub(crate) fn level(
    line: Option<&Vec<Option<LinePoint>>>,
    opened: &[(WaveLabel, NaiveDate)],
    texts: &Texts,
) -> Option<String> {
    let line = line?;
    let now = (*line.last()?)?;
    let said = |point: LinePoint| {
        let (low, high) = point.band();
        // The ends outwards, as in the charts.
        [("level", point.level), ("low", low.floor()), ("high", high.ceil())]
            .map(|(name, points)| (name, texts.decimal(points, 0)))
    };
    let told = texts.tell("report-level-now", &said(now));
    let year = line.len().saturating_sub(A_YEAR + 1);
    let before = line.iter().zip(opened).take(line.len() - 1).skip(year);
    let mut before = before.filter_map(|(point, (_, day))| point.map(|point| (point, *day)));
    let Some((point, day)) = before.next() else { return Some(told) };
    let [level, low, high] = said(point);
    Some(format!("{told} {}", texts.tell("report-level-then", &[("month", texts.month(day)), level, low, high])))
}

/// Why there are no figures, and what that means.
pub(crate) fn too_few(edition: &Edition, path: &UnitPath, unit: &str, texts: &Texts) -> Part {
    let threshold = edition.threshold.get();
    let mut text = vec![
        texts.tell("report-hidden-unit", &[("unit", unit)]),
        texts.tell("hidden-why", &[("threshold", threshold)]),
        texts.say("report-hidden-meaning"),
    ];
    if path.depth() > 0 {
        text.push(texts.say("report-hidden-around"));
    }
    text.push(texts.say("report-hidden-ask"));
    Part { title: texts.say("report-hidden-title"), text }
}

/// Two lines against reading too much.
pub(crate) fn not_said(texts: &Texts) -> Part {
    Part::of(texts, "report-not-said", ["report-not-said-why", "report-not-said-rank"])
}

/// The guide at the end of every report.
pub(crate) fn how_to_read(edition: &Edition, texts: &Texts) -> Vec<Part> {
    let (language, threshold) = (texts.language(), edition.threshold.get());
    let claims = edition.questionnaire.claims();
    vec![
        Part::of(texts, "report-how-score", ["report-how-score-made", "report-how-score-scale"]),
        Part::of(texts, "report-how-range", ["report-how-range-made", "report-how-range-read"]),
        Part {
            title: texts.say("report-how-hidden"),
            text: vec![
                texts.tell("report-how-hidden-threshold", &[("threshold", threshold)]),
                texts.say("report-how-hidden-bands"),
            ],
        },
        Part::of(texts, "report-how-steps", ["report-how-steps-rounded", "report-how-steps-ends"]),
        Part::of(texts, "report-how-change", ["report-how-change-team", "report-how-change-look"]),
        Part {
            title: texts.say("report-how-claims"),
            text: vec![claims.may.get(language).to_owned(), claims.may_not.get(language).to_owned()],
        },
        Part::of(texts, "report-how-not", ["report-how-not-inventory", "report-how-not-review"]),
        Part::of(texts, "report-how-talk", ["report-how-talk-team", "report-how-talk-nobody"]),
    ]
}
