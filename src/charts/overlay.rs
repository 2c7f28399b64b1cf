//! What is drawn into a trend beside its figures, each found at its wave: the level, notes, a signal. Does not know how
//! they look, nor who may see them.

use domain::analysis::{Drift, LinePoint};
use domain::{Cell, Trend, WaveLabel};

/// What is drawn into a trend beside its figures. Empty parts draw nothing, and an empty overlay leaves the picture as it
/// is without one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlay<'a> {
    /// The level in each wave, oldest first. The last one belongs to the last wave of the trend; it may begin earlier
    /// or later than the trend. Nothing is drawn of it at waves that show no figure.
    pub line: &'a [Option<LinePoint>],
    /// What the adviser wrote, and at which wave. A note at a wave that the trend does not have is left out.
    pub notes: &'a [(WaveLabel, &'a str)],
    /// A lasting change: marked where it was first said and where it began, when the trend has both waves.
    pub flagged: Option<&'a Drift>,
}

impl<'a> Overlay<'a> {
    /// The level without notes and signals, for paper that managers read.
    #[must_use]
    pub const fn line_only(line: &'a [Option<LinePoint>]) -> Self {
        Self { line, notes: &[], flagged: None }
    }

    /// One entry for each point of `trend`; a level only where a figure is shown.
    pub(crate) fn levels(&self, trend: &Trend) -> Vec<Option<Level>> {
        let points = trend.points();
        let level = |(number, point): (usize, &domain::TrendPoint)| {
            let Some(Cell::Shown(_)) = point.cell else { return None };
            let place = (number + self.line.len()).checked_sub(points.len())?;
            Level::of((*self.line.get(place)?)?)
        };
        points.iter().enumerate().map(level).collect()
    }

    /// The notes at waves of `trend`, oldest wave first.
    pub(crate) fn notes_in(&self, trend: &Trend) -> Vec<Note> {
        let note = |(wave, text): &(WaveLabel, &str)| {
            let text = in_one_line(text);
            Some(Note { place: place(trend, wave)?, text }).filter(|note| !note.text.is_empty())
        };
        let mut notes: Vec<_> = self.notes.iter().filter_map(note).collect();
        notes.sort_by_key(|note| note.place);
        notes
    }

    /// The signal, when `trend` has its waves.
    pub(crate) fn signal_in(&self, trend: &Trend) -> Option<Signal<'a>> {
        let drift = self.flagged?;
        let (since, flagged) = (place(trend, &drift.since)?, place(trend, &drift.flagged)?);
        Some(Signal { drift, since, flagged })
    }
}

/// The level in one wave with its bands, all in whole points from 0 to 100 and the bands rounded outwards: the picture
/// carries no more precision than its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    pub(crate) points: f64,
    /// Holds the level with 95 % certainty.
    pub(crate) outer: (f64, f64),
    /// Holds it with 80 % certainty.
    pub(crate) inner: (f64, f64),
}

impl Level {
    /// `None` when a number makes no sense.
    fn of(point: LinePoint) -> Option<Self> {
        if !point.level.is_finite() || !point.error.is_finite() || point.error < 0.0 {
            return None;
        }
        let whole = |(low, high): (f64, f64)| (low.floor().clamp(0.0, 100.0), high.ceil().clamp(0.0, 100.0));
        let points = point.level.round().clamp(0.0, 100.0);
        Some(Self { points, outer: whole(point.band()), inner: whole(point.inner_band()) })
    }
}

/// A note at the point of a trend with this number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) place: usize,
    /// Never empty, on one line.
    pub(crate) text: String,
}

/// A lasting change between the points of a trend with these numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signal<'a> {
    pub(crate) drift: &'a Drift,
    pub(crate) since: usize,
    pub(crate) flagged: usize,
}

fn place(trend: &Trend, wave: &WaveLabel) -> Option<usize> {
    trend.points().iter().position(|point| point.wave == *wave)
}

/// `text` without line breaks, and without characters that XML has no place for.
fn in_one_line(text: &str) -> String {
    let kept = |c: &char| c.is_whitespace() || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let text: String = text.chars().filter(kept).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
