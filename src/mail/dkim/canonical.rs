//! The form of a letter that is signed, the same whatever a mail server does to its white space: "relaxed" (RFC 6376, section
//! 3.4). Signs nothing.

/// A header: its name, and its value as it stands, folds included.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

/// The headers of a letter in their order, and its body; nothing when that is no letter.
pub(super) fn split(letter: &[u8]) -> Option<(Vec<Field<'_>>, &[u8])> {
    let end = letter.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&letter[..end]).ok()?;
    let mut fields = Vec::new();
    let mut rest = head;
    while !rest.is_empty() {
        let (field, after) = rest.split_at(end_of_field(rest));
        let (name, value) = field.split_once(':')?;
        fields.push(Field { name: name.trim_end(), value });
        rest = after;
    }
    Some((fields, &letter[end + 4..]))
}

/// Where the first header ends: at an end of line that no white space follows.
fn end_of_field(head: &str) -> usize {
    let mut ends = head.match_indices("\r\n").map(|(at, end)| at + end.len());
    ends.find(|end| !head[*end..].starts_with([' ', '\t'])).unwrap_or(head.len())
}

/// A header, without an end of line (section 3.4.2).
pub(super) fn header(name: &str, value: &str) -> String {
    let words: Vec<_> = value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    format!("{}:{}", name.trim_end().to_ascii_lowercase(), words.join(" "))
}

/// A body (section 3.4.4).
pub(super) fn body(body: &[u8]) -> Vec<u8> {
    let (mut whole, mut rest, mut empty) = (Vec::with_capacity(body.len()), body, 0);
    while !rest.is_empty() {
        let end = rest.windows(2).position(|two| two == b"\r\n");
        let (line, after) = end.map_or((rest, &rest[rest.len()..]), |at| (&rest[..at], &rest[at + 2..]));
        rest = after;
        if line.iter().all(|byte| is_space(*byte)) {
            // At the end of a body such lines don't count, so they wait for another one.
            empty += 1;
            continue;
        }
        whole.extend(b"\r\n".repeat(std::mem::take(&mut empty)));
        push_line(&mut whole, line);
    }
    whole
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A line in which white space is one space, and none at its end.
fn push_line(whole: &mut Vec<u8>, line: &[u8]) {
    let mut spaced = false;
    for byte in line {
        if is_space(*byte) {
            spaced = true;
            continue;
        }
        if std::mem::take(&mut spaced) {
            whole.push(b' ');
        }
        whole.push(*byte);
    }
    whole.extend(b"\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_example_of_the_standard_has_the_form_that_stands_there() {
        // RFC 6376, section 3.4.5.
        let letter = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";
        let (fields, found) = split(letter).expect("a letter");
        let headers: Vec<_> = fields.iter().map(|field| header(field.name, field.value)).collect();
        assert_eq!(headers, ["a:X", "b:Y Z"]);
        assert_eq!(String::from_utf8_lossy(&body(found)), " C\r\nD E\r\n");
    }

    #[test]
    fn an_empty_body_stays_empty_and_a_line_without_an_end_gets_one() {
        for (given, form) in [("", ""), ("\r\n", ""), ("\r\n \r\n", ""), ("x", "x\r\n"), ("\r\nx\r\n\r\n", "\r\nx\r\n")]
        {
            assert_eq!(String::from_utf8_lossy(&body(given.as_bytes())), form, "{given:?}");
        }
        assert!(split(b"no head\r\n\r\n").is_none() && split(b"A: x\r\n").is_none());
    }

    proptest! {
        #[test]
        fn a_form_is_its_own_form(text in "([a-c \t]|\r\n){0,40}") {
            let once = body(text.as_bytes());
            prop_assert_eq!(&body(&once), &once);
            let once = header("X", &text);
            prop_assert_eq!(header("X", &once[2..]), once);
        }

        #[test]
        fn white_space_that_a_server_changes_does_not_count(lines in prop::collection::vec("[a-c]{1,3}( [a-c]{1,3}){0,3}", 0..6)) {
            let plain = lines.iter().flat_map(|line| [line, "\r\n"]).collect::<String>();
            let changed = lines.iter().flat_map(|line| [line.replace(' ', "\t  "), " \t\r\n".to_owned()]).collect::<String>();
            prop_assert_eq!(body(changed.as_bytes()), body(plain.as_bytes()));
            prop_assert_eq!(body((changed + " \r\n\r\n").as_bytes()), body(plain.as_bytes()));
            let folded = lines.join("\r\n\t");
            prop_assert_eq!(header("Subject", &folded), header("subject ", &lines.join(" ")));
        }

        #[test]
        fn whatever_else_changes_counts(text in "[a-c \r\n]{1,30}", at in 0_usize..30) {
            let mut other = text.clone().into_bytes();
            let at = at % other.len();
            prop_assume!(other[at].is_ascii_lowercase());
            other[at] = b'X';
            prop_assert_ne!(body(&other), body(text.as_bytes()));
        }
    }
}
