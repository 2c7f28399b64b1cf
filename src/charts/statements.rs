//! The statements of a unit in one wave, below each other, each with its figure as far as it was published. Does not know
//! other waves.

mod bar;
mod dot;

use chrono::NaiveDate;
use domain::analysis::ItemRange;
use domain::{Answered, Cell, Item, ItemFigure, UnitFigures};
use plotters::style::text_anchor::HPos;
use texts::Texts;

use crate::canvas::{Canvas, Hand, UNIT, WIDTH};
use crate::frame::Frame;
use crate::{Caption, Chart, ChartError, Told, hidden, wrap};

/// From where to where statements and bars run. Seven hundred units, so that a percentage lies exactly on a pixel.
const LEFT: i32 = 10 * UNIT;
const RIGHT: i32 = LEFT + 700 * UNIT;
/// The height of a bar.
const TALL: i32 = 36 * UNIT;
/// From a statement to its bar.
const UNDER_TEXT: i32 = 5 * UNIT;
/// From a bar to the next statement.
const BETWEEN: i32 = 18 * UNIT;
/// More lines than this no statement gets.
const LINES: usize = 5;

/// The statements of a unit in one wave.
#[derive(Debug, Clone, Copy)]
pub struct Statements<'a> {
    /// The unit's figures in that wave.
    pub cell: &'a Cell<UnitFigures>,
    /// The statements of the wave's questionnaire, in its order.
    pub items: &'a [Item],
    /// How sure each figure is, in the same order; [`domain::UnitAnalysis::item_ranges`]. May be empty.
    pub ranges: &'a [Option<ItemRange>],
    /// The day the wave opened.
    pub opens: NaiveDate,
}

impl Statements<'_> {
    fn answered(&self) -> Option<Answered> {
        match self.cell {
            Cell::Shown(figures) => Some(figures.answered()),
            Cell::Hidden => None,
        }
    }

    /// The figure of the statement with this number, and its range.
    fn figure(&self, number: usize) -> Option<(ItemFigure, Option<ItemRange>)> {
        let Cell::Shown(figures) = self.cell else { return None };
        let Cell::Shown(figure) = figures.items().get(number)? else { return None };
        Some((**figure, self.ranges.get(number).copied().flatten()))
    }

    fn has_shares(&self) -> bool {
        (0..self.items.len()).any(|number| matches!(self.figure(number), Some((ItemFigure::Shares(_), _))))
    }
}

/// What a row leaves to draw beneath the strokes of plotters.
#[derive(Default)]
struct Beneath {
    /// In the hidden look.
    hidden: Vec<hidden::Area>,
    /// Where a share may end, unfavourable ones first.
    open: [Vec<hidden::Area>; 2],
}

/// The statements of a unit: for each a bar of 100 % with the unfavourable share at the left, the favourable one at the
/// right, and what lies between them in the middle; with fewer than ten answers a point with its interval instead.
/// Statements that are meant the other way round are already turned.
///
/// Only the two outer shares are published, in steps, so only they have numbers, and the middle is what the printed
/// numbers leave. A share of less than 15 % is hatched up to there, because it ends somewhere within; a share of 85 % or
/// more is drawn to 85 %, and what lies beyond belongs to the hatched part of the other end.
///
/// A table of the same holds for each statement its [`ItemFigure`] and [`ItemRange`].
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn statements(of: &Statements<'_>, caption: &Caption<'_>, texts: &Texts) -> Result<Chart, ChartError> {
    let told = told(of, caption, texts);
    let mut drawn = String::new();
    let most = i32::try_from(LINES).unwrap_or(1) * Hand::SMALL.leading() + UNDER_TEXT + dot::TALL.max(TALL) + BETWEEN;
    let rows = i32::try_from(of.items.len()).unwrap_or(i32::MAX);
    let canvas = Canvas::on(&mut drawn, rows.saturating_mul(most).saturating_add(100 * UNIT) / UNIT)?;

    let mut top = head(of, &canvas, texts)?;
    let mut beneath = Beneath::default();
    for (number, item) in of.items.iter().enumerate() {
        let mut text = item.text.get(texts.language()).to_owned();
        if item.reversed {
            text = format!("{text} {}", texts.say("unit-item-reversed"));
        }
        for line in wrap::lines(&text, Hand::PLAIN, RIGHT - LEFT, LINES, &canvas)? {
            canvas.words(&line, (LEFT, top + Hand::PLAIN.leading() / 2), Hand::PLAIN, HPos::Left)?;
            top += Hand::PLAIN.leading();
        }
        top += UNDER_TEXT;
        top += match of.figure(number) {
            Some((ItemFigure::Shares(shares), _)) => bar::draw(shares, top, &mut beneath, &canvas, texts)?,
            Some((ItemFigure::Mean(mean), range)) => dot::draw(mean, range, top, &canvas, texts)?,
            None => unshown(top, &mut beneath, &canvas, texts)?,
        };
        top += BETWEEN;
    }
    canvas.finish()?;
    let [against, favouring] = &beneath.open;
    let backdrop = hidden::hatching(&beneath.hidden) + &bar::open(against, favouring);
    let frame = Frame { tall: top / UNIT, backdrop: &backdrop, foreground: "", lift: 0, id: caption.id, told: &told };
    Ok(Chart::framed(&drawn, &frame))
}

/// What the two ends mean, and at the right how many people answered. Gives where the first statement begins.
fn head(of: &Statements<'_>, canvas: &Canvas<'_>, texts: &Texts) -> Result<i32, ChartError> {
    let (mut top, leading) = (8 * UNIT, Hand::SMALL.leading());
    if of.items.is_empty() {
        canvas.words(&texts.say("chart-nothing-yet"), (LEFT, top + leading / 2), Hand::SMALL, HPos::Left)?;
        return Ok(top + leading + BETWEEN);
    }
    if let Some(answered) = of.answered() {
        let words = texts.tell("chart-answered", &[("range", texts.answered(answered))]);
        canvas.words(&words, (RIGHT, top + leading / 2), Hand::SMALL, HPos::Right)?;
        top += leading;
    }
    if of.has_shares() {
        let y = top + leading / 2;
        canvas.words(&texts.say("chart-unfavourable"), (LEFT, y), Hand::AGAINST, HPos::Left)?;
        canvas.words(&texts.say("chart-between"), (i32::midpoint(LEFT, RIGHT), y), Hand::SMALL, HPos::Center)?;
        canvas.words(&texts.say("chart-favourable"), (RIGHT, y), Hand::RISE, HPos::Right)?;
        top += leading;
    }
    Ok(top + BETWEEN / 2)
}

/// The hidden look in the place of a bar.
fn unshown(top: i32, beneath: &mut Beneath, canvas: &Canvas<'_>, texts: &Texts) -> Result<i32, ChartError> {
    beneath.hidden.push([LEFT, RIGHT, top, top + TALL]);
    hidden::say_within([LEFT, RIGHT, top, top + TALL], canvas, texts)?;
    Ok(TALL)
}

fn told(of: &Statements<'_>, caption: &Caption<'_>, texts: &Texts) -> Told {
    let month = texts.month(of.opens);
    let unit = ("unit", caption.unit.to_owned());
    let title = match of.answered() {
        Some(_) => texts.tell("chart-statements-title", &[unit, ("month", month.clone())]),
        None => texts.tell("chart-finding-hidden", &[unit, ("month", month.clone())]),
    };
    let index = ("index", caption.index.to_owned());
    let subtitle = match of.answered() {
        Some(answered) => {
            let range = ("range", texts.answered(answered));
            texts.tell("chart-statements-subtitle", &[index, ("month", month), range])
        }
        None => texts.tell("chart-statements-subtitle-hidden", &[index, ("month", month)]),
    };
    let mut sentences = vec![format!("{subtitle}.")];
    if of.has_shares() {
        sentences.push(texts.say("chart-statements-what"));
    }
    let sentence = |(number, item): (usize, &Item)| {
        let figure =
            of.figure(number).map_or_else(|| texts.say("hidden"), |(figure, range)| in_words(figure, range, texts));
        texts.tell("chart-statement", &[("text", item.text.get(texts.language()).to_owned()), ("figure", figure)])
    };
    sentences.extend(of.items.iter().enumerate().map(sentence));
    Told { title, subtitle, description: sentences.join(" ") }
}

fn in_words(figure: ItemFigure, range: Option<ItemRange>, texts: &Texts) -> String {
    match (figure, range) {
        (ItemFigure::Shares(shares), _) => {
            let ends = [texts.share(shares.favourable()), texts.share(shares.unfavourable())];
            let [favourable, unfavourable] = ends;
            texts.tell("unit-item-shares", &[("favourable", favourable), ("unfavourable", unfavourable)])
        }
        (ItemFigure::Mean(mean), Some(ItemRange::Mean { low, high })) => {
            let mean = ("mean", texts.mean_on_scale(mean));
            texts.tell("unit-item-mean-range", &[mean, ("low", texts.on_scale(low)), ("high", texts.on_scale(high))])
        }
        (ItemFigure::Mean(mean), _) => texts.tell("unit-item-mean", &[("mean", texts.mean_on_scale(mean))]),
    }
}

#[cfg(test)]
mod tests;

const _: () = assert!(RIGHT < WIDTH * UNIT);
