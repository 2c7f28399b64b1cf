//! A publication as the store keeps it, and the checks on its way back. Does not know the store.

mod figures;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use figures::{FiguresRecord, TechnicalRecord, shown};

use super::participation::Participation;
use super::technical::Technical;
use super::{Cell, Method, Publication, PublishedUnit};
use crate::{Coverage, Questionnaire, Terms, Threshold, Tree, Unit, UnitPath};

/// A whole publication in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationRecord {
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
    units: Vec<UnitRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRecord {
    path: Vec<String>,
    /// People placed directly in the unit when the wave opened.
    invited: u32,
    /// People in the unit or inside it who were there at the wave before.
    stayed: Option<u32>,
    shown: Option<FiguresRecord>,
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
            units: publication.units.iter().zip(terms.tree.units()).map(UnitRecord::of).collect(),
        }
    }

    /// The publication, after checking each cell against the rules of release.
    ///
    /// # Errors
    /// When anything breaks a rule: the record was damaged or made up.
    pub fn reopen(self) -> Result<Publication, BadRecord> {
        let wave = self.wave.clone();
        let bad = |place: &str, rule: String| BadRecord { wave: wave.clone(), place: place.to_owned(), rule };
        if self.version != Method::VERSION {
            return Err(bad("version", format!("this program knows version {}", Method::VERSION)));
        }
        let label = self.wave.parse().map_err(|error| bad("wave", format!("{error}")))?;
        let questionnaire =
            Questionnaire::parse(&self.questionnaire).map_err(|error| bad("questionnaire", error.to_string()))?;
        let threshold = Threshold::new(self.threshold).map_err(|error| bad("threshold", error.to_string()))?;
        let coverage = Coverage::new(self.coverage).map_err(|error| bad("coverage", error.to_string()))?;
        if self.variances.len() != questionnaire.indices().len() {
            return Err(bad("variances", "one for each index was expected".to_owned()));
        }
        let took_part = self.took_part.map(Participation::reopen).transpose();
        let took_part = took_part.map_err(|rule| bad("took_part", rule.to_owned()))?;
        let (mut places, mut stayed) = (Vec::new(), BTreeMap::new());
        if self.technical.len() != questionnaire.indices().len() {
            return Err(bad("technical", "one for each index was expected".to_owned()));
        }
        let technical = self.technical.into_iter().map(|record| record.map(TechnicalRecord::reopen).transpose());
        let technical = technical.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>();
        let technical = technical.map_err(|rule: &str| bad("technical", rule.to_owned()))?;
        let mut units = Vec::with_capacity(self.units.len());
        for record in self.units {
            let place = record.path.join("/");
            let path = UnitPath::from_parts(&record.path).map_err(|error| bad(&place, error.to_string()))?;
            let figures = match record.shown {
                Some(figures) => {
                    Some(figures.reopen(&questionnaire, threshold).map_err(|rule| bad(&place, rule.to_owned()))?)
                }
                None => None,
            };
            places.push((path.clone(), record.invited));
            stayed.extend(record.stayed.map(|count| (path.clone(), count)));
            units.push(PublishedUnit { path, cell: Cell::of(figures) });
        }
        let tree = Tree::of(places).map_err(|e| bad("units", e.to_string()))?;
        let tree = if stayed.is_empty() { tree } else { tree.with_stayed(&stayed) };
        if !tree.units().iter().map(|unit| &unit.path).eq(units.iter().map(|unit| &unit.path)) {
            return Err(bad("units", "they are not a whole tree in path order".to_owned()));
        }
        let terms = Terms { label, questionnaire, tree, threshold, coverage, opens: self.opens, closes: self.closes };
        Ok(Publication {
            terms,
            method: Method { variances: self.variances, item_spread: self.item_spread },
            took_part,
            technical,
            units,
        })
    }
}

impl UnitRecord {
    fn of((unit, place): (&PublishedUnit, &Unit)) -> Self {
        let shown = match &unit.cell {
            Cell::Hidden => None,
            Cell::Shown(figures) => Some(FiguresRecord::of(figures)),
        };
        Self { path: unit.path.parts().to_vec(), invited: place.invited_directly, stayed: place.stayed, shown }
    }
}
