//! Records that are lists of tags: `v=DMARC1; p=none` (RFC 6376, section 3.2; RFC 7489, section 6.4). Knows no tag.

/// The tags of a record in their order, or the part that is none.
pub(super) fn read(text: &str) -> Result<Vec<(&str, &str)>, String> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            Ok((name.trim_end(), value.trim_start()))
        })
        .collect()
}

/// The value of a tag.
pub(super) fn find<'a>(tags: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    tags.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}
