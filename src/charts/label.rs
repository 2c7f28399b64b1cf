//! The newest level or figure in words, to the right of its point. Does not know how the point looks.

use chrono::NaiveDate;
use domain::{IndexFigure, Trend};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::ChartError;
use crate::canvas::{Canvas, Hand, Place, UNIT};
use crate::level::height_of;
use crate::overlay::Level;
use crate::plot::{Look, Plot, Spot, mean};
use crate::reference::Block;

/// From the newest point to its words.
const ASIDE: i32 = 13 * UNIT;

fn of_figure(figure: IndexFigure, texts: &Texts) -> Vec<(String, Hand)> {
    let value = texts.mean_points(figure.mean());
    // "88 or higher" would take a fifth of the picture; on two lines it takes a seventh.
    let mut lines: Vec<_> = value.splitn(2, ' ').map(|part| (part.to_owned(), Hand::FIGURE)).collect();
    lines.push((texts.interval_points(figure.interval()), Hand::SMALL));
    lines
}

/// The number in the middle of three lines, at the height of the line. `earlier` is the day of a wave that is not the
/// newest: its month is named, its year stands below.
fn of_level(level: Level, earlier: Option<NaiveDate>, texts: &Texts) -> Vec<(String, Hand)> {
    let (low, high) = level.outer;
    let name = earlier.map_or_else(
        || texts.say("chart-level"),
        |day| {
            let month = texts.month(day);
            let month = month.split(' ').next().unwrap_or_default();
            texts.tell("chart-level-earlier", &[("month", month)])
        },
    );
    vec![
        (name, Hand::SMALL),
        (format!("{:.0}", level.points), Hand::FIGURE),
        (format!("{low:.0}–{high:.0}"), Hand::SMALL),
    ]
}

/// The newest level or figure in words.
pub(crate) struct Label {
    lines: Vec<(String, Hand)>,
    width: i32,
    /// Which of the waves it belongs to.
    number: usize,
}

impl Label {
    /// The words for the newest wave of `trend` that shows a figure; `None` when none does. Where there is a level the
    /// words are about it, and name it, so that nobody takes it for the figure of that wave.
    pub(crate) fn of(
        trend: &Trend,
        levels: &[Option<Level>],
        canvas: &Canvas<'_>,
        texts: &Texts,
    ) -> Result<Option<Self>, ChartError> {
        let Some((newest, figure)) = trend.latest() else { return Ok(None) };
        let Some(number) = trend.points().iter().rposition(|point| point == newest) else { return Ok(None) };
        let lines = match levels.get(number).copied().flatten() {
            Some(level) => of_level(level, (number + 1 < trend.points().len()).then_some(newest.opens), texts),
            None => of_figure(*figure, texts),
        };
        let mut width = 0;
        for (text, hand) in &lines {
            width = width.max(canvas.width_of(text, *hand)?);
        }
        Ok(Some(Self { lines, width, number }))
    }

    /// The room it needs to the right of the last wave of `plot`, which leaves no room yet. Later waves than its own
    /// already give some: at least half of what lies between, for room makes no plot narrower than that.
    pub(crate) fn room(&self, plot: &Plot) -> i32 {
        let x = |spot: Option<&Spot>| spot.map_or(0, |spot| spot.x);
        let between = x(plot.spots().last()) - x(plot.spots().get(self.number));
        (ASIDE + self.width + 6 * UNIT - between / 2).max(0)
    }

    /// Where its words begin.
    pub(crate) fn left(&self, plot: &Plot) -> i32 {
        plot.spots().get(self.number).map_or(plot.right(), |spot| spot.x + ASIDE - 2 * UNIT)
    }

    /// Left, right, top and bottom of its words.
    pub(crate) fn block(&self, plot: &Plot) -> Block {
        let (x, y) = self.place(plot).unwrap_or_default();
        [x + ASIDE - 2 * UNIT, x + ASIDE + self.width, y - self.tall() / 2, y + self.tall() / 2]
    }

    /// The place of the point it belongs to.
    fn place(&self, plot: &Plot) -> Option<Place> {
        let spot = plot.spots().get(self.number)?;
        let Look::Shown(figure) = spot.look else { return None };
        Some(spot.level.map_or_else(|| mean(spot.x, figure), |level| (spot.x, height_of(level))))
    }

    fn tall(&self) -> i32 {
        self.lines.iter().map(|(_, hand)| hand.leading()).sum()
    }

    pub(crate) fn draw(&self, plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let Some((x, y)) = self.place(plot) else { return Ok(()) };
        let whole = self.tall();
        let mut top = y - whole / 2;
        // Only as wide as the letters: hatching and pale lines go on beside them.
        canvas.paper((x + ASIDE - 2 * UNIT, top), (x + ASIDE + self.width * 9 / 10, top + whole))?;
        for (text, hand) in &self.lines {
            let half = hand.leading() / 2;
            canvas.words(text, (x + ASIDE, top + half), *hand, HPos::Left)?;
            top += 2 * half;
        }
        Ok(())
    }
}
