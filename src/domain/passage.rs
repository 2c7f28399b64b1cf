//! A few paragraphs of plain text, as somebody typed them. Does not know what they are about.

use unicode_normalization::UnicodeNormalization;

/// Paragraphs, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage(Vec<String>);

/// The text has more characters than there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has {count} characters; there is room for {most}", most = Passage::LONGEST)]
pub struct LongPassage {
    /// How many it has.
    pub count: usize,
}

impl Passage {
    /// The most characters.
    pub const LONGEST: usize = 2_000;

    /// A text from a form or from the store, where an empty line ends a paragraph; `None` when nothing was written.
    ///
    /// # Errors
    /// When there is too much of it.
    pub fn read(typed: &str) -> Result<Option<Self>, LongPassage> {
        let paragraphs = paragraphs(typed);
        let count = paragraphs.iter().map(|text| text.chars().count()).sum();
        if count > Self::LONGEST {
            return Err(LongPassage { count });
        }
        Ok((!paragraphs.is_empty()).then_some(Self(paragraphs)))
    }

    /// The paragraphs.
    pub fn paragraphs(&self) -> &[String] {
        &self.0
    }

    /// All of it as it stands in a form.
    pub fn typed(&self) -> String {
        self.0.join("\n\n")
    }
}

/// Runs of lines with words in them, trimmed, without what can't be seen.
pub(crate) fn paragraphs(typed: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let text = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    for line in text.lines().chain([""]) {
        let line: String = line.chars().filter(|c| *c == '\t' || !c.is_control()).nfc().collect();
        match line.trim() {
            "" if lines.is_empty() => (),
            "" => found.push(std::mem::take(&mut lines).join("\n")),
            words => lines.push(words.to_owned()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_as_it_was_meant_and_nothing_is_none() {
        let passage = Passage::read(" One.\r\n\r\n \nTwo,\ntwo.\u{7}\n").expect("good words").expect("words");
        assert_eq!(passage.paragraphs(), ["One.", "Two,\ntwo."]);
        assert_eq!(Passage::read(&passage.typed()), Ok(Some(passage)));
        assert_eq!(Passage::read(" \r\n\u{7}"), Ok(None));
        assert!(Passage::read(&"é".repeat(Passage::LONGEST)).is_ok());
        assert_eq!(Passage::read(&"é".repeat(2_001)), Err(LongPassage { count: 2_001 }));
    }
}
