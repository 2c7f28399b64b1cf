//! A heading and what stands under it. Does not know where.

use serde::Serialize;
use texts::Texts;

/// A heading and its paragraphs.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Part {
    /// The heading.
    pub(crate) title: String,
    /// The paragraphs.
    pub(crate) text: Vec<String>,
}

impl Part {
    /// Sentences that are the same in every report.
    pub(crate) fn of<const N: usize>(texts: &Texts, title: &str, text: [&str; N]) -> Self {
        Self { title: texts.say(title), text: text.map(|key| texts.say(key)).into() }
    }
}
