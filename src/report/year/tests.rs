//! Year reports on a small made-up organisation, read back from their pages. Does not know how they look.

use chrono::Months;
use domain::{
    CaseCounts, CaseKind, Index, Language, Passage, Publication, Questionnaire, Sighting, Threshold, Trend,
    TypedAction, UnitPath,
};

use super::*;
use crate::cast::{ADVISER, CHART, MARKUP, publication, published, said, set, without_spaces};
use crate::press::Press;

/// One questionnaire in one wave of November 2026, as the store would fetch it.
struct Asked {
    editions: Vec<Arc<Edition>>,
    whole: HashMap<WaveLabel, PublishedUnit>,
    steady: Option<SteadyTrend>,
}

impl Asked {
    fn of(publication: &Publication) -> Self {
        let edition = publication.edition();
        let whole = publication.unit(&UnitPath::organisation()).expect("the organisation").clone();
        Self { whole: HashMap::from([(edition.label.clone(), whole)]), editions: vec![Arc::new(edition)], steady: None }
    }

    fn pulse<'a>(&'a self, trend_charts: &'a [Picture<'a>]) -> Pulse<'a> {
        Pulse { editions: &self.editions, whole: &self.whole, trend_charts, steady: self.steady }
    }
}

fn notes(foreword: &str) -> YearNotes {
    let counts = CaseCounts::read(|kind| match kind {
        CaseKind::Bullying => "7",
        CaseKind::Aggression => "0",
        CaseKind::Conflict => "4321",
        _ => "",
    });
    let words = |typed| Passage::read(typed).expect("short");
    let counts = counts.expect("good numbers").release(Threshold::DEFAULT);
    YearNotes { counts, foreword: words(foreword), advice: words("Talk.\n\nListen.") }
}

fn report<'a>(pulses: &'a [Pulse<'a>], notes: Option<&'a YearNotes>, actions: &'a [Action]) -> YearReport<'a> {
    YearReport { organisation: "De Linde", year: 2026, notes, pulses, actions, adviser: &ADVISER }
}

fn pages(input: &YearReport<'_>, language: Language) -> String {
    said(&set(&year_report(input, Texts::of(language)).expect("a manuscript")))
}

#[test]
fn the_report_says_what_was_written_in_both_languages_and_keeps_its_standards() {
    let (asked, notes) = (Asked::of(&publication()), notes(&format!("{MARKUP}\nsecond line\n\n= no heading")));
    let charts = [Picture { name: "Veiligheid", svg: CHART, alt: "Een lijn van augustus tot november." }];
    let typed = ["Doors are open", "team leader", "3-2026", ""].map(str::to_owned);
    let [what, by, since, until] = typed;
    let action = Action::read("Care".parse().expect("a path"), &TypedAction { what, by, since, until });
    let (pulses, actions) = ([asked.pulse(&charts)], [action.expect("a good action")]);
    let input = report(&pulses, Some(&notes), &actions);
    for language in Language::ALL {
        let (texts, said) = (Texts::of(language), pages(&input, language));
        let fewer = texts.tell("case-fewer", &[("value", 5)]);
        let more = texts.tell("or-more", &[("value", "50")]);
        let literal = MARKUP.replace('🚀', "\u{FFFD}");
        let year = [("year", "2026")];
        for sentence in [
            texts.tell("year-counts-lead", &year),
            texts.tell("year-counts-why", &[("threshold", 5)]),
            format!("{}{fewer}", texts.case(CaseKind::Aggression)),
            format!("{}5–9", texts.case(CaseKind::Bullying)),
            format!("{}{}", texts.case(CaseKind::Integrity), texts.say("case-not-kept")),
            format!("{}{more}", texts.say("case-total")),
            texts.say("year-psa-not-what"),
            texts.say("year-psa-nothing"),
            texts.tell("year-actions-lead", &year),
            texts.tell("report-actions-since", &[("since", texts.month("2026-03-01".parse().expect("a date")))]),
            "Talk.Listen.".to_owned(),
            format!("{literal} second line = no heading"),
            texts.say("report-adviser-why"),
        ] {
            assert!(said.contains(&without_spaces(&sentence)), "{sentence} in {said}");
        }
        assert!(!said.contains("4321"), "a number that was typed");
        assert!(!said.contains("Office") && !said.contains("Care/b"), "a unit with nothing done in it: {said}");
        assert!(!said.contains("[year-") && !said.contains("[case-"), "a sentence is missing: {said}");
        let printed = || Press::built_in().print(&year_report(&input, texts).expect("a manuscript"));
        let [first, second] = [printed(), printed()].map(|pdf| pdf.unwrap_or_else(|error| panic!("{error}")));
        assert!(first.starts_with(b"%PDF-1.7") && first == second);
    }
}

#[test]
fn a_hidden_organisation_looks_hidden_and_no_notes_are_no_zeros() {
    let asked = Asked::of(&published(&[("Care", 9)], &[("Care", "4252415", 3)]));
    let pulses = [asked.pulse(&[])];
    let input = report(&pulses, None, &[]);
    for language in Language::ALL {
        let (texts, said) = (Texts::of(language), pages(&input, language));
        let year = [("year", "2026")];
        for sentence in [
            texts.say("hidden"),
            texts.tell("hidden-why", &[("threshold", 5)]),
            texts.tell("year-counts-none", &year),
            texts.tell("year-actions-empty", &year),
            texts.say("year-technical-counts-none"),
        ] {
            assert!(said.contains(&without_spaces(&sentence)), "{sentence} in {said}");
        }
        assert!(!said.contains(&without_spaces(&texts.say("year-advice"))), "{said}");
        assert!(!said.contains(&without_spaces(&texts.say("case-not-kept"))), "no table: {said}");
    }
    assert!(year_report(&report(&[], None, &[]), Texts::of(Language::English)).is_err(), "a year without a wave");
}

/// A year of waves that show these publications one after the other.
fn steady(publications: [&Publication; 12]) -> SteadyTrend {
    let units = publications.map(|publication| publication.unit(&UnitPath::organisation()).expect("the organisation"));
    let first = publications[0].edition();
    let later = |month: u32| {
        let mut edition = first.clone();
        edition.opens = first.opens - Months::new(12 - month);
        edition
    };
    let editions: Vec<_> = (0..12).map(later).collect();
    let sightings = editions.iter().zip(units).map(|(edition, unit)| Sighting::of(edition, Some(unit)));
    SteadyTrend::of(&Trend::through(sightings, Index::SCORE)).expect("twelve waves")
}

#[test]
fn a_year_of_waves_is_told_in_words_and_never_as_a_verdict() {
    let [high, low] = ["5151515", "3333333"].map(|sheet| published(&[("Care", 12)], &[("Care", sheet, 10)]));
    let fall = steady([&high, &high, &high, &high, &high, &high, &low, &low, &low, &low, &low, &low]);
    let texts = Texts::of(Language::Dutch);
    let told = |steady| {
        let asked = Asked { steady: Some(steady), ..Asked::of(&low) };
        pages(&report(&[asked.pulse(&[])], None, &[]), Language::Dutch)
    };
    let said = told(fall);
    assert!(said.contains("Over12rondes,totenmetdievannovember2026,ging“Veiligheidinhetteam”metongeveer"), "{said}");
    assert!(said.contains("puntpermaandomlaag.") && said.contains(&without_spaces(&texts.say("year-steady-rare"))));
    assert!(said.contains(&without_spaces(&texts.say("year-steady-read"))), "{said}");
    let level = told(steady([&low; 12]));
    assert!(level.contains("geengestagestijgingofdalingtezien."), "{level}");
    assert!(!level.contains("100gevallen"), "nothing moved, so chance has nothing to tell: {level}");
}

#[test]
fn the_annex_names_the_statements_that_touch_on_a_subject_and_says_where_there_is_none() {
    let social = Questionnaire::parse(include_str!("../../../surveys/social-safety.toml")).expect("a good file");
    let mut asked = Asked::of(&publication());
    let mut edition = publication().edition();
    edition.questionnaire = social;
    asked.editions = vec![Arc::new(edition)];
    let said = pages(&report(&[asked.pulse(&[])], None, &[]), Language::Dutch);
    let texts = Texts::of(Language::Dutch);
    let item = "Ik heb gezien dat een collega werd uitgelachen, bedreigd of buitengesloten.";
    let touches = texts.tell("year-psa-touches", &[("item", item), ("survey", "Goed met elkaar omgaan")]);
    assert_eq!(said.matches(&without_spaces(&touches)).count(), 2, "bullying, and aggression: {said}");
    let nothing = format!("{}{}", texts.say("year-psa-pressure"), texts.say("year-psa-nothing"));
    assert!(said.contains(&without_spaces(&nothing)), "{said}");
    assert_eq!(said.matches(&without_spaces(&texts.say("year-psa-nothing"))).count(), 1, "{said}");
}
