//! Where the columns of a table of tinted figures lie, and their names above them. Does not know a figure.

use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::canvas::{Canvas, Hand, UNIT, WIDTH};
use crate::{ChartError, wrap};

/// Where the names of the units end, and the cells begin.
pub(super) const NAMES: i32 = 226 * UNIT;
/// The right end of the table.
const RIGHT: i32 = WIDTH * UNIT - 10 * UNIT;
/// The widest a column gets, and how narrow it may become before its name runs upwards.
const WIDEST: i32 = 120 * UNIT;
/// The longest a column's name gets where it runs upwards.
pub(super) const UPRIGHT: i32 = 190 * UNIT;
/// The most lines of a column's name.
const LINES: usize = 3;

/// Where rows and columns lie.
pub(super) struct Grid {
    pub(super) width: i32,
    pub(super) columns: Vec<Vec<String>>,
    /// Whether the names of the columns run upwards.
    upright: bool,
    /// Whether a row has room for the words of the hidden look; otherwise each of its cells has a ring.
    pub(super) wide: bool,
}

impl Grid {
    pub(super) fn of(columns: &[&str], canvas: &Canvas<'_>, texts: &Texts) -> Result<Self, ChartError> {
        let count = i32::try_from(columns.len()).unwrap_or(i32::MAX).max(1);
        let width = ((RIGHT - NAMES) / count).min(WIDEST);
        let room = width - 8 * UNIT;
        let mut names = Vec::with_capacity(columns.len());
        for name in columns {
            names.push(wrap::lines(name, Hand::SMALL, room, LINES, canvas)?);
        }
        let upright = names.iter().flatten().any(|line| line.ends_with('…'));
        if upright {
            names.clear();
            for name in columns {
                names.push(wrap::lines(name, Hand::SMALL, UPRIGHT, 2, canvas)?);
            }
        }
        let wide = canvas.width_of(&texts.say("hidden"), Hand::SMALL)? < width * count;
        Ok(Self { width, columns: names, upright, wide })
    }

    pub(super) fn left(&self, column: usize) -> i32 {
        NAMES + i32::try_from(column).unwrap_or(0) * self.width
    }

    pub(super) fn right(&self) -> i32 {
        self.left(self.columns.len())
    }

    /// Writes the names of the columns, and gives where the rows begin.
    pub(super) fn head(&self, canvas: &Canvas<'_>) -> Result<i32, ChartError> {
        let leading = Hand::SMALL.leading();
        let mut tall = 0;
        for line in self.columns.iter().flatten().filter(|_| self.upright) {
            tall = tall.max(canvas.width_of(line, Hand::SMALL)?);
        }
        if !self.upright {
            tall = i32::try_from(self.columns.iter().map(Vec::len).max().unwrap_or(0)).unwrap_or(0) * leading;
        }
        let foot = 10 * UNIT + tall;
        for (column, lines) in self.columns.iter().enumerate() {
            let middle = self.left(column) + self.width / 2;
            let count = i32::try_from(lines.len()).unwrap_or(0);
            for (line, number) in lines.iter().zip(0..) {
                if self.upright {
                    let x = middle + (2 * number + 1 - count) * leading / 2;
                    canvas.upwards(line, (x, foot), Hand::SMALL)?;
                } else {
                    let y = foot - (count - number) * leading + leading / 2;
                    canvas.words(line, (middle, y), Hand::SMALL, HPos::Center)?;
                }
            }
        }
        Ok(foot + 8 * UNIT)
    }
}
