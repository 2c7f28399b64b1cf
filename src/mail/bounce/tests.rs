//! Reports of the mail servers that are about, what only looks like one, and bytes of every kind. Knows no mailbox.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Every sample, by its name.
const SAMPLES: [(&str, &str); 20] = [
    ("absence", include_str!("samples/absence.eml")),
    ("another", include_str!("samples/another.eml")),
    ("answer", include_str!("samples/answer.eml")),
    ("complaint", include_str!("samples/complaint.eml")),
    ("delivered", include_str!("samples/delivered.eml")),
    ("exchange-full", include_str!("samples/exchange-full.eml")),
    ("exchange-online-denied", include_str!("samples/exchange-online-denied.eml")),
    ("exchange-online-unknown", include_str!("samples/exchange-online-unknown.eml")),
    ("exim-report", include_str!("samples/exim-report.eml")),
    ("exim-text", include_str!("samples/exim-text.eml")),
    ("forwarded", include_str!("samples/forwarded.eml")),
    ("gateway", include_str!("samples/gateway.eml")),
    ("gmail", include_str!("samples/gmail.eml")),
    ("international", include_str!("samples/international.eml")),
    ("postfix-delayed", include_str!("samples/postfix-delayed.eml")),
    ("postfix-expired", include_str!("samples/postfix-expired.eml")),
    ("postfix-unknown", include_str!("samples/postfix-unknown.eml")),
    ("qmail", include_str!("samples/qmail.eml")),
    ("receipt", include_str!("samples/receipt.eml")),
    ("sendmail", include_str!("samples/sendmail.eml")),
];

fn sample(name: &str) -> &'static str {
    SAMPLES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).expect("a sample")
}

/// What a sample says, the same whether its lines end as on the wire or as in a file.
fn read(name: &str) -> Incoming {
    let text = sample(name);
    let read = Incoming::read(text.as_bytes());
    assert_eq!(Incoming::read(text.replace('\n', "\r\n").as_bytes()), read, "{name}");
    read
}

fn report(name: &str) -> Report {
    match read(name) {
        Incoming::Report(report) => report,
        other => panic!("{name}: {other:?}"),
    }
}

/// The recipients of a sample: the first address, the code, and whether the letter will never arrive.
fn recipients(name: &str) -> Vec<(String, String, bool)> {
    let told = |recipient: Recipient| {
        let address = recipient.addresses.first().map(ToString::to_string).unwrap_or_default();
        let status = recipient.refusal.status().map(|status| status.to_string()).unwrap_or_default();
        (address, status, recipient.is_permanent())
    };
    report(name).recipients.into_iter().map(told).collect()
}

#[test]
fn every_server_is_understood() {
    for (name, address, status, permanent) in [
        ("postfix-unknown", "jan@example.net", "5.1.1", true),
        ("postfix-delayed", "jan@example.net", "4.4.1", false),
        ("postfix-expired", "jan@example.net", "4.4.1", false),
        ("exchange-online-unknown", "jan@example.net", "5.1.10", true),
        ("exchange-online-denied", "jan@example.net", "5.4.1", true),
        ("exchange-full", "jan@example.net", "5.2.2", true),
        ("gmail", "jan@gmail.example", "5.1.1", true),
        ("exim-report", "jan@example.net", "5.0.0", true),
        ("sendmail", "jan@nowhere.example.net", "5.1.2", true),
        ("gateway", "jan@example.net", "5.7.1", true),
    ] {
        assert_eq!(recipients(name), [(address.to_owned(), status.to_owned(), permanent)], "{name}");
    }
}

#[test]
fn each_report_names_our_letter() {
    let ours = LetterId {
        name: "0123456789abcdef0123456789abcdef".parse().expect("a name"),
        domain: "example.org".to_owned(),
    };
    for (name, _) in SAMPLES {
        let Incoming::Report(report) = read(name) else { continue };
        let expected = match name {
            "another" => About::Another,
            "gateway" => About::Unknown,
            _ => About::Letter(ours.clone()),
        };
        assert_eq!(report.about, expected, "{name}");
    }
}

#[test]
fn reports_for_people_alone_are_read_as_well() {
    let exim = [("jan@example.net", "5.7.1"), ("piet@example.net", "")];
    let qmail = [("jan@example.net", "5.1.1"), ("piet@example.com", "5.2.2")];
    for (name, expected) in [("exim-text", exim), ("qmail", qmail)] {
        let expected = expected.map(|(address, status)| (address.to_owned(), status.to_owned(), true));
        assert_eq!(recipients(name), expected, "{name}");
    }
    assert_eq!(report("exim-text").recipients[1].refusal.reason(), "Unrouteable address");
}

#[test]
fn what_arrived_is_no_failure() {
    let report = report("delivered");
    let actions: Vec<_> = report.recipients.iter().map(|recipient| recipient.action).collect();
    assert_eq!(actions, [Action::Relayed, Action::Expanded, Action::Delivered]);
    assert!(report.recipients.iter().all(|recipient| !recipient.is_permanent()));
}

#[test]
fn what_is_no_report_is_none() {
    for name in ["absence", "answer", "forwarded", "receipt"] {
        assert_eq!(read(name), Incoming::Other, "{name}");
    }
    assert_eq!(read("complaint"), Incoming::Complaint);
    for text in ["", "\n", "From ", "From x\n", "Subject: failure notice\n\nHi. This is the end.\n\n<x@y>:\n"] {
        assert_eq!(Incoming::read(text.as_bytes()), Incoming::Other, "{text:?}");
    }
}

#[test]
fn a_reason_has_the_servers_words_and_nobodys_address_or_link() {
    let reason = |name| report(name).recipients[0].refusal.reason().to_owned();
    assert_eq!(
        reason("postfix-unknown"),
        "mx.example.net: 550 5.1.1 <…>: Recipient address rejected: User unknown in virtual mailbox table"
    );
    assert_eq!(reason("gateway"), "relay.example.org: 550 5.7.1 <…> is listed, see …");
    assert_eq!(reason("sendmail"), "");
    assert!(reason("exchange-full").chars().count() <= domain::Refusal::LONGEST);
    // An address with other than ASCII letters can't be on a roster; its letter is known by its name.
    assert!(report("international").recipients[0].addresses.is_empty());
}

#[test]
fn a_message_id_of_ours_has_one_shape() {
    let name = "0123456789abcdef0123456789abcdef";
    for good in [format!("<{name}@a.example>"), format!(" {name}.2@A.example "), format!("x <{name}.0@a.example> y")] {
        let id: LetterId = good.parse().expect(&good);
        assert_eq!((id.name.as_str(), id.domain.as_str()), (name, "a.example"));
    }
    for bad in
        [format!("<{name}>"), format!("<{name}0@a>"), format!("<{name}.10@a>"), format!("<{name}.@a>"), "<@>".into()]
    {
        assert_eq!(bad.parse::<LetterId>(), Err(NotOurs), "{bad}");
    }
}

/// No message takes long: a second is far more than any of these needs, in a build for tests too.
fn soon(message: &[u8]) -> Incoming {
    let start = Instant::now();
    let read = Incoming::read(message);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    read
}

#[test]
fn neither_size_nor_depth_hurts() {
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    assert_eq!(soon(nested.as_bytes()), Incoming::Other);
    assert_eq!(soon(format!("\n{nested}").as_bytes()), Incoming::Other);
    let multiparts = (0..20_000).map(|n| format!("Content-Type: multipart/digest; boundary=\"{n}\"\n\n--{n}\n"));
    assert_eq!(soon(multiparts.collect::<Vec<_>>().concat().as_bytes()), Incoming::Other);
    let status = sample("postfix-unknown");
    let huge = status.replace("(letter)", "") + &"x".repeat(50_000_000);
    assert!(matches!(soon(huge.as_bytes()), Incoming::Report(_)));
    for filler in ["(", "a: b\n", ";", "\n", "a:\n ", "<", "--", "=?utf-8?q?", "\"", "\\", "://<", "@", "\r"] {
        soon(format!("{}{}", filler.repeat(300_000), status).as_bytes());
        soon(status.replacen("jan@example.net", &filler.repeat(200_000), 3).as_bytes());
        soon(status.replacen("boundary=", &format!("x={}; boundary=", filler.repeat(200_000)), 1).as_bytes());
        soon(format!("Content-Type: multipart/report; boundary=a\n\n--a\n{}", filler.repeat(200_000)).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..3_000)) {
        Incoming::read(&bytes);
    }

    /// What a fuzzer does: a good report with pieces cut out, doubled, and bytes changed.
    #[test]
    fn any_damage_is_survived(
        at in 0..SAMPLES.len(), changes in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u8>(), 0..4_u8), 1..12),
    ) {
        let mut bytes = SAMPLES[at].1.as_bytes().to_vec();
        for (from, length, byte, kind) in changes {
            let from = usize::from(from) % bytes.len().max(1);
            let until = (from + usize::from(length) % 200).min(bytes.len());
            match kind {
                0 => drop(bytes.drain(from..until)),
                1 => { let piece = bytes[from..until].to_vec(); bytes.splice(from..from, piece); }
                2 => bytes.truncate(until),
                _ => if let Some(place) = bytes.get_mut(from) { *place = byte },
            }
        }
        if let Incoming::Report(report) = Incoming::read(&bytes) {
            for recipient in report.recipients {
                prop_assert!(!recipient.refusal.reason().contains('@'));
                prop_assert!(recipient.addresses.len() <= 2);
            }
        }
    }

    /// Half a report says what a whole one says, or nothing.
    #[test]
    fn a_report_that_was_cut_off_says_nothing_else(at in 0..SAMPLES.len(), cut in any::<prop::sample::Index>()) {
        let whole = SAMPLES[at].1;
        let half = &whole.as_bytes()[..cut.index(whole.len())];
        if let (Incoming::Report(half), Incoming::Report(whole)) = (Incoming::read(half), Incoming::read(whole.as_bytes())) {
            prop_assert!(half.recipients.len() <= whole.recipients.len());
            for (half, whole) in half.recipients.iter().zip(&whole.recipients) {
                prop_assert!(half.action == whole.action || half.addresses.is_empty() || whole.addresses.starts_with(&half.addresses));
            }
        }
    }
}
