//! Notes and actions: a thin rule at the wave, of dashes for a note and solid for what was done, and the words in lanes
//! above the plot. Does not know what they say.

use std::fmt::Write;

use plotters::style::text_anchor::HPos;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, RULE, UNIT, WIDTH};
use crate::frame::escaped;
use crate::overlay::Note;
use crate::plot::{Plot, TIME, TOP};
use crate::reference::Block;
use crate::wrap;

/// The middle of the lowest lane, which notes share with the words of the hidden look.
pub(crate) const LANE: i32 = TOP - 25 * UNIT;
/// From one lane to the next.
const STEP: i32 = 26 * UNIT;
/// More lanes would be more words than picture. A note without a lane has its rule, and its words in the description.
const LANES: usize = 6;
/// The words of a note are cut to so many letters,
const LONGEST: usize = 29;
/// and to this width.
const WIDEST: i32 = WIDTH * UNIT / 2;
/// From a rule to its words.
const ASIDE: i32 = 5 * UNIT;

/// A note with its place.
struct Placed {
    full: String,
    words: String,
    action: bool,
    x: i32,
    /// From where to where its words run.
    span: Span,
    lane: Option<usize>,
}

/// All notes of a picture.
pub(crate) struct Notes(Vec<Placed>);

impl Notes {
    /// Finds a place for each of `notes`, the newest first; `taken` is the part of the lowest lane that has other words.
    pub(crate) fn of(
        notes: Vec<Note>,
        taken: Option<Span>,
        plot: &Plot,
        canvas: &Canvas<'_>,
    ) -> Result<Self, ChartError> {
        let mut lanes: [Vec<Span>; LANES] = std::array::from_fn(|_| Vec::new());
        lanes[0].extend(taken);
        let mut placed = Vec::with_capacity(notes.len());
        for note in notes.into_iter().rev() {
            let Some(spot) = plot.spots().get(note.place) else { continue };
            let mut letters = note.text.chars();
            let mut text: String = letters.by_ref().take(LONGEST).collect();
            if letters.next().is_some() {
                text = format!("{}…", text.trim_end());
            }
            let words = wrap::cut(&text, Hand::SMALL, WIDEST, canvas)?;
            let spans = spans(spot.x, canvas.width_of(&words, Hand::SMALL)?);
            let (lane, span) = lowest(&lanes, &spans);
            if let Some(number) = lane {
                lanes[number].push((span.0 - ASIDE, span.1 + ASIDE));
                // Its rule runs through the lanes below.
                lanes[..number].iter_mut().for_each(|lower| lower.push((spot.x - ASIDE, spot.x + ASIDE)));
            }
            placed.push(Placed { full: note.text, words, action: note.action, x: spot.x, span, lane });
        }
        Ok(Self(placed))
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// By how much the picture must grow upwards.
    pub(crate) fn lift(&self) -> i32 {
        let highest = self.0.iter().filter_map(|note| note.lane).max().unwrap_or_default();
        i32::try_from(highest).unwrap_or_default() * STEP
    }

    /// What the rules take up within the plot.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block> {
        self.0.iter().map(|note| [note.x - ASIDE, note.x + ASIDE, TOP, TIME])
    }

    /// The rules, behind everything that has figures.
    pub(crate) fn rules(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        self.0.iter().try_for_each(|note| {
            let (top, foot) = ((note.x, note.top()), (note.x, TIME));
            if note.action { canvas.line(vec![top, foot], RULE, 12) } else { canvas.dashes(top, foot, RULE, 10) }
        })
    }

    /// The words.
    pub(crate) fn words(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        for note in self.0.iter().filter(|note| note.lane.is_some()) {
            let (y, (left, right)) = (note.middle(), note.span);
            let letters = (right - left) * 9 / 10;
            // Words that lie to the left of their rule end at it.
            let (x, end, side) =
                if right < note.x { (right, right - letters, HPos::Right) } else { (left, left + letters, HPos::Left) };
            // A rule that runs to a higher lane passes behind them.
            canvas.paper((x, y - 11 * UNIT), (end, y + 11 * UNIT))?;
            canvas.words(&note.words, (x, y), Hand::SMALL, side)?;
        }
        Ok(())
    }

    /// For each note a place to point at that tells it in full. Plotters has no way to ask for it.
    pub(crate) fn titles(&self) -> String {
        let mut titles = String::new();
        for note in &self.0 {
            let (x, top, full) = (note.x, note.top(), escaped(&note.full));
            let _ = write!(titles, "<g fill=\"none\" pointer-events=\"all\"><title>{full}</title>");
            let _ = write!(titles, "<path d=\"M{} {top}H{}V{TIME}H{}Z", x - ASIDE, x + ASIDE, x - ASIDE);
            if note.lane.is_some() {
                let (left, right) = note.span;
                let _ = write!(titles, "M{left} {top}H{right}V{}H{left}Z", top + STEP);
            }
            titles.push_str("\"/></g>\n");
        }
        titles
    }
}

impl Placed {
    /// The middle of its words.
    fn middle(&self) -> i32 {
        LANE - i32::try_from(self.lane.unwrap_or_default()).unwrap_or_default() * STEP
    }

    /// The upper end of its rule.
    fn top(&self) -> i32 {
        if self.lane.is_some() { self.middle() - 11 * UNIT } else { TOP - 10 * UNIT }
    }
}

/// A stretch of a lane, from left to right.
type Span = (i32, i32);

/// Where words of this width may run: to the right of the rule at `x`, and to its left; where neither has room, at the
/// edge of the paper.
fn spans(x: i32, width: i32) -> Vec<Span> {
    let whole = WIDTH * UNIT;
    let mut spans = vec![(x + ASIDE, x + ASIDE + width), (x - ASIDE - width, x - ASIDE)];
    spans.retain(|(left, right)| *left >= 0 && *right <= whole);
    if spans.is_empty() { vec![((whole - width).max(0), whole)] } else { spans }
}

/// The lowest lane in which one of `spans` is free, and the first such span; the first of them where none is.
fn lowest(lanes: &[Vec<Span>], spans: &[Span]) -> (Option<usize>, Span) {
    let free = |lane: &[Span], span: Span| lane.iter().all(|other| span.1 < other.0 || other.1 < span.0);
    let found = |(number, lane): (usize, &Vec<Span>)| {
        spans.iter().copied().find(|&span| free(lane, span)).map(|span| (Some(number), span))
    };
    lanes.iter().enumerate().find_map(found).unwrap_or_else(|| (None, spans.first().copied().unwrap_or_default()))
}
