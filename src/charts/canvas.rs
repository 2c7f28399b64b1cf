//! The sheet of a chart: its size, fonts and inks, and the strokes it takes. Does not know what is drawn.

use std::sync::LazyLock;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::*;
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::ChartError;

/// Plotters knows whole pixels only. A unit of the picture is eight of its pixels, so that lines stay smooth and every
/// figure has a place of its own.
pub(crate) const UNIT: i32 = 8;
/// The width of every picture in units.
pub(crate) const WIDTH: i32 = 720;

/// A place on the sheet, in plotters' pixels.
pub(crate) type Place = (i32, i32);

/// The team's colour: 7.1 to 1 on white.
pub(crate) const TEAM: RGBColor = RGBColor(0x1F, 0x5A, 0x99);
/// Interval bars: lighter than the line, still 3.7 to 1 on white.
pub(crate) const BAR: RGBColor = RGBColor(0x5B, 0x87, 0xB7);
/// The team's colour at one fifth, enough for a printer.
pub(crate) const TINT: RGBColor = RGBColor(0xD2, 0xDE, 0xEB);
/// The inner of two bands: the team's colour at two fifths.
pub(crate) const INNER: RGBColor = RGBColor(0xB0, 0xC6, 0xDE);
/// A fall that was told: 5.5 to 1 on white, and never without a shape and a word.
pub(crate) const ALARM: RGBColor = RGBColor(0xB2, 0x47, 0x00);
/// Words and axis: 7 to 1 on white.
pub(crate) const INK: RGBColor = RGBColor(0x59, 0x59, 0x59);
/// Rules of notes: 3.5 to 1 on white, lighter than the interval bars that may lie on them.
pub(crate) const RULE: RGBColor = RGBColor(0x8A, 0x8A, 0x8A);
/// The strongest ink: numbers that stand in a tint.
pub(crate) const DARK: RGBColor = RGBColor(0x26, 0x26, 0x26);
/// An unfavourable share: 4.5 to 1 on white; told from the team's colour by everybody, and on a grey printer.
pub(crate) const AGAINST: RGBColor = RGBColor(0xC4, 0x55, 0x1B);
/// Lines to read a height by.
pub(crate) const PALE: RGBColor = RGBColor(0xD4, 0xD4, 0xD4);

/// The family charts are set in; `frame` names it once for the whole picture.
pub(crate) const FAMILY: &str = "Open Sans";
/// A plotters font is so much larger than the letters it sets.
const FONT_TO_LETTER: f64 = 1.24;

static FONTS: LazyLock<bool> = LazyLock::new(|| {
    let regular: &'static [u8] = include_bytes!("../../reports/fonts/OpenSans-Regular.ttf");
    let bold: &'static [u8] = include_bytes!("../../reports/fonts/OpenSans-Bold.ttf");
    register_font(FAMILY, FontStyle::Normal, regular).is_ok() && register_font(FAMILY, FontStyle::Bold, bold).is_ok()
});

impl From<DrawingAreaErrorKind<std::io::Error>> for ChartError {
    fn from(error: DrawingAreaErrorKind<std::io::Error>) -> Self {
        Self::Drawing { reason: error.to_string() }
    }
}

/// How words are set.
#[derive(Clone, Copy)]
pub(crate) struct Hand {
    /// The height of the letters in units.
    size: i32,
    bold: bool,
    colour: RGBColor,
}

impl Hand {
    /// On the axes and beside the marks. On a phone the picture is about 300 pixels wide, and this 8.
    pub(crate) const SMALL: Self = Self { size: 20, bold: false, colour: INK };
    /// The figure itself.
    pub(crate) const FIGURE: Self = Self { size: 23, bold: true, colour: TEAM };
    /// The word beside a fall.
    pub(crate) const ALARM: Self = Self { size: 20, bold: true, colour: ALARM };
    /// The word beside a rise.
    pub(crate) const RISE: Self = Self { size: 20, bold: true, colour: TEAM };

    /// Words that lead.
    pub(crate) const PLAIN: Self = Self { size: 20, bold: false, colour: DARK };
    /// A number that leads, of whatever it is a figure.
    pub(crate) const STRONG: Self = Self { size: 20, bold: true, colour: DARK };
    /// The same on a dark ground.
    pub(crate) const ON_DARK: Self = Self { size: 20, bold: true, colour: WHITE };
    /// The word for what is unfavourable.
    pub(crate) const AGAINST: Self = Self { size: 20, bold: true, colour: AGAINST };

    /// From one line to the next.
    pub(crate) const fn leading(self) -> i32 {
        self.size * UNIT * 6 / 5
    }

    fn style(self) -> TextStyle<'static> {
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = f64::from(self.size * UNIT) * FONT_TO_LETTER;
        FontDesc::new(FontFamily::Name(FAMILY), size, style).color(&self.colour)
    }
}

/// The sheet.
pub(crate) struct Canvas<'a> {
    root: DrawingArea<SVGBackend<'a>, Shift>,
    lift: i32,
}

impl<'a> Canvas<'a> {
    /// A sheet with room for a picture of so many units from its upper to its lower end.
    pub(crate) fn on(target: &'a mut String, tall: i32) -> Result<Self, ChartError> {
        if !*FONTS {
            return Err(ChartError::Font);
        }
        let size = ((WIDTH * UNIT).unsigned_abs(), (tall * UNIT).unsigned_abs());
        Ok(Self { root: SVGBackend::with_string(target, size).into_drawing_area(), lift: 0 })
    }

    /// The sheet with everything that is drawn on it `lift` further down. Plotters puts what lies above the height of 0
    /// on it.
    pub(crate) fn lifted(self, lift: i32) -> Self {
        Self { lift, ..self }
    }

    fn down(&self, (x, y): Place) -> Place {
        (x, y + self.lift)
    }

    fn all_down(&self, places: Vec<Place>) -> Vec<Place> {
        places.into_iter().map(|place| self.down(place)).collect()
    }

    /// A line through `places`, `width` eighths of a unit wide.
    pub(crate) fn line(&self, places: Vec<Place>, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        Ok(self.root.draw(&PathElement::new(self.all_down(places), colour.stroke_width(width)))?)
    }

    /// A line of dashes between two places, upright or level.
    pub(crate) fn dashes(&self, from: Place, to: Place, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        let (dash, step) = (9 * UNIT, 16 * UNIT);
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = x.abs().max(y.abs());
        let along = |way: i32| (from.0 + x.signum() * way.min(length), from.1 + y.signum() * way.min(length));
        let mut starts = (0..length).step_by(usize::try_from(step).unwrap_or(1));
        starts.try_for_each(|start| self.line(vec![along(start), along(start + dash)], colour, width))
    }

    pub(crate) fn area(&self, edge: Vec<Place>, colour: RGBColor) -> Result<(), ChartError> {
        Ok(self.root.draw(&Polygon::new(self.all_down(edge), colour.filled()))?)
    }

    pub(crate) fn dot(&self, at: Place, radius: i32, colour: RGBColor) -> Result<(), ChartError> {
        Ok(self.root.draw(&Circle::new(self.down(at), radius, colour.filled()))?)
    }

    pub(crate) fn ring(&self, at: Place, radius: i32, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        self.dot(at, radius, WHITE)?;
        Ok(self.root.draw(&Circle::new(self.down(at), radius, colour.stroke_width(width)))?)
    }

    /// White paper over what was drawn there, for words to stand on.
    pub(crate) fn paper(&self, corner: Place, opposite: Place) -> Result<(), ChartError> {
        self.block(corner, opposite, WHITE)
    }

    /// A rectangle filled with `colour`.
    pub(crate) fn block(&self, corner: Place, opposite: Place, colour: RGBColor) -> Result<(), ChartError> {
        Ok(self.root.draw(&Rectangle::new([self.down(corner), self.down(opposite)], colour.filled()))?)
    }

    /// The rim of a rectangle.
    pub(crate) fn rim(&self, corner: Place, opposite: Place, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        let ((left, top), (right, bottom)) = (corner, opposite);
        self.line(vec![corner, (right, top), opposite, (left, bottom), corner], colour, width)
    }

    /// Words beside `at`, centred on its height.
    pub(crate) fn words(&self, text: &str, at: Place, hand: Hand, side: HPos) -> Result<(), ChartError> {
        Ok(self.root.draw_text(text, &hand.style().pos(Pos::new(side, VPos::Center)), self.down(at))?)
    }

    /// Words that run upwards from `at`.
    pub(crate) fn upwards(&self, text: &str, at: Place, hand: Hand) -> Result<(), ChartError> {
        let style = hand.style().pos(Pos::new(HPos::Left, VPos::Center)).transform(FontTransform::Rotate270);
        Ok(self.root.draw_text(text, &style, self.down(at))?)
    }

    /// How wide `text` is, with a tenth to spare: plotters measures a little narrow, and another font may step in.
    pub(crate) fn width_of(&self, text: &str, hand: Hand) -> Result<i32, ChartError> {
        let (width, _) = self.root.estimate_text_size(text, &hand.style())?;
        Ok(i32::try_from(width).unwrap_or(i32::MAX / 12) * 6 / 5)
    }

    /// Writes what is left to write.
    pub(crate) fn finish(self) -> Result<(), ChartError> {
        Ok(self.root.present()?)
    }
}
