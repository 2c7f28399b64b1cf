//! How alike one person's scores are a month apart, from team means alone. Does not link anybody's answers.

use super::sums::{compensated, median};

/// Fewer pairs of rounds than this say too little to be used.
pub const ENOUGH_PAIRS: usize = 40;

/// The largest correlation that is used: a higher one would make intervals too narrow if it were wrong.
pub const HIGHEST: f64 = 0.7;

/// One team in two successive rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The later mean minus the earlier, in points.
    pub change: f64,
    /// How many scores went into the earlier mean.
    pub n1: f64,
    /// How many scores went into the later mean.
    pub n2: f64,
    /// How many people were invited to the earlier round.
    pub invited1: u32,
    /// How many people were invited to the later round.
    pub invited2: u32,
    /// How many people were on both rosters.
    pub common: u32,
    /// Extra variance of the change because both means were rounded, in points squared; 0 if they are exact.
    pub rounding: f64,
}

impl Pair {
    /// `h1 = 1/n1 + 1/n2`: the variance of the change per unit of variance within, were the rounds independent.
    fn independent(&self) -> f64 {
        self.n1.recip() + self.n2.recip()
    }

    /// `h2 = Nc / (N1 N2)`: the expected share that the same people take off.
    fn shared(&self) -> f64 {
        f64::from(self.common) / (f64::from(self.invited1) * f64::from(self.invited2))
    }

    fn is_sensible(&self) -> bool {
        let counts = [(self.n1, self.invited1), (self.n2, self.invited2)];
        let answered = counts.into_iter().all(|(n, invited)| n > 0.0 && n <= f64::from(invited));
        answered && self.change.is_finite() && self.common <= self.invited1.min(self.invited2)
    }
}

/// The correlation `rho` of one person's scores from one round to the next, from 0 to 0.9: successive means differ less
/// than those of independent groups would, and that shortfall is `rho`.
///
/// `rho = (sigma^2 sum(h1) - sum(w)) / (2 sigma^2 sum(h2))` with `w = V min(D^2 / V, 6.63) / 0.98181` (winsorised at
/// the normal distribution's 99 %), `V = sigma^2 (h1 - 2 rho h2) + rounding` and `D` the change less the median change
/// of all pairs (the rounding is taken off `w` again); three rounds from 0.5. A pooled moving range, as in a chart for individual values. Pairs of several months
/// are best given with each month's median already subtracted, so that a movement of the organisation is not taken for
/// noise.
///
/// `within` is the variance within teams. Levels that really wander pull the estimate down, which is the safe side.
/// `None` without pairs, when one makes no sense, when no team has a common member, or when `within` is not above 0.
pub fn retest(pairs: &[Pair], within: f64) -> Option<f64> {
    /// The 99 % point of the chi-squared distribution with one degree of freedom.
    const CAP: f64 = 6.63;
    /// What the cap leaves of the mean of that distribution.
    const LEFT: f64 = 0.981_81;
    let changes: Vec<f64> = pairs.iter().map(|pair| pair.change).collect();
    let middle = median(&changes)?;
    let shared = compensated(pairs.iter().map(Pair::shared));
    let independent = compensated(pairs.iter().map(Pair::independent));
    if !pairs.iter().all(Pair::is_sensible) || shared <= 0.0 || within.is_nan() || within <= 0.0 {
        return None;
    }
    let mut rho = 0.5;
    for _ in 0..3 {
        let observed = compensated(pairs.iter().map(|pair| {
            let variance = within * (pair.independent() - 2.0 * rho * pair.shared()) + pair.rounding;
            let distance = pair.change - middle;
            variance * (distance * distance / variance).min(CAP) / LEFT - pair.rounding
        }));
        let estimate = (within * independent - observed) / (2.0 * within * shared);
        if !estimate.is_finite() {
            return None;
        }
        rho = estimate.clamp(0.0, 0.9);
    }
    Some(rho)
}

/// The correlation to compute with: [`retest`], at most [`HIGHEST`]; `None` also below [`ENOUGH_PAIRS`].
pub fn usable_retest(pairs: &[Pair], within: f64) -> Option<f64> {
    if pairs.len() < ENOUGH_PAIRS {
        return None;
    }
    retest(pairs, within).map(|rho| rho.min(HIGHEST))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    const PAIR: Pair = Pair { change: 1.0, n1: 7.0, n2: 8.0, invited1: 10, invited2: 10, common: 9, rounding: 0.0 };

    fn pair(value: &Value) -> Pair {
        let whole = |name: &str| u32::try_from(value[name].as_u64().expect("a whole number")).expect("small");
        Pair {
            change: number(&value["d"]),
            n1: number(&value["n1"]),
            n2: number(&value["n2"]),
            invited1: whole("N1"),
            invited2: whole("N2"),
            common: whole("nc"),
            rounding: 0.0,
        }
    }

    #[test]
    fn the_estimate_agrees_with_the_reference() {
        let oracle = read(include_str!("../../../tests/oracles/37_rho_estimator.json"));
        let pairs: Vec<Pair> = oracle["input"]["pairs"].as_array().expect("a list").iter().map(pair).collect();
        let within = number(&oracle["input"]["sigma2"]);
        let iterations = numbers(&oracle["expected"]["rho_iterations"]);
        // Here no change is large enough to be capped, so every iteration is the last.
        assert_eq!(iterations.len(), 3);
        for expected in iterations {
            let ours = retest(&pairs, within).expect("in range");
            assert!(close(ours, expected, number(&oracle["tolerance"])), "{ours}, expected {expected}");
        }
        assert_eq!(usable_retest(&pairs, within), retest(&pairs, within));
        assert_eq!(usable_retest(&pairs[1..], within), None);
    }

    #[test]
    fn it_stays_between_none_and_high() {
        assert_eq!(retest(&[PAIR; 40], 300.0), Some(0.9));
        assert_eq!(usable_retest(&[PAIR; 40], 300.0), Some(HIGHEST));
        let wild: Vec<Pair> = (0..40).map(|i| Pair { change: if i % 2 == 0 { 60.0 } else { -60.0 }, ..PAIR }).collect();
        assert_eq!(retest(&wild, 300.0), Some(0.0));
    }

    #[test]
    fn nonsense_is_refused() {
        let with = |pair| retest(&[PAIR, pair], 300.0);
        assert_eq!(retest(&[], 300.0), None);
        assert_eq!(with(Pair { n1: 0.0, ..PAIR }), None);
        assert_eq!(with(Pair { n2: 11.0, ..PAIR }), None);
        assert_eq!(with(Pair { change: f64::NAN, ..PAIR }), None);
        assert_eq!(with(Pair { common: 11, ..PAIR }), None);
        assert_eq!(retest(&[Pair { common: 0, ..PAIR }], 300.0), None);
        for within in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(retest(&[PAIR], within), None);
        }
    }

    proptest! {
        #[test]
        fn any_input_gives_a_correlation_or_none(
            changes in proptest::collection::vec(any::<(f64, f64, f64, u32, u32, u32)>(), 0..5), within: f64,
        ) {
            let pairs: Vec<Pair> = changes
                .into_iter()
                .map(|(change, n1, n2, invited1, invited2, common)| Pair { change, n1, n2, invited1, invited2, common, rounding: 0.0 })
                .collect();
            prop_assert!(retest(&pairs, within).is_none_or(|rho| (0.0..=0.9).contains(&rho)));
        }

        #[test]
        fn a_common_movement_changes_nothing(changes in proptest::collection::vec(-20.0..20.0f64, 1..50), by in -9.0..9.0f64) {
            let at = |by: f64| -> Vec<Pair> { changes.iter().map(|change| Pair { change: change + by, ..PAIR }).collect() };
            let (still, moved) = (retest(&at(0.0), 300.0), retest(&at(by), 300.0));
            prop_assert!((still.expect("in range") - moved.expect("in range")).abs() < 1e-9);
        }
    }
}
