//! A publication as the store keeps it, whole or unit by unit, and the checks on its way back. Does not know the store.

mod figures;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use figures::FiguresRecord;
use figures::{TechnicalRecord, shown};

use super::participation::Participation;
use super::technical::Technical;
use super::{Cell, Edition, Method, Publication, PublishedUnit};
use crate::{Coverage, Questionnaire, Terms, Threshold, Tree, Unit, UnitPath};

/// A whole publication in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationRecord {
    /// What is true of all of it.
    pub edition: EditionRecord,
    /// Its units, in the order of its tree.
    pub units: Vec<UnitRecord>,
}

/// A publication without its units in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionRecord {
    version: u32,
    wave: String,
    questionnaire: String,
    threshold: u32,
    coverage: u32,
    opens: NaiveDate,
    closes: NaiveDate,
    variances: Vec<u32>,
    /// The spread of statements, in thousandths.
    item_spread: u16,
    /// Who took part, in percent of everybody invited, in steps of five.
    took_part: Option<u8>,
    /// Alpha with its interval, and what the teams show, for each index, in hundredths.
    technical: Vec<Option<TechnicalRecord>>,
}

/// One unit of a publication in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRecord {
    /// Where it lies, as [`UnitPath`] writes it.
    pub path: String,
    /// People placed directly in the unit when the wave opened.
    pub invited: u32,
    /// People in the unit or inside it who were there at the wave before.
    pub stayed: Option<u32>,
    /// Its figures; `None` where they are hidden.
    pub figures: Option<FiguresRecord>,
}

/// A stored publication that breaks a rule of release; nothing of it is shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the stored publication of wave {wave} is damaged at {place}: {rule}")]
pub struct BadRecord {
    /// The wave.
    pub wave: String,
    /// The unit, or the field of the wave.
    pub place: String,
    /// What does not hold.
    pub rule: String,
}

impl PublicationRecord {
    /// The record of a publication.
    pub fn of(publication: &Publication) -> Self {
        let places = publication.terms().tree.units();
        Self {
            edition: EditionRecord::of(publication),
            units: publication.units.iter().zip(places).map(UnitRecord::of).collect(),
        }
    }

    /// The publication, after checking each cell against the rules of release.
    ///
    /// # Errors
    /// When anything breaks a rule: the record was damaged or made up.
    pub fn reopen(self) -> Result<Publication, BadRecord> {
        let edition = self.edition.reopen()?;
        let bad = |rule: String| bad(&edition.label.to_string(), "units", rule);
        let (mut places, mut stayed) = (Vec::new(), BTreeMap::new());
        let mut units = Vec::with_capacity(self.units.len());
        for record in self.units {
            let (invited, stayed_here) = (record.invited, record.stayed);
            let unit = record.reopen(&edition)?;
            places.push((unit.path.clone(), invited));
            stayed.extend(stayed_here.map(|count| (unit.path.clone(), count)));
            units.push(unit);
        }
        let tree = Tree::of(places).map_err(|error| bad(error.to_string()))?;
        let tree = if stayed.is_empty() { tree } else { tree.with_stayed(&stayed) };
        if !tree.units().iter().map(|unit| &unit.path).eq(units.iter().map(|unit| &unit.path)) {
            return Err(bad("they are not a whole tree in path order".to_owned()));
        }
        let Edition { label, questionnaire, threshold, coverage, opens, closes, method, took_part, technical } =
            edition;
        let terms = Terms { label, questionnaire, tree, threshold, coverage, opens, closes };
        Ok(Publication { terms, method, took_part, technical, units })
    }
}

impl EditionRecord {
    /// The record of a publication without its units.
    pub fn of(publication: &Publication) -> Self {
        let terms = publication.terms();
        Self {
            version: Method::VERSION,
            wave: terms.label.to_string(),
            questionnaire: terms.questionnaire.source().to_owned(),
            threshold: terms.threshold.get(),
            coverage: terms.coverage.percent().into(),
            opens: terms.opens,
            closes: terms.closes,
            variances: publication.method.variances.clone(),
            item_spread: publication.method.item_spread,
            took_part: publication.took_part.map(Participation::percent),
            technical: shown(&publication.technical, |technical: &Technical| TechnicalRecord::of(*technical)),
        }
    }

    /// The edition, after checking it against the rules of release.
    ///
    /// # Errors
    /// When anything breaks a rule: the record was damaged or made up.
    pub fn reopen(self) -> Result<Edition, BadRecord> {
        let wave = self.wave.clone();
        let bad = |place: &str, rule: String| bad(&wave, place, rule);
        if self.version != Method::VERSION {
            return Err(bad("version", format!("this program knows version {}", Method::VERSION)));
        }
        let label = self.wave.parse().map_err(|error| bad("wave", format!("{error}")))?;
        let questionnaire =
            Questionnaire::parse(&self.questionnaire).map_err(|error| bad("questionnaire", error.to_string()))?;
        let threshold = Threshold::new(self.threshold).map_err(|error| bad("threshold", error.to_string()))?;
        let coverage = Coverage::new(self.coverage).map_err(|error| bad("coverage", error.to_string()))?;
        for (place, count) in [("variances", self.variances.len()), ("technical", self.technical.len())] {
            if count != questionnaire.indices().len() {
                return Err(bad(place, "one for each index was expected".to_owned()));
            }
        }
        let took_part = self.took_part.map(Participation::reopen).transpose();
        let took_part = took_part.map_err(|rule| bad("took_part", rule.to_owned()))?;
        let technical = self.technical.into_iter().map(|record| record.map(TechnicalRecord::reopen).transpose());
        let technical = technical.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>();
        let technical = technical.map_err(|rule: &str| bad("technical", rule.to_owned()))?;
        let method = Method { variances: self.variances, item_spread: self.item_spread };
        let (opens, closes) = (self.opens, self.closes);
        Ok(Edition { label, questionnaire, threshold, coverage, opens, closes, method, took_part, technical })
    }
}

impl UnitRecord {
    fn of((unit, place): (&PublishedUnit, &Unit)) -> Self {
        let figures = match &unit.cell {
            Cell::Hidden => None,
            Cell::Shown(figures) => Some(FiguresRecord::of(figures)),
        };
        Self { path: unit.path.to_string(), invited: place.invited_directly, stayed: place.stayed, figures }
    }

    /// The unit, after checking each of its cells against the rules of release.
    ///
    /// # Errors
    /// When anything breaks a rule: the record was damaged or made up.
    pub fn reopen(self, edition: &Edition) -> Result<PublishedUnit, BadRecord> {
        let bad = |rule: String| bad(edition.label.as_str(), &self.path, rule);
        let path: UnitPath = self.path.parse().map_err(|error| bad(format!("{error}")))?;
        let reopen = |figures: FiguresRecord| figures.reopen(&edition.questionnaire, edition.threshold);
        let figures = self.figures.map(reopen).transpose().map_err(|rule| bad(rule.to_owned()))?;
        Ok(PublishedUnit { path, cell: Cell::of(figures) })
    }
}

fn bad(wave: &str, place: &str, rule: String) -> BadRecord {
    BadRecord { wave: wave.to_owned(), place: place.to_owned(), rule }
}
