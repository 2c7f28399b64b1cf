//! The level of a unit: its line with two bands around it. Does not know how it was computed.

use crate::ChartError;
use crate::canvas::{Canvas, INNER, Place, TEAM, TINT};
use crate::overlay::Level;
use crate::plot::{Plot, Spot, height};

/// No mark of a team lies further out than its printed means can.
pub(crate) const CUT: (f64, f64) = (12.5, 87.5);

/// The height of a level.
pub(crate) fn height_of(level: Level) -> i32 {
    height(level.points.clamp(CUT.0, CUT.1))
}

/// Waves with a level that follow each other, run by run. A run of one wave is drawn a little to both sides of it.
fn runs(plot: &Plot) -> Vec<Vec<(i32, Level)>> {
    let run = |spots: &[Spot]| match spots {
        [only] => {
            let aside = plot.reach() / 2;
            only.level.map(|level| vec![(only.x - aside, level), (only.x + aside, level)])
        }
        spots => spots.iter().map(|spot| Some((spot.x, spot.level?))).collect(),
    };
    plot.spots().chunk_by(|one, next| one.level.is_some() == next.level.is_some()).filter_map(run).collect()
}

/// The band of 95 %, and on it the inner one of 80 %.
pub(crate) fn bands(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for run in runs(plot) {
        canvas.area(edge(&run, |level| level.outer), TINT)?;
        canvas.area(edge(&run, |level| level.inner), INNER)?;
    }
    Ok(())
}

/// Along the lower ends of a band and back along the upper ones.
fn edge(run: &[(i32, Level)], band: fn(Level) -> (f64, f64)) -> Vec<Place> {
    let low = run.iter().map(|(x, level)| (*x, height(band(*level).0)));
    let high = run.iter().rev().map(|(x, level)| (*x, height(band(*level).1)));
    low.chain(high).collect()
}

/// The line itself.
pub(crate) fn line(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for run in runs(plot) {
        canvas.line(run.into_iter().map(|(x, level)| (x, height_of(level))).collect(), TEAM, 24)?;
    }
    Ok(())
}
