//! What goes around the strokes: the tag with title and description, and the paper behind. Does not know what the
//! strokes mean.

use std::fmt::Write;

use crate::Told;
use crate::canvas::{FAMILY, UNIT, WIDTH};

/// What goes around the strokes.
pub(crate) struct Frame<'a> {
    /// From the height of 0 to the lower end of the paper, in units.
    pub(crate) tall: i32,
    /// Good XML, beneath the strokes.
    pub(crate) backdrop: &'a str,
    /// Good XML, on top of them.
    pub(crate) foreground: &'a str,
    /// By how much the paper reaches above the height of 0, and by how much the strokes lie too low.
    pub(crate) lift: i32,
    pub(crate) id: &'a str,
    pub(crate) told: &'a Told,
}

/// The whole picture: `drawn` as plotters wrote it, on white paper, with a title and a description.
///
/// Plotters writes neither, and has no way to ask for them.
pub(crate) fn around(drawn: &str, frame: &Frame<'_>) -> String {
    let Frame { backdrop, foreground, lift, told, .. } = frame;
    let id: String = frame.id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let (width, height, top) = (WIDTH * UNIT, frame.tall * UNIT + lift, -lift);
    let tall = frame.tall + lift / UNIT;
    let from = if *lift > 0 { format!(" y=\"{top}\"") } else { String::new() };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{tall}\" \
         viewBox=\"0 {top} {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"'{FAMILY}', sans-serif\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
         <rect{from} width=\"{width}\" height=\"{height}\" rx=\"96\" fill=\"#FFFFFF\"/>\n{backdrop}",
        escaped(&told.title),
        escaped(&told.description),
    );
    let strokes = drawn.split_once(">\n").map_or("", |(_, strokes)| strokes);
    let (strokes, end) = strokes.rsplit_once("</svg>").unwrap_or((strokes, ""));
    if *lift > 0 {
        let _ = write!(svg, "<g transform=\"translate(0 {top})\">\n{}</g>\n", tidied(strokes));
    } else {
        svg.push_str(&tidied(strokes));
    }
    svg.push_str(foreground);
    svg.push_str("</svg>");
    svg.push_str(end);
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
pub(crate) fn escaped(text: &str) -> String {
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
        let told = Told::default();
        let frame = Frame { tall: 400, backdrop: "", foreground: "", lift: 0, id: "a\"b c", told: &told };
        let svg = around("<svg>\n</svg>\n", &frame);
        assert!(svg.contains("aria-labelledby=\"a-b-c-title a-b-c-desc\""), "{svg}");
    }
}
