//! The publications of one questionnaire on a calendar of months. Does not compute a statistic.

use chrono::Datelike;

use super::reading::Printing;
use crate::privacy::Interval;
use crate::statistics::monitor::Month;
use crate::{Cell, IndexFigure, Publication, UnitFigures, UnitPath};

/// The publications of one questionnaire, oldest first.
pub(super) struct History<'a> {
    publications: &'a [Publication],
    /// In which month each stands, counted from the first.
    months: Vec<usize>,
}

/// A unit's months on one index, from the first publication to the newest; months between waves are gaps.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) months: Vec<Month>,
}

impl Series {
    /// Whether the newest month has a reading.
    pub(super) fn is_shown(&self) -> bool {
        self.months.last().is_some_and(|month| month.reading.is_some())
    }
}

impl<'a> History<'a> {
    pub(super) fn of(publications: &'a [Publication]) -> Self {
        let mut months: Vec<usize> = Vec::with_capacity(publications.len());
        for publication in publications {
            let since = publications.first().map_or(0, |first| months_between(first, publication));
            // Waves are at least 21 days apart; two in one month are still two steps.
            let next = months.last().map_or(0, |last| last + 1);
            months.push(since.max(next));
        }
        Self { publications, months }
    }

    pub(super) fn publications(&self) -> &'a [Publication] {
        self.publications
    }

    /// The month in which each publication stands.
    pub(super) fn months(&self) -> &[usize] {
        &self.months
    }

    /// The position of the publication of a month; of the next one when the month is a gap.
    pub(super) fn publication_of(&self, month: usize) -> usize {
        self.months.partition_point(|&known| known < month).min(self.months.len().saturating_sub(1))
    }

    /// The months of a unit on the index named `index`.
    pub(super) fn series(&self, unit: &UnitPath, index: &str) -> Series {
        let mut months: Vec<Month> = Vec::new();
        for (publication, &month) in self.publications.iter().zip(&self.months) {
            while months.len() < month {
                let invited = months.last().map_or(0, |before| before.invited);
                months.push(Month { reading: None, moves: 0, invited, shift: 0.0 });
            }
            let before = months.last().map_or(0, |before| before.invited);
            months.push(month_of(publication, unit, index, before));
        }
        Series { months }
    }
}

/// Whole months from the opening of one wave to that of another, to the nearest.
fn months_between(first: &Publication, other: &Publication) -> usize {
    let (from, to) = (first.terms().opens, other.terms().opens);
    let whole = (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed();
    let days = to.day().cast_signed() - from.day().cast_signed();
    usize::try_from(whole + i32::from(days > 15) - i32::from(days < -15)).unwrap_or_default()
}

fn month_of(publication: &Publication, unit: &UnitPath, index: &str, before: u32) -> Month {
    let Some(place) = publication.place(unit) else {
        return Month { reading: None, moves: 0, invited: before, shift: 0.0 };
    };
    // Who left and who joined, each counted once; nobody moved as far as is known where there was no wave before.
    let moves = place
        .stayed
        .filter(|_| before > 0)
        .map_or(0, |stayed| before.saturating_sub(stayed).saturating_add(place.invited.saturating_sub(stayed)));
    let reading = figure(publication, unit, index).and_then(|(figure, figures)| {
        Some(printing(publication, index)?.reading(*figure, figures.answered(), place.invited))
    });
    Month { reading, moves, invited: place.invited, shift: 0.0 }
}

/// What a publication shows of a unit on one index.
pub(super) fn figure<'a>(
    publication: &'a Publication,
    unit: &UnitPath,
    index: &str,
) -> Option<(&'a IndexFigure, &'a UnitFigures)> {
    let figures = figures(publication, unit)?;
    let place = publication.terms().questionnaire.indices().iter().position(|known| known.key == index)?;
    match figures.indices().get(place)? {
        Cell::Shown(figure) => Some((figure, figures)),
        Cell::Hidden => None,
    }
}

/// What a publication shows of a unit.
pub(super) fn figures<'a>(publication: &'a Publication, unit: &UnitPath) -> Option<&'a UnitFigures> {
    match publication.unit(unit)?.cell() {
        Cell::Shown(figures) => Some(figures),
        Cell::Hidden => None,
    }
}

/// How a publication printed an index.
pub(super) fn printing(publication: &Publication, index: &str) -> Option<Printing> {
    let indices = publication.terms().questionnaire.indices();
    let place = indices.iter().position(|known| known.key == index)?;
    Some(Printing {
        rate: publication.took_part().map_or(Printing::USUAL_RATE, |share| share.share().max(0.05)),
        prior_variance: f64::from(*publication.method().variances().get(place)?),
        own_variance: Interval::uses_own_variance(indices[place].items.len()),
    })
}
