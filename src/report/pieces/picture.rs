//! Charts that were drawn elsewhere, on their way onto paper. Draws nothing.

use serde::Serialize;

/// A chart as it goes onto paper.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// What stands above it: the name of the index it shows.
    pub name: &'a str,
    /// The drawing: SVG, with texts in the family Open Sans.
    pub svg: &'a str,
    /// What it shows, in words, for whoever can't see it.
    pub alt: &'a str,
}

/// A chart.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Chart"))]
pub(crate) struct Drawing {
    /// What it is about, as a heading.
    name: String,
    /// The drawing, as SVG: `image(bytes(chart.svg), format: "svg", alt: chart.alt)`.
    svg: String,
    /// What it shows, in words, for whoever can't see it.
    alt: String,
}

impl From<&Picture<'_>> for Drawing {
    fn from(picture: &Picture<'_>) -> Self {
        let Picture { name, svg, alt } = *picture;
        Self { name: name.to_owned(), svg: svg.to_owned(), alt: alt.to_owned() }
    }
}
