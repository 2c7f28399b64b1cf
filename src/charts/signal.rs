//! A lasting change, marked below or above the figures: a stroke from the wave in which it began to the one in which it
//! was first said, a diamond there, and a word. Does not know how sure it is.

use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};
use texts::Texts;

use crate::ChartError;
use crate::canvas::{ALARM, Canvas, Hand, Place, TEAM, UNIT};
use crate::overlay::Signal;
use crate::plot::{LEFT, Look, Plot, ends, height};
use crate::reference::Block;

/// From the middle of the diamond to its tips.
const TIP: i32 = 9 * UNIT;
/// From the stroke to the middle of the word.
const TO_WORD: i32 = 21 * UNIT;

/// A lasting change with its place.
pub(crate) struct Mark {
    word: String,
    hand: Hand,
    colour: RGBColor,
    /// From where to where the stroke runs.
    since: i32,
    flagged: i32,
    /// The height of the stroke, and that of the word.
    y: i32,
    height: i32,
    /// The middle of the word, and from there to its ends.
    middle: i32,
    half: i32,
}

impl Mark {
    /// Finds a place for `signal`, its word left of `limit`, where other words begin.
    pub(crate) fn of(
        signal: Signal<'_>,
        limit: i32,
        plot: &Plot,
        canvas: &Canvas<'_>,
        texts: &Texts,
    ) -> Result<Option<Self>, ChartError> {
        let spots = plot.spots();
        let (Some(since), Some(flagged)) = (spots.get(signal.since), spots.get(signal.flagged)) else {
            return Ok(None);
        };
        // A rise alarms nobody, so it does not wear the colour of an alarm.
        let (word, hand, colour) = if signal.drift.rose {
            (texts.say("chart-rise"), Hand::RISE, TEAM)
        } else {
            (texts.say("chart-fall"), Hand::ALARM, ALARM)
        };
        let (y, inwards) = lane(plot);
        let half = canvas.width_of(&word, hand)? / 2;
        let middle = flagged.x.min(limit - half).max(LEFT + half);
        let height = y + inwards * TO_WORD;
        Ok(Some(Self { word, hand, colour, since: since.x, flagged: flagged.x, y, height, middle, half }))
    }

    /// Left, right, top and bottom of stroke, diamond and word together.
    pub(crate) fn block(&self) -> Block {
        let (left, right) = (self.since.min(self.flagged - TIP), self.since.max(self.flagged + TIP));
        let ends = [self.y - TIP, self.y + TIP, self.height - 11 * UNIT, self.height + 11 * UNIT];
        let (top, bottom) = ends.iter().fold((self.y, self.y), |(top, bottom), y| (top.min(*y), bottom.max(*y)));
        [left.min(self.middle - self.half), right.max(self.middle + self.half), top, bottom]
    }

    pub(crate) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let Self { since, flagged, y, height, middle, half, colour, .. } = *self;
        canvas.line(vec![(since, y), (flagged, y)], colour, 16)?;
        canvas.line(vec![(since, y - 6 * UNIT), (since, y + 6 * UNIT)], colour, 16)?;
        diamond((flagged, y), colour, canvas)?;
        canvas.paper((middle - half * 9 / 10, height - 11 * UNIT), (middle + half * 9 / 10, height + 11 * UNIT))?;
        canvas.words(&self.word, (middle, height), self.hand, HPos::Center)
    }
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

pub(crate) fn diamond((x, y): Place, colour: RGBColor, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let around = |tip: i32| vec![(x - tip, y), (x, y - tip), (x + tip, y), (x, y + tip)];
    canvas.area(around(TIP + 2 * UNIT), WHITE)?;
    canvas.area(around(TIP), colour)
}
