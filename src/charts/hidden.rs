//! The hidden look: hatching behind hidden waves, an open ring on the line of time, and the words, once. Does not know
//! why a wave is hidden.

use std::fmt::Write;

use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, INK, UNIT, WIDTH};
use crate::notes::LANE;
use crate::plot::{Look, Plot, Spot, TIME, TOP, height};

/// The upper end of the hatching, under the lane of the words.
const UPPER: i32 = TOP - 10 * UNIT;
/// Behind the hatching: a breath of grey on a screen; a printer may drop it.
const SHADE: &str = "#F3F3F3";
/// The strokes of the hatching: dark enough for a printer, pale enough to stay behind words.
const STROKE: &str = "#BDBDBD";

/// From one stroke to the next, along a line.
const STEP: i32 = 13 * UNIT;

fn runs(plot: &Plot) -> impl Iterator<Item = (i32, i32)> {
    let reach = plot.reach();
    plot.runs().filter_map(move |run| match run {
        [first, .., last] if first.look == Look::Hidden => Some((first.x - reach, last.x + reach)),
        [only] if only.look == Look::Hidden => Some((only.x - reach, only.x + reach)),
        _ => None,
    })
}

/// Left, right, top and bottom of something hatched.
pub(crate) type Area = [i32; 4];

/// Behind every run of hidden waves a shade, on it `band`, and on that slanted strokes.
pub(crate) fn backdrop(plot: &Plot, band: &str) -> String {
    let areas: Vec<Area> = runs(plot).map(|(left, right)| [left, right, UPPER, TIME]).collect();
    // Narrow stripes need closer strokes to look hatched.
    let step = (plot.reach() * 3 / 2).min(STEP);
    [shade(&areas).as_str(), band, strokes(&areas, step, STROKE).as_str()].concat()
}

/// The hidden look of `areas`: shade and slanted strokes.
pub(crate) fn hatching(areas: &[Area]) -> String {
    [shade(areas), strokes(areas, STEP, STROKE)].concat()
}

fn shade(areas: &[Area]) -> String {
    let mut path = String::new();
    for [left, right, top, bottom] in areas {
        // Writing to a String can't fail.
        let _ = write!(path, "M{left} {top}H{right}V{bottom}H{left}Z");
    }
    if path.is_empty() { path } else { format!("<path fill=\"{SHADE}\" d=\"{path}\"/>\n") }
}

/// One path of slanted strokes over `areas`; nothing when there is none.
///
/// Plotters knows no hatching and would write a line element for each stroke, five times as long.
pub(crate) fn strokes(areas: &[Area], step: i32, colour: &str) -> String {
    let mut path = String::new();
    for &[left, right, top, bottom] in areas {
        // Along a stroke x + y stays the same, so that the strokes of all areas lie on one pattern.
        for sum in ((left + top) / step + 1..).map(|number| number * step).take_while(|sum| *sum < right + bottom) {
            let (from, to) = (left.max(sum - bottom), right.min(sum - top));
            let _ = write!(path, "M{from} {}L{to} {}", sum - from, sum - to);
        }
    }
    if path.is_empty() {
        return path;
    }
    format!("<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"10\" d=\"{path}\"/>\n")
}

/// The words of the hidden look, above the widest run.
pub(crate) struct Words {
    text: String,
    middle: i32,
    half: i32,
}

impl Words {
    /// `None` when no wave is hidden.
    pub(crate) fn of(plot: &Plot, canvas: &Canvas<'_>, texts: &Texts) -> Result<Option<Self>, ChartError> {
        // Of two runs of the same width the later one gets the words: that is where people look.
        let Some((left, right)) = runs(plot).max_by_key(|(left, right)| right - left) else { return Ok(None) };
        let text = texts.say("hidden");
        let half = canvas.width_of(&text, Hand::SMALL)? / 2;
        let middle = i32::midpoint(left, right).min(WIDTH * UNIT - half).max(half);
        Ok(Some(Self { text, middle, half }))
    }

    /// From where to where they run.
    pub(crate) const fn span(&self) -> (i32, i32) {
        (self.middle - self.half, self.middle + self.half)
    }

    /// Draws them; on paper where something else may lie beneath.
    pub(crate) fn draw(&self, on_paper: bool, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        if on_paper {
            let (left, right) = self.span();
            canvas.paper((left, LANE - 11 * UNIT), (right, LANE + 11 * UNIT))?;
        }
        canvas.words(&self.text, (self.middle, LANE), Hand::SMALL, HPos::Center)
    }
}

/// The words of the hidden look on paper, in the middle of `area`.
pub(crate) fn say_within(
    [left, right, top, bottom]: Area,
    canvas: &Canvas<'_>,
    texts: &Texts,
) -> Result<(), ChartError> {
    let text = texts.say("hidden");
    let (half, x, y) =
        (canvas.width_of(&text, Hand::SMALL)? / 2, i32::midpoint(left, right), i32::midpoint(top, bottom));
    canvas.paper((x - half, y - 11 * UNIT), (x + half, y + 11 * UNIT))?;
    canvas.words(&text, (x, y), Hand::SMALL, HPos::Center)
}

/// The rings on the line of time.
pub(crate) fn rings(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    for Spot { x, .. } in plot.spots().iter().filter(|spot| spot.look == Look::Hidden) {
        canvas.ring((*x, TIME), plot.dot(), INK, 16)?;
    }
    Ok(())
}

/// What stands in the plot when there are no waves at all.
pub(crate) fn nothing(plot: &Plot, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
    if !plot.spots().is_empty() {
        return Ok(());
    }
    // Between two pale lines, so that none strikes it out.
    canvas.words(&texts.say("chart-nothing-yet"), (plot.middle(), height(62.5)), Hand::SMALL, HPos::Center)
}
