//! One small trend: a level with its band, or the figures where there is no level, and the hidden look. Does not know
//! what stands beside it.

use chrono::{Datelike, NaiveDate};
use domain::{Bound, Cell, IndexFigure};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use texts::Texts;

use super::Panel;
use crate::canvas::{Canvas, Hand, INK, PALE, TEAM, TINT, UNIT};
use crate::hidden::Area;
use crate::level::CUT;
use crate::overlay::Level;
use crate::plot::Scale;
use crate::{ChartError, Overlay, marks, wrap};

/// The band of a unit that does not stand out.
const GREY: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);
/// How far the first and the last wave stand from the ends.
const PAD: i32 = 8 * UNIT;
/// How far the hidden look reaches to either side of a wave, at most.
const REACH: i32 = 8 * UNIT;

/// A panel and its place.
pub(super) struct Drawing<'a> {
    pub(super) panel: &'a Panel<'a>,
    pub(super) scale: Scale,
    pub(super) left: i32,
    pub(super) width: i32,
    pub(super) months: Option<(NaiveDate, NaiveDate)>,
}

/// A wave: its place, its cell, and its level.
type Wave<'a> = (i32, Option<&'a Cell<IndexFigure>>, Option<Level>);

impl Drawing<'_> {
    /// Draws the panel under the lines of its name, and gives what is to be hatched beneath it.
    pub(super) fn draw(&self, name: &[String], canvas: &Canvas<'_>, texts: &Texts) -> Result<Vec<Area>, ChartError> {
        let (colour, band, hand) =
            if self.panel.highlighted { (TEAM, TINT, Hand::RISE) } else { (INK, GREY, Hand::STRONG) };
        let lines = i32::try_from(name.len()).unwrap_or(0);
        let under = self.scale.top - super::UNDER_NAME;
        for (line, number) in name.iter().zip(0..) {
            let y = under - (lines - number) * hand.leading() + hand.leading() / 2;
            canvas.words(line, (self.left, y), hand, HPos::Left)?;
        }
        let waves = self.waves();
        self.bands(&waves, band, canvas)?;
        for points in [0.0, 50.0, 100.0] {
            let y = self.scale.height(points);
            canvas.line(vec![(self.left, y), (self.left + self.width, y)], PALE, 8)?;
        }
        self.lines(&waves, colour, canvas)?;
        let hatched = self.hatched(&waves);
        if !hatched.is_empty() && waves.iter().all(|(_, cell, _)| !matches!(cell, Some(Cell::Shown(_)))) {
            self.nothing_shown(canvas, texts)?;
        }
        Ok(hatched)
    }

    /// The first and the last month, for the lowest panel of a column.
    pub(super) fn time(&self, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
        let Some((first, last)) = self.months else { return Ok(()) };
        let both = [(first, self.left, HPos::Left), (last, self.left + self.width, HPos::Right)];
        let count = if first == last { 1 } else { 2 };
        for (day, x, side) in both.into_iter().take(count) {
            canvas.words(texts.month_name_short(day), (x, self.scale.bottom + 18 * UNIT), Hand::SMALL, side)?;
            canvas.words(&day.year().to_string(), (x, self.scale.bottom + 41 * UNIT), Hand::SMALL, side)?;
        }
        Ok(())
    }

    fn waves(&self) -> Vec<Wave<'_>> {
        let levels = Overlay::line_only(self.panel.line).levels(self.panel.trend);
        let points = self.panel.trend.points().iter().zip(levels);
        points.map(|(point, level)| (self.x(point.opens), point.cell.as_ref(), level)).collect()
    }

    /// The place of a day between the first and the last of all panels.
    fn x(&self, day: NaiveDate) -> i32 {
        let Some((first, last)) = self.months else { return self.left };
        let inside = i64::from(self.width - 2 * PAD);
        let (along, whole) = ((day - first).num_days(), (last - first).num_days());
        let along = if whole > 0 { inside * along / whole } else { inside / 2 };
        self.left + PAD + i32::try_from(along).unwrap_or(0)
    }

    fn level_height(&self, level: Level) -> i32 {
        self.scale.height(level.points.clamp(CUT.0, CUT.1))
    }

    fn bands(&self, waves: &[Wave<'_>], colour: RGBColor, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        for run in waves.chunk_by(|one, next| one.2.is_some() == next.2.is_some()) {
            let run: Vec<_> = run.iter().filter_map(|(x, _, level)| Some((*x, (*level)?.outer))).collect();
            let low = run.iter().map(|(x, (low, _))| (*x, self.scale.height(*low)));
            let high = run.iter().rev().map(|(x, (_, high))| (*x, self.scale.height(*high)));
            if run.len() > 1 {
                canvas.area(low.chain(high).collect(), colour)?;
            }
        }
        Ok(())
    }

    /// The level, or where there is none the figures; a wave on its own is a point.
    fn lines(&self, waves: &[Wave<'_>], colour: RGBColor, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let shown = |wave: &Wave<'_>| matches!(wave.1, Some(Cell::Shown(_)));
        for run in waves.chunk_by(|one, next| shown(one) == shown(next)).filter(|run| shown(&run[0])) {
            let places: Vec<_> = run.iter().filter_map(|wave| Some((wave.0, self.height_of(wave)?))).collect();
            if places.len() > 1 {
                canvas.line(places, colour, 20)?;
                // A stretch of cut figures says so at both its ends.
                for stretch in run.chunk_by(|one, next| is_cut(one) == is_cut(next)).filter(|some| is_cut(&some[0])) {
                    let last = stretch.last().filter(|_| stretch.len() > 1);
                    self.points(stretch.first().into_iter().chain(last), colour, canvas)?;
                }
            } else {
                self.points(run.iter(), colour, canvas)?;
            }
        }
        Ok(())
    }

    fn height_of(&self, (_, cell, level): &Wave<'_>) -> Option<i32> {
        let Some(Cell::Shown(figure)) = cell else { return None };
        Some(level.map_or_else(|| self.scale.height(figure.mean().points()), |level| self.level_height(level)))
    }

    fn points<'w>(
        &self,
        mut waves: impl Iterator<Item = &'w Wave<'w>>,
        colour: RGBColor,
        canvas: &Canvas<'_>,
    ) -> Result<(), ChartError> {
        waves.try_for_each(|wave| {
            let (Some(Cell::Shown(figure)), Some(y)) = (wave.1, self.height_of(wave)) else { return Ok(()) };
            match wave.2 {
                Some(_) => canvas.dot((wave.0, y), 4 * UNIT, colour),
                None => marks::point((wave.0, y), figure.mean(), 4 * UNIT, colour, canvas),
            }
        })
    }

    /// Runs of hidden waves.
    fn hatched(&self, waves: &[Wave<'_>]) -> Vec<Area> {
        let hidden = |wave: &Wave<'_>| matches!(wave.1, Some(Cell::Hidden));
        let gap = waves.windows(2).map(|pair| pair[1].0 - pair[0].0).min().unwrap_or(self.width);
        let reach = (gap * 2 / 5).clamp(2 * UNIT, REACH);
        let runs = waves.chunk_by(|one, next| hidden(one) == hidden(next)).filter(|run| hidden(&run[0]));
        runs.filter_map(|run| Some([run.first()?.0 - reach, run.last()?.0 + reach, self.scale.top, self.scale.bottom]))
            .collect()
    }

    /// The words of the hidden look, for a panel that has nothing else.
    fn nothing_shown(&self, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
        let lines = wrap::lines(&texts.say("hidden"), Hand::SMALL, self.width - 2 * PAD, 2, canvas)?;
        let (x, leading) = (self.left + self.width / 2, Hand::SMALL.leading());
        let tall = i32::try_from(lines.len()).unwrap_or(0) * leading;
        let mut y = i32::midpoint(self.scale.top, self.scale.bottom) - tall / 2;
        for line in lines {
            let half = canvas.width_of(&line, Hand::SMALL)? / 2;
            canvas.paper((x - half, y), (x + half, y + leading))?;
            canvas.words(&line, (x, y + leading / 2), Hand::SMALL, HPos::Center)?;
            y += leading;
        }
        Ok(())
    }
}

/// Whether a wave is drawn at a figure that is cut off.
fn is_cut((_, cell, level): &Wave<'_>) -> bool {
    level.is_none() && matches!(cell, Some(Cell::Shown(figure)) if figure.mean().bound() != Bound::Exact)
}
