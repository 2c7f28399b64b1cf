//! Figures as the store keeps them, and the rules of release that each must keep on its way back. Does not know units.

use serde::{Deserialize, Serialize};

use crate::privacy::figures::{IndexFigure, ItemFigure, UnitFigures};
use crate::privacy::interval::Interval;
use crate::privacy::mean::{Answered, Bound, Mean};
use crate::privacy::share::{Share, Shares};
use crate::privacy::technical::{Teams, Technical};
use crate::privacy::{Cell, Releasable};
use crate::{Questionnaire, Threshold};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TechnicalRecord {
    alpha: [i32; 3],
    /// ICC(1), ICC(2), F, agreement.
    teams: Option<[i32; 4]>,
}

/// The figures of one unit in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiguresRecord {
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
    /// The fewest scores of their range.
    answered: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ItemRecord {
    Mean(MeanRecord),
    /// Favourable and unfavourable; 0 stands for less than 15 %, 100 for 85 % or more.
    Shares([u8; 2]),
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

impl TechnicalRecord {
    pub(super) fn of(technical: Technical) -> Self {
        let teams = technical.teams.map(|teams| [teams.icc1, teams.icc2, teams.f, teams.agreement]);
        Self { alpha: technical.alpha, teams }
    }

    pub(super) fn reopen(self) -> Result<Technical, &'static str> {
        let [alpha, low, high] = self.alpha;
        if !(low <= alpha && alpha <= high && high <= 100) {
            return Err("a reliability does not lie in its interval");
        }
        let teams = self.teams.map(|[icc1, icc2, f, agreement]| Teams { icc1, icc2, f, agreement });
        Ok(Technical { alpha: self.alpha, teams })
    }
}

impl FiguresRecord {
    pub(super) fn of(figures: &UnitFigures) -> Self {
        Self {
            answered: figures.answered.from(),
            indices: shown(&figures.indices, |figure: &IndexFigure| IndexFigureRecord {
                mean: MeanRecord::of(figure.mean),
                low: figure.interval.low,
                high: figure.interval.high,
                answered: figure.answered.from(),
            }),
            items: shown(&figures.items, |figure: &ItemFigure| match figure {
                ItemFigure::Mean(mean) => ItemRecord::Mean(MeanRecord::of(*mean)),
                ItemFigure::Shares(shares) => {
                    ItemRecord::Shares([shares.favourable, shares.unfavourable].map(share_record))
                }
            }),
        }
    }

    pub(super) fn reopen(
        self,
        questionnaire: &Questionnaire,
        threshold: Threshold,
    ) -> Result<UnitFigures, &'static str> {
        if self.indices.len() != questionnaire.indices().len() || self.items.len() != questionnaire.items().len() {
            return Err("one figure for each index and each item was expected");
        }
        let answered = Answered::reopen(self.answered, threshold)?;
        let indices = self.indices.into_iter().map(|record| record.map(|record| record.reopen(threshold)).transpose());
        let items = self.items.into_iter().map(|record| record.map(ItemRecord::reopen).transpose());
        Ok(UnitFigures {
            answered,
            indices: indices.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>()?,
            items: items.map(|figure| figure.map(Cell::of)).collect::<Result<_, _>>()?,
        })
    }
}

impl Answered {
    fn reopen(from: u32, threshold: Threshold) -> Result<Self, &'static str> {
        let answered = Self::of(from, threshold.get());
        if answered.from() == from { Ok(answered) } else { Err("the number of answers is no range of this wave") }
    }
}

impl IndexFigureRecord {
    fn reopen(self, threshold: Threshold) -> Result<IndexFigure, &'static str> {
        let mean = self.mean.reopen()?;
        let answered = Answered::reopen(self.answered, threshold)?;
        let good = 100 <= self.low && self.low <= mean.hundredths && mean.hundredths <= self.high && self.high <= 500;
        if !good || !on_steps(self.low) || !on_steps(self.high) {
            return Err("an interval does not hold its mean or is finer than its steps");
        }
        Ok(IndexFigure { mean, interval: Interval { low: self.low, high: self.high }, answered })
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

/// What a cell holds, in the shape of its record.
pub(super) fn shown<T: Releasable, R>(cells: &[Cell<T>], record: impl Fn(&T) -> R) -> Vec<Option<R>> {
    cells
        .iter()
        .map(|cell| match cell {
            Cell::Shown(figure) => Some(record(figure)),
            Cell::Hidden => None,
        })
        .collect()
}
