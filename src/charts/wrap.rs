//! Words that have to fit: on one line, broken over several, or cut off with an ellipsis. Does not know where they stand.

use crate::ChartError;
use crate::canvas::{Canvas, Hand, UNIT};

/// No letter is narrower, so a text of more letters than this leaves room for is cut before it is measured.
const NARROWEST: i32 = 4 * UNIT;

/// `text` without line breaks, and without characters that XML has no place for.
pub(crate) fn in_one_line(text: &str) -> String {
    let kept = |c: &char| c.is_whitespace() || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let text: String = text.chars().filter(kept).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text`, or as much of it as `widest` has room for, and an ellipsis.
pub(crate) fn cut(text: &str, hand: Hand, widest: i32, canvas: &Canvas<'_>) -> Result<String, ChartError> {
    let most = usize::try_from(widest / NARROWEST).unwrap_or_default();
    let mut count = text.chars().count();
    if count <= most && canvas.width_of(text, hand)? <= widest {
        return Ok(text.to_owned());
    }
    count = count.min(most);
    loop {
        count = count.saturating_sub(1);
        let kept: String = text.chars().take(count).collect();
        let words = format!("{}…", kept.trim_end());
        if count == 0 || canvas.width_of(&words, hand)? <= widest {
            return Ok(words);
        }
    }
}

/// `text` over at most so many lines, none wider than `widest`; what has no room is cut off.
pub(crate) fn lines(
    text: &str,
    hand: Hand,
    widest: i32,
    most: usize,
    canvas: &Canvas<'_>,
) -> Result<Vec<String>, ChartError> {
    let text = in_one_line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() && lines.len() < most {
        let end = if lines.len() + 1 == most { rest.len() } else { fitting(rest, hand, widest, canvas)? };
        let (line, after) = rest.split_at(end);
        lines.push(cut(line.trim_end(), hand, widest, canvas)?);
        rest = after.trim_start();
    }
    Ok(lines)
}

/// Where the line ends that holds as many whole words of `text` as there is room for, and at least one.
fn fitting(text: &str, hand: Hand, widest: i32, canvas: &Canvas<'_>) -> Result<usize, ChartError> {
    let mut end = text.find(' ').unwrap_or(text.len());
    while end < text.len() {
        let next = text[end + 1..].find(' ').map_or(text.len(), |found| end + 1 + found);
        if canvas.width_of(&text[..next], hand)? > widest {
            break;
        }
        end = next;
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, widest: i32, most: usize) -> Vec<String> {
        let mut drawn = String::new();
        let canvas = Canvas::on(&mut drawn, 100).expect("a font");
        let lines = lines(text, Hand::SMALL, widest * UNIT, most, &canvas).expect("a font");
        for line in &lines {
            assert!(canvas.width_of(line, Hand::SMALL).expect("a font") <= widest * UNIT, "{line}");
        }
        lines
    }

    #[test]
    fn a_text_is_broken_between_words_and_cut_only_where_there_is_no_line_left() {
        assert_eq!(broken("Care", 200, 2), ["Care"]);
        assert_eq!(broken("Care for \n the elderly", 120, 3), ["Care for", "the elderly"]);
        assert_eq!(broken("Care for the elderly at home", 120, 2), ["Care for", "the elderl…"]);
        assert_eq!(broken("Zorgverzekeringsmaatschappij Noord", 120, 2), ["Zorgverze…", "Noord"]);
        assert!(broken(" \u{0} ", 120, 2).is_empty());
    }
}
