//! Fields as reports write them, `Name: value`, in groups with empty lines between: folded lines, comments, typed values
//! (RFC 3464, 2.1). Does not know which fields there are.

use domain::EmailAddress;

/// The most fields of one group that are looked at.
const FIELDS: usize = 200;
/// The most groups, which is recipients of one report.
const GROUPS: usize = 200;
/// More than this of a value is left out, in bytes.
const VALUE: usize = 4_000;

/// A group of fields.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The groups of a text; empty ones are none.
    pub(super) fn groups(text: &str) -> Vec<Self> {
        let (mut groups, mut group) = (Vec::new(), Self::default());
        for line in text.lines() {
            if !line.trim().is_empty() {
                group.take(line);
            } else if !group.0.is_empty() {
                groups.push(std::mem::take(&mut group));
                if groups.len() == GROUPS {
                    return groups;
                }
            }
        }
        groups.extend(Some(group).filter(|group| !group.0.is_empty()));
        groups
    }

    /// The first group of a text.
    pub(super) fn first(text: &str) -> Self {
        let mut group = Self::default();
        let lines = text.lines().skip_while(|line| line.trim().is_empty());
        lines.take_while(|line| !line.trim().is_empty()).for_each(|line| group.take(line));
        group
    }

    /// One more line: a field, or the continuation of the last one.
    fn take(&mut self, line: &str) {
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        let field = line.split_once(':').map(|(name, value)| (name.trim_end(), value));
        match field.filter(|(name, _)| is_name(name) && !line.starts_with([' ', '\t'])) {
            Some((name, value)) if self.0.len() < FIELDS => {
                self.0.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            Some(_) => (),
            None => {
                if let Some((_, value)) = self.0.last_mut().filter(|(_, value)| value.len() + line.len() < VALUE) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
    }

    /// The value of the first field of this name, which is given in small letters.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A value of a typed field without its type and comments before it: `dns; mx.example.org` is `mx.example.org`.
    pub(super) fn typed(&self, name: &str) -> Option<&str> {
        let value = self.get(name)?;
        let rest = skip_comments(value);
        let is_type = |kind: &str| kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let typed = rest.split_once(';').filter(|(kind, _)| is_type(kind.trim()));
        Some(typed.map_or(rest, |(_, value)| value).trim())
    }

    /// The first word of a field, without comments.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        let rest = skip_comments(self.get(name)?);
        rest.split(|c: char| c.is_whitespace() || "(;".contains(c)).next().filter(|word| !word.is_empty())
    }

    /// The address of a typed field.
    pub(super) fn address(&self, name: &str) -> Option<EmailAddress> {
        address(self.typed(name)?)
    }
}

/// An address as reports write it: in brackets, with a comment after it, in `xtext` (RFC 3461) or with `\x{}` (RFC 6533).
pub(super) fn address(text: &str) -> Option<EmailAddress> {
    let text = skip_comments(text);
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(start), Some(end)) if start < end => &text[start + 1..end],
        _ => text.split(|c: char| c.is_whitespace() || "(,".contains(c)).next().unwrap_or_default(),
    };
    decoded(inner.trim_matches(['"', '\''])).parse().ok()
}

/// Undoes `xtext`, where what it stands for had to be written so: others may be a part of the address (`jan+20@`). Where a
/// sign is written as `\x{}` it is undone.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let braced = rest.strip_prefix("\\x{").and_then(|tail| tail.split_once('}')).and_then(|(hex, tail)| {
            u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(|sign| (sign, tail))
        });
        let plain =
            [("+2B", '+'), ("+3D", '=')].iter().find_map(|(code, sign)| Some((*sign, rest.strip_prefix(code)?)));
        let (sign, tail) = braced.or(plain).unwrap_or((c, &rest[c.len_utf8()..]));
        out.push(sign);
        rest = tail;
    }
    out
}

/// What comes after comments at the start of a text (RFC 5322, 3.2.2): they nest, and a backslash takes the next sign along.
fn skip_comments(text: &str) -> &str {
    let (mut depth, mut quoted) = (0_u32, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if quoted => quoted = false,
            '\\' if depth > 0 => quoted = true,
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 && !c.is_whitespace() => return &text[at..],
            _ => (),
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(value: &str) -> Fields {
        Fields::first(&format!("Field: {value}\n"))
    }

    #[test]
    fn folded_lines_and_any_case_are_one_field() {
        let groups =
            Fields::groups("\n\nReporting-MTA:dns;a\r\n \r\nFINAL-recipient : rfc822;\r\n\tjan@example.org\r\n\nx");
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].typed("reporting-mta"), Some("a"));
        assert_eq!(groups[1].address("final-recipient").map(|it| it.to_string()).as_deref(), Some("jan@example.org"));
        assert_eq!(field("first\nSecond: two").get("second"), Some("two"));
        // A line without a name goes on, even when nobody indented it.
        assert_eq!(field("550 no\nsuch user").get("field"), Some("550 no such user"));
    }

    #[test]
    fn comments_and_types_are_left_out() {
        assert_eq!(field("(a (nested \\) one)) Failed (really)").word("field"), Some("Failed"));
        assert_eq!(field("smtp; 550 (no) such; user").typed("field"), Some("550 (no) such; user"));
        assert_eq!(field("550 no such; user").typed("field"), Some("550 no such; user"));
        assert_eq!(field("(never closed").word("field"), None);
    }

    #[test]
    fn addresses_are_read_however_they_are_written() {
        let read = |text| field(text).address("field").map(|it| it.to_string());
        for text in [
            "rfc822; jan@example.org",
            "RFC822;<jan@example.org>",
            "rfc822 ; jan@example.org (Jan)",
            "(who) utf-8; j\\x{61}n@example.org",
            "jan@example.org",
            "rfc822;\"jan@example.org\"",
        ] {
            assert_eq!(read(text).as_deref(), Some("jan@example.org"), "{text}");
        }
        assert_eq!(read("rfc822; jan+2Bwerk@example.org").as_deref(), Some("jan+werk@example.org"));
        assert_eq!(read("rfc822; jan+20@example.org").as_deref(), Some("jan+20@example.org"));
        for text in ["rfc822;", "x-local; jan", "utf-8; j\\x{e9}@example.org", "\\x{110000}@example.org", "><"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
