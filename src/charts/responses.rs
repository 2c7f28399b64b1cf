//! How many answered in each wave, as ranges, in a strip of its own below the line of time. Never a second scale in the
//! plot, and never finer than the range that is printed.

use domain::{Answered, Trend};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, INK, RULE, UNIT};
use crate::plot::{LEFT, Look, Plot};

/// From the upper end of the strip to the middle of its words.
const TO_WORDS: i32 = 14 * UNIT;
/// From the upper end of the strip to the foot of its bars.
const TO_FOOT: i32 = 68 * UNIT;
/// A bar is so much higher than that of the range below it.
const STEP: i32 = 9 * UNIT;

/// The strip with its words.
pub(crate) struct Responses {
    words: String,
}

impl Responses {
    /// How tall the strip is, in units.
    pub(crate) const TALL: i32 = 82;

    /// `None` where no wave shows a figure.
    pub(crate) fn of(trend: &Trend, texts: &Texts) -> Option<Self> {
        let (point, figure) = trend.latest()?;
        let range = ("range", texts.answered(figure.answered()));
        // An old number of answers is not the newest because the newest is hidden.
        let words = if trend.points().last() == Some(point) {
            texts.tell("chart-answers", &[range])
        } else {
            texts.tell("chart-answers-earlier", &[range, ("month", texts.month(point.opens))])
        };
        Some(Self { words })
    }

    /// Draws the strip with its upper end at `top`.
    pub(crate) fn draw(&self, top: i32, plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let foot = top + TO_FOOT;
        let half = (plot.gap() / 4).clamp(2 * UNIT, 8 * UNIT);
        canvas.words(&self.words, (LEFT, top + TO_WORDS), Hand::SMALL, HPos::Left)?;
        for spot in plot.spots() {
            if let Look::Shown(figure) = spot.look {
                let head = foot - STEP * height_of(figure.answered());
                canvas.block((spot.x - half, head), (spot.x + half, foot), RULE)?;
            }
        }
        canvas.line(vec![(LEFT, foot), (plot.right(), foot)], INK, 8)?;
        for spot in plot.spots().iter().filter(|spot| spot.look == Look::Hidden) {
            canvas.ring((spot.x, foot), plot.dot().min(5 * UNIT), INK, 12)?;
        }
        Ok(())
    }
}

/// The place of a range among the four, from 1.
pub(crate) fn height_of(answered: Answered) -> i32 {
    match answered.to() {
        Some(..10) => 1,
        Some(10..20) => 2,
        Some(20..) => 3,
        None => 4,
    }
}
