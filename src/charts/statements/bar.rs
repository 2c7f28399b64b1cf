//! The bar of one statement: two printed shares and what they leave. Knows no count, and no share but the printed two.

use domain::{Share, Shares};
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};
use texts::Texts;

use super::{Beneath, LEFT, RIGHT, TALL};
use crate::ChartError;
use crate::canvas::{AGAINST, Canvas, Hand, RULE, TEAM, UNIT};
use crate::hidden::{self, Area};

/// What lies between the two shares.
const MIDDLE: RGBColor = RGBColor(0xD9, 0xD9, 0xD9);
/// One percent.
const PERCENT: i32 = (RIGHT - LEFT) / 100;
/// Where shares are cut off.
const CUT: (i32, i32) = (15, 85);
/// From the end of a bar to its number.
const ASIDE: i32 = 10 * UNIT;

/// How far a share is drawn, in percent, and whether it may end anywhere before that.
fn drawn(share: Share) -> (i32, bool) {
    match share {
        Share::UnderFifteen => (CUT.0, true),
        Share::About(percent) => (i32::from(percent), false),
        Share::EightyFiveOrMore => (CUT.1, false),
    }
}

/// Draws the bar with its upper end at `top`, and gives how tall it is.
pub(super) fn draw(
    shares: Shares,
    top: i32,
    beneath: &mut Beneath,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<i32, ChartError> {
    let foot = top + TALL;
    let ((against, against_open), (favouring, favouring_open)) =
        (drawn(shares.unfavourable()), drawn(shares.favourable()));
    let (end, begin) = (LEFT + against * PERCENT, RIGHT - favouring * PERCENT);
    if begin > end {
        canvas.block((end, top), (begin, foot), MIDDLE)?;
    }
    for (open, side, (from, to), colour) in
        [(against_open, 0, (LEFT, end), AGAINST), (favouring_open, 1, (begin, RIGHT), TEAM)]
    {
        if open {
            beneath.open[side].push([from, to, top, foot]);
        } else {
            canvas.block((from, top), (to, foot), colour)?;
        }
    }
    // A grey printer hardly tells the two ends apart, so where they meet there is paper between them.
    for x in [end, begin] {
        canvas.line(vec![(x, top), (x, foot)], WHITE, 24)?;
    }
    canvas.rim((LEFT, top), (RIGHT, foot), RULE, 6)?;
    let y = top + TALL / 2;
    number(shares.unfavourable(), (LEFT + ASIDE, y), HPos::Left, Hand::AGAINST, canvas, texts)?;
    number(shares.favourable(), (RIGHT - ASIDE, y), HPos::Right, Hand::RISE, canvas, texts)?;
    Ok(TALL)
}

/// The number of a share in its part of the bar; on paper where that is hatched.
fn number(
    share: Share,
    (x, y): (i32, i32),
    side: HPos,
    on_paper: Hand,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<(), ChartError> {
    let words = match share {
        Share::UnderFifteen => texts.say("chart-under-fifteen"),
        Share::About(percent) => texts.tell("chart-percent", &[("value", percent.to_string())]),
        Share::EightyFiveOrMore => texts.share(share),
    };
    if share != Share::UnderFifteen {
        return canvas.words(&words, (x, y), Hand::ON_DARK, side);
    }
    let width = canvas.width_of(&words, on_paper)?;
    let (from, to) = match side {
        HPos::Left => (x - 3 * UNIT, x + width),
        HPos::Center | HPos::Right => (x - width, x + 3 * UNIT),
    };
    canvas.paper((from, y - 12 * UNIT), (to, y + 12 * UNIT))?;
    canvas.words(&words, (x, y), on_paper, side)
}

/// The hatching of shares that end somewhere within. Not the hidden look: it has the colour of its end, and no shade.
pub(super) fn open(against: &[Area], favouring: &[Area]) -> String {
    [(against, AGAINST), (favouring, TEAM)]
        .map(|(areas, RGBColor(red, green, blue))| {
            hidden::strokes(areas, 9 * UNIT, &format!("#{red:02X}{green:02X}{blue:02X}"))
        })
        .concat()
}
