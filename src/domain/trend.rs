//! One unit over its waves, from publications only. Does not know a sheet, and computes nothing new.

use chrono::NaiveDate;

use crate::{Cell, Edition, IndexFigure, Publication, PublishedUnit, Questionnaire, UnitPath, WaveLabel};

/// One unit in one wave, as a trend needs to know it.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'a> {
    wave: &'a WaveLabel,
    opens: NaiveDate,
    questionnaire: &'a Questionnaire,
    unit: Option<&'a PublishedUnit>,
}

impl<'a> Sighting<'a> {
    /// A unit in a publication that was fetched without its other units; `None` when the organisation did not have it.
    pub const fn of(edition: &'a Edition, unit: Option<&'a PublishedUnit>) -> Self {
        Self { wave: &edition.label, opens: edition.opens, questionnaire: &edition.questionnaire, unit }
    }

    fn within(publication: &'a Publication, unit: &UnitPath) -> Self {
        let terms = publication.terms();
        let questionnaire = &terms.questionnaire;
        Self { wave: &terms.label, opens: terms.opens, questionnaire, unit: publication.unit(unit) }
    }

    fn point(self, index: &str) -> TrendPoint {
        let place = self.questionnaire.indices().iter().position(|known| known.key == index);
        let cell = self.unit.map(|published| match (published.cell(), place) {
            (Cell::Shown(figures), Some(place)) => figures.indices().get(place).cloned().unwrap_or(Cell::Hidden),
            (Cell::Shown(_), None) | (Cell::Hidden, _) => Cell::Hidden,
        });
        TrendPoint { wave: self.wave.clone(), opens: self.opens, cell }
    }
}

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
        Self::through(publications.into_iter().map(|publication| Sighting::within(publication, unit)), index)
    }

    /// The trend of a unit on the index named `index` through these waves of one questionnaire, oldest first.
    ///
    /// Waves before the unit first existed are left out.
    pub fn through<'a>(waves: impl IntoIterator<Item = Sighting<'a>>, index: &str) -> Self {
        let points = waves.into_iter().map(|sighting| sighting.point(index));
        Self { points: points.skip_while(|point| point.cell.is_none()).collect() }
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
