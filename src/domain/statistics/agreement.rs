//! How far the members of one team agree. Does not know who they are, or when agreement may be told to whom.
//!
//! Variances are sample variances (`n - 1`) in scale points squared. Never for management per team: with the mean, the
//! spread of a small team gives single answers away.

use super::sums::{self, count, finite, total};

/// The variance of answers that are spread evenly over a scale of `points`: `(A^2 - 1) / 12`: James, Demaree & Wolf
/// (1984), Journal of Applied Psychology 69:85. 2 for five points, 4 for seven.
///
/// `None` below two points.
pub fn uniform_null(points: u32) -> Option<f64> {
    let points = f64::from(points);
    (points >= 2.0).then(|| (points * points - 1.0) / 12.0)
}

/// The variance of answers that lean slightly to one side, as people's answers do: 1.34 for five points, 2.90 for
/// seven: `LeBreton` & Senter (2008), Organizational Research Methods 11:815.
///
/// `None` for any other number of points.
pub fn slight_skew_null(points: u32) -> Option<f64> {
    match points {
        5 => Some(1.34),
        7 => Some(2.90),
        _ => None,
    }
}

/// Variance over what it would be without agreement.
fn ratio(variance: f64, null: f64) -> Option<f64> {
    let sensible = variance >= 0.0 && null > 0.0 && null.is_finite();
    sensible.then_some(variance / null).and_then(finite)
}

/// Agreement on one item: `r_wg = 1 - s^2 / null`, 0 where the variance exceeds the null: James, Demaree & Wolf (1984).
///
/// `null` is what [`uniform_null`] or [`slight_skew_null`] gives. Not for comparing teams of different size without
/// their intervals. `None` for a negative or infinite variance, or a null that is not positive.
pub fn r_wg(variance: f64, null: f64) -> Option<f64> {
    r_star_wg_j(variance, null).map(|agreement| agreement.max(0.0))
}

/// Agreement on a scale of `items`: `r_wg(J) = J (1 - s^2 / null) / (J (1 - s^2 / null) + s^2 / null)` with the mean of
/// the items' variances, 0 where it exceeds the null: James, Demaree & Wolf (1984).
///
/// Grows with the number of items alone (Spearman-Brown); prefer [`r_star_wg_j`]. `None` as [`r_wg`], and without
/// items.
pub fn r_wg_j(mean_item_variance: f64, null: f64, items: u32) -> Option<f64> {
    let ratio = ratio(mean_item_variance, null)?.min(1.0);
    let agreement = f64::from(items) * (1.0 - ratio);
    (items > 0).then(|| agreement / (agreement + ratio)).and_then(finite)
}

/// Agreement on a scale without the inflation by its length: `r*_wg(J) = 1 - s^2 / null` with the mean of the items'
/// variances: Lindell, Brandt & Whitney (1999), Applied Psychological Measurement 23:127.
///
/// Below 0 where people disagree more than the null. `None` as [`r_wg`].
pub fn r_star_wg_j(mean_item_variance: f64, null: f64) -> Option<f64> {
    ratio(mean_item_variance, null).map(|ratio| 1.0 - ratio)
}

/// Agreement relative to the largest variance that the mean allows:
/// `a_wg = 1 - 2 s^2 / (((H + L) m - m^2 - H L) n / (n - 1))` on a scale from `lowest` L to `highest` H: Brown &
/// Hauenstein (2005), Organizational Research Methods 8:165. 1 without any variance.
///
/// Not to be interpreted where the mean lies outside [`a_wg_means`]: there it falls for lack of room, not of agreement.
/// `None` below two raters, for a mean outside the scale, a negative or infinite variance, or a mean at the very end
/// with a variance.
pub fn a_wg(mean: f64, variance: f64, raters: u32, lowest: f64, highest: f64) -> Option<f64> {
    let on_scale = lowest < highest && (lowest..=highest).contains(&mean);
    if raters < 2 || !on_scale || !variance.is_finite() || variance < 0.0 {
        return None;
    }
    if variance <= 0.0 {
        return Some(1.0);
    }
    let raters = f64::from(raters);
    let largest = (highest - mean) * (mean - lowest) * raters / (raters - 1.0);
    finite(1.0 - 2.0 * variance / largest)
}

/// The lowest and the highest mean at which [`a_wg`] can be interpreted, `(L (n - 1) + H) / n` and
/// `(H (n - 1) + L) / n`: Brown & Hauenstein (2005).
///
/// `None` below two raters and for a scale without width.
pub fn a_wg_means(raters: u32, lowest: f64, highest: f64) -> Option<(f64, f64)> {
    if raters < 2 || lowest >= highest {
        return None;
    }
    let raters = f64::from(raters);
    let low = finite((lowest * (raters - 1.0) + highest) / raters)?;
    Some((low, finite((highest * (raters - 1.0) + lowest) / raters)?))
}

/// The mean absolute deviation from the mean, `AD_M`, in scale points: Burke, Finkelstein & Dusig (1999),
/// Organizational Research Methods 2:49. Of a scale: the mean over its items.
///
/// `None` for no answers, or one that is not finite.
pub fn average_deviation(answers: &[f64]) -> Option<f64> {
    let mean = sums::mean(answers)?;
    finite(total(answers.iter().map(|x| (x - mean).abs()))? / count(answers.len())?)
}

/// Up to this [`average_deviation`] people agree in practice: `A / 6` on a scale of `points`: Burke & Dunlap (2002),
/// Organizational Research Methods 5:159.
pub fn average_deviation_limit(points: u32) -> f64 {
    f64::from(points) / 6.0
}

/// The bimodality coefficient with corrections for the sample size, as SAS prints it:
/// `(g^2 + 1) / (k + 3 (n - 1)^2 / ((n - 2)(n - 3)))` with skewness `g` and excess kurtosis `k`: Pfister, Schwarz,
/// Janczyk, Dale & Freeman (2013), Frontiers in Psychology 4:700. Above 5/9, the value of even answers, it hints at two
/// camps.
///
/// Skewed answers raise it too, and below 15 answers it tells nothing; for teams see
/// [`variance_ratio`](super::variance_function::variance_ratio). `None` below four answers, and when all are equal.
pub fn bimodality_coefficient(answers: &[f64]) -> Option<f64> {
    let (mean, n) = (sums::mean(answers)?, count(answers.len()).filter(|&n| n >= 4.0)?);
    let moment = |k: i32| total(answers.iter().map(|x| (x - mean).powi(k))).map(|sum| sum / n);
    let second = moment(2).filter(|&moment| moment > 0.0)?;
    let skewness = moment(3)? / second.powf(1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let excess = moment(4)? / (second * second) - 3.0;
    let kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * excess + 6.0);
    let expected = 3.0 * (n - 1.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
    finite((skewness * skewness + 1.0) / (kurtosis + expected))
}

#[cfg(test)]
mod tests;
