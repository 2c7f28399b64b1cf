//! The picture of one unit over its waves, layer by layer. Does not know how a layer is drawn.

use domain::Trend;
use texts::Texts;

use crate::canvas::{Canvas, UNIT};
use crate::frame::Frame;
use crate::hidden::Words;
use crate::label::Label;
use crate::notes::Notes;
use crate::plot::Plot;
use crate::reference::{Block, Reference};
use crate::responses::Responses;
use crate::signal::Mark;
use crate::{Caption, Chart, ChartError, Overlay, axes, hidden, level, marks, words};

/// From the upper to the lower end, in units, without the strip of answers.
const TALL: i32 = 400;

/// The trend of a unit on one index: a point with its interval for every wave with a figure, and the hidden look for
/// every hidden wave. Where `overlay` has a level, its line with two bands leads, and points are drawn lightly; without
/// one, points are joined where waves follow each other. Below the line of time a strip tells in which range the number
/// of answers lies.
///
/// The scale always runs from 0 to 100, so that all trends can be laid beside each other. A trend without waves or
/// without figures gives a picture that says so. The same arguments give the same bytes.
///
/// A table of the same holds for each wave: [`mean`](domain::IndexFigure::mean),
/// [`interval`](domain::IndexFigure::interval) and [`answered`](domain::IndexFigure::answered).
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn trend(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> Result<Chart, ChartError> {
    let told = words::told(trend, caption, overlay, texts);
    let mut drawn = String::new();
    let canvas = Canvas::on(&mut drawn, 2 * TALL)?;
    let layers = Layers::of(trend, overlay, &canvas, texts)?;
    let lift = layers.notes.lift();
    let canvas = canvas.lifted(lift);
    layers.draw(&canvas, texts)?;
    canvas.finish()?;
    let tall = TALL + layers.responses.as_ref().map_or(0, |_| Responses::TALL);
    let backdrop = hidden::backdrop(&layers.plot, &layers.reference.band(&layers.plot));
    let foreground = layers.notes.titles();
    let (backdrop, foreground) = (backdrop.as_str(), foreground.as_str());
    Ok(Chart::framed(&drawn, &Frame { tall, backdrop, foreground, lift, id: caption.id, told: &told }))
}

/// Everything in the picture, each with its place.
struct Layers {
    plot: Plot,
    reference: Reference,
    notes: Notes,
    hidden: Option<Words>,
    signal: Option<Mark>,
    label: Option<Label>,
    responses: Option<Responses>,
}

impl Layers {
    fn of(trend: &Trend, overlay: &Overlay<'_>, canvas: &Canvas<'_>, texts: &Texts) -> Result<Self, ChartError> {
        let levels = overlay.levels(trend);
        let label = Label::of(trend, &levels, canvas, texts)?;
        let tight = Plot::of(trend, &levels, 0);
        let plot = Plot::of(trend, &levels, label.as_ref().map_or(0, |label| label.room(&tight)));
        let hidden = Words::of(&plot, canvas, texts)?;
        let notes = Notes::of(overlay.notes_in(trend), hidden.as_ref().map(Words::span), &plot, canvas)?;
        let limit = label.as_ref().map_or(plot.right(), |label| label.left(&plot));
        let signal = match overlay.signal_in(trend) {
            Some(signal) => Mark::of(signal, limit, &plot, canvas, texts)?,
            None => None,
        };
        let reference = Reference::of(overlay.references(trend), &plot);
        Ok(Self { plot, reference, notes, hidden, signal, label, responses: Responses::of(trend, texts) })
    }

    /// From the back to the front.
    fn draw(&self, canvas: &Canvas<'_>, texts: &Texts) -> Result<(), ChartError> {
        let Self { plot, notes, .. } = self;
        under(plot, canvas)?;
        self.reference.label(&self.taken(), plot, canvas, texts)?;
        notes.rules(canvas)?;
        figures(plot, canvas)?;
        axes::time(plot, canvas, texts)?;
        hidden::rings(plot, canvas)?;
        if let Some(hidden) = &self.hidden {
            hidden.draw(!notes.is_empty(), canvas)?;
        }
        if let Some(signal) = &self.signal {
            signal.draw(canvas)?;
        }
        notes.words(canvas)?;
        match &self.label {
            Some(label) => label.draw(plot, canvas)?,
            None => hidden::nothing(plot, canvas, texts)?,
        }
        self.responses.as_ref().map_or(Ok(()), |responses| responses.draw(TALL * UNIT, plot, canvas))
    }

    /// What other words and rules take up within the plot.
    fn taken(&self) -> Vec<Block> {
        let label = self.label.iter().map(|label| label.block(&self.plot));
        label.chain(self.signal.iter().map(Mark::block)).chain(self.notes.blocks()).collect()
    }
}

/// Bands, and on them the scale.
fn under(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    let bands = if plot.has_level() { level::bands } else { marks::bands };
    bands(plot, canvas)?;
    axes::scale(plot, canvas)
}

/// The line, and on it the points.
fn figures(plot: &Plot, canvas: &Canvas<'_>) -> Result<(), ChartError> {
    if !plot.has_level() {
        return marks::figures(plot, canvas);
    }
    level::line(plot, canvas)?;
    marks::light(plot, canvas)
}
