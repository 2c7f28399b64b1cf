//! A message taken apart, as far as a report needs it: heads, boundaries, decoded texts. Does not know what a report says.
//!
//! `mail-parser` reads heads and undoes encodings. Its own walk through nested messages gives each level a place on the
//! stack when it is forgotten, and anybody can mail ten thousand levels; so the few levels of a report are walked here.

use mail_parser::{ContentType, MessageParser, MimeHeaders};

use super::fields::Fields;

/// The most parts of one level that are looked at.
const PARTS: usize = 32;

/// One part: its head and its body.
pub(super) struct Part<'a> {
    head: mail_parser::Message<'a>,
    fields: Fields,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// A message, or a part of one.
    pub(super) fn of(raw: &'a [u8]) -> Self {
        let (head, body) = split(raw);
        // A head that ends without an empty line is none to the parser; it is parsed with one, and owned.
        let closed = [head, b"\r\n\r\n"].concat();
        let parsed = MessageParser::default().parse_headers(&closed).map(mail_parser::Message::into_owned);
        Self { head: parsed.unwrap_or_default(), fields: Fields::first(&String::from_utf8_lossy(head)), body }
    }

    fn content_type(&self) -> Option<&ContentType<'_>> {
        if self.head.parts.is_empty() { None } else { self.head.content_type() }
    }

    /// The fields of its head.
    pub(super) const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Whether it is of this type; one that says nothing is plain text.
    pub(super) fn is(&self, main: &str, sub: &str) -> bool {
        match self.content_type() {
            None => main == "text" && sub == "plain",
            Some(kind) => {
                kind.ctype().eq_ignore_ascii_case(main) && kind.subtype().unwrap_or_default().eq_ignore_ascii_case(sub)
            }
        }
    }

    /// The parts inside; none when it is no multipart.
    pub(super) fn children(&self) -> Vec<Part<'a>> {
        let kind = self.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
        let boundary = kind.and_then(|kind| kind.attribute("boundary")).filter(|boundary| !boundary.is_empty());
        boundary.map(|boundary| between(self.body, boundary.as_bytes())).unwrap_or_default()
    }

    /// Its body as text. What is inside of it is not looked at.
    pub(super) fn text(&self) -> String {
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c));
        let attribute = |name| self.content_type().and_then(|kind| kind.attribute(name)).filter(|text| plain(text));
        let charset = attribute("charset").unwrap_or("utf-8");
        let encoding = self.fields.get("content-transfer-encoding").filter(|text| plain(text)).unwrap_or("8bit");
        // As plain text under a head of our own, so that the parser finds no structure in it.
        let head =
            format!("Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
        let whole = [head.as_bytes(), self.body].concat();
        let message = MessageParser::default().parse(&whole);
        let text = message.as_ref().and_then(|message| message.parts.first()).and_then(|part| part.text_contents());
        text.map_or_else(|| String::from_utf8_lossy(self.body).into_owned(), str::to_owned)
    }
}

/// A head, and what comes after its empty line.
fn split(raw: &[u8]) -> (&[u8], &[u8]) {
    let mut start = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            return (&raw[..start], &raw[start + line.len()..]);
        }
        start += line.len();
    }
    (raw, &[])
}

/// The parts between the lines of a boundary; the last one may have been cut off.
fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<Part<'a>> {
    let (mut parts, mut open, mut start) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)).map(<[u8]>::trim_ascii_end);
        if let Some(rest @ (b"" | b"--")) = rest {
            parts.extend(open.take().map(|from: usize| Part::of(&body[from..start])));
            if rest == b"--" || parts.len() == PARTS {
                return parts;
            }
            open = Some(start + line.len());
        }
        start += line.len();
    }
    parts.extend(open.map(|from| Part::of(&body[from..])));
    parts
}
