//! What the adviser lets others read of a unit's comments: a summary, or texts. Does not know the comments themselves, and
//! never who wrote one.

use crate::ballot::alphabetical;
use crate::passage::paragraphs;

/// How comments are put into words for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// In the adviser's own words.
    Summary,
    /// In the words of those who wrote them, without what gives them away.
    Texts,
}

/// Words that may be read by the people of a unit and by whoever is responsible for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkRelease {
    kind: RemarkKind,
    /// Paragraphs of a summary, or one text each, these by the alphabet.
    words: Vec<String>,
}

/// Why words can't be released as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRelease {
    /// Nothing was written.
    #[error("is empty")]
    Empty,
    /// It has more characters than there is room for.
    #[error("has {count} characters; there is room for {most}")]
    Long {
        /// How many it has.
        count: usize,
        /// How many there is room for.
        most: usize,
    },
    /// More texts than one release has.
    #[error("has {count} texts; there is room for {most}", most = RemarkRelease::MOST_TEXTS)]
    Many {
        /// How many.
        count: usize,
    },
}

impl RemarkKind {
    /// The word for it, in forms and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Texts => "texts",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Summary, Self::Texts].into_iter().find(|kind| kind.name() == name)
    }

    /// The most characters of a release.
    pub const fn longest(self) -> usize {
        match self {
            Self::Summary => 2_000,
            Self::Texts => 6_000,
        }
    }
}

impl RemarkRelease {
    /// The most texts of a release.
    pub const MOST_TEXTS: usize = 20;

    /// Words from a form or from the store; an empty line ends a paragraph, or a text.
    ///
    /// Texts are put in the order of the alphabet: an order that comes from the texts alone tells nothing.
    ///
    /// # Errors
    /// When nothing was written, or too much.
    pub fn new(kind: RemarkKind, typed: &str) -> Result<Self, BadRelease> {
        let mut words = paragraphs(typed);
        let count = words.iter().map(|text| text.chars().count()).sum();
        if words.is_empty() {
            return Err(BadRelease::Empty);
        }
        if kind == RemarkKind::Texts {
            if words.len() > Self::MOST_TEXTS {
                return Err(BadRelease::Many { count: words.len() });
            }
            words.sort_by_cached_key(|text| alphabetical(text));
        }
        if count > kind.longest() {
            return Err(BadRelease::Long { count, most: kind.longest() });
        }
        Ok(Self { kind, words })
    }

    /// Comments as they stand in the field in which they are made unrecognisable: one a paragraph, by the alphabet.
    pub fn to_be_edited<S: AsRef<str>>(comments: impl IntoIterator<Item = S>) -> String {
        // A comment's own empty lines would make two texts of it.
        let one = |comment: S| paragraphs(comment.as_ref()).join("\n");
        let mut texts: Vec<_> = comments.into_iter().map(one).filter(|text| !text.is_empty()).collect();
        texts.sort_by_cached_key(|text| alphabetical(text));
        texts.join("\n\n")
    }

    /// A summary, or texts.
    pub const fn kind(&self) -> RemarkKind {
        self.kind
    }

    /// The paragraphs of a summary, or the texts.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// All of it as it stands in a form.
    pub fn typed(&self) -> String {
        self.words.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_keeps_its_paragraphs_in_their_order() {
        let typed = " Zeker twee dingen.\r\n\r\n \r\nTen eerste: rust,\ttijd.\r\nOok 's avonds.\u{7} \n";
        let release = RemarkRelease::new(RemarkKind::Summary, typed).expect("good words");
        assert_eq!(release.words(), ["Zeker twee dingen.", "Ten eerste: rust,\ttijd.\nOok 's avonds."]);
        assert_eq!(RemarkRelease::new(RemarkKind::Summary, &release.typed()), Ok(release));
    }

    #[test]
    fn texts_stand_in_the_order_of_the_alphabet() {
        let release = RemarkRelease::new(RemarkKind::Texts, "zo\n\nÉén\n\nDaarom\n\neen").expect("good words");
        assert_eq!(release.words(), ["Daarom", "een", "Één", "zo"]);
    }

    #[test]
    fn a_comment_with_an_empty_line_stays_one_text() {
        let typed = RemarkRelease::to_be_edited(["b\n\nsecond", " ", "A"]);
        assert_eq!(typed, "A\n\nb\nsecond");
        assert_eq!(RemarkRelease::new(RemarkKind::Texts, &typed).expect("good words").words().len(), 2);
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        for kind in [RemarkKind::Summary, RemarkKind::Texts] {
            assert_eq!(RemarkRelease::new(kind, " \r\n\u{7}"), Err(BadRelease::Empty));
            assert!(RemarkRelease::new(kind, &"é".repeat(kind.longest())).is_ok());
            let (count, most) = (kind.longest() + 1, kind.longest());
            assert_eq!(RemarkRelease::new(kind, &"é".repeat(count)), Err(BadRelease::Long { count, most }));
            assert_eq!(RemarkKind::named(kind.name()), Some(kind));
        }
        assert_eq!(RemarkRelease::new(RemarkKind::Texts, &"x\n\n".repeat(21)), Err(BadRelease::Many { count: 21 }));
        assert!(RemarkRelease::new(RemarkKind::Summary, &"x\n\n".repeat(21)).is_ok());
    }
}
