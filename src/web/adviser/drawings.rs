//! The pictures of one unit: its trend on each index, its statements. Draws nothing itself, and says no more above a picture
//! than the picture found.

use askama::Template;
use charts::{Caption, Chart, Overlay, Statements};
use domain::{Action, Cell, Edition, UnitAnalysis, UnitFigures, UnitPath};
use texts::Texts;

use super::known::Known;
use super::past::Past;
use super::{guide, index_names, name_of};
use crate::House;
use crate::errors::Failure;

/// A picture under what it found.
#[derive(Template)]
#[template(path = "drawing.html")]
pub(crate) struct Drawing {
    title: String,
    subtitle: String,
    svg: String,
    /// The newest is at the right: that is what a narrow screen shows first.
    newest_first: bool,
}

impl Drawing {
    /// A picture of one unit over the waves.
    fn over_time(chart: Chart) -> Self {
        Self { newest_first: true, ..chart.into() }
    }
}

impl From<Chart> for Drawing {
    fn from(chart: Chart) -> Self {
        let (title, subtitle) = (chart.title().to_owned(), chart.subtitle().to_owned());
        Self { title, subtitle, svg: chart.svg().to_owned(), newest_first: false }
    }
}

/// The trend on one index.
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) drawing: Drawing,
    /// The address of what to say about it.
    pub(crate) guide: String,
}

/// The unit's trend on each index, the score first.
pub(crate) fn trends(
    unit: &UnitPath,
    past: &Past,
    latest: &Edition,
    known: &Known,
    house: &House,
    t: &Texts,
) -> Result<Vec<Subject>, Failure> {
    let called = name_of(unit, &house.organisation);
    let marks = known.marks();
    let mut subjects = Vec::new();
    for (number, (index, name)) in latest.questionnaire.indices().iter().zip(index_names(latest, t)).enumerate() {
        let trend = past.trend(unit, &index.key);
        let id = format!("trend-{number}");
        let caption = Caption { unit: &called, index: &name, threshold: latest.threshold.get(), id: &id };
        let drawing = Drawing::over_time(charts::trend(&trend, &caption, &known.overlay(number, &marks), t)?);
        let guide = guide::address(latest.questionnaire.key(), &index.key, unit);
        subjects.push(Subject { name, drawing, guide });
    }
    Ok(subjects)
}

/// The unit's trend on the score alone, with what was done; `None` before there is a figure.
pub(crate) fn trend_of(
    unit: &UnitPath,
    past: &Past,
    latest: &Edition,
    found: &UnitAnalysis,
    actions: &[&Action],
    house: &House,
    t: &Texts,
) -> Result<Option<Drawing>, Failure> {
    let Some(score) = latest.questionnaire.indices().first() else { return Ok(None) };
    let trend = past.trend(unit, &score.key);
    if trend.latest().is_none() {
        return Ok(None);
    }
    let called = name_of(unit, &house.organisation);
    let index = score.name.get(t.language());
    let caption = Caption { unit: &called, index, threshold: latest.threshold.get(), id: "trend" };
    let marks = Action::marks(actions.iter().copied(), unit, &house.organisation, past.editions());
    let marks: Vec<_> = marks.iter().map(|(wave, what)| (wave.clone(), what.as_str())).collect();
    let line = found.lines.first().map_or(&[][..], Vec::as_slice);
    let overlay = Overlay { actions: &marks, ..Overlay::line_only(line) };
    Ok(Some(Drawing::over_time(charts::trend(&trend, &caption, &overlay, t)?)))
}

/// The unit's statements in one wave; `None` where it is hidden.
pub(crate) fn statements(
    called: &str,
    edition: &Edition,
    cell: &Cell<UnitFigures>,
    found: &UnitAnalysis,
    t: &Texts,
) -> Result<Option<Drawing>, Failure> {
    if matches!(cell, Cell::Hidden) {
        return Ok(None);
    }
    let questionnaire = &edition.questionnaire;
    let of = Statements { cell, items: questionnaire.items(), ranges: &found.item_ranges, opens: edition.opens };
    let title = questionnaire.title().get(t.language());
    let caption = Caption { unit: called, index: title, threshold: edition.threshold.get(), id: "statements" };
    Ok(Some(charts::statements(&of, &caption, t)?.into()))
}
