//! A server's words, made fit to be kept and shown. Does not know what they mean.
//!
//! A server quotes what it likes: other people's addresses, and from the letter itself a link that a filter disliked,
//! which is somebody's personal one. Neither may stay.

use super::MailStatus;
use crate::EmailAddress;

/// What stands for that which was left out.
const GAP: &str = "…";
/// As long as a run of letters and digits must be to be a token, or a name of chance. A token has 26.
const TOKEN: usize = 20;

/// More than this of a server's words is never looked at, in characters.
const READ: usize = 2_000;

/// A server's words on one line without addresses, links and tokens, `most` characters at most: fit to be kept and shown.
pub fn cleaned(words: &str, most: usize) -> String {
    let mut line = String::new();
    for word in beginning(words).split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line += &without_secrets(word);
    }
    let visible: String = line.chars().filter(|c| !is_hidden(*c)).collect();
    match visible.char_indices().nth(most) {
        None => visible,
        Some(_) => visible.chars().take(most - 1).chain(GAP.chars()).collect(),
    }
}

/// The same words without the name of a receiver: the part before the `@`, where it stands as a word of its own, with or
/// without what follows a `+`. A mailbox called like the code of a reply keeps it.
pub fn unnamed(words: &str, receiver: &EmailAddress) -> String {
    let local = receiver.as_str().split('@').next().unwrap_or_default();
    let user = local.split('+').next().unwrap_or_default();
    [local, user].into_iter().filter(|name| !is_code(name)).fold(words.to_owned(), |text, name| without(&text, name))
}

/// Whether a word is what servers write for themselves, such as 550 and 5.1.1.
fn is_code(word: &str) -> bool {
    word.is_empty() || word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) || word.parse::<MailStatus>().is_ok()
}

/// A text with a gap for each place where `name` is a word of its own, whatever the case.
fn without(text: &str, name: &str) -> String {
    let (small, name) = (text.to_ascii_lowercase(), name.to_ascii_lowercase());
    let (mut kept, mut done) = (String::with_capacity(text.len()), 0);
    for (at, _) in small.match_indices(&name) {
        let end = at + name.len();
        let inside = small[..at].ends_with(char::is_alphanumeric) || small[end..].starts_with(char::is_alphanumeric);
        if !inside {
            kept += &text[done..at];
            kept += GAP;
            done = end;
        }
    }
    kept + &text[done..]
}

/// What is looked at: whole words, so that no half of a token is left at the end.
fn beginning(words: &str) -> &str {
    match words.char_indices().nth(READ) {
        None => words,
        Some((end, _)) => words[..end].rfind(char::is_whitespace).map_or(GAP, |end| &words[..end]),
    }
}

/// Signs that show nothing and turn the direction of what follows.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// One word; in it, what stands between brackets, quotes and commas is looked at by itself.
fn without_secrets(word: &str) -> String {
    let is_edge = |c: char| "<>()[]{}\"'`,;:|=".contains(c);
    // A link has edges of its own signs inside: the colon after its scheme, the sign before a value.
    if let Some(at) = word.find("://") {
        let start = word[..at].rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |sign| after(word, sign));
        let end = word[at..].find(|c: char| "<>()[]{}\"'`".contains(c)).map_or(word.len(), |end| at + end);
        return without_secrets(&word[..start]) + GAP + &without_secrets(&word[end..]);
    }
    word.split_inclusive(is_edge)
        .map(|piece| {
            let edge = piece.chars().next_back().filter(|c| is_edge(*c));
            let inner = edge.map_or(piece, |edge| &piece[..piece.len() - edge.len_utf8()]);
            let kept = if inner.contains('@') { GAP.to_owned() } else { without_tokens(inner) };
            edge.into_iter().fold(kept, |text, edge| text + edge.encode_utf8(&mut [0; 4]))
        })
        .collect()
}

/// Where the sign at this place ends.
fn after(word: &str, sign: usize) -> usize {
    sign + word[sign..].chars().next().map_or(0, char::len_utf8)
}

/// Leaves out long runs of letters and digits, but names such as `RecipientAddressRejected`.
fn without_tokens(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_run = first.is_ascii_alphanumeric();
        let end = rest.find(|c: char| c.is_ascii_alphanumeric() != in_run).unwrap_or(rest.len());
        let (run, further) = rest.split_at(end);
        kept += if in_run && run.len() >= TOKEN && !is_name(run) { GAP } else { run };
        rest = further;
    }
    kept
}

/// Whether a run is words written together: capitals among small letters, and no digit.
fn is_name(run: &str) -> bool {
    let has = |what: fn(&u8) -> bool| run.bytes().any(|byte| what(&byte));
    has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && !has(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_address_link_or_token_is_left() {
        let token = "abcdefghijklmnopqrstuvwx23";
        for (words, kept) in [
            ("<jan@example.org>: unknown", "<…>: unknown"),
            ("550 5.1.1 jan@example.org,piet@example.net unknown", "550 5.1.1 …,… unknown"),
            ("to=jan@example.org;x", "to=…;x"),
            (&format!("URL (https://pulse.example.org/a/{token}?x=1) is listed"), "URL (…) is listed"),
            (&format!("pulse.example.org/a/{token} is listed"), "pulse.example.org/a/… is listed"),
            (&format!("see <{}>", token.to_uppercase()), "see <…>"),
            (
                "RESOLVER.ADR.RecipientNotFound; RecipientAddressRejected",
                "RESOLVER.ADR.RecipientNotFound; RecipientAddressRejected",
            ),
            ("two\r\n\tlines\u{0}and\u{202e}more", "two lines andmore"),
            ("http://a.example:8080/x\"http://b", "…\"…"),
        ] {
            assert_eq!(cleaned(words, 300), kept, "{words}");
        }
        assert_eq!(cleaned("één twee drie", 6), "één t…");
        assert_eq!(cleaned("één", 3), "één");
        assert_eq!(cleaned(&format!("{}{token}", "a ".repeat(990)), 5_000), "a ".repeat(990).trim_end());
        assert_eq!(cleaned(&"a://<".repeat(100_000), 300), "…");
    }

    #[test]
    fn the_receiver_is_named_in_no_spelling() {
        let without = |words, receiver: &str| unnamed(words, &receiver.parse().expect("an address"));
        for (words, kept) in [
            ("550 5.1.1 user jan.jansen unknown", "550 5.1.1 user … unknown"),
            ("no mailbox \"Jan.Jansen\" here (JAN.JANSEN)", "no mailbox \"…\" here (…)"),
            ("jan.jansen, jan.janssen and é-jan.jansen", "…, jan.janssen and é-…"),
            ("nothing of the kind", "nothing of the kind"),
        ] {
            assert_eq!(without(words, "jan.jansen@example.org"), kept);
            assert_eq!(without(words, "jan.jansen+pulse@example.org"), kept);
        }
        assert_eq!(without("550 no 12345, no 1234567", "12345@x.nl"), "550 no …, no 1234567");
        assert_eq!(without("550 5.1.1 no", "550@x.nl"), "550 5.1.1 no");
        assert_eq!(without("unknown: ann+x@y", "ann+x@x.nl"), "unknown: …@y");
    }

    proptest! {
        #[test]
        fn whatever_a_server_writes_is_short_and_has_no_token(
            before in "\\PC{0,40}", token in "[a-z2-7]{26}", after in "\\PC{0,400}",
        ) {
            let kept = cleaned(&format!("{before}{token}{after}"), 300);
            prop_assert!(!kept.contains(&token) && !kept.contains('@') && kept.chars().count() <= 300);
            prop_assert_eq!(cleaned(&kept, 300), kept);
        }
    }
}
