//! Pictures of what was published, as SVG with a title and a description in words. Does not know where a figure is
//! kept or on which page the picture ends up.
//!
//! Whoever draws cannot fetch. A chart gets a [`Trend`], which is made of publications only:
//!
//! ```
//! use domain::Trend;
//! ```
//!
//! ```compile_fail,E0432
//! use store::Store;
//! ```

mod axes;
mod canvas;
mod frame;
mod hidden;
mod label;
mod level;
mod marks;
mod notes;
mod overlay;
mod plot;
mod signal;
mod words;

use domain::Trend;
use texts::Texts;

pub use overlay::Overlay;

/// TEMP until the charts branch is merged.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn step(mean: domain::Mean) -> u8 {
    (mean.points() / 20.0).min(4.0) as u8
}

use canvas::Canvas;
use frame::Frame;
use hidden::Words;
use label::Label;
use notes::Notes;
use plot::Plot;

/// What a picture is called, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption<'a> {
    /// The name of the unit, as its readers know it.
    pub unit: &'a str,
    /// The name of the index, in the language of the texts.
    pub index: &'a str,
    /// The fewest answers behind a figure, for the sentence that explains hidden waves.
    pub threshold: u32,
    /// A name no other picture on the same page has. Characters other than ASCII letters, digits, `-` and `_` are
    /// written as `-`.
    pub id: &'a str,
}

/// A picture and what it says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    svg: String,
    title: String,
    description: String,
}

impl Chart {
    /// The picture: one `svg` element that carries its own title and description, without style sheets or scripts.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// What the picture is of, as plain text.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What the picture shows, in plain sentences, for those who don't see it.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }
}

/// Why there is no picture. Neither depends on the figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The built-in font could not be read.
    #[error("the font of the charts can't be read")]
    Font,
    /// The drawing library refused a stroke.
    #[error("the chart could not be drawn: {reason}")]
    Drawing {
        /// What it said.
        reason: String,
    },
}

/// The trend of a unit on one index: a point with its interval for every wave with a figure, and the hidden look for
/// every hidden wave. Where `overlay` has a level, its line with two bands leads, and points are drawn lightly; without
/// one, points are joined where waves follow each other.
///
/// The scale always runs from 0 to 100, so that all trends can be laid beside each other. A trend without waves or
/// without figures gives a picture that says so. The same arguments give the same bytes.
///
/// # Errors
/// When the built-in font or the drawing library fails.
pub fn trend(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> Result<Chart, ChartError> {
    let title = words::title(trend, caption, texts);
    let levels = overlay.levels(trend);
    let description = words::description(trend, caption, overlay, texts);
    let mut drawn = String::new();
    let canvas = Canvas::on(&mut drawn)?;
    let label = Label::of(trend, &levels, &canvas, texts)?;
    let plot = Plot::of(trend, &levels, label.as_ref().map_or(0, Label::room));
    let hidden = Words::of(&plot, &canvas, texts)?;
    let notes = Notes::of(overlay.notes_in(trend), hidden.as_ref().map(Words::span), &plot, &canvas)?;

    let canvas = canvas.lifted(notes.lift());
    under(&plot, &canvas)?;
    notes.rules(&canvas)?;
    figures(&plot, &canvas)?;
    axes::time(&plot, &canvas, texts)?;
    hidden::rings(&plot, &canvas)?;
    if let Some(hidden) = hidden {
        hidden.draw(!notes.is_empty(), &canvas)?;
    }
    if let Some(signal) = overlay.signal_in(trend) {
        let limit = label.as_ref().map_or(plot.right(), |label| label.left(&plot));
        signal::draw(signal, limit, &plot, &canvas, texts)?;
    }
    notes.words(&canvas)?;
    match label {
        Some(label) => label.draw(&plot, &canvas)?,
        None => hidden::nothing(&plot, &canvas, texts)?,
    }
    canvas.finish()?;
    let (backdrop, foreground) = (hidden::backdrop(&plot), notes.titles());
    let frame = Frame {
        backdrop: &backdrop,
        foreground: &foreground,
        lift: notes.lift(),
        id: caption.id,
        title: &title,
        description: &description,
    };
    let svg = frame::around(&drawn, &frame);
    Ok(Chart { svg, title, description })
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

#[cfg(test)]
mod cast;
#[cfg(test)]
mod tests;
