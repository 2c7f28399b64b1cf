//! One-way analysis of variance: how much of the spread lies between groups. Does not know what the groups are.

use super::distribution::f_upper_tail;
use super::sums::{self, finite, total};

/// What an analysis needs to know of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many values.
    pub n: u32,
    /// Their mean.
    pub mean: f64,
    /// The sum of squared deviations from the mean, in the square of the values' unit.
    pub deviation: f64,
}

impl Group {
    /// The group of these values; `None` for none, or for one that is not finite.
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = u32::try_from(values.len()).ok()?;
        Some(Self { n, mean: sums::mean(values)?, deviation: sums::deviation(values)? })
    }
}

/// The table of a one-way analysis of variance with random groups of unequal size: Searle, Casella & `McCulloch`
/// (1992), Variance Components, chapter 3. Squares are in the square of the values' unit.
///
/// Assumes independent groups and one variance within all of them. Not for the same people measured repeatedly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneWay {
    /// How many groups have anybody in them: `J`.
    pub groups: u32,
    /// How many people there are: `N`.
    pub people: u32,
    /// The mean over all people.
    pub grand_mean: f64,
    /// Sum of squares between: `S n_j (m_j - m)^2`.
    pub square_between: f64,
    /// Sum of squares within, with `N - J` degrees of freedom.
    pub square_within: f64,
    /// `square_between / (J - 1)`.
    pub mean_square_between: f64,
    /// `square_within / (N - J)`.
    pub mean_square_within: f64,
    /// `F = mean_square_between / mean_square_within`; none without any spread within.
    pub f: Option<f64>,
    /// The p-value of `f`: the chance of so large a one without differences between groups.
    pub p: Option<f64>,
    /// The group size that counts: `n0 = (N - S n_j^2 / N) / (J - 1)`.
    pub n0: f64,
    /// The variance within groups: the mean square within.
    pub variance_within: f64,
    /// The variance between groups: `(MSB - MSW) / n0`, never below 0.
    pub variance_between: f64,
}

impl OneWay {
    /// The analysis of these groups, of which those without people are left out.
    ///
    /// Centred twice, so leading digits that all values share do no harm. `None` for fewer than two groups, when no
    /// group has two people, for a deviation below 0, and for numbers that are not finite or too large to square.
    pub fn of(groups: &[Group]) -> Option<Self> {
        let filled = || groups.iter().filter(|group| group.n > 0);
        let sound = filled().all(|group| group.deviation >= 0.0);
        let count = u32::try_from(filled().count()).ok().filter(|&count| count >= 2 && sound)?;
        let people =
            filled().try_fold(0_u32, |sum, group| sum.checked_add(group.n)).filter(|&people| people > count)?;
        let (j, n) = (f64::from(count), f64::from(people));
        // Distances from the first mean have all digits that the means themselves have lost.
        let origin = filled().next()?.mean;
        let shift = total(filled().map(|group| f64::from(group.n) * (group.mean - origin)))? / n;
        let square_between = total(
            filled().map(|group| f64::from(group.n) * (group.mean - origin - shift) * (group.mean - origin - shift)),
        )?;
        let square_within = total(filled().map(|group| group.deviation))?;
        let n0 = (n - total(filled().map(|group| f64::from(group.n) * f64::from(group.n)))? / n) / (j - 1.0);
        let (mean_square_between, mean_square_within) = (square_between / (j - 1.0), square_within / (n - j));
        let f = finite(mean_square_between / mean_square_within);
        Some(Self {
            groups: count,
            people,
            grand_mean: finite(origin + shift)?,
            square_between,
            square_within,
            mean_square_between,
            mean_square_within,
            f,
            p: f.and_then(|f| f_upper_tail(f, j - 1.0, n - j)),
            n0,
            variance_within: mean_square_within,
            variance_between: finite((mean_square_between - mean_square_within) / n0)?.max(0.0),
        })
    }

    /// ICC(1), the share of the variance that lies between groups: `(MSB - MSW) / (MSB + (n0 - 1) MSW)`: Bliese (2000)
    /// in Klein & Kozlowski, Multilevel theory, 349. Below 0 when groups differ less than chance would make them.
    ///
    /// `None` without any variance.
    pub fn icc1(&self) -> Option<f64> {
        self.icc1_for(self.n0)
    }

    /// [`icc1`](Self::icc1) with the mean group size instead of `n0`: Bartko (1976), Psychological Bulletin 83:762, as
    /// R's multilevel prints it. Not the better one where sizes differ; for comparison with published figures.
    pub fn icc1_mean_size(&self) -> Option<f64> {
        self.icc1_for(f64::from(self.people) / f64::from(self.groups))
    }

    fn icc1_for(&self, size: f64) -> Option<f64> {
        let (between, within) = (self.mean_square_between, self.mean_square_within);
        finite((between - within) / (between + (size - 1.0) * within))
    }

    /// ICC(2), the reliability of the groups' means: `(MSB - MSW) / MSB`: Bliese (2000). Below 0 when groups differ
    /// less than chance would make them; for one group see the shrinkage in [`pooling`](super::pooling).
    ///
    /// `None` when all means are equal.
    pub fn icc2(&self) -> Option<f64> {
        finite((self.mean_square_between - self.mean_square_within) / self.mean_square_between)
    }
}

#[cfg(test)]
mod tests;
