//! Which characters the house's fonts can print. Does not know what any text says.
//!
//! Archival PDF refuses a character without a picture. A roster may hold any: one emoji in the name of one team must
//! not keep a whole organisation from its reports.

use serde_json::Value;
use typst::text::Font;

/// Stands where a character can't be printed.
const UNPRINTABLE: char = '\u{FFFD}';

/// Replaces, in every text of `data`, the characters that can't be printed: those of which the fonts of the `house` have
/// no picture in each weight, and no font that was `brought` has one.
///
/// What the font of a text does not have, the typesetter takes from any font it knows. So a font that was brought can only
/// add characters, and takes none away.
pub(crate) fn make_printable(data: &mut Value, house: &[Font], brought: &[Font]) {
    match data {
        Value::String(text) => {
            if !text.chars().all(|c| prints(c, house, brought)) {
                *text = text.chars().map(|c| if prints(c, house, brought) { c } else { UNPRINTABLE }).collect();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| make_printable(value, house, brought)),
        Value::Object(fields) => fields.values_mut().for_each(|value| make_printable(value, house, brought)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Line ends and tabs stand in drawings and are never printed themselves.
fn prints(c: char, house: &[Font], brought: &[Font]) -> bool {
    // The byte order mark and the private area are refused by the standard even where a font has them.
    let refused = matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let has = |font: &Font| font.info().coverage.contains(c.into());
    c != '\0' && c.is_control() || !refused && (house.iter().all(has) || brought.iter().any(has))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::press::house_fonts;

    #[test]
    fn what_has_no_picture_is_replaced_and_nothing_else() {
        let mut data = json!({ "name": "Één – “Ω” й €\n", "list": ["Team 🚀", "队", "a\u{FEFF}b"], "number": 3 });
        make_printable(&mut data, house_fonts(), &[]);
        let list = ["Team \u{FFFD}", "\u{FFFD}", "a\u{FFFD}b"];
        assert_eq!(data, json!({ "name": "Één – “Ω” й €\n", "list": list, "number": 3 }));
        assert!(prints(UNPRINTABLE, house_fonts(), &[]), "the replacement itself must have a picture");
    }
}
