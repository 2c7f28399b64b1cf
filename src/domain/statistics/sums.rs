//! Sums, centres and spreads of lists of numbers, without lost digits. Does not know what the numbers measure.
//!
//! Every function gives `None` for a list with a number that is not finite, and where a result would overflow.

/// The sum of `values`, compensated: Neumaier (1974), Zeitschrift für angewandte Mathematik und Mechanik 54:39.
///
/// An empty list has the sum 0. The order of the values matters at most in the last digit.
pub fn sum(values: &[f64]) -> Option<f64> {
    total(values.iter().copied())
}

/// [`sum`] of whatever can be walked through.
pub(super) fn total(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    finite(compensated(values))
}

/// [`total`] as it comes: not finite when a term is not finite or the sum overflows.
pub(super) fn compensated(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
    }
    sum + lost
}

/// The number itself unless it is infinite or not a number.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// How many there are, as a number to divide by; `None` for none, or for more than four billion.
pub(super) fn count(length: usize) -> Option<f64> {
    u32::try_from(length).ok().filter(|&length| length > 0).map(f64::from)
}

/// The arithmetic mean `sum / n`; `None` for an empty list.
pub fn mean(values: &[f64]) -> Option<f64> {
    finite(sum(values)? / count(values.len())?)
}

/// The sum of squared deviations from the mean, in the square of the values' unit; `None` for an empty list.
///
/// Two passes with a correction for the rounded mean, `S(x - m)^2 - (S(x - m))^2 / n`: Chan, Golub & `LeVeque` (1983),
/// The American Statistician 37:242. Leading digits that all values share do no harm.
pub fn deviation(values: &[f64]) -> Option<f64> {
    let (mean, n) = (mean(values)?, count(values.len())?);
    let squares = total(values.iter().map(|x| (x - mean) * (x - mean)))?;
    let rest = total(values.iter().map(|x| x - mean))?;
    finite((squares - rest * rest / n).max(0.0))
}

/// The sample variance `S(x - m)^2 / (n - 1)`; `None` below two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    let n = count(values.len()).filter(|&n| n >= 2.0)?;
    finite(deviation(values)? / (n - 1.0))
}

/// The lag-one autocorrelation `S(x_t - m)(x_(t+1) - m) / S(x_t - m)^2`: Box & Jenkins (1976), Time Series Analysis.
///
/// Assumes evenly spaced values without gaps. Biased towards zero in short series, so not for a handful of months.
/// `None` below two values, and for values that are all equal.
pub fn lag_one_autocorrelation(values: &[f64]) -> Option<f64> {
    let (mean, deviation) = (mean(values)?, deviation(values).filter(|&d| d > 0.0)?);
    let products = total(values.iter().zip(values.iter().skip(1)).map(|(now, next)| (now - mean) * (next - mean)))?;
    (values.len() >= 2).then_some(products / deviation).and_then(finite)
}

/// The quantile at `p` by linear interpolation at position `(n - 1) p`: type 7 of Hyndman & Fan (1996), The American
/// Statistician 50:361, which R and `NumPy` use unless told otherwise.
///
/// `None` for an empty list, or unless `0 <= p <= 1`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position from 0 to n - 1")]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let sorted = sorted(values)?;
    let position = (count(values.len())? - 1.0) * Some(p).filter(|p| (0.0..=1.0).contains(p))?;
    let (low, high) = (sorted.get(position.floor() as usize)?, sorted.get(position.ceil() as usize)?);
    finite(low + position.fract() * (high - low))
}

/// The median: the [`quantile`] at one half. `None` for an empty list.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The median absolute deviation from the median, times 1.4826, so that it estimates the standard deviation of normal
/// values: Hampel (1974), Journal of the American Statistical Association 69:383. In the values' unit.
///
/// Zero as soon as more than half of the values are equal, so not for short ordinal answers. `None` for an empty list.
pub fn scaled_mad(values: &[f64]) -> Option<f64> {
    let centre = median(values)?;
    let distances: Vec<_> = values.iter().map(|x| (x - centre).abs()).collect();
    finite(1.4826 * median(&distances)?)
}

/// The mean without `floor(share n)` values at each end, as R's `mean(x, trim = share)`; the median for a share of one
/// half: Tukey & `McLaughlin` (1963), Sankhya A 25:331.
///
/// `None` for an empty list, or unless `0 <= share <= 0.5`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to n / 2")]
pub fn trimmed_mean(values: &[f64], share: f64) -> Option<f64> {
    if !(0.0..=0.5).contains(&share) {
        return None;
    }
    let cut = (share * count(values.len())?).floor() as usize;
    if share >= 0.5 {
        return median(values);
    }
    mean(sorted(values)?.get(cut..values.len().checked_sub(cut)?)?)
}

fn sorted(values: &[f64]) -> Option<Vec<f64>> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    values.iter().all(|x| x.is_finite()).then_some(sorted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::oracle::{close, number, numbers, read};
    use super::*;

    fn check(values: &[f64], expected: &Value, tolerance: f64) {
        let ours = [mean(values), variance(values).map(f64::sqrt), lag_one_autocorrelation(values)];
        for (ours, name) in ours.into_iter().zip(["mean", "sd", "lag1_autocorrelation"]) {
            let (ours, expected) = (ours.expect(name), number(&expected[name]));
            assert!((ours - expected).abs() <= tolerance * expected.abs(), "{name}: {ours}, expected {expected}");
        }
    }

    #[test]
    fn certified_values_of_michelson() {
        let oracle = read(include_str!("../../../tests/oracles/07_nist_univariate_michelso.json"));
        check(&numbers(&oracle["input"]["x"]), &oracle["expected"], number(&oracle["tolerance"]));
    }

    #[test]
    fn certified_values_with_many_leading_digits() {
        let oracle = read(include_str!("../../../tests/oracles/07_nist_univariate_numacc.json"));
        let tolerance = number(&oracle["tolerance"]);
        let (input, expected) = (&oracle["input"], &oracle["expected"]);
        check(&numbers(&input["NumAcc1"]["x"]), &expected["NumAcc1"], tolerance);
        for (name, base) in [("NumAcc2", 1.0), ("NumAcc3", 1e6), ("NumAcc4", 1e7)] {
            let first = number(&input[name]["first"]);
            assert!(close(first, base + 0.2, 1e-15));
            let mut values = vec![first];
            // Written out, because base + 0.1 need not be the number nearest to the decimal.
            let pair = [base + 0.1, base + 0.3];
            values.extend(pair.iter().cycle().take(1000));
            check(&values, &expected[name], tolerance);
        }
    }

    #[test]
    fn quantiles_medians_and_trims_as_in_r() {
        let values = [7.0, 1.0, 10.0, 2.0, 4.0];
        assert_eq!(median(&values), Some(4.0));
        assert_eq!(quantile(&values, 0.25), Some(2.0));
        assert_eq!(quantile(&values, 0.9), Some(8.8));
        assert_eq!(quantile(&values, 1.0), Some(10.0));
        assert_eq!(quantile(&values, 1.1), None);
        assert_eq!(median(&[1.0, 2.0, 3.0, 10.0]), Some(2.5));
        assert_eq!(scaled_mad(&values), Some(3.0 * 1.4826));
        assert_eq!(trimmed_mean(&values, 0.2), Some(13.0 / 3.0));
        assert_eq!(trimmed_mean(&values, 0.19), mean(&values));
        assert_eq!(trimmed_mean(&values, 0.5), Some(4.0));
        assert_eq!(trimmed_mean(&values, 0.51), None);
    }

    #[test]
    fn few_or_equal_values() {
        assert_eq!((sum(&[]), mean(&[]), median(&[]), trimmed_mean(&[], 0.1)), (Some(0.0), None, None, None));
        assert_eq!((variance(&[3.0]), lag_one_autocorrelation(&[3.0])), (None, None));
        assert_eq!((variance(&[3.0; 9]), lag_one_autocorrelation(&[3.0; 9])), (Some(0.0), None));
        assert_eq!(sum(&[1.0, 1e100, 1.0, -1e100]), Some(2.0));
        assert_eq!((mean(&[f64::NAN]), median(&[f64::INFINITY]), mean(&[f64::MAX; 2])), (None, None, None));
    }

    proptest! {
        #[test]
        fn any_list_gives_finite_numbers_or_none(
            values in proptest::collection::vec(proptest::num::f64::ANY, 0..8), p in proptest::num::f64::ANY,
        ) {
            let all = [sum(&values), mean(&values), deviation(&values), variance(&values), median(&values),
                lag_one_autocorrelation(&values), quantile(&values, p), scaled_mad(&values), trimmed_mean(&values, p)];
            prop_assert!(all.into_iter().flatten().all(f64::is_finite), "{all:?}");
        }

        #[test]
        fn centres_lie_among_the_values(values in proptest::collection::vec(0.0..100.0f64, 1..40), p in 0.0..=1.0f64) {
            let (low, high) = (quantile(&values, 0.0).expect("low"), quantile(&values, 1.0).expect("high"));
            for centre in [mean(&values), median(&values), quantile(&values, p), trimmed_mean(&values, p / 2.0)] {
                prop_assert!(centre.is_some_and(|c| c >= low - 1e-9 && c <= high + 1e-9), "{centre:?}");
            }
        }
    }
}
