//! The form of an action: what it sends, what is wrong with it, and how it comes back as it was typed. Keeps nothing.

use chrono::NaiveDate;
use domain::{Action, BadAction, BadEnd, BadLine, TypedAction, UnitPath, When};
use rocket::form::FromForm;
use texts::Texts;

/// What the form sends. The unit of an action never changes, so only a new one names it.
#[derive(FromForm)]
pub(crate) struct Filled {
    pub(super) unit: Option<String>,
    what: String,
    by: String,
    since: String,
    until: String,
}

impl Filled {
    pub(super) fn into_typed(self) -> TypedAction {
        let Self { unit: _, what, by, since, until } = self;
        TypedAction { what, by, since, until }
    }
}

/// What is said beside each field.
#[derive(Default)]
pub(crate) struct Complaints {
    pub(super) what: Option<String>,
    pub(super) by: Option<String>,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
}

/// The action that was typed, if it is one and has begun by `today`.
pub(super) fn read(unit: UnitPath, typed: &TypedAction, today: NaiveDate, t: &Texts) -> Result<Action, Complaints> {
    let read = Action::read(unit, typed);
    let ahead = typed.since.parse::<When>().is_ok_and(|since| since.first_day() > today);
    let mut complaints = match read {
        Ok(action) if !ahead => return Ok(action),
        Ok(_) => Complaints::default(),
        Err(bad) => Complaints::of(&bad, t),
    };
    if ahead {
        complaints.since = Some(t.say("action-since-ahead"));
    }
    Err(complaints)
}

impl Complaints {
    fn of(bad: &BadAction, t: &Texts) -> Self {
        let line = |bad, empty: &str| match bad {
            BadLine::Empty => t.say(empty),
            BadLine::Broken => t.say("action-line-broken"),
            BadLine::Long { count, most } => t.tell("action-line-long", &[("count", count), ("most", most)]),
        };
        Self {
            what: bad.what.map(|bad| line(bad, "action-what-empty")),
            by: bad.by.map(|bad| line(bad, "action-by-empty")),
            since: bad.since.then(|| t.say("action-when-unreadable")),
            until: bad.until.map(|bad| match bad {
                BadEnd::Unreadable => t.say("action-when-unreadable"),
                BadEnd::BeforeBeginning => t.say("action-until-before"),
            }),
        }
    }
}

/// One field with its help and its complaint.
pub(crate) struct Field {
    /// Its name in the form.
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) value: String,
    pub(crate) complaint: Option<String>,
    pub(crate) longest: usize,
    pub(crate) required: bool,
}

/// A form, empty or filled.
pub(crate) struct Desk {
    /// What the names of its fields on the page begin with, and its own place.
    pub(crate) id: String,
    /// Where it is sent.
    pub(crate) address: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) button: String,
    /// Whether it came back.
    pub(crate) refused: bool,
}

impl Desk {
    /// The form for a new action.
    pub(super) fn empty(t: &Texts) -> Self {
        let form = (TypedAction::default(), Complaints::default());
        Self::of("add", "/actions".to_owned(), form, t.say("action-keep"), t)
    }

    /// A form with what was typed, and what is wrong with it.
    pub(super) fn of(
        id: &str,
        address: String,
        (typed, complaints): (TypedAction, Complaints),
        button: String,
        t: &Texts,
    ) -> Self {
        let field = |name, [label, help]: [&str; 2], longest, (value, complaint)| Field {
            name,
            label: t.say(label),
            help: t.say(help),
            value,
            complaint,
            longest,
            required: name != "until",
        };
        let (what, by) = ((typed.what, complaints.what), (typed.by, complaints.by));
        let (since, until) = ((typed.since, complaints.since), (typed.until, complaints.until));
        let fields = vec![
            field("what", ["action-what", "action-what-help"], Action::LONGEST_WHAT, what),
            field("by", ["action-by", "action-by-help"], Action::LONGEST_BY, by),
            field("since", ["action-since", "action-since-help"], LONGEST_WHEN, since),
            field("until", ["action-until", "action-until-help"], LONGEST_WHEN, until),
        ];
        let refused = fields.iter().any(|field| field.complaint.is_some());
        Self { id: id.to_owned(), address: format!("{address}#{id}"), fields, button, refused }
    }
}

/// Room for `12-3-2026` and whatever somebody types instead.
const LONGEST_WHEN: usize = 20;

/// An action as it stands in its form.
pub(super) fn typed(action: &Action) -> TypedAction {
    TypedAction {
        what: action.what().to_owned(),
        by: action.by().to_owned(),
        since: action.since().typed(),
        until: action.until().map(When::typed).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn an_action_has_begun_and_every_field_complains_for_itself() {
        let t = Texts::of(Language::English);
        let today = "2026-11-26".parse().expect("a date");
        let unit = UnitPath::organisation;
        let typed = |what: &str, since: &str| TypedAction {
            what: what.to_owned(),
            by: "team leader".to_owned(),
            since: since.to_owned(),
            until: String::new(),
        };
        for since in ["11-2026", "26-11-2026", "3-2020"] {
            assert!(read(unit(), &typed("x", since), today, t).is_ok(), "{since}");
        }
        for since in ["12-2026", "27-11-2026"] {
            let complaints = read(unit(), &typed("", since), today, t).err().expect("complaints");
            assert_eq!(complaints.since, Some(t.say("action-since-ahead")));
            assert_eq!(complaints.what, Some(t.say("action-what-empty")));
            assert!(complaints.by.is_none() && complaints.until.is_none());
        }
    }

    #[test]
    fn the_sentences_tell_the_same_lengths() {
        for language in Language::ALL {
            let t = Texts::of(language);
            assert!(t.say("action-what-help").contains(&Action::LONGEST_WHAT.to_string()));
            assert!(t.say("action-by-help").contains(&Action::LONGEST_BY.to_string()));
        }
    }
}
