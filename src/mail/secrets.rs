//! The secret pieces of a letter's links, which a mail server may quote when it refuses the letter, whole or cut in two. Does
//! not know what they open.

/// A piece of a path this long is one that nobody could guess.
const SECRET: usize = 16;
/// A run of letters and digits this long is looked for in them.
const PIECE: usize = 6;
/// What stands in the place of one.
const GAP: &str = "\u{2026}";

/// The secret pieces of one letter's links, in small letters.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Those of the links in a plain text.
    pub(crate) fn of(plain: &str) -> Self {
        let links = plain.split_whitespace().filter_map(|word| word.split_once("://"));
        let pieces = links.flat_map(|(_, link)| link.split('/').skip(1)).filter(|piece| piece.len() >= SECRET);
        Self(pieces.map(str::to_ascii_lowercase).collect())
    }

    /// A mail server's words, with a gap for whatever may be a piece of one.
    pub(crate) fn taken_out_of(&self, words: &str) -> String {
        let mut kept = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
            let end = rest[start..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |end| start + end);
            kept += &rest[..start];
            kept += if self.has(&rest[start..end]) { GAP } else { &rest[start..end] };
            rest = &rest[end..];
        }
        kept + rest
    }

    fn has(&self, run: &str) -> bool {
        let run = run.to_ascii_lowercase();
        run.len() >= PIECE && self.0.iter().any(|secret| secret.contains(&run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_piece_of_a_link_is_left_however_it_is_cut() {
        let secrets =
            Secrets::of("Answer here:\nhttps://x.nl/a/zt4mgk7jbytrqhip7ytrzqvaau\n\nMore: https://x.nl/protection");
        for (said, kept) in [
            ("554 spam: /a/zt4mgk7jbytrq", "554 spam: /a/\u{2026}"),
            ("hip7ytrzqvaau seen", "\u{2026} seen"),
            ("ZT4MGK7JBYTRQHIP7YT=rzqvaau", "\u{2026}=\u{2026}"),
            ("550 5.7.1 protection of x.nl", "550 5.7.1 protection of x.nl"),
            ("n\u{e9}ant", "n\u{e9}ant"),
        ] {
            assert_eq!(secrets.taken_out_of(said), kept);
        }
    }
}
