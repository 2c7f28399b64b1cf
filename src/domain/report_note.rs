//! What the adviser adds to the report on one unit before management gets it. Does not know the report, or who reads it.

use crate::passage::paragraphs;

/// A note to management in the report on one unit, and whether it shows what the analysis signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportNote {
    words: String,
    signals: bool,
}

/// Why words are no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadReportNote {
    /// It has more characters than there is room for.
    #[error("has {count} characters; there is room for {most}", most = ReportNote::LONGEST)]
    Long {
        /// How many it has.
        count: usize,
    },
}

impl ReportNote {
    /// The most characters of a note.
    pub const LONGEST: usize = 2_000;

    /// A note from a form or from the store; `None` when there is nothing to say and nothing to show.
    ///
    /// Characters that can't be seen are left out, and an empty line ends a paragraph.
    ///
    /// # Errors
    /// When it is too long.
    pub fn read(typed: &str, signals: bool) -> Result<Option<Self>, BadReportNote> {
        let words = paragraphs(&typed.replace('\t', " ")).join("\n\n");
        match words.chars().count() {
            0 if !signals => Ok(None),
            count if count > Self::LONGEST => Err(BadReportNote::Long { count }),
            _ => Ok(Some(Self { words, signals })),
        }
    }

    /// The words as they stand in a form, paragraphs with an empty line between them; empty when there are none.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The words, paragraph by paragraph.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.words.split("\n\n").filter(|paragraph| !paragraph.is_empty())
    }

    /// Whether management may see what the analysis signals about this unit in this wave.
    pub const fn shows_signals(&self) -> bool {
        self.signals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_its_paragraphs_and_nothing_that_cant_be_seen() {
        let note = ReportNote::read(" Ik\tsprak het team.\u{7}\r\n\r\n\r\nBel me gerust.\r\n", false);
        let note = note.expect("a short note").expect("words");
        assert_eq!(note.words(), "Ik sprak het team.\n\nBel me gerust.");
        assert_eq!(note.paragraphs().collect::<Vec<_>>(), ["Ik sprak het team.", "Bel me gerust."]);
        assert_eq!(ReportNote::read(note.words(), false), Ok(Some(note)));
    }

    #[test]
    fn nothing_said_and_nothing_shown_is_no_note() {
        assert_eq!(ReportNote::read(" \r\n\t", false), Ok(None));
        let shown = ReportNote::read("", true).expect("a short note").expect("a note");
        assert!(shown.shows_signals() && shown.words().is_empty() && shown.paragraphs().next().is_none());
    }

    #[test]
    fn a_note_has_two_thousand_characters_at_most() {
        assert!(ReportNote::read(&"é".repeat(2_000), false).is_ok_and(|note| note.is_some()));
        assert_eq!(ReportNote::read(&"é".repeat(2_001), true), Err(BadReportNote::Long { count: 2_001 }));
    }
}
