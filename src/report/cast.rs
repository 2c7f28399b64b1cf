//! A made-up organisation for tests and samples of every report, published by the real gate; and what stands on the pages
//! of a report. Does not know how reports look.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use domain::analysis::{Change, Drift, Level, Summary};
use domain::{
    Address, Adviser, BallotBox, BallotId, Coverage, CustodySecret, Earlier, Edition, Gate, Mean, Part, Publication,
    PublishedUnit, Questionnaire, Sealed, Sheet, Terms, Threshold, Tree, UnitAnalysis, UnitPath, Wave, WaveKeys,
    WaveLabel, WrappingKey,
};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::manuscript::Manuscript;
use crate::organisation::OrganisationReport;
use crate::pieces::Picture;
use crate::press::Press;
use crate::unit::UnitReport;

/// A name that would be anything but a name, if it were read as markup.
pub(crate) const MARKUP: &str = "#panic(\"x\") *_$ <& `r` @l = [c] \\ 🚀";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The publication of November: see [`published_in`].
pub(crate) fn published(places: &[(&str, u32)], answers: &[(&str, &str, usize)]) -> Publication {
    published_in("2026-11", places, answers)
}

/// Every team with how many were invited, and sheets of so many people: a point for each item, or `-`.
pub(crate) fn published_in(month: &str, places: &[(&str, u32)], answers: &[(&str, &str, usize)]) -> Publication {
    let questionnaire = Questionnaire::parse(include_str!("../../surveys/team-safety.toml")).expect("a good file");
    let path = |text: &str| text.parse::<UnitPath>().expect("a good path");
    let terms = Terms {
        label: month.parse().expect("a good label"),
        tree: Tree::of(places.iter().map(|&(unit, invited)| (path(unit), invited))).expect("a small tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: day(&format!("{month}-03")),
        closes: day(&format!("{month}-17")),
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

/// The name of the organisation.
pub(crate) const ORGANISATION: &str = "De Linde";

pub(crate) static ADVISER: LazyLock<Adviser> = LazyLock::new(|| Adviser {
    name: "Noor de Wit".to_owned(),
    phone: Some("030 123 45 67".to_owned()),
    email: Some("noor@example.org".to_owned()),
    hours: None,
});

/// A unit of a publication and all units beside it, as the store would fetch them.
pub(crate) struct Fetched {
    pub(crate) edition: Arc<Edition>,
    pub(crate) unit: PublishedUnit,
    pub(crate) inside: Vec<PublishedUnit>,
    pub(crate) units: Vec<PublishedUnit>,
    pub(crate) found: UnitAnalysis,
    pub(crate) summary: Summary,
    pub(crate) opened: Vec<(WaveLabel, NaiveDate)>,
}

/// A team that fell, and in which views are divided.
fn found() -> UnitAnalysis {
    let [flagged, since] = ["2026-11", "2026-10"].map(|wave| wave.parse().expect("a good label"));
    let drift =
        Drift { level: Level::Amber, rose: false, flagged, since, or_before: false, points: -9, low: -15, high: -3 };
    let change = Change { since: "2026-10".parse().expect("a good label"), points: -9, low: -15, high: -3 };
    UnitAnalysis { changes: vec![Some(change)], drift: Some(drift), divided: true, ..UnitAnalysis::default() }
}

pub(crate) fn fetch(publication: &Publication, path: &UnitPath) -> Fetched {
    let opened = |wave: &str| (wave.parse().expect("a good label"), day(&format!("{wave}-03")));
    Fetched {
        edition: Arc::new(publication.edition()),
        unit: publication.unit(path).expect("a unit").clone(),
        inside: publication.inside(path).cloned().collect(),
        units: publication.units().to_vec(),
        found: found(),
        summary: Summary::default(),
        opened: ["2026-10", "2026-11"].map(opened).into(),
    }
}

/// A fifth of the scale for each tint.
fn tint(mean: Mean) -> u8 {
    [20.0, 40.0, 60.0, 80.0].into_iter().map(|end| u8::from(mean.points() >= end)).sum()
}

impl Fetched {
    /// The report on the unit, without a note, a signal, an action or released words.
    pub(crate) fn on_unit<'a>(&'a self, charts: &'a [Picture<'a>]) -> UnitReport<'a> {
        UnitReport {
            organisation: ORGANISATION,
            edition: &self.edition,
            unit: &self.unit,
            inside: &self.inside,
            trend_charts: charts,
            found: &self.found,
            opened: &self.opened,
            note: None,
            signals: false,
            actions: &[],
            remarks: &[],
            adviser: &ADVISER,
        }
    }

    /// The report on the organisation, without pictures, changes, a note, actions or released words.
    pub(crate) fn on_organisation(&self) -> OrganisationReport<'_> {
        OrganisationReport {
            organisation: ORGANISATION,
            edition: &self.edition,
            editions: std::slice::from_ref(&self.edition),
            units: &self.units,
            changes: &[],
            summary: &self.summary,
            tint,
            funnel: None,
            trend_charts: &[],
            note: None,
            actions: &[],
            remarks: &[],
            adviser: &ADVISER,
        }
    }
}

/// The pages of a manuscript, which the typesetter had nothing to say about.
pub(crate) fn set(manuscript: &Manuscript) -> PagedDocument {
    let (document, warnings) = Press::built_in().typeset(manuscript).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(warnings, []);
    document
}

/// What stands on the pages, without spaces: a line may break anywhere.
pub(crate) fn said(document: &PagedDocument) -> String {
    fn read(frame: &Frame, into: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => read(&group.frame, into),
                FrameItem::Text(text) => into.push_str(&text.text),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
    let mut text = String::new();
    document.pages().iter().for_each(|page| read(&page.frame, &mut text));
    without_spaces(&text)
}

pub(crate) fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
