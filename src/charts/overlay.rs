//! What is drawn into a trend beside its figures, each found at its wave: the level, the other teams,
//! notes, actions, a signal. Does not know how they look, nor who may see them.

use domain::analysis::{Change, Drift, LinePoint};
use domain::{Cell, Trend, WaveLabel};

use crate::words::place_of as place;
use crate::wrap::in_one_line;

/// What is drawn into a trend beside its figures. Empty parts draw nothing, and an empty overlay leaves the picture as it
/// is without one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlay<'a> {
    /// The level in each wave, oldest first. The last one belongs to the last wave of the trend; it may begin earlier
    /// or later than the trend. Nothing is drawn of it at waves that show no figure.
    pub line: &'a [Option<LinePoint>],
    /// The middle eight of ten teams in each wave: the 10th and the 90th percentile of their levels in whole points,
    /// where there are at least ten of them. Aligned like `line`; drawn wherever it is known, for it tells nothing of
    /// the unit.
    pub reference: &'a [Option<(u8, u8)>],
    /// What the adviser wrote, and at which wave. A note at a wave that the trend does not have is left out.
    pub notes: &'a [(WaveLabel, &'a str)],
    /// What was done, and since which wave; the same.
    pub actions: &'a [(WaveLabel, &'a str)],
    /// The change to the newest wave from the one before in which the unit was shown; for the title, which says no more
    /// than its interval allows.
    pub change: Option<&'a Change>,
    /// A lasting change: marked where it was first said and where it began, when the trend has both waves. The title
    /// tells it before any other.
    pub flagged: Option<&'a Drift>,
}

impl<'a> Overlay<'a> {
    /// The level without notes and signals, for paper that managers read.
    #[must_use]
    pub const fn line_only(line: &'a [Option<LinePoint>]) -> Self {
        Self { line, reference: &[], notes: &[], actions: &[], change: None, flagged: None }
    }

    /// One entry for each point of `trend`; a level only where a figure is shown.
    pub(crate) fn levels(&self, trend: &Trend) -> Vec<Option<Level>> {
        let points = trend.points();
        let level = |(number, point): (usize, &domain::TrendPoint)| {
            let Some(Cell::Shown(_)) = point.cell else { return None };
            Level::of(at(self.line, number, points.len())?)
        };
        points.iter().enumerate().map(level).collect()
    }

    /// One entry for each point of `trend`: the middle eight of ten teams, its lower end first.
    pub(crate) fn references(&self, trend: &Trend) -> Vec<Option<(u8, u8)>> {
        let count = trend.points().len();
        let sound = |(low, high): (u8, u8)| (low <= high && high <= 100).then_some((low, high));
        (0..count).map(|number| at(self.reference, number, count).and_then(sound)).collect()
    }

    /// The notes and actions at waves of `trend`, oldest wave first.
    pub(crate) fn notes_in(&self, trend: &Trend) -> Vec<Note> {
        let note = |(wave, text): &(WaveLabel, &str), action: bool| {
            let text = in_one_line(text);
            Some(Note { place: place(trend, wave)?, text, action }).filter(|note| !note.text.is_empty())
        };
        let written = self.notes.iter().filter_map(|one| note(one, false));
        let mut notes: Vec<_> = written.chain(self.actions.iter().filter_map(|one| note(one, true))).collect();
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
    /// Whether it tells what was done.
    pub(crate) action: bool,
}

/// A lasting change between the points of a trend with these numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signal<'a> {
    pub(crate) drift: &'a Drift,
    pub(crate) since: usize,
    pub(crate) flagged: usize,
}

/// The entry of point `number` of so many, in `entries` whose last belongs to the last point.
fn at<T: Copy>(entries: &[Option<T>], number: usize, count: usize) -> Option<T> {
    *entries.get((number + entries.len()).checked_sub(count)?)?
}

#[cfg(test)]
mod tests;
