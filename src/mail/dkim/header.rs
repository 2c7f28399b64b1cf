//! The header that holds a signature (RFC 6376, section 3.5), and the text that is signed (section 3.7). Has no key.

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};

use super::canonical::{self, Field};
use super::identity::Identity;

const NAME: &str = "DKIM-Signature";
/// Longer lines are not nice to read in a source.
const LINE: usize = 76;

/// Headers that are signed where a letter has them. Receivers offer one click to stop letters only where those headers are
/// among them (RFC 8058, section 4).
const SIGNED: [&str; 13] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Reply-To",
    "MIME-Version",
    "Content-Type",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// A header that still lacks its signature.
pub(super) struct Begun {
    /// The headers that are signed, in that order.
    pub(super) names: Vec<&'static str>,
    /// Its value up to where the signature will stand.
    pub(super) value: String,
}

/// Begins the header of a letter with this head and this canonical body.
pub(super) fn begun(identity: &Identity, algorithm: &str, head: &[Field<'_>], body: &[u8]) -> Begun {
    let has = |name: &str| head.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    // Each stands once more than the letter has it: nobody can put another one in front.
    let names: Vec<_> = SIGNED.into_iter().chain(SIGNED.into_iter().filter(|name| has(name))).collect();
    let (domain, selector) = (identity.domain(), identity.selector());
    let listed = folded(&names, ":");
    let hash = BASE64.encode(digest(&SHA256, body).as_ref());
    let value = format!(
        " v=1; a={algorithm}-sha256; c=relaxed/relaxed;\r\n d={domain};\r\n s={selector};\r\n h={listed};\r\n bh={hash};\r\n b="
    );
    Begun { names, value }
}

/// Names on lines of their own where one is full; white space may stand beside each colon.
fn folded(names: &[&str], between: &str) -> String {
    let (mut text, mut length) = (String::new(), 3);
    for (position, name) in names.iter().enumerate() {
        let end = if position + 1 < names.len() { between } else { "" };
        if length + name.len() + end.len() > LINE {
            text += "\r\n  ";
            length = 2;
        }
        length += name.len() + end.len();
        text.extend([name, end]);
    }
    text
}

/// The text that is signed: these headers, of several with a name the last one first, and the signature's own as far as it
/// is begun, without an end of line.
pub(super) fn text_to_sign(head: &[Field<'_>], names: &[&str], value: &str) -> String {
    let mut left: Vec<_> = head.iter().collect();
    let mut text = String::new();
    for name in names {
        // One that is not there stands for nothing.
        if let Some(at) = left.iter().rposition(|field| field.name.eq_ignore_ascii_case(name)) {
            let field = left.remove(at);
            text.extend([&canonical::header(field.name, field.value), "\r\n"]);
        }
    }
    text + &canonical::header(NAME, value)
}

/// The whole header, with its end of line.
pub(super) fn finished(begun: &Begun, signature: &[u8]) -> String {
    let signature = BASE64.encode(signature);
    let (first, rest) = signature.split_at(signature.len().min(LINE - 3));
    let mut header = format!("{NAME}:{}{first}", begun.value);
    let mut rest = rest;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE - 1));
        header.extend(["\r\n ", line]);
        rest = after;
    }
    header + "\r\n"
}
