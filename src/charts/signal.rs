//! A lasting change, marked below or above the figures: a stroke from the wave in which it began to the one in which it
//! was first said, a diamond there, and a word. Does not know how sure it is.

use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};
use texts::Texts;

use crate::ChartError;
use crate::canvas::{ALARM, Canvas, Hand, Place, TEAM, UNIT};
use crate::overlay::Signal;
use crate::plot::{LEFT, Look, Plot, ends, height};

/// From the middle of the diamond to its tips.
const TIP: i32 = 9 * UNIT;
/// From the stroke to the middle of the word.
const TO_WORD: i32 = 21 * UNIT;

/// Draws `signal`, its word left of `limit`, where other words begin.
pub(crate) fn draw(
    signal: Signal<'_>,
    limit: i32,
    plot: &Plot,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<(), ChartError> {
    let spots = plot.spots();
    let (Some(since), Some(flagged)) = (spots.get(signal.since), spots.get(signal.flagged)) else { return Ok(()) };
    // A rise alarms nobody, so it does not wear the colour of an alarm.
    let (word, hand, colour) = if signal.drift.rose {
        (texts.say("chart-rise"), Hand::RISE, TEAM)
    } else {
        (texts.say("chart-fall"), Hand::ALARM, ALARM)
    };
    let (y, inwards) = lane(plot);
    canvas.line(vec![(since.x, y), (flagged.x, y)], colour, 16)?;
    canvas.line(vec![(since.x, y - 6 * UNIT), (since.x, y + 6 * UNIT)], colour, 16)?;
    diamond((flagged.x, y), colour, canvas)?;
    let half = canvas.width_of(&word, hand)? / 2;
    let middle = flagged.x.min(limit - half).max(LEFT + half);
    let height = y + inwards * TO_WORD;
    canvas.paper((middle - half * 9 / 10, height - 11 * UNIT), (middle + half * 9 / 10, height + 11 * UNIT))?;
    canvas.words(&word, (middle, height), hand, HPos::Center)
}

/// The height of the stroke, near 0 or near 100, wherever there is more room; and the way from it to the figures.
fn lane(plot: &Plot) -> (i32, i32) {
    let figures = plot.spots().iter().filter_map(|spot| match spot.look {
        Look::Shown(figure) => Some(ends(spot.x, figure)),
        Look::Hidden | Look::Absent => None,
    });
    let room = figures.fold((i32::MAX, i32::MAX), |room, [(_, low), (_, high)]| {
        (room.0.min(height(0.0) - low), room.1.min(high - height(100.0)))
    });
    if room.0 >= room.1 { (height(4.0), -1) } else { (height(96.0), 1) }
}

fn diamond((x, y): Place, colour: RGBColor, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let around = |tip: i32| vec![(x - tip, y), (x, y - tip), (x + tip, y), (x, y + tip)];
    canvas.area(around(TIP + 2 * UNIT), WHITE)?;
    canvas.area(around(TIP), colour)
}
