//! The form in which the adviser writes their part of a year's report, and the table of bands. Keeps nothing: what is typed
//! goes out with the page again.

use std::collections::HashMap;

use domain::{BadCounts, CaseCounts, CaseKind, LongPassage, Passage, ReleasedCounts, Threshold, YearNotes};
use rocket::form::FromForm;
use texts::Texts;

/// What the form sends.
#[derive(FromForm, Default)]
pub(crate) struct Filled {
    /// Numbers by the name of their kind.
    counts: HashMap<String, String>,
    foreword: String,
    advice: String,
}

/// What is wrong with a form, field by field.
#[derive(Default)]
pub(super) struct Complaints {
    counts: Option<BadCounts>,
    foreword: Option<LongPassage>,
    advice: Option<LongPassage>,
}

/// A number with its name and its complaint.
pub(crate) struct Count {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) complaint: Option<String>,
}

/// A text with its name and its complaint.
pub(crate) struct Words {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) longest: usize,
    pub(crate) complaint: Option<String>,
}

/// The form, empty or filled.
pub(crate) struct Desk {
    pub(crate) counts: Vec<Count>,
    pub(crate) words: Vec<Words>,
}

/// A part of a report as others will read it.
pub(crate) struct Shown {
    /// Kinds with their bands; the total last.
    pub(crate) rows: Vec<(String, String)>,
    pub(crate) foreword: Vec<String>,
    pub(crate) advice: Vec<String>,
}

impl Filled {
    fn number(&self, kind: CaseKind) -> &str {
        self.counts.get(kind.name()).map_or("", String::as_str)
    }

    /// What may be kept of it.
    pub(super) fn read(&self, threshold: Threshold) -> Result<YearNotes, Complaints> {
        let counts = CaseCounts::read(|kind| self.number(kind));
        match (counts, Passage::read(&self.foreword), Passage::read(&self.advice)) {
            (Ok(counts), Ok(foreword), Ok(advice)) => {
                Ok(YearNotes { counts: counts.release(threshold), foreword, advice })
            }
            (counts, foreword, advice) => {
                Err(Complaints { counts: counts.err(), foreword: foreword.err(), advice: advice.err() })
            }
        }
    }

    /// The words that were kept; numbers were not.
    pub(super) fn again(notes: &YearNotes) -> Self {
        let typed = |passage: &Option<Passage>| passage.as_ref().map(Passage::typed).unwrap_or_default();
        Self { counts: HashMap::new(), foreword: typed(&notes.foreword), advice: typed(&notes.advice) }
    }
}

impl Desk {
    pub(super) fn of(filled: &Filled, complaints: &Complaints, t: &Texts) -> Self {
        let counts = CaseKind::ALL.map(|kind| {
            let bad = complaints.counts.as_ref().is_some_and(|bad| bad.names(kind));
            Count {
                name: kind.name(),
                label: t.case(kind),
                value: filled.number(kind).to_owned(),
                complaint: bad.then(|| t.say("year-form-bad-number")),
            }
        });
        let words = |name, label, value: &str, long: Option<LongPassage>| Words {
            name,
            label: t.say(label),
            value: value.to_owned(),
            longest: Passage::LONGEST,
            complaint: long.map(|long| t.tell("year-form-long", &[("count", long.count)])),
        };
        let words = vec![
            words("foreword", "year-form-foreword", &filled.foreword, complaints.foreword),
            words("advice", "year-form-advice", &filled.advice, complaints.advice),
        ];
        Self { counts: counts.into(), words }
    }
}

impl Shown {
    pub(super) fn of(notes: &YearNotes, t: &Texts) -> Self {
        let words =
            |passage: &Option<Passage>| passage.as_ref().map_or_else(Vec::new, |passage| passage.paragraphs().to_vec());
        Self { rows: rows(&notes.counts, t), foreword: words(&notes.foreword), advice: words(&notes.advice) }
    }
}

fn rows(counts: &ReleasedCounts, t: &Texts) -> Vec<(String, String)> {
    let told = |band, absent: &str| Option::and_then(band, |band| t.cases(band)).unwrap_or_else(|| t.say(absent));
    let kinds = counts.kinds().map(|(kind, band)| (t.case(kind), told(band, "case-not-kept")));
    let total = counts.total().map(|total| (t.say("case-total"), told(Some(total), "case-untold")));
    kinds.chain(total).collect()
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn the_sentences_tell_the_same_bounds() {
        for language in Language::ALL {
            let t = Texts::of(language);
            for key in ["year-form-counts-help", "year-form-bad-number"] {
                assert!(t.say(key).contains(&CaseCounts::MOST.to_string()), "{key}");
            }
            assert!(t.say("year-form-words-help").contains(&Passage::LONGEST.to_string()));
            assert!(t.tell("year-form-long", &[("count", 3_000)]).contains(&Passage::LONGEST.to_string()));
        }
    }
}
