//! Reads a conversation guide from its TOML file and checks it against its questionnaire. Does not know where the files
//! lie.

use std::ops::RangeInclusive;

use toml::de::DeTable;

use super::super::document::{Document, Section, nearest};
use super::super::file::Unreadable;
use super::{Advice, Guide, Part, Points, Situation};
use crate::survey::{Index, Questionnaire};
use crate::{Language, Localized};

/// The longest text that is said or read in one piece, in characters.
const LONGEST_TEXT: usize = 600;
/// The longest point of a list, in characters.
const LONGEST_POINT: usize = 300;
/// How many questions a conversation has room for.
const QUESTIONS: RangeInclusive<usize> = 4..=6;
/// How many points any other list may have.
const FEW: RangeInclusive<usize> = 1..=6;

impl Guide {
    /// Reads and checks the guide to `questionnaire`.
    ///
    /// # Errors
    /// With every problem found, each with its line, key and what was expected.
    pub fn parse(source: &str, questionnaire: &Questionnaire) -> Result<Self, Unreadable> {
        let document = Document::of(source);
        let table = match DeTable::parse(source) {
            Ok(table) => table,
            Err(error) => {
                document.note(&error.span().unwrap_or(0..0), "(syntax)", error.message());
                return Err(Unreadable { problems: document.into_problems() });
            }
        };
        let found = read(Section::root(&document, &table), &document, questionnaire);
        match (found, document.into_problems()) {
            (Some(guide), problems) if problems.is_empty() => Ok(guide),
            (_, problems) => Err(Unreadable { problems }),
        }
    }
}

fn read(root: Section<'_>, document: &Document<'_>, questionnaire: &Questionnaire) -> Option<Guide> {
    let (before, during, after) =
        (points(&root, "before", &FEW), points(&root, "during", &FEW), points(&root, "after", &FEW));
    let advice: Vec<_> = Situation::ALL.into_iter().map(|situation| advice(&root, situation)).collect();
    let (whole, dimensions) = questionnaire.indices().split_first()?;
    let score = root.section(Index::SCORE, "a table about the whole score");
    let score = score.and_then(|section| part(section, whole));
    let dimensions = parts(&root, document, dimensions);
    root.done();

    let mut parts = vec![score?];
    for part in dimensions {
        parts.push(part?);
    }
    Some(Guide {
        survey: questionnaire.key().clone(),
        title: questionnaire.title().clone(),
        before: before?,
        during: during?,
        after: after?,
        parts,
        advice: advice.into_iter().collect::<Option<_>>()?,
    })
}

/// One part for each of `dimensions`, in their order.
fn parts(root: &Section<'_>, document: &Document<'_>, dimensions: &[Index]) -> Vec<Option<Part>> {
    let mut found: Vec<Option<Option<Part>>> = dimensions.iter().map(|_| None).collect();
    let keys: Vec<&str> = dimensions.iter().map(|dimension| dimension.key.as_str()).collect();
    for section in root.sections("dimension", "one [[dimension]] for each of the questionnaire") {
        let Some(named) = section.text("key", "the key of a dimension of the questionnaire") else { continue };
        let place = keys.iter().position(|key| *key == named.value);
        match place {
            Some(place) if found[place].is_some() => {
                document.note(&named.span, named.path, format!("\"{}\" stands here twice", named.value));
            }
            Some(place) => found[place] = Some(part(section, &dimensions[place])),
            None => {
                let hint = nearest(&named.value, keys.iter().copied());
                let expected = format!("is \"{}\"; expected one of {}{hint}", named.value, keys.join(", "));
                document.note(&named.span, named.path, expected);
            }
        }
    }
    for (key, part) in keys.iter().zip(&found) {
        if part.is_none() {
            root.note("dimension", format!("says nothing about {key}; expected a [[dimension]] with key = \"{key}\""));
        }
    }
    found.into_iter().map(Option::flatten).collect()
}

/// What is said about one figure. The name comes from the questionnaire, so that it is written once.
fn part(section: Section<'_>, index: &Index) -> Option<Part> {
    let (about, opening) = (text(&section, "about"), text(&section, "opening"));
    let questions = points(&section, "questions", &QUESTIONS);
    let (listen, avoid) = (points(&section, "listen", &FEW), points(&section, "avoid", &FEW));
    let (steps, hand_over) = (points(&section, "steps", &FEW), points(&section, "hand_over", &FEW));
    section.done();
    Some(Part {
        key: index.key.clone(),
        name: index.name.clone(),
        about: about?,
        opening: opening?,
        questions: questions?,
        listen: listen?,
        avoid: avoid?,
        steps: steps?,
        hand_over: hand_over?,
    })
}

fn advice(root: &Section<'_>, situation: Situation) -> Option<Advice> {
    let section = root.section(situation.key(), "a table with say and mind")?;
    let (say, mind) = (text(&section, "say"), points(&section, "mind", &FEW));
    section.done();
    Some(Advice { situation, say: say?, mind: mind? })
}

/// A text in both languages.
fn text(section: &Section<'_>, key: &'static str) -> Option<Localized> {
    let both = section.section(key, "a table with the texts en and nl")?;
    let read = |language: Language| {
        let found = both.text(language.code(), in_words(language))?;
        let fits = found.value.chars().count() <= LONGEST_TEXT;
        if !fits {
            both.note(language.code(), too_long(&found.value, LONGEST_TEXT));
        }
        fits.then_some(found.value)
    };
    let (english, dutch) = (read(Language::English), read(Language::Dutch));
    both.done();
    Some(Localized::new(english?, dutch?))
}

/// A list in both languages, as long in one as in the other, so that neither reader gets less.
fn points(section: &Section<'_>, key: &'static str, many: &RangeInclusive<usize>) -> Option<Points> {
    let both = section.section(key, "a table with the lists en and nl")?;
    let read = |language: Language| {
        let mut list = Vec::new();
        for point in both.texts(language.code(), "a list of texts") {
            let value = point.value.trim();
            if value.is_empty() {
                both.note_at(&point.span, point.path, format!("is empty; expected {}", in_words(language)));
            } else if value.chars().count() > LONGEST_POINT {
                both.note_at(&point.span, point.path, too_long(value, LONGEST_POINT));
            }
            list.push(value.to_owned());
        }
        if !list.is_empty() && !many.contains(&list.len()) {
            let (has, least, most) = (list.len(), many.start(), many.end());
            both.note(language.code(), format!("has {has} entries; expected {least} to {most}"));
        }
        list
    };
    let (english, dutch) = (read(Language::English), read(Language::Dutch));
    if !english.is_empty() && !dutch.is_empty() && english.len() != dutch.len() {
        let (en, nl) = (english.len(), dutch.len());
        both.note("nl", format!("has {nl} entries and en has {en}; expected as many in both languages"));
    }
    both.done();
    Some(Points { english, dutch })
}

const fn in_words(language: Language) -> &'static str {
    match language {
        Language::English => "a text in English",
        Language::Dutch => "a text in Dutch",
    }
}

fn too_long(text: &str, most: usize) -> String {
    format!("has {} characters; expected at most {most}", text.chars().count())
}
