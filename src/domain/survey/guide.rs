//! A conversation guide: what the confidential adviser can say and ask about each figure of a questionnaire. Does not
//! know any figure, any wave, or any unit.

mod file;

use super::SurveyKey;
use crate::{Language, Localized};

/// A guide that has passed every check: both languages, and every figure of its questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    survey: SurveyKey,
    title: Localized,
    before: Points,
    during: Points,
    after: Points,
    parts: Vec<Part>,
    advice: Vec<Advice>,
}

/// Short points in every language, as many in one as in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    english: Vec<String>,
    dutch: Vec<String>,
}

impl Points {
    /// The points in `language`.
    pub fn get(&self, language: Language) -> &[String] {
        match language {
            Language::English => &self.english,
            Language::Dutch => &self.dutch,
        }
    }
}

/// What the guide says about one figure: the score of the questionnaire, or a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    key: String,
    name: Localized,
    about: Localized,
    opening: Localized,
    questions: Points,
    listen: Points,
    avoid: Points,
    steps: Points,
    hand_over: Points,
}

impl Part {
    /// `score`, or the dimension's key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What people read, from the questionnaire.
    pub fn name(&self) -> &Localized {
        &self.name
    }

    /// What it is about.
    pub fn about(&self) -> &Localized {
        &self.about
    }

    /// How to begin without exposing or accusing anybody.
    pub fn opening(&self) -> &Localized {
        &self.opening
    }

    /// Open questions to ask.
    pub fn questions(&self) -> &Points {
        &self.questions
    }

    /// What to listen for.
    pub fn listen(&self) -> &Points {
        &self.listen
    }

    /// What to leave out.
    pub fn avoid(&self) -> &Points {
        &self.avoid
    }

    /// First small steps a team can try.
    pub fn steps(&self) -> &Points {
        &self.steps
    }

    /// When somebody else is better placed, and who.
    pub fn hand_over(&self) -> &Points {
        &self.hand_over
    }
}

/// In what state a unit may be when the adviser comes to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Situation {
    /// Its score fell, and stays down.
    Fell,
    /// Its score rose, and stays up.
    Rose,
    /// Its views are divided.
    Divided,
    /// Fewer people answer.
    Silent,
    /// Too few answers to show anything.
    Hidden,
    /// Nothing stands out.
    Quiet,
}

impl Situation {
    /// Every situation, in the order in which a guide tells of them.
    pub const ALL: [Self; 6] = [Self::Fell, Self::Divided, Self::Silent, Self::Hidden, Self::Rose, Self::Quiet];

    /// Its table in a guide's file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fell => "fell",
            Self::Rose => "rose",
            Self::Divided => "divided",
            Self::Silent => "silent",
            Self::Hidden => "hidden",
            Self::Quiet => "quiet",
        }
    }
}

/// What to say in one situation, and what to keep in mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    situation: Situation,
    say: Localized,
    mind: Points,
}

impl Advice {
    /// When it applies.
    pub const fn situation(&self) -> Situation {
        self.situation
    }

    /// Words that can be said as they are.
    pub fn say(&self) -> &Localized {
        &self.say
    }

    /// What to keep in mind.
    pub fn mind(&self) -> &Points {
        &self.mind
    }
}

impl Guide {
    /// The questionnaire it belongs to.
    pub fn survey(&self) -> &SurveyKey {
        &self.survey
    }

    /// The title of its questionnaire.
    pub fn title(&self) -> &Localized {
        &self.title
    }

    /// What to do before the conversation.
    pub fn before(&self) -> &Points {
        &self.before
    }

    /// What to do during it.
    pub fn during(&self) -> &Points {
        &self.during
    }

    /// What to do after it.
    pub fn after(&self) -> &Points {
        &self.after
    }

    /// The score first, then the dimensions in the order of the questionnaire.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// One for each [`Situation`], in their order.
    pub fn advice(&self) -> &[Advice] {
        &self.advice
    }
}

#[cfg(test)]
mod tests;
