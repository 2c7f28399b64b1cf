//! The teams of an organisation beside what chance alone does: those with few answers may lie further out. Does not know
//! which team is better, names none but the one it is asked for, and knows no exact count of answers.

mod columns;
mod labels;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::analysis::{Comparison, Field};
use domain::{Cell, IndexFigure, PublishedUnit, UnitAnalysis};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::canvas::{Canvas, DARK, Hand, INK, PALE, Place, RULE, TEAM, UNIT, WIDTH};
use crate::frame::Frame;
use crate::plot::Scale;
use crate::{Caption, Chart, ChartError, Told, marks, signal, wrap};
use columns::{Column, Columns, LEFT, RIGHT};
use labels::Labels;

const SCALE: Scale = Scale { top: 20 * UNIT, bottom: 320 * UNIT };
/// From the upper to the lower end, in units.
const TALL: i32 = 424;
/// A line of words more, where there are diamonds to explain.
const LINE: i32 = 26;
/// Half a line of words.
const HALF: i32 = 11 * UNIT;
/// With more teams a funnel is a cloud.
pub const MOST_TEAMS: usize = 500;
/// With fewer teams nobody can say what chance alone does.
const FEWEST: usize = 10;

const _: () = assert!(RIGHT < WIDTH * UNIT);

/// A team in the picture.
#[derive(Debug, Clone, Copy)]
pub struct FunnelTeam<'a> {
    /// Its name, drawn only where it is highlighted.
    pub name: &'a str,
    /// Its figure on the index.
    pub figure: &'a IndexFigure,
    /// How far chance takes it.
    pub comparison: &'a Comparison,
    /// Whether it stands out by name; meant for one of them.
    pub highlighted: bool,
}

impl<'a> FunnelTeam<'a> {
    /// A team without its name drawn; `None` where its score is hidden or nothing was computed of it beside the others.
    pub fn of(unit: &'a PublishedUnit, organisation: &'a str, found: &'a UnitAnalysis) -> Option<Self> {
        let Cell::Shown(figures) = unit.cell() else { return None };
        let Cell::Shown(figure) = figures.indices().first()? else { return None };
        let name = unit.path().name().unwrap_or(organisation);
        Some(Self { name, figure, comparison: found.comparison.as_ref()?, highlighted: false })
    }
}

/// The teams of an organisation by how many answered, in the four ranges in which that is printed, with the limits of
/// chance around the mean of all teams in each range: dashes for 95 of 100 teams, a line for 998 of 1,000. The limits of
/// a range are those of its team with the widest ones, in whole points and rounded outwards, so that no team is put
/// outside that may be within.
///
/// The caller puts `teams` in the order of the tree, never of score; that is their order within a range. With fewer than
/// ten teams the picture says that there are too few.
///
/// A table of the same holds for each team its [`mean`](IndexFigure::mean) and [`answered`](IndexFigure::answered), and for
/// each range its limits.
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn funnel(
    teams: &[FunnelTeam<'_>],
    field: &Field,
    opens: NaiveDate,
    caption: &Caption<'_>,
    texts: &Texts,
) -> Result<Chart, ChartError> {
    let columns = Columns::of(if teams.len() < FEWEST { &[] } else { teams }, field);
    let told = told(teams, &columns, opens, caption, texts);
    let tall = if columns.outside() == (0, 0) { TALL } else { TALL + LINE };
    let mut drawn = String::new();
    let canvas = Canvas::on(&mut drawn, tall)?;
    scale(&columns, &canvas, texts)?;
    if let Some(labels) = Labels::of(&columns, &canvas, texts)? {
        picture(&columns, &labels, &canvas, texts)?;
    } else {
        let place = (i32::midpoint(LEFT, RIGHT), SCALE.height(62.5));
        let words = texts.say("chart-funnel-few");
        let half = canvas.width_of(&words, Hand::SMALL)? / 2;
        canvas.paper((place.0 - half, place.1 - HALF), (place.0 + half, place.1 + HALF))?;
        canvas.words(&words, place, Hand::SMALL, HPos::Center)?;
    }
    canvas.finish()?;
    let frame = Frame { tall, backdrop: "", foreground: "", lift: 0, id: caption.id, told: &told };
    Ok(Chart::framed(&drawn, &frame))
}

/// The lines and the teams between them, from the back to the front.
fn picture(columns: &Columns<'_>, labels: &Labels, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
    let (centre, end) = (SCALE.height(columns.centre), columns.last().map_or(RIGHT, |last| last.right));
    canvas.line(vec![(LEFT, centre), (end, centre)], INK, 10)?;
    for column in &columns.all {
        limits(column, columns, canvas)?;
    }
    for column in &columns.all {
        dots(column, columns, canvas)?;
    }
    labels.draw(canvas)?;
    names(columns, labels, canvas)?;
    legend(columns, canvas, texts)
}

/// The scale, and the ranges below it.
fn scale(columns: &Columns<'_>, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
    for points in [0, 25, 50, 75, 100] {
        let y = SCALE.height(f64::from(points));
        canvas.line(vec![(LEFT, y), (RIGHT, y)], PALE, 8)?;
        canvas.words(&points.to_string(), (LEFT - 10 * UNIT, y), Hand::SMALL, HPos::Right)?;
    }
    for (column, number) in columns.all.iter().zip(0..) {
        if number > 0 {
            canvas.line(vec![(column.left, SCALE.top), (column.left, SCALE.bottom)], PALE, 8)?;
        }
        let middle = (i32::midpoint(column.left, column.right), SCALE.bottom + 22 * UNIT);
        canvas.words(&column.name(number, texts), middle, Hand::SMALL, HPos::Center)?;
    }
    let below = (i32::midpoint(LEFT, RIGHT), SCALE.bottom + 50 * UNIT);
    canvas.words(&texts.say("chart-funnel-answers"), below, Hand::SMALL, HPos::Center)
}

/// The limits of chance in one range.
fn limits(column: &Column<'_>, columns: &Columns<'_>, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    if column.teams.is_empty() {
        return Ok(());
    }
    for ends in [columns.around(column.limit_95), columns.around(column.limit_998)] {
        for y in [ends.0, ends.1].map(|points| SCALE.height(points)) {
            let (from, to) = ((column.left, y), (column.right, y));
            if ends == columns.around(column.limit_998) {
                canvas.line(vec![from, to], RULE, 14)?;
            } else {
                canvas.dashes(from, to, RULE, 14)?;
            }
        }
    }
    Ok(())
}

/// The teams of one range: dots within what chance explains, diamonds outside of it.
fn dots(column: &Column<'_>, columns: &Columns<'_>, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let mut drawn = BTreeSet::new();
    for (number, team) in column.teams.iter().enumerate() {
        let mean = team.figure.mean();
        let at = (column.x(number), SCALE.height(mean.points()));
        let outside = columns.is_outside(column, team);
        // A thousand teams of one range would only be drawn on top of each other.
        if !drawn.insert((at, outside, team.highlighted)) {
            continue;
        }
        let colour: RGBColor = if team.highlighted { TEAM } else { INK };
        if outside {
            signal::diamond(at, if team.highlighted { TEAM } else { DARK }, canvas)?;
        } else {
            let radius = if team.highlighted { 7 * UNIT } else { column.dot() };
            marks::point(at, mean, radius, colour, canvas)?;
        }
    }
    Ok(())
}

/// The names of teams that stand out, where they hide as few others as can be, with a stroke from the dot.
fn names(columns: &Columns<'_>, labels: &Labels, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let place = |column: &Column<'_>, number: usize, team: &FunnelTeam<'_>| {
        (column.x(number), SCALE.height(team.figure.mean().points()))
    };
    let all = || columns.all.iter().flat_map(|column| column.teams.iter().enumerate().map(move |team| (column, team)));
    let dots: Vec<Place> = all().map(|(column, (number, team))| place(column, number, team)).collect();
    for (column, (number, team)) in all().filter(|(_, (_, team))| team.highlighted) {
        let (x, y) = place(column, number, team);
        let words = wrap::cut(&wrap::in_one_line(team.name), Hand::RISE, (RIGHT - LEFT) / 2, canvas)?;
        let half = canvas.width_of(&words, Hand::RISE)? / 2;
        let middle = x.max(LEFT + half).min(RIGHT - half);
        let hides = |height: i32| {
            let near =
                |dot: &&Place| (dot.0 - middle).abs() < half + 5 * UNIT && (dot.1 - height).abs() < HALF + 5 * UNIT;
            dots.iter().filter(near).count()
        };
        let is_free = |height: &i32| !labels.hit((middle - half, middle + half), *height);
        // The nearest of the places that hide least.
        let heights = (1..12).flat_map(|far| [y - far * 21 * UNIT, y + far * 21 * UNIT]);
        let within = heights.filter(|height| SCALE.top + HALF <= *height && *height <= SCALE.bottom - HALF);
        let Some(height) = within.filter(is_free).min_by_key(|height| hides(*height)) else { continue };
        let end = if height < y { height + HALF } else { height - HALF };
        canvas.line(vec![(x, y), (x, end)], TEAM, 10)?;
        canvas.paper((middle - half * 9 / 10, height - HALF), (middle + half * 9 / 10, height + HALF))?;
        canvas.words(&words, (middle, height), Hand::RISE, HPos::Center)?;
    }
    Ok(())
}

/// What lies between the lines, and what a diamond is where there is one.
fn legend(columns: &Columns<'_>, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
    let below = SCALE.bottom + 80 * UNIT;
    canvas.words(&texts.say("chart-funnel-between"), (LEFT, below), Hand::SMALL, HPos::Left)?;
    if columns.outside() == (0, 0) {
        return Ok(());
    }
    canvas.words(&texts.say("chart-funnel-diamond"), (LEFT, below + LINE * UNIT), Hand::SMALL, HPos::Left)
}

/// How many lie outside on either side of the mean of all.
fn sides((lower, higher): (usize, usize), texts: &Texts) -> String {
    let sides = [("chart-funnel-lower", lower), ("chart-funnel-higher", higher)];
    let told = sides.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(key, count)| texts.tell(key, &[("count", count)])).collect::<Vec<_>>().join(", ")
}

fn told(
    teams: &[FunnelTeam<'_>],
    columns: &Columns<'_>,
    opens: NaiveDate,
    caption: &Caption<'_>,
    texts: &Texts,
) -> Told {
    let index = ("index", caption.index.to_owned());
    let subtitle = texts.tell("chart-funnel-subtitle", &[index, ("month", texts.month(opens))]);
    let (lower, higher) = columns.outside();
    let outside = lower + higher;
    let unit = |key: &str, count: usize| {
        let all = texts.tell("chart-teams", &[("count", teams.len())]);
        let sides = ("sides", sides((lower, higher), texts));
        texts.tell(key, &[("unit", caption.unit.to_owned()), ("teams", all), ("count", count.to_string()), sides])
    };
    if columns.is_empty() {
        let title = unit("chart-funnel-title-few", teams.len());
        let description = format!("{subtitle}. {}", texts.say("chart-funnel-few"));
        return Told { title, subtitle, description };
    }
    let beyond = columns.count(|column, team| columns.is_beyond(team, column.limit_95));
    let key = match outside {
        0 => "chart-funnel-title-within",
        1 => "chart-funnel-title-one",
        _ => "chart-funnel-title-outside",
    };
    let centre = ("centre", format!("{:.0}", columns.centre));
    let what =
        texts.tell("chart-funnel-what", &[centre, ("teams", texts.tell("chart-teams", &[("count", teams.len())]))]);
    let counts = texts.tell("chart-funnel-counts", &[("beyond", beyond), ("outside", outside)]);
    Told { title: unit(key, outside), description: [subtitle.clone() + ".", what, counts].join(" "), subtitle }
}

#[cfg(test)]
mod tests;
