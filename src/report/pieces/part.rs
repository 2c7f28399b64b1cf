//! A heading and what stands under it. Does not know where.

use serde::Serialize;
use texts::Texts;

/// A heading and its paragraphs.
#[derive(Serialize)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
}

impl Part {
    /// Sentences that are the same in every report.
    pub(crate) fn of<const N: usize>(texts: &Texts, title: &str, text: [&str; N]) -> Self {
        Self { title: texts.say(title), text: text.map(|key| texts.say(key)).into() }
    }
}
