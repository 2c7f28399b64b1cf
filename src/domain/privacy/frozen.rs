//! A publication as the store keeps it, and the checks on its way back. Does not know the store.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::{IndexFigure, ItemFigure, UnitFigures};
use super::interval::Interval;
use super::mean::{Answered, Bound, Mean};
use super::participation::Participation;
use super::share::{Share, Shares};
use super::{Cell, Method, Publication, PublishedUnit, Releasable};
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
    /// Who took part, in percent of everybody invited, in steps of five.
    took_part: Option<u8>,
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresRecord {
    answered: u32,
    indices: Vec<Option<IndexFigureRecord>>,
    items: Vec<Option<ItemRecord>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeanRecord {
    hundredths: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut: Option<Cut>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Cut {
    OrLower,
    OrHigher,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexFigureRecord {
    mean: MeanRecord,
    low: u16,
    high: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ItemRecord {
    Mean(MeanRecord),
    /// Favourable and unfavourable; 0 stands for less than 15 %, 100 for 85 % or more.
    Shares([u8; 2]),
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
            took_part: publication.took_part.map(Participation::percent),
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
        Ok(Publication { terms, method: Method { variances: self.variances }, took_part, units })
    }
}

/// What a cell holds, in the shape of its record.
fn shown<T: Releasable, R>(cells: &[Cell<T>], record: impl Fn(&T) -> R) -> Vec<Option<R>> {
    cells
        .iter()
        .map(|cell| match cell {
            Cell::Shown(figure) => Some(record(figure)),
            Cell::Hidden => None,
        })
        .collect()
}

impl UnitRecord {
    fn of((unit, place): (&PublishedUnit, &Unit)) -> Self {
        let shown = match &unit.cell {
            Cell::Hidden => None,
            Cell::Shown(figures) => Some(FiguresRecord {
                answered: figures.answered.from(),
                indices: shown(&figures.indices, |figure: &IndexFigure| IndexFigureRecord {
                    mean: MeanRecord::of(figure.mean),
                    low: figure.interval.low,
                    high: figure.interval.high,
                }),
                items: shown(&figures.items, |figure: &ItemFigure| match figure {
                    ItemFigure::Mean(mean) => ItemRecord::Mean(MeanRecord::of(*mean)),
                    ItemFigure::Shares(shares) => {
                        ItemRecord::Shares([shares.favourable, shares.unfavourable].map(share_record))
                    }
                }),
            }),
        };
        Self { path: unit.path.parts().to_vec(), invited: place.invited_directly, stayed: place.stayed, shown }
    }
}

const fn share_record(share: Share) -> u8 {
    match share {
        Share::UnderFifteen => 0,
        Share::About(percent) => percent,
        Share::EightyFiveOrMore => 100,
    }
}

fn share(record: u8) -> Result<Share, &'static str> {
    match record {
        0 => Ok(Share::UnderFifteen),
        15..=85 if record.is_multiple_of(5) => Ok(Share::About(record)),
        100 => Ok(Share::EightyFiveOrMore),
        _ => Err("a share is finer than its steps or lies beyond its hidden ends"),
    }
}

impl MeanRecord {
    const fn of(mean: Mean) -> Self {
        let cut = match mean.bound {
            Bound::Exact => None,
            Bound::OrLower => Some(Cut::OrLower),
            Bound::OrHigher => Some(Cut::OrHigher),
        };
        Self { hundredths: mean.hundredths, cut }
    }

    fn reopen(self) -> Result<Mean, &'static str> {
        let (hundredths, bound) = match (self.hundredths, self.cut) {
            (Mean::LOWEST, Some(Cut::OrLower)) => (Mean::LOWEST, Bound::OrLower),
            (Mean::HIGHEST, Some(Cut::OrHigher)) => (Mean::HIGHEST, Bound::OrHigher),
            (hundredths @ Mean::LOWEST..=Mean::HIGHEST, None) if on_steps(hundredths) => (hundredths, Bound::Exact),
            _ => return Err("a mean is finer than its steps or lies beyond its cut"),
        };
        Ok(Mean { hundredths, bound })
    }
}

/// Quarters or tenths of a scale point; which of the two depends on a count that is not kept.
const fn on_steps(hundredths: u16) -> bool {
    hundredths.is_multiple_of(25) || hundredths.is_multiple_of(10)
}

impl FiguresRecord {
    fn reopen(self, questionnaire: &Questionnaire, threshold: Threshold) -> Result<UnitFigures, &'static str> {
        if self.indices.len() != questionnaire.indices().len() || self.items.len() != questionnaire.items().len() {
            return Err("one figure for each index and each item was expected");
        }
        let answered = Answered::of(self.answered, threshold.get());
        if answered.from() != self.answered {
            return Err("the number of answers is no range of this wave");
        }
        let indices = self.indices.into_iter().map(|record| record.map(IndexFigureRecord::reopen).transpose());
        let items = self.items.into_iter().map(|record| record.map(ItemRecord::reopen).transpose());
        Ok(UnitFigures {
            answered,
            indices: indices.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>()?,
            items: items.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>()?,
        })
    }
}

impl IndexFigureRecord {
    fn reopen(self) -> Result<IndexFigure, &'static str> {
        let mean = self.mean.reopen()?;
        let good = 100 <= self.low && self.low <= mean.hundredths && mean.hundredths <= self.high && self.high <= 500;
        if !good || !on_steps(self.low) || !on_steps(self.high) {
            return Err("an interval does not hold its mean or is finer than its steps");
        }
        Ok(IndexFigure { mean, interval: Interval { low: self.low, high: self.high } })
    }
}

impl ItemRecord {
    fn reopen(self) -> Result<ItemFigure, &'static str> {
        Ok(match self {
            Self::Mean(mean) => ItemFigure::Mean(mean.reopen()?),
            Self::Shares([favourable, unfavourable]) => {
                ItemFigure::Shares(Shares { favourable: share(favourable)?, unfavourable: share(unfavourable)? })
            }
        })
    }
}
