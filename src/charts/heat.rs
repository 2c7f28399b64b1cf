//! Units and their indices as a table of tinted figures, in the order it is given. Does not know which unit is better, and
//! sorts nothing.

mod grid;

use chrono::NaiveDate;
use domain::{Bound, Cell, IndexFigure, Mean, UnitFigures};
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};
use texts::Texts;

use crate::canvas::{Canvas, Hand, INK, INNER, RULE, TEAM, TINT, UNIT};
use crate::frame::Frame;
use crate::{Caption, Chart, ChartError, Told, hidden, wrap};
use grid::{Grid, NAMES, UPRIGHT};

/// Where the names of the units begin; they end where the cells do.
const LEFT: i32 = 10 * UNIT;
/// How far a unit is moved to the right for each unit it lies in.
const INDENT: i32 = 14 * UNIT;
/// Deeper units are not moved further.
const DEEPEST: usize = 5;
/// A row has so much more than its lines of names.
const ROOM: i32 = 14 * UNIT;
/// In how many steps figures are tinted.
pub const STEPS: u8 = 5;

/// The fourth tint: dark numbers stand out from it by 6 to 1.
const HIGH: RGBColor = RGBColor(0x83, 0xA6, 0xCC);

/// The tints from the lowest step to the highest, and how a number is written on each.
const TINTS: [(RGBColor, Hand); STEPS as usize] =
    [(WHITE, Hand::STRONG), (TINT, Hand::STRONG), (INNER, Hand::STRONG), (HIGH, Hand::STRONG), (TEAM, Hand::ON_DARK)];

/// The step of a printed mean, from 0 to 4: the scale in fifths, so that a tint depends on nothing but the figure in it.
/// Other steps would be a norm, and there is none.
///
/// In pictures the steps are `#FFFFFF`, `#D2DEEB`, `#B0C6DE`, `#83A6CC` and, under white numbers, `#1F5A99`.
#[must_use]
pub fn step(mean: Mean) -> u8 {
    // 100 to 500 hundredths of a scale point.
    let fifth = mean.hundredths().saturating_sub(100) / (400 / u16::from(STEPS));
    u8::try_from(fifth).unwrap_or(STEPS).min(STEPS - 1)
}

/// A unit in the table.
#[derive(Debug, Clone, Copy)]
pub struct HeatRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// In how many units of the table it lies.
    pub depth: usize,
    /// Its figures, with one for each column.
    pub cell: &'a Cell<UnitFigures>,
}

impl HeatRow<'_> {
    /// The figure in a column; `None` where it is hidden.
    fn figure(&self, column: usize) -> Option<IndexFigure> {
        let Cell::Shown(figures) = self.cell else { return None };
        let Cell::Shown(figure) = figures.indices().get(column)? else { return None };
        Some(**figure)
    }
}

/// Units and their indices in one wave as a table: each figure in its place, tinted in five steps ([`step`]), the darker
/// the higher; hidden units and figures have the hidden look. `columns` are the names of the indices, in the order of
/// [`UnitFigures::indices`].
///
/// The caller puts `rows` in the order of the tree, never of score; nothing here sorts them. `caption.index` is the name
/// of the questionnaire.
///
/// A table of the same holds for each unit the [`mean`](IndexFigure::mean) of each index.
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn heat_map(
    rows: &[HeatRow<'_>],
    columns: &[&str],
    opens: NaiveDate,
    caption: &Caption<'_>,
    texts: &Texts,
) -> Result<Chart, ChartError> {
    let told = told(rows, columns, opens, caption, texts);
    let mut drawn = String::new();
    let most = i32::try_from(rows.len()).unwrap_or(i32::MAX).saturating_mul(2 * Hand::PLAIN.leading() + ROOM);
    let canvas = Canvas::on(&mut drawn, most.saturating_add(UPRIGHT + 150 * UNIT) / UNIT)?;
    let grid = Grid::of(columns, &canvas, texts)?;
    let mut top = grid.head(&canvas)?;
    let mut areas = Vec::new();
    for row in rows {
        let indent = INDENT * i32::try_from(row.depth.min(DEEPEST)).unwrap_or(0);
        let names = wrap::lines(row.name, Hand::PLAIN, NAMES - LEFT - indent - 8 * UNIT, 2, &canvas)?;
        let leading = Hand::PLAIN.leading();
        let tall = i32::try_from(names.len().max(1)).unwrap_or(1) * leading + ROOM;
        for (line, number) in names.iter().zip(0..) {
            let y = top + ROOM / 2 + number * leading + leading / 2;
            canvas.words(line, (LEFT + indent, y), Hand::PLAIN, HPos::Left)?;
        }
        areas.extend(cells(row, &grid, top, top + tall, &canvas, texts)?);
        top += tall;
    }
    let mut foot = top + 12 * UNIT;
    for key in notes(rows, &grid) {
        canvas.words(&texts.say(key), (LEFT, foot + 12 * UNIT), Hand::SMALL, HPos::Left)?;
        foot += 26 * UNIT;
    }
    canvas.finish()?;
    let backdrop = hidden::hatching(&areas);
    let frame = Frame { tall: foot / UNIT, backdrop: &backdrop, foreground: "", lift: 0, id: caption.id, told: &told };
    Ok(Chart::framed(&drawn, &frame))
}

/// The cells of a row; gives those that are to be hatched beneath the strokes.
fn cells(
    row: &HeatRow<'_>,
    grid: &Grid,
    top: i32,
    bottom: i32,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<Vec<hidden::Area>, ChartError> {
    if matches!(row.cell, Cell::Hidden) && grid.wide {
        let area = [grid.left(0), grid.right(), top, bottom];
        canvas.rim((grid.left(0), top), (grid.right(), bottom), RULE, 6)?;
        hidden::say_within(area, canvas, texts)?;
        return Ok(vec![area]);
    }
    let mut areas = Vec::new();
    for column in 0..grid.columns.len() {
        let (left, right) = (grid.left(column), grid.left(column) + grid.width);
        let middle = (i32::midpoint(left, right), i32::midpoint(top, bottom));
        if let Some(figure) = row.figure(column) {
            let (tint, hand) = TINTS[usize::from(step(figure.mean())) % TINTS.len()];
            canvas.block((left, top), (right, bottom), tint)?;
            canvas.words(&texts.mean_briefly(figure.mean()), middle, hand, HPos::Center)?;
        } else {
            areas.push([left, right, top, bottom]);
            canvas.ring(middle, 6 * UNIT, INK, 16)?;
        }
        canvas.rim((left, top), (right, bottom), RULE, 6)?;
    }
    Ok(areas)
}

/// What has to be said below the table.
fn notes(rows: &[HeatRow<'_>], grid: &Grid) -> Vec<&'static str> {
    let columns = grid.columns.len();
    let figures = || rows.iter().flat_map(|row| (0..columns).map(|column| row.figure(column)));
    let bound = |bound: Bound| figures().flatten().any(|figure| figure.mean().bound() == bound);
    let in_cells = |row: &&HeatRow<'_>| !grid.wide || matches!(row.cell, Cell::Shown(_));
    let ring = rows.iter().filter(in_cells).any(|row| (0..columns).any(|column| row.figure(column).is_none()));
    let notes = [
        (rows.is_empty(), "chart-nothing-yet"),
        (bound(Bound::OrHigher), "chart-heat-or-higher"),
        (bound(Bound::OrLower), "chart-heat-or-lower"),
        (ring, "chart-heat-ring"),
    ];
    notes.into_iter().filter_map(|(said, key)| said.then_some(key)).collect()
}

fn told(rows: &[HeatRow<'_>], columns: &[&str], opens: NaiveDate, caption: &Caption<'_>, texts: &Texts) -> Told {
    let shown = rows.iter().filter(|row| matches!(row.cell, Cell::Shown(_))).count();
    let units = texts.tell("chart-units", &[("count", rows.len())]);
    let hidden = texts.tell("chart-heat-hidden", &[("count", rows.len() - shown)]);
    let title = [("unit", caption.unit.to_owned()), ("units", units), ("hidden", hidden)];
    let title = texts.tell("chart-heat-title", &title);
    let subtitle = [("index", caption.index.to_owned()), ("month", texts.month(opens))];
    let subtitle = texts.tell("chart-heat-subtitle", &subtitle);
    let mut sentences = vec![format!("{subtitle}."), texts.say("chart-heat-what")];
    sentences.extend(rows.iter().map(|row| in_words(row, columns, texts)));
    Told { title, subtitle, description: sentences.join(" ") }
}

/// A unit with all its figures.
fn in_words(row: &HeatRow<'_>, columns: &[&str], texts: &Texts) -> String {
    let name = wrap::in_one_line(row.name);
    let figure = |(column, index): (usize, &&str)| {
        let mean = row.figure(column).map_or_else(|| texts.say("hidden"), |figure| texts.mean_points(figure.mean()));
        format!("{index} {mean}")
    };
    let figures = match row.cell {
        Cell::Hidden => texts.say("hidden"),
        Cell::Shown(_) => columns.iter().enumerate().map(figure).collect::<Vec<_>>().join(", "),
    };
    texts.tell("chart-heat-unit", &[("name", name), ("figures", figures)])
}

#[cfg(test)]
mod tests;
