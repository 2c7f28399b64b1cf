//! "Did you mean": the known word that is spelled most like a given one. Does not know what the words are for.

/// How alike two words must be before one is offered for the other.
const ALIKE: f64 = 0.8;

/// The known word most like `given`, whatever the case; none when there is none like it.
pub(super) fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let small = given.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&small, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// The end of a complaint about an unknown word.
pub(super) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default()
}
