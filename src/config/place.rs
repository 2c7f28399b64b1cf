//! Where in a configuration a key stands, and which key has the value at some place. Checks no value.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line on which a key stands, such as that of `mail.connections`; none where it is not written.
pub(super) fn line_of(key: &str, text: &str) -> Option<usize> {
    let file = DeTable::parse(text).ok()?;
    let (mut here, mut start) = (Some(file.get_ref()), None);
    for part in key.split('.') {
        let (name, value) = here?.iter().find(|(name, _)| *name.get_ref() == part)?;
        start = Some(name.span().start);
        here = match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => None,
        };
    }
    start.map(|start| domain::survey::line_of(text, start))
}

/// The key that has the value at this place.
pub(super) fn key_at(place: usize, text: &str) -> Option<String> {
    within(DeTable::parse(text).ok()?.get_ref(), place)
}

fn within(table: &DeTable<'_>, place: usize) -> Option<String> {
    table.iter().find_map(|(name, value)| {
        let name = name.get_ref();
        match inside(value, place)? {
            rest if rest.is_empty() => Some(name.to_string()),
            rest => Some(format!("{name}.{rest}")),
        }
    })
}

/// The rest of the key inside a value; empty for a value that holds the place itself.
fn inside(value: &Spanned<DeValue<'_>>, place: usize) -> Option<String> {
    match value.get_ref() {
        DeValue::Table(table) => within(table, place),
        DeValue::Array(items) if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) => {
            items.iter().find_map(|item| inside(item, place))
        }
        _ => value.span().contains(&place).then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_a_line_and_a_place_has_a_key() {
        let text = "a = 1\n[mail]\nfrom = \"x\"\n[mail.bounces]\nimap = 2\n[[pulse]]\nat = 3\n[[pulse]]\nat = 4\n";
        for (key, line) in [("a", Some(1)), ("mail.from", Some(3)), ("mail.bounces.imap", Some(5)), ("mail.x", None)] {
            assert_eq!(line_of(key, text), line, "{key}");
        }
        let at = |what: &str| key_at(text.find(what).expect("a place"), text);
        assert_eq!(at("\"x\"").as_deref(), Some("mail.from"));
        assert_eq!(at("2\n").as_deref(), Some("mail.bounces.imap"));
        assert_eq!(at("4\n").as_deref(), Some("pulse.at"));
        assert_eq!((at("from"), key_at(0, "[x")), (None, None));
    }
}
