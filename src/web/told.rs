//! Actions and released words as people read them, the same for the adviser and for employees. Does not know where on a
//! page they stand.

use domain::{Action, RemarkKind, RemarkRelease, UnitPath};
use texts::Texts;

/// An action in words.
pub(crate) struct Told {
    /// What was done.
    pub(crate) what: String,
    /// The role, and since when.
    pub(crate) how: String,
    /// The unit, when it is another one than that of the page.
    pub(crate) place: Option<String>,
}

impl Told {
    /// An action on the page of the unit `here`.
    pub(crate) fn of(action: &Action, here: &UnitPath, organisation: &str, t: &Texts) -> Self {
        let name = action.unit().name().unwrap_or(organisation);
        let place = (action.unit() != here).then(|| t.tell("action-of-unit", &[("unit", name)]));
        let since = t.when(action.since());
        let how = match action.until().map(|until| t.when(until)) {
            None => t.tell("action-goes-on", &[("by", action.by()), ("since", &since)]),
            // What began and ended within one month or day has one date.
            Some(until) if until == since => format!("{}, {since}", action.by()),
            Some(until) => t.tell("action-ended", &[("by", action.by()), ("since", &since), ("until", &until)]),
        };
        Self { what: action.what().to_owned(), how, place }
    }
}

/// Released words, with a sentence on whose they are.
pub(crate) struct Words {
    /// Whose words they are.
    pub(crate) whose: String,
    /// Whether they stand apart from each other: texts do, the paragraphs of a summary do not.
    pub(crate) texts: bool,
    /// Paragraphs, or texts.
    pub(crate) words: Vec<String>,
}

impl Words {
    pub(crate) fn of(release: &RemarkRelease, t: &Texts) -> Self {
        let (key, texts) = match release.kind() {
            RemarkKind::Summary => ("remarks-kind-summary", false),
            RemarkKind::Texts => ("remarks-kind-texts", true),
        };
        Self { whose: t.say(key), texts, words: release.words().to_vec() }
    }
}
