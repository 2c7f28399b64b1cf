//! Pictures of what was published, as SVG with a title and a description in words. Does not know where a figure is
//! kept or on which page the picture ends up.
//!
//! Whoever draws cannot fetch. A chart gets what was published, and what was computed of that:
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
mod finding;
mod frame;
mod funnel;
mod heat;
mod hidden;
mod label;
mod level;
mod marks;
mod multiples;
mod notes;
mod overlay;
mod plot;
mod reference;
mod responses;
mod signal;
mod statements;
mod trend;
mod words;
mod wrap;

pub use funnel::{FunnelTeam, MOST_TEAMS, funnel};
pub use heat::{HeatRow, STEPS, heat_map, step};
pub use multiples::{Panel, small_multiples};
pub use overlay::Overlay;
pub use statements::{Statements, statements};
pub use trend::trend;

use frame::Frame;

/// What a picture is called, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption<'a> {
    /// The name of the unit, as its readers know it; of the unit around them where the picture holds several.
    pub unit: &'a str,
    /// The name of the index, in the language of the texts; of the questionnaire where the picture is not about one.
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
    told: Told,
}

/// What a picture says in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) description: String,
}

impl Chart {
    /// `drawn`, as plotters wrote it, within its frame.
    fn framed(drawn: &str, frame: &Frame<'_>) -> Self {
        Self { svg: frame::around(drawn, frame), told: frame.told.clone() }
    }

    /// The picture: one `svg` element that carries its own title and description, without style sheets or scripts.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// What the picture shows in one line of plain text. Where a statistic judged, the title says what it found, so that
    /// it can't say more.
    ///
    /// Not drawn, because it is of any length: it stands above the picture, in the type of the page. Within the `svg`
    /// element it is the `title`, and the description is the `desc`.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.told.title
    }

    /// What is measured, on which scale, and over which time, in one line of plain text; for below the title.
    #[must_use]
    pub fn subtitle(&self) -> &str {
        &self.told.subtitle
    }

    /// What the picture shows, in plain sentences, for those who don't see it. Begins with the subtitle.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.told.description
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

#[cfg(test)]
mod cast;
#[cfg(test)]
mod held;
#[cfg(test)]
mod tests;
