//! What stands around the sentences of every letter, how to reach the adviser, and whom one asks about an account. Does not know what a letter says.

use domain::{Adviser, EmailAddress};
use texts::Texts;

/// How a letter is called, greets and signs.
pub(super) struct Frame {
    pub(super) language: &'static str,
    pub(super) subject: String,
    pub(super) greeting: String,
    pub(super) regards: String,
    pub(super) signed: String,
}

impl Frame {
    pub(super) fn new(subject: String, organisation: &str, texts: &Texts) -> Self {
        Self {
            language: texts.language().code(),
            subject,
            greeting: texts.say("letter-greeting"),
            regards: texts.say("letter-regards"),
            signed: texts.tell("letter-signed", &[("organisation", organisation)]),
        }
    }
}

/// How to reach the adviser, on one line.
pub(super) fn ways(adviser: &Adviser, texts: &Texts) -> String {
    let ways = adviser.ways();
    if ways.is_empty() { texts.say("letter-adviser-ask") } else { ways.join(" · ") }
}

/// Whom one asks about an account, as part of a sentence: these administrators, or without any whoever runs the server.
pub(super) fn whom_to_ask(administrators: &[EmailAddress], organisation: &str, texts: &Texts) -> String {
    if administrators.is_empty() {
        return texts.tell("letter-who-server", &[("organisation", organisation)]);
    }
    let addresses = administrators.iter().map(EmailAddress::as_str).collect::<Vec<_>>().join(", ");
    texts.tell("letter-who-accounts", &[("organisation", organisation), ("addresses", &addresses)])
}
