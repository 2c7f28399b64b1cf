//! The figures of a trend: bands, lines, intervals, points, and the newest figure in words. Does not know hidden waves
//! beyond that they break the line.

use domain::{Bound, IndexFigure, Mean, Trend};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::ChartError;
use crate::canvas::{BAR, Canvas, Hand, Place, TEAM, TINT, UNIT};
use crate::plot::{Look, Plot, Spot, ends, mean};

/// From the newest point to its words.
const ASIDE: i32 = 13 * UNIT;

/// The shown waves of a run with their figures; none for a run of another look.
fn shown(run: &[Spot]) -> Vec<(i32, IndexFigure)> {
    run.iter()
        .filter_map(|spot| match spot.look {
            Look::Shown(figure) => Some((spot.x, figure)),
            Look::Hidden | Look::Absent => None,
        })
        .collect()
}

/// The band: from interval to interval, over shown waves that follow each other.
pub(crate) fn bands(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for run in plot.runs().map(shown).filter(|run| run.len() > 1) {
        let low = run.iter().map(|(x, figure)| ends(*x, *figure)[0]);
        let high = run.iter().rev().map(|(x, figure)| ends(*x, *figure)[1]);
        canvas.area(low.chain(high).collect(), TINT)?;
    }
    Ok(())
}

/// Interval bars, the line over shown waves that follow each other, and the points.
pub(crate) fn figures(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let runs: Vec<_> = plot.runs().map(shown).collect();
    let radius = plot.dot();
    let thin = if radius < 4 * UNIT { 10 } else { 13 };
    for (x, figure) in runs.iter().flatten() {
        canvas.line(ends(*x, *figure).to_vec(), BAR, thin)?;
    }
    for run in runs.iter().filter(|run| run.len() > 1) {
        canvas.line(run.iter().map(|(x, figure)| mean(*x, *figure)).collect(), TEAM, 24)?;
    }
    for (x, figure) in runs.iter().flatten() {
        point(mean(*x, *figure), figure.mean(), radius, canvas)?;
    }
    Ok(())
}

/// A dot for a mean, or an open triangle for a mean that is cut off. The triangle points outwards and its tip lies on
/// the cut, so that no part of it lies further out than the figure that is told.
fn point(at: Place, mean: Mean, radius: i32, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let inwards = match mean.bound() {
        Bound::Exact => return canvas.dot(at, radius, TEAM),
        Bound::OrLower => -2 * radius,
        Bound::OrHigher => 2 * radius,
    };
    let base = at.1 + inwards;
    let corners = vec![at, (at.0 - radius * 5 / 4, base), (at.0 + radius * 5 / 4, base), at];
    canvas.area(corners.clone(), plotters::style::WHITE)?;
    canvas.line(corners, TEAM, 16)
}

/// The newest figure in words, to the right of its point.
pub(crate) struct Label {
    lines: Vec<(String, Hand)>,
    width: i32,
    /// Which of the waves it belongs to.
    number: usize,
}

impl Label {
    /// The words for the newest figure of `trend`; `None` when it shows none.
    pub(crate) fn of(trend: &Trend, canvas: &Canvas<'_>, texts: &Texts) -> Result<Option<Self>, ChartError> {
        let Some((newest, figure)) = trend.latest() else { return Ok(None) };
        let Some(number) = trend.points().iter().rposition(|point| point == newest) else { return Ok(None) };
        let value = texts.mean_points(figure.mean());
        // "88 or higher" would take a fifth of the picture; on two lines it takes a seventh.
        let mut lines: Vec<_> = value.splitn(2, ' ').map(|part| (part.to_owned(), Hand::FIGURE)).collect();
        lines.push((texts.interval_points(figure.interval()), Hand::SMALL));
        let mut width = 0;
        for (text, hand) in &lines {
            width = width.max(canvas.width_of(text, *hand)?);
        }
        Ok(Some(Self { lines, width, number }))
    }

    /// The room it needs to the right of its point.
    pub(crate) const fn room(&self) -> i32 {
        ASIDE + self.width + 6 * UNIT
    }

    pub(crate) fn draw(&self, plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let Some(spot) = plot.spots().get(self.number) else { return Ok(()) };
        let Look::Shown(figure) = spot.look else { return Ok(()) };
        let (x, y) = mean(spot.x, figure);
        let whole: i32 = self.lines.iter().map(|(_, hand)| hand.leading()).sum();
        let mut top = y - whole / 2;
        // Only as wide as the letters: hatching and pale lines go on beside them.
        canvas.paper((x + ASIDE - 2 * UNIT, top), (x + ASIDE + self.width * 9 / 10, top + whole))?;
        for (text, hand) in &self.lines {
            let half = hand.leading() / 2;
            canvas.words(text, (x + ASIDE, top + half), *hand, HPos::Left)?;
            top += 2 * half;
        }
        Ok(())
    }
}
