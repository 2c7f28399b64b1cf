//! How far something moved, in words: a size, a range, a sentence. Judges nothing, and adds no precision.

use domain::analysis::{Change, Movement};

use crate::Texts;

impl Texts {
    /// How far something moved, in points: `About 9 points lower`.
    pub fn moved(&self, points: i16) -> String {
        let count = [("count", points.unsigned_abs())];
        if points < 0 { self.tell("signal-lower", &count) } else { self.tell("signal-higher", &count) }
    }

    /// Between which points it moved: `3 to 15 lower`, `from 2 lower to 5 higher`.
    pub fn moved_between(&self, low: i16, high: i16) -> String {
        let (first, last) = (low.unsigned_abs().to_string(), high.unsigned_abs().to_string());
        match (low, high) {
            (_, ..=0) => self.tell("signal-range-lower", &[("near", last), ("far", first)]),
            (0.., _) => self.tell("signal-range-higher", &[("near", first), ("far", last)]),
            _ => self.tell("signal-range-across", &[("lower", first), ("higher", last)]),
        }
    }

    /// How far an index moved since the month `since`, as a sentence.
    pub fn change(&self, change: &Change, since: String) -> String {
        let range = self.moved_between(change.low, change.high);
        if change.is_clear() {
            let told = [("size", self.moved(change.points)), ("since", since), ("range", range)];
            self.tell("standing-change", &told)
        } else {
            self.tell("standing-no-change", &[("since", since), ("range", range)])
        }
    }

    /// How all teams moved together, as a sentence.
    pub fn movement(&self, movement: &Movement) -> String {
        let range = self.moved_between(whole(movement.low.floor()), whole(movement.high.ceil()));
        if movement.is_clear() {
            let size = self.moved(whole(movement.points.round()));
            self.tell("method-together", &[("size", lower_first(&size)), ("range", range)])
        } else {
            self.tell("method-together-no", &[("range", range)])
        }
    }
}

/// Whole points of a movement, which fits on a scale of 100.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the width of the scale")]
fn whole(points: f64) -> i16 {
    points.clamp(-100.0, 100.0) as i16
}

/// A size in the middle of a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn a_range_is_told_as_it_lies_around_no_change() {
        let texts = Texts::of(Language::English);
        let told = [
            (-18, -4, "4 to 18 lower"),
            (-4, 0, "0 to 4 lower"),
            (3, 12, "3 to 12 higher"),
            (0, 5, "0 to 5 higher"),
            (-3, 5, "from 3 lower to 5 higher"),
        ];
        for (low, high, said) in told {
            assert_eq!(texts.moved_between(low, high), said);
        }
        assert_eq!(texts.moved(-1), "About 1 point lower");
        assert_eq!(texts.moved(2), "About 2 points higher");
    }
}
