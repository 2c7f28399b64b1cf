//! Walks a TOML document and notes every fault with its line and key. Does not know what a questionnaire is.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, key {key}: {expected}")]
pub struct Problem {
    /// The line in the file, from 1.
    pub line: usize,
    /// The key's path, such as `item[3].text.nl`.
    pub key: String,
    /// What was expected there.
    pub expected: String,
}

/// The line, from 1, on which a byte of a text stands.
pub fn line_of(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).matches('\n').count() + 1
}

/// The name in `known` that was probably meant, as the end of a sentence; nothing when none is like it.
pub(super) fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    /// Below this two names have little more in common than some letters.
    const ALIKE: f64 = 0.8;
    let alike = known.map(|name| (strsim::jaro_winkler(given, name), name)).filter(|(likeness, _)| *likeness >= ALIKE);
    let best = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.map(|(_, name)| format!("; did you mean \"{name}\"?")).unwrap_or_default()
}

/// Collects the problems of one document.
pub(super) struct Document<'a> {
    source: &'a str,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Document<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, problems: RefCell::default() }
    }

    pub(super) fn note(&self, span: &Range<usize>, key: impl Into<String>, expected: impl Into<String>) {
        let line = line_of(self.source, span.start);
        self.problems.borrow_mut().push(Problem { line, key: key.into(), expected: expected.into() });
    }

    /// The problems in file order.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

/// A value with its place in the file.
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
    pub(super) path: String,
}

/// One table of a document; keys that are never asked for are noted by [`Section::done`].
pub(super) struct Section<'a> {
    document: &'a Document<'a>,
    path: String,
    span: Range<usize>,
    table: &'a DeTable<'a>,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Section<'a> {
    pub(super) fn root(document: &'a Document<'a>, table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::at(document, String::new(), table.span(), table.get_ref())
    }

    fn at(document: &'a Document<'a>, path: String, span: Range<usize>, table: &'a DeTable<'a>) -> Self {
        Self { document, path, span, table, known: RefCell::default() }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn find(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    fn required(&self, key: &'static str, expected: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.find(key);
        if found.is_none() {
            self.document.note(&self.span, self.path_of(key), format!("is missing; expected {expected}"));
        }
        found
    }

    fn wrong(&self, key: &str, found: &Spanned<DeValue<'_>>, expected: &str) {
        let kind = found.get_ref().type_str();
        self.document.note(&found.span(), self.path_of(key), format!("is a {kind}; expected {expected}"));
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &'static str, expected: &str) -> Option<At<String>> {
        let found = self.required(key, expected)?;
        match found.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => {
                Some(At { value: text.trim().to_owned(), span: found.span(), path: self.path_of(key) })
            }
            Some(_) => {
                self.document.note(&found.span(), self.path_of(key), format!("is empty; expected {expected}"));
                None
            }
            None => {
                self.wrong(key, found, expected);
                None
            }
        }
    }

    /// `true`, `false`, or `false` when the key is not there.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.find(key).is_some_and(|found| {
            found.get_ref().as_bool().unwrap_or_else(|| {
                self.wrong(key, found, "true or false");
                false
            })
        })
    }

    /// A table of its own.
    pub(super) fn section(&self, key: &'static str, expected: &str) -> Option<Self> {
        let found = self.required(key, expected)?;
        let Some(table) = found.get_ref().as_table() else {
            self.wrong(key, found, expected);
            return None;
        };
        Some(Self::at(self.document, self.path_of(key), found.span(), table))
    }

    /// A list of tables, `[[key]]` or inline.
    pub(super) fn sections(&self, key: &'static str, expected: &str) -> Vec<Self> {
        let mut sections = Vec::new();
        for (path, element) in self.list(key, expected) {
            match element.get_ref().as_table() {
                Some(table) => sections.push(Self::at(self.document, path, element.span(), table)),
                None => self.document.note(&element.span(), path, format!("expected {expected}")),
            }
        }
        sections
    }

    /// A list of texts.
    pub(super) fn texts(&self, key: &'static str, expected: &str) -> Vec<At<String>> {
        let mut texts = Vec::new();
        for (path, element) in self.list(key, expected) {
            match element.get_ref().as_str() {
                Some(text) => texts.push(At { value: text.to_owned(), span: element.span(), path }),
                None => self.document.note(&element.span(), path, format!("expected {expected}")),
            }
        }
        texts
    }

    fn list(&self, key: &'static str, expected: &str) -> Vec<(String, &'a Spanned<DeValue<'a>>)> {
        let Some(found) = self.required(key, expected) else { return Vec::new() };
        let Some(elements) = found.get_ref().as_array() else {
            self.wrong(key, found, expected);
            return Vec::new();
        };
        if elements.is_empty() {
            self.document.note(&found.span(), self.path_of(key), format!("is empty; expected {expected}"));
        }
        let path = self.path_of(key);
        elements.iter().enumerate().map(|(n, element)| (format!("{path}[{}]", n + 1), element)).collect()
    }

    /// Notes a problem of the whole table.
    pub(super) fn note(&self, key: &str, expected: impl Into<String>) {
        self.document.note(&self.span, self.path_of(key), expected);
    }

    /// Notes a problem of one of its values.
    pub(super) fn note_at(&self, span: &Range<usize>, key: impl Into<String>, expected: impl Into<String>) {
        self.document.note(span, key, expected);
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Notes every key that was never asked for.
    pub(super) fn done(self) {
        let known = self.known.borrow();
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let (names, hint) = (known.join(", "), nearest(key.get_ref(), known.iter().copied()));
                let expected = format!("is not known here; expected one of {names}{hint}");
                self.document.note(&key.span(), self.path_of(key.get_ref()), expected);
            }
        }
    }
}
