//! A made-up organisation for tests and samples, published by the real gate. Knows no report but that of a unit.

use std::sync::LazyLock;

use domain::{
    Address, Adviser, BallotBox, BallotId, Coverage, CustodySecret, Earlier, Edition, Gate, Part, Publication,
    PublishedUnit, Questionnaire, Sealed, Sheet, Terms, Threshold, Tree, UnitPath, Wave, WaveKeys, WrappingKey,
};

use crate::pieces::Picture;
use crate::unit::UnitReport;

/// A name that would be anything but a name, if it were read as markup.
pub(crate) const MARKUP: &str = "#panic(\"x\") *_$ <& `r` @l = [c] \\ 🚀";

/// Every team with how many were invited, and sheets of so many people: a point for each item, or `-`.
pub(crate) fn published(places: &[(&str, u32)], answers: &[(&str, &str, usize)]) -> Publication {
    let questionnaire = Questionnaire::parse(include_str!("../../surveys/team-safety.toml")).expect("a good file");
    let path = |text: &str| text.parse::<UnitPath>().expect("a good path");
    let terms = Terms {
        label: "2026-11".parse().expect("a good label"),
        tree: Tree::of(places.iter().map(|&(unit, invited)| (path(unit), invited))).expect("a small tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: "2026-11-03".parse().expect("a date"),
        closes: "2026-11-17".parse().expect("a date"),
        questionnaire,
    };
    let (keys, wrap) = (WaveKeys::generate().expect("randomness"), WrappingKey::generate().expect("randomness"));
    let wraps = [wrap.seal(&terms.label, &keys.public()).expect("a good key")];
    let seal = |(unit, answers): (&str, &str), number: u16| {
        let mut name = [0; 32];
        name[..2].copy_from_slice(&number.to_be_bytes());
        let (id, unit) = (BallotId::from_bytes(name), terms.tree.find(&path(unit)).expect("in the tree"));
        let items = terms.questionnaire.items().iter().map(|item| item.key.as_str());
        let fields = items.zip(answers.split("").filter(|answer| !answer.is_empty()));
        let sheet = Sheet::from_form(&terms.questionnaire, fields).unwrap_or_else(|error| panic!("{error}"));
        let to = Address { part: Part::Scores, name: id, wave: &terms.label, key: &keys.public() };
        (id, Sealed::seal(sheet, unit, &to, &wrap).expect("a good key"))
    };
    let sheets = answers.iter().flat_map(|&(unit, answers, times)| std::iter::repeat_n((unit, answers), times));
    let ballots = sheets.zip(0..).map(|(answer, number)| seal(answer, number)).collect();
    let wave = Wave::open(terms.clone()).expect("good dates").close();
    let custody = CustodySecret::generate().expect("randomness").public();
    let mut review = Gate::review(wave, &keys, &wraps);
    review.take(BallotBox::of(ballots));
    review.release(&Earlier::default(), &custody).expect("the right keys").publication
}

/// A department with a large team, a small one and one that is too small to show; and an office where nobody answered.
pub(crate) fn publication() -> Publication {
    let strange = format!("Care/{MARKUP}");
    published(
        &[("Care/b", 16), ("Care/A", 8), (&strange, 4), ("Office", 6)],
        &[
            ("Care/b", "4252415", 5),
            ("Care/b", "5141514", 3),
            ("Care/b", "3333-24", 4),
            ("Care/b", "2425242", 2),
            ("Care/A", "4232444", 4),
            ("Care/A", "51524-5", 2),
            (&strange, "3333333", 3),
        ],
    )
}

pub(crate) const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 270" width="720" height="270">
<polygon points="60,60 240,90 420,80 600,70 600,160 420,170 240,200 60,150" fill="#1F5A99" fill-opacity="0.2"/>
<polyline points="60,105 240,145 420,125 600,115" fill="none" stroke="#1F5A99" stroke-width="2.5"/>
<text x="60" y="262" font-family="Open Sans" font-size="12">aug.</text>
<text x="600" y="262" font-family="Open Sans" font-size="12">nov.</text>
</svg>"##;

pub(crate) static ADVISER: LazyLock<Adviser> = LazyLock::new(|| Adviser {
    name: "Noor de Wit".to_owned(),
    phone: Some("030 123 45 67".to_owned()),
    email: Some("noor@example.org".to_owned()),
    hours: None,
});

/// A unit of a publication, as the store would fetch it.
pub(crate) struct Fetched {
    pub(crate) edition: Edition,
    pub(crate) unit: PublishedUnit,
    pub(crate) inside: Vec<PublishedUnit>,
}

pub(crate) fn fetch(publication: &Publication, path: &UnitPath) -> Fetched {
    Fetched {
        edition: publication.edition(),
        unit: publication.unit(path).expect("a unit").clone(),
        inside: publication.inside(path).cloned().collect(),
    }
}

pub(crate) fn report<'a>(fetched: &'a Fetched, charts: &'a [Picture<'a>]) -> UnitReport<'a> {
    UnitReport {
        organisation: "De Linde",
        edition: &fetched.edition,
        unit: &fetched.unit,
        inside: &fetched.inside,
        trend_charts: charts,
        actions: &[],
        remarks: &[],
        adviser: &ADVISER,
    }
}
