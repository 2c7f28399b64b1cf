//! What goes around the strokes: the tag with title and description, and the paper behind. Does not know what the
//! strokes mean.

use crate::canvas::{FAMILY, HEIGHT, UNIT, WIDTH};

/// The whole picture: `drawn` as plotters wrote it, on white paper with `backdrop`, with a title and a description.
///
/// Plotters writes neither, and has no way to ask for them.
pub(crate) fn around(drawn: &str, backdrop: &str, id: &str, title: &str, description: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let (width, height) = (WIDTH * UNIT, HEIGHT * UNIT);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"'{FAMILY}', sans-serif\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"96\" fill=\"#FFFFFF\"/>\n{backdrop}",
        escaped(title),
        escaped(description),
    );
    let strokes = drawn.split_once(">\n").map_or("", |(_, strokes)| strokes);
    svg.push_str(&tidied(strokes));
    svg
}

/// The strokes with what is the same for all left out, and words where every reader of SVG puts them at the same
/// height: Typst knows `em`, not `ex`. Words can't be changed by this: plotters writes their quotation marks escaped.
fn tidied(strokes: &str) -> String {
    strokes
        .replace(" opacity=\"1\"", "")
        .replace(&format!(" font-family=\"{FAMILY}\""), "")
        .replace(" dy=\"0.5ex\"", " dy=\"0.36em\"")
        .replace("\n</text>", "</text>")
}

/// `text` as it may stand between two tags; characters XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_t_break_out_of_the_title_or_the_id() {
        assert_eq!(escaped("Care & <Cure>\u{0}\u{FFFF}\n"), "Care &amp; &lt;Cure&gt; ");
        let svg = around("<svg>\n</svg>\n", "", "a\"b c", "T", "D");
        assert!(svg.contains("aria-labelledby=\"a-b-c-title a-b-c-desc\""), "{svg}");
    }
}
