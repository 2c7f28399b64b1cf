//! Who to turn to. Does not know about what.

use domain::Adviser;
use serde::Serialize;
use texts::Texts;

/// The confidential adviser and the ways to reach them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Card {
    /// The heading.
    title: String,
    /// What they are for.
    lead: String,
    /// Their name.
    name: String,
    /// Telephone, address and hours, as far as they are known.
    lines: Vec<String>,
}

impl Card {
    pub(crate) fn of(adviser: &Adviser, texts: &Texts) -> Self {
        let line = |key, name, value: &Option<String>| value.as_ref().map(|value| texts.tell(key, &[(name, value)]));
        let lines = [
            line("report-adviser-phone", "phone", &adviser.phone),
            line("report-adviser-email", "email", &adviser.email),
            line("report-adviser-hours", "hours", &adviser.hours),
        ];
        Self {
            title: texts.say("report-adviser"),
            lead: texts.say("report-adviser-why"),
            name: adviser.name.clone(),
            lines: lines.into_iter().flatten().collect(),
        }
    }
}
