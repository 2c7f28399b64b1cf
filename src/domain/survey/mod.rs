//! A questionnaire: items, scale, dimensions, score. Does not know any wave, and nobody's answers.

mod document;
mod file;
mod guide;

pub use document::{Problem, line_of};
pub use file::Unreadable;
pub use guide::{Advice, Guide, Part, Points, Situation};

use serde::{Deserialize, Serialize};

use crate::Localized;

/// Points on every scale: labelled 1 to 5.
pub const POINTS: usize = 5;

/// A questionnaire that has passed every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire {
    source: String,
    key: SurveyKey,
    title: Localized,
    introduction: Localized,
    claims: Claims,
    scale: Scale,
    dimensions: Vec<Dimension>,
    items: Vec<Item>,
    indices: Vec<Index>,
}

/// What may be said of a questionnaire, and what may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// Where the items come from and what they cover.
    pub may: Localized,
    /// What has not been shown of them.
    pub may_not: Localized,
}

/// The answers a respondent can choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Labels of the points 1 to [`POINTS`].
    pub points: Vec<Localized>,
    /// The label of "rather not say", which counts as no answer.
    pub no_answer: Localized,
}

/// A group of items about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Short name for files and addresses.
    pub key: String,
    /// What people read.
    pub name: Localized,
}

/// One statement to agree or disagree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Short name for files and forms.
    pub key: String,
    /// Position of its dimension in [`Questionnaire::dimensions`].
    pub dimension: usize,
    /// Whether agreement is the unfavourable end; answers are turned round (6 minus the point) before anything else.
    pub reversed: bool,
    /// The statement.
    pub text: Localized,
}

/// Items that make one figure: the score of the questionnaire first, then one for each dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// `score`, or the dimension's key.
    pub key: String,
    /// What people read.
    pub name: Localized,
    /// Positions in [`Questionnaire::items`], at most [`Index::MOST_ITEMS`].
    pub items: Vec<usize>,
}

impl Index {
    /// The most items one index can have; scores are exact fractions up to here (see `statistics::Score`).
    pub const MOST_ITEMS: usize = 12;
    /// The key of the whole questionnaire's score.
    pub const SCORE: &'static str = "score";
}

/// A questionnaire's short name: lower-case letters, digits and hyphens, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SurveyKey(String);

/// The text can't be a short name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no short name; use lower-case letters, digits and hyphens, at most 40")]
pub struct BadKey(String);

/// Whether `text` can be the short name of anything in a questionnaire.
fn is_key(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
}

impl std::str::FromStr for SurveyKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        if is_key(text) { Ok(Self(text.to_owned())) } else { Err(BadKey(text.to_owned())) }
    }
}

impl TryFrom<String> for SurveyKey {
    type Error = BadKey;

    fn try_from(text: String) -> Result<Self, BadKey> {
        text.parse()
    }
}

impl From<SurveyKey> for String {
    fn from(key: SurveyKey) -> Self {
        key.0
    }
}

impl std::fmt::Display for SurveyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Questionnaire {
    /// The most items a questionnaire can have: what fits in a sealed ballot.
    pub const MOST_ITEMS: usize = 48;

    /// The file this questionnaire was read from, letter by letter; a wave keeps it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The short name, by which `wave open --survey` finds it.
    pub fn key(&self) -> &SurveyKey {
        &self.key
    }

    /// The title.
    pub fn title(&self) -> &Localized {
        &self.title
    }

    /// What stands above the first item.
    pub fn introduction(&self) -> &Localized {
        &self.introduction
    }

    /// What may be claimed of it.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The answers to choose from.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The subjects.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The statements, in the order in which they are asked.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The figures it makes: the score first, then one for each dimension.
    pub fn indices(&self) -> &[Index] {
        &self.indices
    }
}
