//! Reports for people alone, which have no part for machines: those of qmail (its author's QSBMF) and of older Exim, both
//! still about. Everything else in prose is left to people: to guess a meaning there would hang the wrong address.

use super::fields::Fields;
use super::report::{About, Recipient, Report};

/// With what each report of qmail starts.
const QMAIL: &str = "Hi. This is the ";

/// A report of qmail: paragraphs, those about recipients start with `<address>:`, and one that starts with a dash ends them.
pub(super) fn qmail(text: &str) -> Option<Report> {
    let text = text.trim_start();
    let first = text.lines().next()?;
    let normal = text.replace("\r\n", "\n");
    if !first.starts_with(QMAIL) {
        return None;
    }
    let mut recipients = Vec::new();
    let mut rest = normal.as_str();
    let copy = loop {
        let Some((paragraph, further)) = rest.split_once("\n\n") else { break "" };
        if paragraph.trim_start().starts_with('-') {
            break further;
        }
        let named = paragraph.trim_start().split_once(":\n").filter(|(named, _)| named.starts_with('<'));
        recipients.extend(named.and_then(|(named, words)| Recipient::failed(named, words)));
        rest = further;
    };
    report(recipients, copy)
}

/// A report of Exim: its head names whom the letter did not reach, below each address stands why, and after a dashed line
/// comes a copy of the letter.
pub(super) fn exim(failed: &str, text: &str) -> Option<Report> {
    let (mut told, mut copy) = (text, "");
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("------ ") {
            (told, copy) = (&text[..start], &text[start + line.len()..]);
            break;
        }
        start += line.len();
    }
    let recipients = failed.split(',').map(str::trim).filter(|named| !named.is_empty()).take(100);
    let recipients = recipients.filter_map(|named| Recipient::failed(named, &below(told, named)));
    report(recipients.collect(), copy)
}

/// The paragraph below an address.
fn below(told: &str, named: &str) -> String {
    let lines = told.lines().map(str::trim).skip_while(|line| !line.eq_ignore_ascii_case(named)).skip(1);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn report(recipients: Vec<Recipient>, copy: &str) -> Option<Report> {
    let letter = Fields::first(copy);
    let named = letter.get("message-id");
    (!recipients.is_empty()).then(|| Report { about: About::of(named, named.into_iter()), recipients })
}
