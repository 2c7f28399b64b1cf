//! The band that holds the middle eight of ten teams, behind everything, with its name where there is room. Does not know
//! which teams they are.

use std::fmt::Write;

use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};
use texts::Texts;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, UNIT};
use crate::level::CUT;
use crate::plot::{BOTTOM, LEFT, Look, Plot, Spot, TOP, ends, height};

/// The band: pale enough to lie behind all else, and beside paper still a band.
const GREY: RGBColor = RGBColor(0xED, 0xED, 0xED);
/// Half a line of words.
const HALF: i32 = 11 * UNIT;
/// From the edge of the band to the middle of its name.
const ASIDE: i32 = 13 * UNIT;
/// From one place that is tried to the next.
const STEP: i32 = 16 * UNIT;

/// Left, right, top and bottom of something in the picture.
pub(crate) type Block = [i32; 4];

/// The heights of the lower and the upper end of the band, one entry for each wave.
pub(crate) struct Reference(Vec<Option<(i32, i32)>>);

/// A stretch of waves that have the band.
type Run<'a> = Vec<(&'a Spot, (i32, i32))>;

impl Reference {
    /// The band of so many whole points, one entry for each wave of `plot`.
    pub(crate) fn of(points: Vec<Option<(u8, u8)>>, plot: &Plot) -> Self {
        let place = |points: u8| height(f64::from(points).clamp(CUT.0, CUT.1));
        let mut ends: Vec<_> =
            points.into_iter().map(|ends| ends.map(|(low, high)| (place(low), place(high)))).collect();
        ends.resize(plot.spots().len(), None);
        Self(ends)
    }

    fn runs<'a>(&'a self, plot: &'a Plot) -> impl Iterator<Item = Run<'a>> {
        let both: Vec<_> = plot.spots().iter().zip(&self.0).collect();
        let runs: Vec<Run<'a>> = both
            .chunk_by(|one, next| one.1.is_some() == next.1.is_some())
            .map(|run| run.iter().filter_map(|(spot, ends)| Some((*spot, (**ends)?))).collect())
            .collect();
        runs.into_iter().filter(|run: &Run<'_>| !run.is_empty())
    }

    /// The band as one path; nothing where there is none. It lies beneath the strokes of plotters.
    pub(crate) fn band(&self, plot: &Plot) -> String {
        let mut path = String::new();
        for run in self.runs(plot) {
            let aside = if run.len() == 1 { plot.reach() / 2 } else { 0 };
            let low = run.iter().map(|(spot, (low, _))| (spot.x, *low));
            let high = run.iter().rev().map(|(spot, (_, high))| (spot.x, *high));
            let mut edge: Vec<_> = low.chain(high).collect();
            if aside > 0 {
                edge = [-aside, aside].into_iter().flat_map(|x| edge.iter().map(move |at| (at.0 + x, at.1))).collect();
                edge.swap(2, 3);
            }
            for (number, (x, y)) in edge.iter().enumerate() {
                // Writing to a String can't fail.
                let _ = write!(path, "{}{x} {y}", if number == 0 { "M" } else { "L" });
            }
            path.push('Z');
        }
        let RGBColor(red, green, blue) = GREY;
        let fill = format!("#{red:02X}{green:02X}{blue:02X}");
        if path.is_empty() { path } else { format!("<path fill=\"{fill}\" d=\"{path}\"/>\n") }
    }

    /// Writes the name of the band where it meets as little as can be; `taken` has other words and rules. Points and
    /// bars are drawn on top of it.
    pub(crate) fn label(
        &self,
        taken: &[Block],
        plot: &Plot,
        canvas: &Canvas<'_>,
        texts: &Texts,
    ) -> Result<(), ChartError> {
        let text = texts.say("chart-reference");
        let width = canvas.width_of(&text, Hand::SMALL)?;
        let (tints, bars) = (tints(plot), bars(plot));
        let met = |found: Spotted, others: &[Block]| -> i64 {
            others.iter().map(|other| shared(found.block(width), *other)).sum()
        };
        let mut best: Option<((i64, i64), Spotted)> = None;
        for found in self.runs(plot).flat_map(|run| spots(&run, width, plot)) {
            let meets = (met(found, &tints) + met(found, taken), met(found, &bars));
            if best.is_none_or(|(least, _)| meets < least) {
                best = Some((meets, found));
            }
        }
        let Some(((hidden, _), Spotted { x, y, inside })) = best else { return Ok(()) };
        // A band is worth more than a name without a pale line through it.
        if hidden == 0 {
            let colour = if inside { GREY } else { WHITE };
            canvas.block((x, y - HALF), (x + width * 9 / 10, y + HALF), colour)?;
        }
        canvas.words(&text, (x, y), Hand::SMALL, HPos::Left)
    }
}

/// A place for the name: its left end, its middle, and whether the band lies beneath all of it.
#[derive(Clone, Copy)]
struct Spotted {
    x: i32,
    y: i32,
    inside: bool,
}

impl Spotted {
    const fn block(self, width: i32) -> Block {
        [self.x, self.x + width, self.y - HALF, self.y + HALF]
    }
}

/// Where a name of this width may stand, the best places first: in the band, then above it, then below it.
fn spots(run: &[(&Spot, (i32, i32))], width: i32, plot: &Plot) -> Vec<Spotted> {
    let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { return Vec::new() };
    let limit = (plot.right() - width).max(LEFT);
    let (from, to) = ((first.x + 6 * UNIT).min(limit), (last.x - width).clamp(LEFT, limit));
    let step = usize::try_from(STEP).unwrap_or(1);
    let starts: Vec<i32> = (from..=to.max(from)).step_by(step).collect();
    let mut found = Vec::new();
    for inside in [true, false] {
        let covered = |x: i32| first.x <= x && x + width <= last.x;
        for &x in starts.iter().filter(|x| !inside || covered(**x)) {
            // The name may lie between two waves, so the ones around it count too.
            let near = |spot: &Spot| spot.x >= x - plot.gap() && spot.x <= x + width + plot.gap();
            let ends = || run.iter().filter(|(spot, _)| near(spot)).map(|(_, ends)| *ends);
            let lowest = ends().map(|(low, _)| low);
            let highest = ends().map(|(_, high)| high);
            let heights = if inside {
                [highest.max().map(|y| y + ASIDE), lowest.min().map(|y| y - ASIDE)]
            } else {
                [highest.min().map(|y| y - ASIDE), lowest.max().map(|y| y + ASIDE)]
            };
            let fits = |y: i32| {
                let within = y - HALF >= TOP && y + HALF <= BOTTOM;
                within && (!inside || ends().all(|(low, high)| high <= y - HALF && y + HALF <= low))
            };
            let heights = heights.into_iter().flatten().filter(|y| fits(*y));
            found.extend(heights.map(|y| Spotted { x, y, inside }));
        }
    }
    found
}

/// What the tinted bands take up: around a level its own, otherwise from interval to interval.
fn tints(plot: &Plot) -> Vec<Block> {
    let aside = plot.gap() / 2;
    let tint = |spot: &Spot| {
        let (low, high) = match spot.level {
            Some(level) => (height(level.outer.0), height(level.outer.1)),
            None => interval(spot).filter(|_| !plot.has_level())?,
        };
        Some([spot.x - aside, spot.x + aside, high, low])
    };
    plot.spots().iter().filter_map(tint).collect()
}

/// What interval bars and points take up.
fn bars(plot: &Plot) -> Vec<Block> {
    let aside = plot.dot();
    let bar = |spot: &Spot| interval(spot).map(|(low, high)| [spot.x - aside, spot.x + aside, high, low]);
    plot.spots().iter().filter_map(bar).collect()
}

/// The heights of the lower and the upper end of a wave's interval.
fn interval(spot: &Spot) -> Option<(i32, i32)> {
    let Look::Shown(figure) = spot.look else { return None };
    let [(_, low), (_, high)] = ends(spot.x, figure);
    Some((low, high))
}

/// How much two blocks share.
fn shared(one: Block, other: Block) -> i64 {
    let overlap = |from: usize| i64::from((one[from + 1].min(other[from + 1]) - one[from].max(other[from])).max(0));
    overlap(0) * overlap(2)
}
