//! Where a wave and a figure lie on the sheet. Does not know how they look there.

use chrono::{Datelike, NaiveDate};
use domain::{Cell, IndexFigure, Trend};

use crate::canvas::{Place, UNIT, WIDTH};
use crate::overlay::Level;

/// The left end of the plot: right of the scale's numbers.
pub(crate) const LEFT: i32 = 58 * UNIT;
/// Where 100 lies.
pub(crate) const TOP: i32 = 50 * UNIT;
/// Where 0 lies. The height is a multiple of ten units, so that quarters and tenths of a scale point lie exactly on
/// plotters' pixels.
pub(crate) const BOTTOM: i32 = TOP + 270 * UNIT;
/// The line of time lies apart from the line of 0, so that a ring on it can't be taken for a score of 0.
pub(crate) const TIME: i32 = BOTTOM + 16 * UNIT;
/// The narrowest margin to the right.
const RIGHT: i32 = 24 * UNIT;

/// What there is to draw of a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Shown(IndexFigure),
    Hidden,
    /// The organisation did not have the unit.
    Absent,
}

impl Look {
    fn of(cell: Option<&Cell<IndexFigure>>) -> Self {
        match cell {
            Some(Cell::Shown(figure)) => Self::Shown(**figure),
            Some(Cell::Hidden) => Self::Hidden,
            None => Self::Absent,
        }
    }

    fn like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// One wave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) day: NaiveDate,
    pub(crate) x: i32,
    pub(crate) look: Look,
    /// Only where a figure is shown.
    pub(crate) level: Option<Level>,
}

/// All waves, from left to right.
pub(crate) struct Plot {
    spots: Vec<Spot>,
    right: i32,
}

impl Plot {
    /// The plot of `trend` and its `levels`, one for each wave, with `room` for words to the right of its last wave.
    pub(crate) fn of(trend: &Trend, levels: &[Option<Level>], room: i32) -> Self {
        let points = trend.points();
        let day = |point: &domain::TrendPoint| i64::from(point.opens.num_days_from_ce());
        let (first, last) = (points.first().map_or(0, day), points.last().map_or(0, day));
        // Every wave gets the same share of the width, so the outer ones stand half of theirs from the ends.
        let shares = i32::try_from(points.len()).unwrap_or(i32::MAX).max(1);
        let half_share = |right: i32| ((right - LEFT) / shares / 2).max(14 * UNIT);
        // What the half share leaves of the room is already there; a wider plot only has wider shares.
        let right = WIDTH * UNIT - (room - half_share(WIDTH * UNIT - room)).max(RIGHT);
        let pad = half_share(right);
        let inside = i64::from(right - LEFT - 2 * pad);
        let place = |day: i64| {
            let along = if last > first { inside * (day - first) / (last - first) } else { inside / 2 };
            LEFT + pad + i32::try_from(along).unwrap_or(0)
        };
        let levels = levels.iter().copied().chain(std::iter::repeat(None));
        let spot = |(point, level): (&domain::TrendPoint, Option<Level>)| Spot {
            day: point.opens,
            x: place(day(point)),
            look: Look::of(point.cell.as_ref()),
            level,
        };
        Self { spots: points.iter().zip(levels).map(spot).collect(), right }
    }

    pub(crate) fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Whether a level is drawn. It leads then, and figures are drawn more lightly.
    pub(crate) fn has_level(&self) -> bool {
        self.spots.iter().any(|spot| spot.level.is_some())
    }

    /// Waves of the same look that follow each other, run by run.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &[Spot]> {
        self.spots.chunk_by(|one, next| one.look.like(next.look))
    }

    pub(crate) const fn right(&self) -> i32 {
        self.right
    }

    /// The middle of the plot, from left to right.
    pub(crate) const fn middle(&self) -> i32 {
        i32::midpoint(LEFT, self.right)
    }

    /// The shortest way from one wave to the next.
    pub(crate) fn gap(&self) -> i32 {
        let gaps = self.spots.windows(2).map(|pair| pair[1].x - pair[0].x);
        gaps.min().unwrap_or(self.right - LEFT)
    }

    /// The radius of all dots: smaller where many waves stand close together, the same for all of a picture.
    pub(crate) fn dot(&self) -> i32 {
        (self.gap() / 3).clamp(3 * UNIT, 13 * UNIT / 2)
    }

    /// How far the hidden look reaches to either side of a wave.
    pub(crate) fn reach(&self) -> i32 {
        (self.gap() * 2 / 5).clamp(3 * UNIT, 16 * UNIT)
    }
}

/// From where to where a scale from 0 to 100 runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Where 100 lies.
    pub(crate) top: i32,
    /// Where 0 lies.
    pub(crate) bottom: i32,
}

impl Scale {
    /// The height of a figure from 0 to 100.
    pub(crate) fn height(self, points: f64) -> i32 {
        let up = points.clamp(0.0, 100.0) * f64::from(self.bottom - self.top) / 100.0;
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and the height of the plot by the clamp")]
        let up = up.round() as i32;
        self.bottom - up
    }
}

/// The height of a figure from 0 to 100 on a trend.
pub(crate) fn height(points: f64) -> i32 {
    Scale { top: TOP, bottom: BOTTOM }.height(points)
}

/// The place of a wave's mean.
pub(crate) fn mean(x: i32, figure: IndexFigure) -> Place {
    (x, height(figure.mean().points()))
}

/// The places of the lower and the upper end of a wave's interval.
pub(crate) fn ends(x: i32, figure: IndexFigure) -> [Place; 2] {
    let (low, high) = figure.interval().points();
    [(x, height(low)), (x, height(high))]
}
