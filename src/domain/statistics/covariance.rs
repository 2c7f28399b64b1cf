//! How the items of a questionnaire vary together. Does not know what the items ask.

use super::sums::{self, count, finite, total};

/// Sample variances and covariances of items over people.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariance {
    items: usize,
    people: u32,
    /// Row by row.
    cells: Vec<f64>,
}

impl Covariance {
    /// `S (x_i - m_i)(x_j - m_j) / (n - 1)` of rows of people and columns of items, centred first.
    ///
    /// People with a missing answer must be left out beforehand. `None` below two people, without items, for rows of
    /// unequal length, and for numbers that are not finite or too large to square.
    pub fn of<R: AsRef<[f64]>>(rows: &[R]) -> Option<Self> {
        let items = rows.first()?.as_ref().len();
        let people = u32::try_from(rows.len()).ok().filter(|&people| people >= 2 && items > 0)?;
        if rows.iter().any(|row| row.as_ref().len() != items) {
            return None;
        }
        let column = |item: usize| rows.iter().map(|row| row.as_ref().get(item).copied()).collect::<Option<Vec<_>>>();
        let centred = |item: usize| {
            let column = column(item)?;
            let mean = sums::mean(&column)?;
            Some(column.into_iter().map(|x| x - mean).collect::<Vec<_>>())
        };
        let columns = (0..items).map(centred).collect::<Option<Vec<_>>>()?;
        let degrees = f64::from(people) - 1.0;
        let products = |one: &[f64], other: &[f64]| total(one.iter().zip(other).map(|(x, y)| x * y));
        let cells = columns.iter().flat_map(|one| columns.iter().map(|other| Some(products(one, other)? / degrees)));
        Some(Self { items, people, cells: cells.collect::<Option<_>>()? })
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.items
    }

    /// How many people there were.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// The covariances of every item with all items.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks(self.items)
    }

    /// The items' variances.
    pub fn variances(&self) -> Vec<f64> {
        self.cells.iter().step_by(self.items + 1).copied().collect()
    }

    /// The variance of people's sums over all items; `None` when it would overflow.
    pub fn total_variance(&self) -> Option<f64> {
        sums::sum(&self.cells).map(|variance| variance.max(0.0))
    }

    /// The same with every item divided by its standard deviation: correlations. `None` for an item without variance.
    pub fn correlations(&self) -> Option<Self> {
        let deviations: Vec<_> = self.variances().into_iter().map(f64::sqrt).collect();
        let scaled = self
            .rows()
            .zip(&deviations)
            .flat_map(|(row, one)| row.iter().zip(&deviations).map(move |(cell, other)| finite(cell / one / other)));
        Some(Self { cells: scaled.collect::<Option<_>>()?, ..*self })
    }

    /// The mean of the items' correlations with each other; `None` below two items and for one without variance.
    pub fn mean_correlation(&self) -> Option<f64> {
        let items = count(self.items).filter(|&items| items >= 2.0)?;
        let all = sums::sum(&self.correlations()?.cells)?;
        finite((all - items) / (items * (items - 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::oracle::close;
    use super::*;

    #[test]
    fn by_hand() {
        let table = Covariance::of(&[[1.0, 2.0], [2.0, 2.0], [3.0, 8.0]]).expect("a table");
        assert_eq!((table.items(), table.people()), (2, 3));
        assert_eq!(table.rows().collect::<Vec<_>>(), [[1.0, 3.0], [3.0, 12.0]]);
        assert_eq!((table.variances(), table.total_variance()), (vec![1.0, 12.0], Some(19.0)));
        let correlation = table.mean_correlation().expect("two items");
        assert!(close(correlation, 3.0 / 12.0_f64.sqrt(), 1e-15), "{correlation}");
    }

    #[test]
    fn too_little_or_ragged() {
        assert_eq!(Covariance::of::<[f64; 2]>(&[]), None);
        assert_eq!((Covariance::of(&[[1.0]]), Covariance::of(&[[], []] as &[[f64; 0]])), (None, None));
        assert_eq!(Covariance::of(&[vec![1.0], vec![1.0, 2.0]]), None);
        let constant = Covariance::of(&[[1.0, 2.0], [1.0, 3.0]]).expect("a table");
        assert_eq!((constant.correlations(), constant.mean_correlation()), (None, None));
    }

    proptest! {
        #[test]
        fn any_rows_give_finite_cells_or_none(
            rows in proptest::collection::vec(proptest::array::uniform3(proptest::num::f64::ANY), 0..6),
        ) {
            let table = Covariance::of(&rows);
            let scaled = table.as_ref().and_then(Covariance::correlations);
            for table in [table, scaled].into_iter().flatten() {
                prop_assert!(table.rows().flatten().all(|cell| cell.is_finite()), "{table:?}");
                prop_assert!(table.total_variance().is_none_or(f64::is_finite));
            }
        }
    }
}
