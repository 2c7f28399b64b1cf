//! Shares with their Monte-Carlo error. Does not know of what.

/// So many of so many, in one replicate.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Fraction {
    pub(super) part: f64,
    pub(super) whole: f64,
}

impl Fraction {
    /// Counts one case.
    pub(super) fn count(&mut self, hit: bool) {
        self.part += f64::from(u8::from(hit));
        self.whole += 1.0;
    }

    /// Adds what a mean is made of.
    pub(super) fn add(&mut self, amount: f64) {
        self.part += amount;
        self.whole += 1.0;
    }
}

/// A share over all replicates, and its standard error: replicates are independent, what lies inside one is not (the
/// linearised error of a ratio of means; Cochran 1977, section 6.3).
pub(super) fn share(replicates: &[Fraction]) -> Option<(f64, f64)> {
    let (part, whole) = replicates.iter().fold((0.0, 0.0), |(part, whole), one| (part + one.part, whole + one.whole));
    if whole <= 0.0 {
        return None;
    }
    let ratio = part / whole;
    let squares: f64 = replicates.iter().map(|one| (one.part - ratio * one.whole).powi(2)).sum();
    let count = f64::from(u32::try_from(replicates.len()).ok()?);
    let error = if count > 1.0 { (squares * count / (count - 1.0)).sqrt() / whole } else { f64::NAN };
    Some((ratio, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_share_of_independent_cases_is_that_of_the_binomial() {
        let cases: Vec<Fraction> =
            (0..1_000).map(|case| Fraction { part: f64::from(u8::from(case % 4 == 0)), whole: 1.0 }).collect();
        let (ratio, error) = share(&cases).expect("some cases");
        assert!((ratio - 0.25).abs() < 1e-12 && (error - (0.25 * 0.75 / 1_000.0_f64).sqrt()).abs() < 1e-4, "{error}");
        assert_eq!(share(&[]), None);
    }
}
