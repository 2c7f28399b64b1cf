//! One unit over its waves, from publications only. Does not know a sheet, and computes nothing new.

use chrono::NaiveDate;

use crate::{Cell, IndexFigure, Publication, UnitPath, WaveLabel};

/// One wave in a [`Trend`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// The wave.
    pub wave: WaveLabel,
    /// The day it opened; the place of the point on the time axis.
    pub opens: NaiveDate,
    /// The figure; `None` when the organisation did not have this unit at the time.
    pub cell: Option<Cell<IndexFigure>>,
}

/// A unit's figures on one index, oldest first, one point for every wave of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    points: Vec<TrendPoint>,
}

impl Trend {
    /// The trend of `unit` on the index named `index`, from the publications of one questionnaire, oldest first.
    ///
    /// Waves before the unit first existed are left out.
    pub fn of<'a>(publications: impl IntoIterator<Item = &'a Publication>, unit: &UnitPath, index: &str) -> Self {
        let points = publications
            .into_iter()
            .map(|publication| {
                let terms = publication.terms();
                let place = terms.questionnaire.indices().iter().position(|known| known.key == index);
                let cell = publication.unit(unit).map(|published| match (published.cell(), place) {
                    (Cell::Shown(figures), Some(place)) => {
                        figures.indices().get(place).cloned().unwrap_or(Cell::Hidden)
                    }
                    (Cell::Shown(_), None) | (Cell::Hidden, _) => Cell::Hidden,
                });
                TrendPoint { wave: terms.label.clone(), opens: terms.opens, cell }
            })
            .skip_while(|point| point.cell.is_none())
            .collect();
        Self { points }
    }

    /// The points, oldest first.
    pub fn points(&self) -> &[TrendPoint] {
        &self.points
    }

    /// The newest point that shows a figure.
    pub fn latest(&self) -> Option<(&TrendPoint, &IndexFigure)> {
        self.points.iter().rev().find_map(|point| match &point.cell {
            Some(Cell::Shown(figure)) => Some((point, &**figure)),
            Some(Cell::Hidden) | None => None,
        })
    }
}
