//! The publications of one questionnaire on a calendar of months. Does not compute a statistic.

use chrono::Datelike;

use super::reading::Printing;
use crate::privacy::Interval;
use crate::statistics::monitor::Month;
use crate::{Cell, Publication, UnitFigures, UnitPath};

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

    /// One index through all publications.
    /// An index is compared with earlier waves as long as it is made of the same statements.
    pub(super) fn column(&self, index: &str) -> Column {
        let now = self.publications.last().and_then(|newest| statements(newest, index));
        let printed = |publication| printing(publication, index).filter(|_| statements(publication, index) == now);
        Column { printed: self.publications.iter().map(printed).collect() }
    }

    /// The months of a unit on one index.
    pub(super) fn series(&self, unit: &UnitPath, column: &Column) -> Series {
        let mut months: Vec<Month> = Vec::new();
        for ((publication, printed), &month) in self.publications.iter().zip(&column.printed).zip(&self.months) {
            while months.len() < month {
                let invited = months.last().map_or(0, |before| before.invited);
                months.push(Month { reading: None, moves: 0, invited, shift: 0.0 });
            }
            let before = months.last().map_or(0, |before| before.invited);
            months.push(month_of(publication, unit, printed.as_ref(), before));
        }
        Series { months }
    }
}

/// One index through all publications: its place in each, and how it was printed.
pub(super) struct Column {
    printed: Vec<Option<(usize, Printing)>>,
}

impl Column {
    /// How the newest publication printed it.
    pub(super) fn newest(&self) -> Option<&Printing> {
        self.printed.last()?.as_ref().map(|(_, printing)| printing)
    }
}

/// Whole months from the opening of one wave to that of another, to the nearest.
fn months_between(first: &Publication, other: &Publication) -> usize {
    let (from, to) = (first.terms().opens, other.terms().opens);
    let whole = (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed();
    let days = to.day().cast_signed() - from.day().cast_signed();
    usize::try_from(whole + i32::from(days > 15) - i32::from(days < -15)).unwrap_or_default()
}

fn month_of(publication: &Publication, unit: &UnitPath, printed: Option<&(usize, Printing)>, before: u32) -> Month {
    let Some(index) = publication.terms().tree.find(unit) else {
        return Month { reading: None, moves: 0, invited: before, shift: 0.0 };
    };
    let (place, published) = (publication.terms().tree.get(index), publication.units().get(index.position()));
    let (invited, stayed) = place.map_or((before, None), |place| (place.invited, place.stayed));
    // Who left and who joined, each counted once; nobody moved as far as is known where there was no wave before.
    let moves = stayed
        .filter(|_| before > 0)
        .map_or(0, |stayed| before.saturating_sub(stayed).saturating_add(invited.saturating_sub(stayed)));
    let reading = || {
        let Cell::Shown(figures) = published?.cell() else { return None };
        let (place, printing) = printed?;
        match figures.indices().get(*place)? {
            Cell::Shown(figure) => Some(printing.reading(**figure, invited)),
            Cell::Hidden => None,
        }
    };
    Month { reading: reading(), moves, invited, shift: 0.0 }
}

/// What a publication shows of a unit.
pub(super) fn figures<'a>(publication: &'a Publication, unit: &UnitPath) -> Option<&'a UnitFigures> {
    match publication.unit(unit)?.cell() {
        Cell::Shown(figures) => Some(figures),
        Cell::Hidden => None,
    }
}

/// The keys of the statements of which an index is made.
fn statements<'a>(publication: &'a Publication, index: &str) -> Option<Vec<&'a str>> {
    let questionnaire = &publication.terms().questionnaire;
    let index = questionnaire.indices().iter().find(|known| known.key == index)?;
    Some(index.items.iter().filter_map(|&item| Some(questionnaire.items().get(item)?.key.as_str())).collect())
}

/// The place of an index in a publication, and how it was printed.
fn printing(publication: &Publication, index: &str) -> Option<(usize, Printing)> {
    let terms = publication.terms();
    let indices = terms.questionnaire.indices();
    let place = indices.iter().position(|known| known.key == index)?;
    let prior_variance = f64::from(*publication.method().variances().get(place)?);
    let own_variance = Interval::uses_own_variance(indices[place].items.len());
    Some((place, Printing::new(rate(publication), prior_variance, own_variance, terms.threshold.get())))
}

/// The share of all people who took part, as far as it is printed.
pub(super) fn rate(publication: &Publication) -> f64 {
    publication.took_part().map_or(Printing::USUAL_RATE, |share| share.share().max(0.05))
}
