//! One letter of each kind in each language, to be looked at and tried by tests. Sends none.

use std::time::{Duration, SystemTime};

use domain::{Adviser, Language};
use texts::Texts;

use super::{Access, Closing, Invitation, Occasion, OnUnit, Reminder, Reports, Results, Trial};
use crate::{Letter, MailError, Postmark, Sender};

const BASE: &str = "https://pulse.example.org";
pub(crate) const LINK: &str = "https://pulse.example.org/a/abcdefghijklmnopqrstuvwxyz";
pub(crate) const OPT_OUT: &str = "https://pulse.example.org/letters/abcdefghijklmnopqrstuvwxyz234567abcdefghij";
pub(crate) const RESULTS: &str = "https://pulse.example.org/results/2026-12/3/abcdefghijklmnopqrstuvwxyz";

pub(crate) fn postmark(round: u8) -> Postmark {
    let written = SystemTime::UNIX_EPOCH + Duration::from_hours(498_921);
    Postmark { name: "0123456789abcdef0123456789abcdef".into(), round, written }
}

pub(crate) fn sender() -> Sender {
    Sender::new("\"Polsslag bij Zorg <Noord>\" <pulse@example.org>", None).expect("a mailbox")
}

pub(crate) fn adviser() -> Adviser {
    let some = |text: &str| Some(text.to_owned());
    Adviser {
        name: "Zoë Bos & Co".into(),
        phone: some("06 1234 5678"),
        email: some("zoe@example.org"),
        hours: some("ma-do 9.00-17.00"),
    }
}

const fn title(language: Language) -> &'static str {
    match language {
        Language::English => "Speaking up in your team",
        Language::Dutch => "Je uitspreken in je team",
    }
}

pub(crate) fn invitation<'a>(language: Language, adviser: &'a Adviser, link: &'a str) -> Invitation<'a> {
    Invitation {
        organisation: "Zorg <Noord>",
        title: title(language),
        items: 7,
        closes: "2026-12-15".parse().expect("a date"),
        threshold: 5,
        adviser,
        link,
        opt_out: OPT_OUT,
    }
}

pub(crate) fn reminder(language: Language, adviser: &Adviser) -> Reminder<'_> {
    let Invitation { organisation, title, items, closes, threshold, adviser, link, opt_out } =
        invitation(language, adviser, LINK);
    Reminder { organisation, title, items, closes, threshold, adviser, link, opt_out }
}

pub(crate) fn results(language: Language, adviser: &Adviser) -> Results<'_> {
    Results {
        organisation: "Zorg <Noord>",
        title: title(language),
        opens: "2026-12-01".parse().expect("a date"),
        unit: "Team Één",
        adviser,
        link: RESULTS,
        opt_out: OPT_OUT,
    }
}

/// The letters: the folder of each kind, and how it was written.
pub(crate) fn letters(language: Language) -> [(&'static str, Result<Letter, MailError>); 7] {
    let (adviser, sender, texts) = (adviser(), sender(), Texts::of(language));
    let (to, account) = ("jan@example.org".parse().expect("an address"), "bob".parse().expect("a name"));
    let administrators = ["hr@example.org", "it@example.org"].map(|address| address.parse().expect("an address"));
    let organisation = "Zorg <Noord>";
    let access = Access {
        occasion: Occasion::Invitation,
        organisation,
        account: &account,
        link: "https://pulse.example.org/reset/abcdefghijklmnopqrstuvwxyz",
        administrators: &administrators,
    };
    let closing = Closing {
        organisation,
        title: title(language),
        closes: "2026-12-15".parse().expect("a date"),
        account: &account,
        link: "https://pulse.example.org/waves/2026-12/closure",
    };
    let reports = Reports {
        organisation,
        title: title(language),
        opens: "2026-12-01".parse().expect("a date"),
        units: &[("Zorg/Team Één", true), ("Zorg/Team Twee", false)]
            .map(|(unit, noted)| OnUnit { unit: unit.into(), noted }),
        files: Vec::new(),
        link: "https://pulse.example.org/reports",
        account: &account,
        adviser: &adviser,
        administrators: &administrators,
    };
    let letter = postmark(0);
    [
        ("access", access.write(&sender, &to, &letter, texts)),
        ("closing", closing.write(&sender, &to, &letter, texts)),
        ("invitation", invitation(language, &adviser, LINK).write(&sender, &to, &letter, texts)),
        ("reminder", reminder(language, &adviser).write(&sender, &to, &postmark(1), texts)),
        ("reports", reports.write(&sender, &to, &letter, texts)),
        ("results", results(language, &adviser).write(&sender, &to, &letter, texts)),
        ("trial", Trial { organisation, link: BASE, adviser: &adviser }.write(&sender, &to, &letter, texts)),
    ]
}
