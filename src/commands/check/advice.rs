//! What to do about a trouble with a mail server, beside what its own words say. Connects to nothing.

use mail::smtp::{Fault, Step, Trouble};

/// What to do, where more can be said than the trouble says itself.
pub(crate) fn on(trouble: &Trouble) -> Option<&'static str> {
    let Some(reply) = trouble.reply() else {
        let silent = trouble.step == Step::Greeting && matches!(trouble.fault, Fault::Broken(_) | Fault::Silent(_));
        return silent.then_some(
            "look at the port in mail.smtp: where encryption starts at once (mostly 465) write smtps://, elsewhere (587, 25) \
             smtp://, with ?tls=required; or a firewall in between says nothing",
        );
    };
    if reply.code() == 530 {
        Some(
            "it wants us to sign in: write a user and a password into mail.smtp, as in smtp://user:password@host:587?tls=required",
        )
    } else if reply.asks_for_login() {
        Some("check the user and the password in mail.smtp, and whether that user may send from here")
    } else if reply.may_mean_us() {
        Some(
            "have the mail server accept letters from this machine, or from the user in mail.smtp, in the name of mail.from: \
             whoever looks after it can",
        )
    } else if !reply.is_final() {
        Some("that may pass by itself: try again in a quarter of an hour; letters in the queue are tried again anyway")
    } else {
        None
    }
}

/// The trouble, with what to do.
pub(crate) fn told(trouble: &Trouble) -> String {
    on(trouble).map_or_else(|| trouble.to_string(), |advice| format!("{trouble}; {advice}"))
}
