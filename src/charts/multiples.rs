//! Many trends beside each other, small, on the same axes, in the order they are given. Does not know which of them is
//! better, and must not: a page in order of scores would be a league table.

mod panel;

use chrono::NaiveDate;
use domain::analysis::LinePoint;
use domain::{Cell, Trend};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::canvas::{Canvas, Hand, UNIT, WIDTH};
use crate::frame::Frame;
use crate::plot::Scale;
use crate::words::scale_over;
use crate::{Caption, Chart, ChartError, Overlay, Told, hidden, wrap};
use panel::Drawing;

/// Left of the first column, for the numbers of the scale.
const LEFT: i32 = 46 * UNIT;
/// Right of the last column.
const RIGHT: i32 = 10 * UNIT;
/// From one column to the next.
const GAP: i32 = 20 * UNIT;
/// From 100 to 0. A multiple of a hundred eighths, so that whole points lie exactly on plotters' pixels.
const TALL: i32 = 100 * UNIT;
/// From the lowest line of a panel to the name of the panel below it.
const BETWEEN: i32 = 22 * UNIT;
/// From the names to 100.
const UNDER_NAME: i32 = 8 * UNIT;
/// Below the lowest panels: the first and the last month, each over its year.
const MONTHS: i32 = 58 * UNIT;
/// A line below that.
const FOOT: i32 = 30 * UNIT;
/// More panels than this are laid in four columns, so that twenty-four of them have a place on a sheet of A4.
const FEW: usize = 12;

/// One of many trends.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// The name of the unit.
    pub name: &'a str,
    /// Its figures.
    pub trend: &'a Trend,
    /// Its level in each wave, aligned as in [`Overlay::line`]. May be empty.
    pub line: &'a [Option<LinePoint>],
    /// Whether it stands out; meant for one of them. All others are grey.
    pub highlighted: bool,
}

/// Where panels lie.
struct Grid {
    columns: usize,
    width: i32,
}

impl Grid {
    fn of(count: usize) -> Self {
        let columns = if count > FEW { 4 } else { 3 };
        let gaps = i32::try_from(columns - 1).unwrap_or(0);
        Self { columns, width: (WIDTH * UNIT - LEFT - RIGHT - gaps * GAP) / (gaps + 1) }
    }

    fn left(&self, number: usize) -> i32 {
        LEFT + i32::try_from(number % self.columns).unwrap_or(0) * (self.width + GAP)
    }
}

/// The trends of many units as a grid on one pair of axes, from 0 to 100 and over the same months; grey, and one of them
/// highlighted at most. Hidden waves are hatched and break the line. Three columns, four from thirteen panels on.
///
/// The caller puts `panels` in order of name (or of the tree), never of score; nothing here sorts them.
///
/// A table of the same holds for each unit and wave the [`mean`](domain::IndexFigure::mean), and the newest level.
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn small_multiples(panels: &[Panel<'_>], caption: &Caption<'_>, texts: &Texts) -> Result<Chart, ChartError> {
    let months = months(panels);
    let told = told(panels, months, caption, texts);
    let grid = Grid::of(panels.len());
    let rows = i32::try_from(panels.len().div_ceil(grid.columns)).unwrap_or(i32::MAX);
    let mut drawn = String::new();
    // The tallest row has two lines of names.
    let most = 2 * Hand::STRONG.leading() + UNDER_NAME + TALL + BETWEEN;
    let canvas = Canvas::on(&mut drawn, rows.saturating_mul(most).saturating_add(MONTHS + 2 * FOOT) / UNIT)?;

    let (mut top, mut areas) = (8 * UNIT, Vec::new());
    for (number, row) in panels.chunks(grid.columns).enumerate() {
        let names = names(row, grid.width, &canvas)?;
        let tallest = names.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let from = top + i32::try_from(tallest).unwrap_or(1) * Hand::STRONG.leading() + UNDER_NAME;
        let scale = Scale { top: from, bottom: from + TALL };
        numbers(scale, &canvas)?;
        for ((panel, name), place) in row.iter().zip(names).zip(number * grid.columns..) {
            let drawing = Drawing { panel, scale, left: grid.left(place), width: grid.width, months };
            areas.extend(drawing.draw(&name, &canvas, texts)?);
            if place + grid.columns >= panels.len() {
                drawing.time(&canvas, texts)?;
            }
        }
        top = scale.bottom + BETWEEN;
    }
    let mut end = top - BETWEEN + MONTHS;
    let words =
        if panels.is_empty() { Some("chart-nothing-yet") } else { (!areas.is_empty()).then_some("chart-hatched") };
    if let Some(key) = words {
        canvas.words(&texts.say(key), (LEFT, end + FOOT / 2), Hand::SMALL, HPos::Left)?;
        end += FOOT;
    }
    canvas.finish()?;
    let backdrop = hidden::hatching(&areas);
    let frame = Frame { tall: end / UNIT, backdrop: &backdrop, foreground: "", lift: 0, id: caption.id, told: &told };
    Ok(Chart::framed(&drawn, &frame))
}

/// The first and the last day on the line of time.
fn months(panels: &[Panel<'_>]) -> Option<(NaiveDate, NaiveDate)> {
    let days = || panels.iter().flat_map(|panel| panel.trend.points()).map(|point| point.opens);
    days().min().zip(days().max())
}

/// The names of a row, each on two lines at most.
fn names(row: &[Panel<'_>], width: i32, canvas: &Canvas<'_>) -> Result<Vec<Vec<String>>, ChartError> {
    row.iter().map(|panel| wrap::lines(panel.name, Hand::STRONG, width, 2, canvas)).collect()
}

/// The numbers of the scale, left of a row.
fn numbers(scale: Scale, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for points in [0, 50, 100] {
        let place = (LEFT - 8 * UNIT, scale.height(f64::from(points)));
        canvas.words(&points.to_string(), place, Hand::SMALL, HPos::Right)?;
    }
    Ok(())
}

/// What the picture says in words: no judgement, for nothing here is one.
fn told(panels: &[Panel<'_>], months: Option<(NaiveDate, NaiveDate)>, caption: &Caption<'_>, texts: &Texts) -> Told {
    let subtitle = scale_over(caption.index, months, texts);
    let count = texts.tell("chart-units", &[("count", panels.len())]);
    let title = texts.tell("chart-multiples-title", &[("unit", caption.unit.to_owned()), ("units", count)]);
    let mut sentences = vec![format!("{subtitle}."), texts.say("chart-multiples-what")];
    sentences.extend(panels.iter().map(|panel| newest(panel, texts)));
    Told { title, subtitle, description: sentences.join(" ") }
}

/// The newest wave of a panel in words.
fn newest(panel: &Panel<'_>, texts: &Texts) -> String {
    let name = ("name", wrap::in_one_line(panel.name));
    let Some(point) = panel.trend.points().last() else { return texts.tell("chart-multiples-none", &[name]) };
    let month = ("month", texts.month(point.opens));
    let level = Overlay::line_only(panel.line).levels(panel.trend).last().copied().flatten();
    match (&point.cell, level) {
        (Some(Cell::Shown(_)), Some(level)) => {
            texts.tell("chart-multiples-level", &[name, month, ("value", format!("{:.0}", level.points))])
        }
        (Some(Cell::Shown(figure)), None) => {
            texts.tell("chart-multiples-figure", &[name, month, ("value", texts.mean_points(figure.mean()))])
        }
        (Some(Cell::Hidden), _) => texts.tell("chart-multiples-hidden", &[name, month]),
        (None, _) => texts.tell("chart-multiples-none", &[name]),
    }
}

#[cfg(test)]
mod tests;
