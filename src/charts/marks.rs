//! The figures of a trend: bands, lines, intervals and points. Does not know hidden waves beyond that they break the
//! line.

use domain::{Bound, IndexFigure, Mean};
use plotters::style::{RGBColor, WHITE};

use crate::ChartError;
use crate::canvas::{BAR, Canvas, Place, TEAM, TINT, UNIT};
use crate::plot::{Look, Plot, Spot, ends, mean};

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

/// Interval bars and points beside a level, lighter than without one: the level leads.
pub(crate) fn light(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let figures: Vec<_> = plot.runs().flat_map(shown).collect();
    let radius = (plot.dot() * 3 / 4).max(3 * UNIT);
    for (x, figure) in &figures {
        canvas.line(ends(*x, *figure).to_vec(), BAR, 11)?;
    }
    for (x, figure) in &figures {
        let at = mean(*x, *figure);
        if figure.mean().bound() == Bound::Exact {
            // A rim of paper, so that a point on the line is still a point.
            canvas.dot(at, radius + 3 * UNIT / 2, WHITE)?;
        }
        point(at, figure.mean(), radius, TEAM, canvas)?;
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
        point(mean(*x, *figure), figure.mean(), radius, TEAM, canvas)?;
    }
    Ok(())
}

/// A dot for a mean, or an open triangle for a mean that is cut off. The triangle points outwards and its tip lies on
/// the cut, so that no part of it lies further out than the figure that is told.
pub(crate) fn point(
    at: Place,
    mean: Mean,
    radius: i32,
    colour: RGBColor,
    canvas: &Canvas<'_>,
) -> Result<(), ChartError> {
    let inwards = match mean.bound() {
        Bound::Exact => return canvas.dot(at, radius, colour),
        Bound::OrLower => -2 * radius,
        Bound::OrHigher => 2 * radius,
    };
    let base = at.1 + inwards;
    let corners = vec![at, (at.0 - radius * 5 / 4, base), (at.0 + radius * 5 / 4, base), at];
    canvas.area(corners.clone(), WHITE)?;
    canvas.line(corners, colour, 16)
}

/// The same on a scale that runs from left to right.
pub(crate) fn beside(at: Place, mean: Mean, radius: i32, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let inwards = match mean.bound() {
        Bound::Exact => {
            canvas.dot(at, radius + 3 * UNIT / 2, WHITE)?;
            return canvas.dot(at, radius, TEAM);
        }
        Bound::OrLower => 2 * radius,
        Bound::OrHigher => -2 * radius,
    };
    let base = at.0 + inwards;
    let corners = vec![at, (base, at.1 - radius * 5 / 4), (base, at.1 + radius * 5 / 4), at];
    canvas.area(corners.clone(), WHITE)?;
    canvas.line(corners, TEAM, 16)
}
