//! Reads a questionnaire from its TOML file and checks all of it. Does not know where the file lies.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::DeTable;

use super::document::{At, Document, Problem, Section};
use super::{Claims, Dimension, Index, Item, POINTS, Questionnaire, Scale, SurveyKey, is_key};
use crate::Localized;

const KEY: &str = "a short name of lower-case letters, digits and hyphens, at most 40, used once";

/// A file that is no questionnaire: all that is wrong with it, in file order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::first_lines(problems))]
pub struct Unreadable {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl Questionnaire {
    /// Reads and checks a questionnaire.
    ///
    /// # Errors
    /// With every problem found, each with its line, key and what was expected.
    pub fn parse(source: &str) -> Result<Self, Unreadable> {
        let document = Document::of(source);
        let table = match DeTable::parse(source) {
            Ok(table) => table,
            Err(error) => {
                document.note(&error.span().unwrap_or(0..0), "(syntax)", error.message());
                return Err(Unreadable { problems: document.into_problems() });
            }
        };
        let found = read(Section::root(&document, &table), &document, source);
        match (found, document.into_problems()) {
            (Some(questionnaire), problems) if problems.is_empty() => Ok(questionnaire),
            (_, problems) => Err(Unreadable { problems }),
        }
    }
}

fn read(root: Section<'_>, document: &Document<'_>, source: &str) -> Option<Questionnaire> {
    let key = root.text("key", KEY);
    let title = localized(&root, "title");
    let introduction = localized(&root, "introduction");
    let claims = claims(&root);
    let scale = scale(&root);
    let (dimensions, spans): (Vec<_>, Vec<_>) = dimensions(&root, document).into_iter().unzip();
    let items = items(&root, document, &dimensions);
    let score = score(&root, document, &items);
    root.done();

    let key = key.filter(|key| {
        let good = is_key(&key.value);
        if !good {
            document.note(&key.span, &key.path, format!("expected {KEY}"));
        }
        good
    })?;
    let mut indices = vec![score?];
    for (position, (dimension, span)) in dimensions.iter().zip(spans).enumerate() {
        let members: Vec<_> =
            items.iter().enumerate().filter(|(_, item)| item.dimension == position).map(|(n, _)| n).collect();
        // A dimension of one item would be that item's mean beside its shares, which together give answers away.
        if !(2..=Index::MOST_ITEMS).contains(&members.len()) {
            let (has, most) = (members.len(), Index::MOST_ITEMS);
            let expected = format!("has {has} items; expected 2 to {most}");
            document.note(&span, format!("dimension[{}]", position + 1), expected);
        }
        indices.push(Index { key: dimension.key.clone(), name: dimension.name.clone(), items: members });
    }
    Some(Questionnaire {
        source: source.to_owned(),
        key: SurveyKey(key.value),
        title: title?,
        introduction: introduction?,
        claims: claims?,
        scale: scale?,
        dimensions,
        items,
        indices,
    })
}

fn localized(section: &Section<'_>, key: &'static str) -> Option<Localized> {
    let both = section.section(key, "a table with the texts en and nl")?;
    let text = versions(&both);
    both.done();
    text
}

fn versions(section: &Section<'_>) -> Option<Localized> {
    let (english, dutch) = (section.text("en", "a text in English"), section.text("nl", "a text in Dutch"));
    Some(Localized::new(english?.value, dutch?.value))
}

fn claims(root: &Section<'_>) -> Option<Claims> {
    let section = root.section("claims", "a table with may and may_not")?;
    let (may, may_not) = (localized(&section, "may"), localized(&section, "may_not"));
    section.done();
    Some(Claims { may: may?, may_not: may_not? })
}

fn scale(root: &Section<'_>) -> Option<Scale> {
    let section = root.section("scale", "a table with points and no_answer")?;
    let labels = section.sections("points", "five labels, each { en = \"...\", nl = \"...\" }");
    let given = labels.len();
    let points: Vec<_> = labels
        .into_iter()
        .filter_map(|label| {
            let text = versions(&label);
            label.done();
            text
        })
        .collect();
    if given != POINTS {
        section.note("points", format!("has {given} labels; expected {POINTS}, from the lowest to the highest point"));
    }
    let no_answer = localized(&section, "no_answer");
    section.done();
    Some(Scale { points, no_answer: no_answer? })
}

/// Takes a short name that was not used before in `taken`.
fn fresh_key(found: Option<At<String>>, taken: &mut HashSet<String>, document: &Document<'_>) -> Option<String> {
    let key = found?;
    if !is_key(&key.value) || key.value == Index::SCORE || !taken.insert(key.value.clone()) {
        document.note(&key.span, &key.path, format!("is \"{}\"; expected {KEY}", key.value));
    }
    Some(key.value)
}

fn dimensions(root: &Section<'_>, document: &Document<'_>) -> Vec<(Dimension, Range<usize>)> {
    let mut taken = HashSet::new();
    let mut dimensions = Vec::new();
    for section in root.sections("dimension", "at least one [[dimension]] with key and name") {
        let key = fresh_key(section.text("key", KEY), &mut taken, document);
        let name = localized(&section, "name");
        let span = section.span();
        section.done();
        if let (Some(key), Some(name)) = (key, name) {
            dimensions.push((Dimension { key, name }, span));
        }
    }
    dimensions
}

fn items(root: &Section<'_>, document: &Document<'_>, dimensions: &[Dimension]) -> Vec<Item> {
    let mut taken = HashSet::new();
    let mut items = Vec::new();
    let sections = root.sections("item", "at least one [[item]] with key, dimension and text");
    if sections.len() > Questionnaire::MOST_ITEMS {
        root.note("item", format!("occurs {} times; expected at most {}", sections.len(), Questionnaire::MOST_ITEMS));
    }
    for section in sections {
        let key = fresh_key(section.text("key", KEY), &mut taken, document);
        let reversed = section.flag("reversed");
        let text = localized(&section, "text");
        let named = section.text("dimension", "the key of a dimension");
        section.done();
        let Some(named) = named else { continue };
        let Some(dimension) = dimensions.iter().position(|dimension| dimension.key == named.value) else {
            let keys = dimensions.iter().map(|dimension| dimension.key.as_str()).collect::<Vec<_>>().join(", ");
            document.note(&named.span, named.path, format!("is \"{}\"; expected one of {keys}", named.value));
            continue;
        };
        if let (Some(key), Some(text)) = (key, text) {
            items.push(Item { key, dimension, reversed, text });
        }
    }
    items
}

fn score(root: &Section<'_>, document: &Document<'_>, items: &[Item]) -> Option<Index> {
    let section = root.section("score", "a table with name and items")?;
    let name = localized(&section, "name");
    let mut members = Vec::new();
    for named in section.texts("items", "the keys of the items that make the score") {
        match items.iter().position(|item| item.key == named.value) {
            Some(position) if !members.contains(&position) => members.push(position),
            Some(_) => document.note(&named.span, named.path, format!("\"{}\" stands here twice", named.value)),
            None => document.note(&named.span, named.path, format!("\"{}\" is not the key of an item", named.value)),
        }
    }
    if members.len() > Index::MOST_ITEMS {
        section.note("items", format!("names {} items; expected at most {}", members.len(), Index::MOST_ITEMS));
    }
    section.done();
    Some(Index { key: Index::SCORE.to_owned(), name: name?, items: members })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEAM: &str = include_str!("../../../surveys/team-safety.toml");
    const SOCIAL: &str = include_str!("../../../surveys/social-safety.toml");

    fn problems(source: &str) -> Vec<String> {
        Questionnaire::parse(source).expect_err("a bad file").problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_questionnaires_that_come_with_polsslag_pass() {
        let team = Questionnaire::parse(TEAM).expect("a good file");
        assert_eq!(team.items().len(), 7);
        assert_eq!(team.items().iter().filter(|item| item.reversed).count(), 2);
        assert_eq!(team.indices()[0].items.len(), 7);
        assert_eq!(team.indices().len(), 1 + team.dimensions().len());
        let social = Questionnaire::parse(SOCIAL).expect("a good file");
        assert_ne!(social.key(), team.key());
    }

    #[test]
    fn each_fault_is_named_with_line_and_key() {
        let source = TEAM
            .replacen("dimension = \"mistakes\"", "dimension = \"mistaken\"", 1)
            .replacen("reversed = true", "reversed = \"yes\"", 1)
            .replacen("key = \"help\"", "key = \"Help!\"", 1);
        let found = problems(&source);
        let line = |needle: &str| source.lines().position(|line| line.contains(needle)).expect("there") + 1;
        let misspelled = format!("line {}, key item[2].dimension: is \"mistaken\"", line("mistaken"));
        assert!(found.iter().any(|problem| problem.starts_with(&misspelled)), "{found:?}");
        assert!(found.iter().any(|problem| problem.contains("is a string; expected true or false")), "{found:?}");
        assert!(found.iter().any(|problem| problem.starts_with(&format!("line {}, key item[3].key", line("Help!")))));
    }

    #[test]
    fn what_is_missing_unknown_or_too_little_is_said() {
        let found = problems(&TEAM.replacen("introduction", "introducton", 1)).join("\n");
        assert!(
            found.contains("key introducton: is not known here; expected one of key, title, introduction"),
            "{found}"
        );
        assert!(found.contains("key introduction: is missing"), "{found}");
        assert!(problems("key = ").iter().any(|problem| problem.starts_with("line 1, key (syntax)")));
        assert!(problems("").len() > 4);
        let four = TEAM.replacen("  { en = \"Strongly agree\", nl = \"Helemaal mee eens\" },\n", "", 1);
        assert!(problems(&four).iter().any(|problem| problem.contains("scale.points: has 4 labels; expected 5")));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_but_never_panics(text in ".{0,200}") {
            let _ = Questionnaire::parse(&text);
        }

        #[test]
        fn a_questionnaire_cut_off_or_damaged_anywhere_is_refused_or_read(cut in 0usize..4000, byte in any::<char>()) {
            let at = TEAM.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(TEAM.len());
            let damaged = format!("{}{byte}{}", &TEAM[..at], &TEAM[at..]);
            let _ = Questionnaire::parse(&damaged);
            let _ = Questionnaire::parse(&TEAM[..at]);
        }
    }
}
