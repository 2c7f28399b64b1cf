//! What comes back by mail: reports on letters that did not arrive, and what only looks like them. Does not know which
//! letters were sent, and believes nobody: anybody can write a report.

mod fields;
mod parts;
mod plain;
mod report;

use self::parts::Part;
pub use self::report::{About, Action, LetterId, NotOurs, Recipient, Report};

/// As much of a message as is read, in bytes. A report says all it has to say at its beginning; the letter that comes along
/// may be cut off.
pub const LONGEST: usize = 512 * 1024;

/// How deep a report may lie in wrappings, such as a gateway's that adds a line to every message.
const DEPTH: usize = 3;

/// A message in the mailbox for reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// What became of a letter.
    Report(Report),
    /// Somebody pressed "spam" (RFC 5965): no failure, but something to be read by people.
    Complaint,
    /// Anything else: an absence notice, an answer, a receipt.
    Other,
}

impl Incoming {
    /// Reads a message, with CRLF or LF, as it came over the wire or out of a file.
    ///
    /// Whether a message calls itself an automatic answer says nothing: reports of Postfix and Exim do so as well as
    /// absence notices do. What it is made of decides.
    pub fn read(message: &[u8]) -> Self {
        let message = &message[..message.len().min(LONGEST)];
        let root = Part::of(without_envelope(message));
        if let Some(known) = structured(&root, &root, DEPTH) {
            return known;
        }
        let Some(text) = first_text(&root, DEPTH) else { return Self::Other };
        let failed = root.fields().get("x-failed-recipients");
        let report = failed.and_then(|failed| plain::exim(failed, &text)).or_else(|| plain::qmail(&text));
        report.map_or(Self::Other, Self::Report)
    }
}

/// Whatever pipes a message to a program may put a line before it that is not of it.
fn without_envelope(message: &[u8]) -> &[u8] {
    let end = message.iter().position(|byte| *byte == b'\n').filter(|_| message.starts_with(b"From "));
    end.map_or(message, |end| &message[end + 1..])
}

/// A report or a complaint by its parts. Never looks into a message inside: one that was forwarded is somebody's letter.
fn structured(root: &Part<'_>, part: &Part<'_>, depth: usize) -> Option<Incoming> {
    let children = part.children();
    if children.iter().any(|child| child.is("message", "feedback-report")) {
        return Some(Incoming::Complaint);
    }
    let is_status =
        |child: &Part<'_>| child.is("message", "delivery-status") || child.is("message", "global-delivery-status");
    if let Some(status) = children.iter().position(is_status) {
        let letter = children[status + 1..].iter().find(|child| is_letter(child)).map(Part::text);
        let answers = root.fields().get("in-reply-to");
        let report = Report::of(&children[status].text(), letter.as_deref(), answers);
        return Some(report.map_or(Incoming::Other, Incoming::Report));
    }
    if depth == 0 { None } else { children.iter().find_map(|child| structured(root, child, depth - 1)) }
}

/// Whether a part is a letter that came along, or its head alone (RFC 6522, RFC 6533).
fn is_letter(part: &Part<'_>) -> bool {
    let headers = ["rfc822-headers", "global-headers", "rfc822", "global"];
    headers.iter().any(|kind| part.is("message", kind)) || part.is("text", "rfc822-headers")
}

/// The first plain text of a message.
fn first_text(part: &Part<'_>, depth: usize) -> Option<String> {
    if part.is("text", "plain") {
        return Some(part.text());
    }
    if depth == 0 { None } else { part.children().iter().find_map(|child| first_text(child, depth - 1)) }
}

#[cfg(test)]
mod tests;
