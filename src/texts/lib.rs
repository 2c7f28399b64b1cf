//! Every sentence the product says, in every language, and how numbers and dates are written. Does not know who reads.

mod changes;
mod dates;
mod figures;
pub mod findings;
mod schedule;
mod troubles;

use std::sync::LazyLock;

use domain::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// All sentences of one language, and its way of writing numbers and dates.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

macro_rules! catalogue {
    ($folder:literal) => {
        [
            include_str!(concat!($folder, "/common.ftl")),
            include_str!(concat!($folder, "/answer.ftl")),
            include_str!(concat!($folder, "/protection.ftl")),
            include_str!(concat!($folder, "/adviser.ftl")),
            include_str!(concat!($folder, "/signals.ftl")),
            include_str!(concat!($folder, "/actions.ftl")),
            include_str!(concat!($folder, "/remarks.ftl")),
            include_str!(concat!($folder, "/letter.ftl")),
            include_str!(concat!($folder, "/delivery.ftl")),
            include_str!(concat!($folder, "/opt_out.ftl")),
            include_str!(concat!($folder, "/chart.ftl")),
            include_str!(concat!($folder, "/report.ftl")),
            include_str!(concat!($folder, "/organisation.ftl")),
            include_str!(concat!($folder, "/reports.ftl")),
            include_str!(concat!($folder, "/results.ftl")),
            include_str!(concat!($folder, "/accounts.ftl")),
            include_str!(concat!($folder, "/schedule.ftl")),
            include_str!(concat!($folder, "/undelivered.ftl")),
            include_str!(concat!($folder, "/guide.ftl")),
            include_str!(concat!($folder, "/sso.ftl")),
            include_str!(concat!($folder, "/year.ftl")),
        ]
    };
}

const ENGLISH: &[&str] = &catalogue!("en");
const DUTCH: &[&str] = &catalogue!("nl");

static CATALOGUES: LazyLock<[Texts; 2]> =
    LazyLock::new(|| [Texts::read(Language::English, "en-GB", ENGLISH), Texts::read(Language::Dutch, "nl-NL", DUTCH)]);

impl Texts {
    /// The sentences in `language`.
    pub fn of(language: Language) -> &'static Self {
        let [english, dutch] = &*CATALOGUES;
        match language {
            Language::English => english,
            Language::Dutch => dutch,
        }
    }

    fn read(language: Language, id: &str, sources: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![id.parse::<LanguageIdentifier>().unwrap_or_default()]);
        // Isolation marks would show up in letters, searches and PDF text.
        bundle.set_use_isolating(false);
        for source in sources {
            // The catalogues are part of the program; a test reads them strictly.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language of these sentences.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The sentence named `key`, which has no variables.
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The sentence named `key`, with its variables: texts, or numbers where the sentence depends on one or many.
    pub fn tell<'a, V: Into<FluentValue<'a>> + Clone>(&self, key: &str, variables: &[(&'a str, V)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in variables {
            arguments.set(*name, value.clone());
        }
        self.format(key, Some(&arguments))
    }

    /// A missing sentence shows its key: ugly, findable, and caught by the test that looks up every key in the code.
    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        self.bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()
    }

    /// Whether there is a sentence named `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fluent_bundle::FluentResource;

    use super::*;

    /// Every sentence with the variables it names, as `$name`.
    fn sentences(sources: &[&str]) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        for source in sources {
            let resource =
                FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            assert!(resource.entries().count() > 0 || source.starts_with('#'));
            let mut key = String::new();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                    name.clone_into(&mut key);
                    assert!(found.insert(key.clone(), Vec::new()).is_none(), "{key} stands there twice");
                }
                let words = line.split('$').skip(1);
                let names = words.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect());
                let all = found.entry(key.clone()).or_default();
                all.extend(names);
                all.sort_unstable();
                all.dedup();
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_sentences_with_the_same_variables() {
        let (english, dutch) = (sentences(ENGLISH), sentences(DUTCH));
        assert!(english.len() > 20, "only {} sentences were found", english.len());
        assert_eq!(english, dutch);
        for key in english.keys().filter(|key| !key.is_empty()) {
            assert!(Texts::of(Language::English).has(key) && Texts::of(Language::Dutch).has(key), "{key}");
        }
    }

    #[test]
    fn one_and_many_are_told_apart_and_nothing_is_wrapped_in_marks() {
        let texts = Texts::of(Language::Dutch);
        assert_eq!(texts.tell("people", &[("count", 1)]), "1 persoon");
        assert_eq!(texts.tell("people", &[("count", 9)]), "9 personen");
        assert_eq!(texts.say("no-such-sentence"), "[no-such-sentence]");
    }
}
