//! What the lines around the teams are, in words at their end: the limits above the mean of all, and the mean. Does not
//! know how the lines are drawn.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use texts::Texts;

use super::columns::Columns;
use super::{HALF, SCALE};
use crate::ChartError;
use crate::canvas::{Canvas, Hand, INK, RULE, UNIT};

/// From the end of a line to its words. A stroke leads there, for the words may lie higher or lower than their line.
const ASIDE: i32 = 18 * UNIT;

/// The words of one line.
struct Label {
    text: String,
    width: i32,
    /// The height of the line, and that of its words.
    line: i32,
    words: i32,
    colour: RGBColor,
}

/// The words of all lines.
pub(super) struct Labels {
    all: [Label; 3],
    end: i32,
}

impl Labels {
    /// The words at the end of the last range that has teams; `None` when no range has any.
    pub(super) fn of(columns: &Columns<'_>, canvas: &Canvas<'_>, texts: &Texts) -> Result<Option<Self>, ChartError> {
        let Some(last) = columns.last() else { return Ok(None) };
        let leading = Hand::SMALL.leading();
        let upper = |limit: f64| SCALE.height(columns.around(limit).1);
        let (outer, inner, centre) = (upper(last.limit_998), upper(last.limit_95), SCALE.height(columns.centre));
        let middle = inner.max(SCALE.top + leading);
        let mean = texts.tell("chart-funnel-centre", &[("value", format!("{:.0}", columns.centre))]);
        let label = |text: String, line: i32, words: i32, colour: RGBColor| {
            Ok::<_, ChartError>(Label { width: canvas.width_of(&text, Hand::SMALL)?, text, line, words, colour })
        };
        let all = [
            label(texts.say("chart-funnel-outer"), outer, outer.min(middle - leading), RULE)?,
            label(texts.say("chart-funnel-inner"), inner, middle, RULE)?,
            label(mean, centre, centre.max(middle + leading), INK)?,
        ];
        Ok(Some(Self { all, end: last.right }))
    }

    /// Whether words from `left` to `right` at this height would lie on one of these.
    pub(super) fn hit(&self, (left, right): (i32, i32), height: i32) -> bool {
        let hits = |label: &Label| {
            left < self.end + ASIDE + label.width && self.end < right && (label.words - height).abs() < 2 * HALF
        };
        self.all.iter().any(hits)
    }

    /// On paper, for the scale and the bounds of empty ranges run on behind them.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        for Label { text, width, line, words, colour } in &self.all {
            let left = self.end + ASIDE;
            canvas.line(vec![(self.end, *line), (left - 4 * UNIT, *words)], *colour, 8)?;
            canvas.paper((left - 2 * UNIT, words - HALF), (left + width * 9 / 10, words + HALF))?;
            canvas.words(text, (left, *words), Hand::SMALL, HPos::Left)?;
        }
        Ok(())
    }
}
