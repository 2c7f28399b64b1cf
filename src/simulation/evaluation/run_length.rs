//! How long a plain cumulative sum runs until it errs: a simulator that gets this wrong gets everything wrong. Does not
//! know teams.

use super::super::random::Random;
use super::Fraction;

/// The textbook's one-sided chart of standard normal numbers: k 0.5, h 4.
const ALLOWANCE: f64 = 0.5;
const LIMIT: f64 = 4.0;
/// Runs in one replicate.
const RUNS: usize = 500;

/// The mean number of steps until the sum crosses its limit although nothing happened.
pub(super) fn live(seed: u64) -> Vec<Fraction> {
    let mut random = Random::new(seed);
    let mut line = Fraction::default();
    for _ in 0..RUNS {
        let (mut sum, mut steps) = (0.0_f64, 0.0);
        while sum <= LIMIT {
            sum = (sum - random.normal() - ALLOWANCE).max(0.0);
            steps += 1.0;
        }
        line.add(steps);
    }
    vec![line]
}
