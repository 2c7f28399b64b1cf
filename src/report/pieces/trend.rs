//! The course over the waves: pictures, and how to read them. Draws nothing.

use serde::Serialize;
use texts::Texts;

use super::{Drawing, Picture};

/// The section on the course over the waves; without pictures it says that there is none yet.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Trend {
    /// Heading of the section.
    title: String,
    /// How to read the pictures, or why there are none.
    lead: String,
    /// The score first, then one picture for each dimension.
    charts: Vec<Drawing>,
}

impl Trend {
    pub(crate) fn of(charts: &[Picture<'_>], texts: &Texts) -> Self {
        let lead = if charts.is_empty() { "report-trend-none" } else { "report-trend-how" };
        let charts = charts.iter().map(Drawing::from).collect();
        Self { title: texts.say("report-trend"), lead: texts.say(lead), charts }
    }
}
