//! Sample reports with everything in them that such a report can have, made as real ones are. Only the charts and a signal
//! are made up: nobody at this floor draws.

use std::collections::HashMap;
use std::sync::Arc;

use domain::analysis::Known;
use domain::{
    Action, Analysis, CaseCounts, CaseKind, Edition, Language, Passage, Publication, RemarkKind, RemarkRelease,
    Threshold, TypedAction, UnitAnalysis, UnitPath, YearNotes,
};
use texts::Texts;

use crate::cast::{ADVISER, CHART, Fetched, ORGANISATION, day, fetch, published_in};
use crate::manuscript::Manuscript;
use crate::organisation::{OrganisationReport, organisation_report};
use crate::pieces::Picture;
use crate::unit::{UnitReport, unit_report};
use crate::year::{Pulse, YearReport, year_report};

/// A department with a large team that left much unanswered, a small one, one that answered too little for a score, and one
/// that is too small to show; and one of nine teams alike.
const PLACES: [(&str, u32); 13] = [
    ("Noord/Team Beuk", 40),
    ("Noord/Team Berk", 8),
    ("Noord/Team Esp", 6),
    ("Noord/Team 10", 4),
    ("Zuid/Den", 7),
    ("Zuid/Eik", 9),
    ("Zuid/Els", 8),
    ("Zuid/Iep", 8),
    ("Zuid/Linde", 7),
    ("Zuid/Lork", 12),
    ("Zuid/Spar", 9),
    ("Zuid/Taxus", 7),
    ("Zuid/Wilg", 8),
];

/// In which unit, a point for each statement or `-`, and of how many people.
type Answers = (&'static str, &'static str, usize);

/// What Noord answers in October, and a month later.
const NOORD: [[Answers; 10]; 2] = [noord("425-34-", "42--34-", 2), noord("425-24-", "42--24-", 3)];

const fn noord(first: &'static str, second: &'static str, few: usize) -> [Answers; 10] {
    [
        ("Noord/Team Beuk", first, 7),
        ("Noord/Team Beuk", second, 11),
        ("Noord/Team Beuk", "31--41-", 6),
        ("Noord/Team Beuk", "54--53-", 2),
        ("Noord/Team Beuk", "24--13-", 2),
        ("Noord/Team Beuk", "33-4244", 4),
        ("Noord/Team Berk", "5155514", 3),
        ("Noord/Team Berk", "42-4424", 2),
        ("Noord/Team Esp", "24--3--", 5),
        ("Noord/Team 10", "3333333", few),
    ]
}

/// Three waves: one in which few answered, one in which many did, and one in which they answered a little worse.
fn publications() -> [Publication; 3] {
    let zuid = |answers: &[&'static str; 3]| -> Vec<Answers> {
        let teams = PLACES.iter().filter(|(unit, _)| unit.starts_with("Zuid/")).enumerate();
        teams.flat_map(|(n, &(unit, _))| [(unit, answers[n % 3], 4), (unit, answers[(n + 1) % 3], 2)]).collect()
    };
    let first: Vec<Answers> = vec![("Noord/Team Beuk", "5241525", 12)];
    let second = [NOORD[0].to_vec(), zuid(&["4245424", "4244424", "5143513"])].concat();
    let third = [NOORD[1].to_vec(), zuid(&["4244424", "4333433", "5142512"])].concat();
    [("2026-09", first), ("2026-10", second), ("2026-11", third)]
        .map(|(month, answers)| published_in(month, &PLACES, &answers))
}

/// The newest of some publications with what is computed of them, as seen from one unit.
fn seen_from(unit: &str, publications: &[Publication]) -> Fetched {
    let (path, newest) = (unit.parse().expect("a good path"), publications.last().expect("a publication"));
    let analysis = Analysis::of(publications, Known::default(), |_| None).expect("an analysis");
    let fetched = fetch(newest, &path);
    let position = newest.units().iter().position(|unit| *unit.path() == path).expect("a unit");
    // Departments are not watched, so that the signal stays the made-up one.
    let found = UnitAnalysis { changes: analysis.units[position].changes.clone(), ..fetched.found };
    Fetched { found, summary: analysis.summary, ..fetched }
}

/// The file's name and the manuscript of each: of a unit that is shown, and of one that is hidden.
pub(crate) fn of_units() -> Vec<(String, Manuscript)> {
    let publications = publications();
    let sample = |(kind, unit): (&str, &str)| {
        let fetched = seen_from(unit, &publications);
        Language::ALL.map(|language| {
            let words = Words::of(language);
            let (names, remarks) = (names(&fetched.edition, language), words.remarks());
            let charts = words.charts(&names);
            let actions = [action("Noord", words.actions[0], ""), action("/", words.actions[1], "12-4-2026")];
            let input = UnitReport {
                note: Some(words.note),
                signals: true,
                actions: &actions,
                remarks: &remarks,
                ..fetched.on_unit(&charts)
            };
            let manuscript = unit_report(&input, Texts::of(language)).expect("a manuscript");
            (format!("unit.{kind}.{language}.json"), manuscript)
        })
    };
    [("sample", "Noord"), ("hidden", "Noord/Team 10")].into_iter().flat_map(sample).collect()
}

/// The same of an organisation that is shown, and of one that is hidden.
pub(crate) fn of_organisations() -> Vec<(String, Manuscript)> {
    let hidden = [published_in("2026-11", &[("Noord", 4), ("Zuid", 3)], &[("Noord", "4242425", 2)])];
    let sample = |(kind, publications): (&str, &[Publication])| {
        let fetched = seen_from("/", publications);
        let editions: Vec<_> = publications.iter().map(|wave| Arc::new(wave.edition())).collect();
        Language::ALL.map(|language| {
            let words = Words::of(language);
            let (names, remarks) = (names(&fetched.edition, language), words.remarks());
            let charts = words.charts(&names);
            let title = fetched.edition.questionnaire.title().get(language);
            let funnel = Picture { name: title, svg: CHART, alt: words.funnel };
            let actions = [action("/", words.actions[1], "12-4-2026"), action("Noord", words.actions[0], "")];
            let input = OrganisationReport {
                editions: &editions,
                changes: &fetched.found.changes,
                funnel: fetched.summary.field.is_some().then_some(funnel),
                trend_charts: &charts,
                note: Some(words.note),
                actions: &actions,
                remarks: &remarks,
                ..fetched.on_organisation()
            };
            let manuscript = organisation_report(&input, Texts::of(language)).expect("a manuscript");
            (format!("organisation.{kind}.{language}.json"), manuscript)
        })
    };
    [("sample", &publications()[..]), ("hidden", &hidden[..])].into_iter().flat_map(sample).collect()
}

/// The report on the year of the three waves.
pub(crate) fn of_years() -> Vec<(String, Manuscript)> {
    let publications = publications();
    let top = UnitPath::organisation();
    let editions: Vec<_> = publications.iter().map(|wave| Arc::new(wave.edition())).collect();
    let whole = |wave: &Publication| (wave.terms().label.clone(), wave.unit(&top).expect("the organisation").clone());
    let whole: HashMap<_, _> = publications.iter().map(whole).collect();
    let counts = CaseCounts::read(|kind| match kind {
        CaseKind::Bullying => "7",
        CaseKind::Conflict => "12",
        CaseKind::Integrity => "",
        _ => "1",
    });
    let counts = counts.expect("good numbers").release(Threshold::DEFAULT);
    let sample = |language: Language| {
        let words = Words::of(language);
        let names = names(&editions[0], language);
        let charts = words.charts(&names);
        let pulses = [Pulse { editions: &editions, whole: &whole, trend_charts: &charts, steady: None }];
        let passage = |typed| Passage::read(typed).expect("a short text");
        let notes = YearNotes { counts: counts.clone(), foreword: passage(words.summary), advice: passage(words.note) };
        let actions = [action("/", words.actions[1], "12-4-2026"), action("Noord", words.actions[0], "")];
        let input = YearReport {
            organisation: ORGANISATION,
            year: 2026,
            notes: Some(&notes),
            pulses: &pulses,
            actions: &actions,
            adviser: &ADVISER,
        };
        let manuscript = year_report(&input, Texts::of(language)).expect("a manuscript");
        (format!("year.sample.{language}.json"), manuscript)
    };
    Language::ALL.map(sample).into()
}

/// The names of the score and the dimensions.
fn names(edition: &Edition, language: Language) -> Vec<String> {
    edition.questionnaire.indices().iter().map(|index| index.name.get(language).to_owned()).collect()
}

fn action(unit: &str, (what, by): (&str, &str), until: &str) -> Action {
    let [what, by, since, until] = [what, by, "3-2026", until].map(str::to_owned);
    let typed = TypedAction { what, by, since, until };
    Action::read(unit.parse::<UnitPath>().expect("a good path"), &typed).expect("a good action")
}

/// What people of the made-up organisation write, in one language.
struct Words {
    /// What was done, and the role of whoever sees to it.
    actions: [(&'static str, &'static str); 2],
    note: &'static str,
    texts: &'static str,
    summary: &'static str,
    chart: &'static str,
    funnel: &'static str,
}

const ENGLISH: Words = Words {
    actions: [("The roster is made a month ahead", "team leader"), ("Doors are open", "management")],
    note: "Talk about mistakes first.\n\nAsk what would help,\nand come back to it in a month.",
    texts: "I ask more than I used to.\n\nSay it to each other,\nnot about each other.",
    summary: "Two things stood out.",
    chart: "A made-up line from August to November.",
    funnel: "A made-up picture of all teams beside each other.",
};

const DUTCH: Words = Words {
    actions: [("Het rooster is een maand vooruit klaar", "teamleider"), ("Deuren staan open", "directie")],
    note: "Praat eerst over fouten.\n\nVraag wat zou helpen,\nen kom er over een maand op terug.",
    texts: "Ik vraag meer dan eerst.\n\nZeg het tegen elkaar,\nniet over elkaar.",
    summary: "Twee dingen vielen op.",
    chart: "Een verzonnen lijn van augustus tot november.",
    funnel: "Een verzonnen plaatje van alle teams naast elkaar.",
};

impl Words {
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Dutch => &DUTCH,
        }
    }

    /// Texts of this wave, a summary of the one before.
    fn remarks(&self) -> [(chrono::NaiveDate, RemarkRelease); 2] {
        let released = |kind, words| RemarkRelease::new(kind, words).expect("good words");
        [
            (day("2026-11-03"), released(RemarkKind::Texts, self.texts)),
            (day("2026-10-03"), released(RemarkKind::Summary, self.summary)),
        ]
    }

    /// Of the score and the first dimension.
    fn charts<'a>(&'static self, names: &'a [String]) -> Vec<Picture<'a>> {
        names.iter().take(2).map(|name| Picture { name, svg: CHART, alt: self.chart }).collect()
    }
}
