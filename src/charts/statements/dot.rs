//! A statement with fewer than ten answers: its mean on the scale from 1 to 5 with its interval. Knows no share.

use domain::Mean;
use domain::analysis::ItemRange;
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::canvas::{BAR, Canvas, Hand, PALE, UNIT};
use crate::{ChartError, marks};

/// Figure and range beside the axis take two lines.
pub(super) const TALL: i32 = 48 * UNIT;
/// Where 1 lies.
const FROM: i32 = 38 * UNIT;
/// A hundredth of a scale point, so that every printed mean lies exactly on a pixel.
const HUNDREDTH: i32 = 8;
/// Where 5 lies.
const TO: i32 = FROM + 400 * HUNDREDTH;
/// Where the words begin.
const WORDS: i32 = TO + 50 * UNIT;

fn place(hundredths: u16) -> i32 {
    FROM + (i32::from(hundredths) - 100) * HUNDREDTH
}

/// Draws the mean with the upper end of its row at `top`, and gives how tall the row is.
pub(super) fn draw(
    mean: Mean,
    range: Option<ItemRange>,
    top: i32,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<i32, ChartError> {
    let y = top + TALL / 2;
    canvas.line(vec![(FROM, y), (TO, y)], PALE, 10)?;
    for point in [100, 200, 300, 400, 500] {
        canvas.line(vec![(place(point), y - 6 * UNIT), (place(point), y + 6 * UNIT)], PALE, 10)?;
    }
    canvas.words("1", (FROM - 10 * UNIT, y), Hand::SMALL, HPos::Right)?;
    canvas.words("5", (TO + 10 * UNIT, y), Hand::SMALL, HPos::Left)?;
    let mut lines = vec![(texts.mean_on_scale(mean), Hand::FIGURE)];
    if let Some(ItemRange::Mean { low, high }) = range {
        canvas.line(vec![(place(low), y), (place(high), y)], BAR, 26)?;
        lines.push((
            texts.tell("chart-range", &[("low", texts.on_scale(low)), ("high", texts.on_scale(high))]),
            Hand::SMALL,
        ));
    }
    marks::beside((place(mean.hundredths()), y), mean, 7 * UNIT, canvas)?;
    let leading = TALL / 2;
    let count = i32::try_from(lines.len()).unwrap_or(1);
    let mut middle = y - (count - 1) * leading / 2;
    for (line, hand) in lines {
        canvas.words(&line, (WORDS, middle), hand, HPos::Left)?;
        middle += leading;
    }
    Ok(TALL)
}
