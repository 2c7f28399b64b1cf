//! Watches how many of a team answer, for a lasting fall. Does not know what was answered, or who did not.

/// How many invitations the organisation's rate is worth beside the team's own history.
pub const PRIOR_INVITATIONS: f64 = 12.0;

/// The odds ratio to be found: the odds of an answer fall to four tenths, as from 76 % to 56 %.
pub const ODDS_RATIO: f64 = 0.4;

/// How many rounds the baseline needs before anything is summed.
pub const WARM_UP: u32 = 3;

/// The sum above which a fall counts as lasting.
pub const ALARM: f64 = 3.3;

/// The probability whose odds are `ratio` times those of `p`: `ratio p / (ratio p + 1 - p)`.
///
/// `None` unless `p` is a probability and the ratio is finite and above 0.
pub fn odds_shifted(p: f64, ratio: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) || ratio <= 0.0 || !ratio.is_finite() {
        return None;
    }
    let shifted = ratio * p / (ratio * p + (1.0 - p));
    shifted.is_finite().then_some(shifted)
}

/// How much more likely a count is under `p1` than under `p0`: `r ln(p1/p0) + (N - r) ln((1-p1)/(1-p0))`, for a cumulative sum
/// `C = max(0, C + this)`: Page (1954), Biometrika 41:100; Steiner et al. (2000), Biostatistics 1:441.
///
/// Assumes that people answer independently of each other with the same probability; people who never answer make it
/// cautious. `None` when more answered than were invited, or a probability is not strictly between 0 and 1.
pub fn log_likelihood_ratio(responded: u32, invited: u32, p0: f64, p1: f64) -> Option<f64> {
    let inside = |p: f64| p > 0.0 && p < 1.0;
    let silent = invited.checked_sub(responded)?;
    if !inside(p0) || !inside(p1) {
        return None;
    }
    let ratio = f64::from(responded) * (p1 / p0).ln() + f64::from(silent) * ((1.0 - p1) / (1.0 - p0)).ln();
    ratio.is_finite().then_some(ratio)
}

/// What one round did to the monitor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResponseStep {
    /// The share that was expected to answer, before the round was seen.
    pub expected: f64,
    /// The sum after the round.
    pub sum: f64,
    /// Whether the sum is above [`ALARM`].
    pub alarm: bool,
}

/// A cumulative sum of log-likelihood ratios for a fall of the odds of an answer to [`ODDS_RATIO`].
///
/// The expected share is a beta-binomial baseline, `p0 = (12 rate + responded) / (12 + invited)` over the team's earlier rounds,
/// shifted by the month's effect in the whole organisation. Suppressed rounds count as well: a team that falls silent is
/// seen without any score. Counts of a team too small to be shown are a list of names, whatever this says.
///
/// The baseline learns from every round, also while the sum grows. Simulated with 36 rounds, an odds ratio of 0.4 and the
/// alarm at 3.3, teams of 8 to 25 then have 0.10 to 0.12 false alarms a year; 53 % (10 people) to 88 % (25) of falls from 76 % to
/// 55 % are found within three rounds. Were rounds with a sum above 0 left out, the baseline would keep only the good rounds
/// and false alarms rise to 0.29 to 0.42 a year (0.16 to 0.18 when they are left out only above half the alarm).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ResponseMonitor {
    rounds: u32,
    responded: f64,
    invited: f64,
    sum: f64,
}

impl ResponseMonitor {
    /// A monitor as it was after so many rounds, from what its getters gave. With a `sum` of 0 it is one whose alarm was handled.
    ///
    /// `None` when more answered than were invited, a number is negative or not finite, or counts are beyond all reason.
    pub fn resume(rounds: u32, responded: f64, invited: f64, sum: f64) -> Option<Self> {
        /// As many invitations as there are rounds and people at most.
        const MOST: f64 = 1e15;
        let counts = responded >= 0.0 && responded <= invited && invited <= MOST;
        let sensible = counts && (0.0..f64::INFINITY).contains(&sum);
        sensible.then_some(Self { rounds, responded, invited, sum })
    }

    /// The share that is expected to answer: `rate` is the organisation's long-run share, `month_effect` how far the whole
    /// organisation's logit lies from its usual one this month (0 for an ordinary month).
    ///
    /// Kept between 1 and 99 %, so that one silent person among people who always answered is no proof. `None` when the rate
    /// is no probability or the effect is beyond all reason.
    pub fn expected(&self, rate: f64, month_effect: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&rate) {
            return None;
        }
        let own = (PRIOR_INVITATIONS * rate + self.responded) / (PRIOR_INVITATIONS + self.invited);
        odds_shifted(own.clamp(0.01, 0.99), month_effect.exp()).map(|p| p.clamp(0.01, 0.99))
    }

    /// Takes one round in: the sum first, then the baseline.
    ///
    /// `None`, and nothing taken in, when nobody was invited, more answered than were invited, or the rate or the month effect
    /// makes no sense.
    pub fn step(&mut self, responded: u32, invited: u32, rate: f64, month_effect: f64) -> Option<ResponseStep> {
        let expected = self.expected(rate, month_effect)?;
        let fallen = odds_shifted(expected, ODDS_RATIO)?;
        let ratio = log_likelihood_ratio(responded, invited, expected, fallen)?;
        if invited == 0 {
            return None;
        }
        let sum = if self.rounds >= WARM_UP { (self.sum + ratio).max(0.0) } else { self.sum };
        let (responded, invited) = (self.responded + f64::from(responded), self.invited + f64::from(invited));
        *self = Self::resume(self.rounds.saturating_add(1), responded, invited, sum)?;
        Some(ResponseStep { expected, sum, alarm: sum > ALARM })
    }

    /// How many rounds were taken in.
    pub fn rounds(&self) -> u32 {
        self.rounds
    }

    /// How many answered in all rounds together.
    pub fn responded(&self) -> f64 {
        self.responded
    }

    /// How many were invited in all rounds together.
    pub fn invited(&self) -> f64 {
        self.invited
    }

    /// The sum.
    pub fn sum(&self) -> f64 {
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    #[test]
    fn the_sum_agrees_with_the_reference() {
        let oracle = read(include_str!("../../../tests/oracles/32_response_rate_cusum.json"));
        let (input, expected) = (&oracle["input"], numbers(&oracle["expected"]["C"]));
        let counts = |name: &str| -> Vec<u32> {
            numbers(&input[name]).iter().map(|count| format!("{count}").parse().expect("a whole number")).collect()
        };
        let (mut sum, responded) = (0.0_f64, counts("responded"));
        assert_eq!((responded.len(), expected.len()), (12, 12));
        for ((responded, invited), expected) in responded.into_iter().zip(counts("invited")).zip(expected) {
            let ratio = log_likelihood_ratio(responded, invited, number(&input["p0"]), number(&input["p1"]));
            sum = (sum + ratio.expect("in range")).max(0.0);
            assert!(close(sum, expected, number(&oracle["tolerance"])), "{sum}, expected {expected}");
        }
    }

    #[test]
    fn odds_are_multiplied() {
        let shifted = |p, ratio| odds_shifted(p, ratio).expect("in range");
        assert!(close(shifted(0.75, 1.0 / 3.0), 0.5, 1e-12) && close(shifted(0.5, 0.4), 2.0 / 7.0, 1e-12));
        assert!(close(shifted(0.0, 0.4), 0.0, 0.0) && close(shifted(1.0, 0.4), 1.0, 0.0));
        for (p, ratio) in [(-0.1, 1.0), (1.1, 1.0), (0.5, 0.0), (0.5, -1.0), (0.5, f64::NAN), (0.5, f64::INFINITY)] {
            assert_eq!(odds_shifted(p, ratio), None);
        }
    }

    #[test]
    fn a_team_that_falls_silent_is_seen_and_one_that_never_spoke_is_not() {
        let mut falling = ResponseMonitor::default();
        for _ in 0..6 {
            assert!(!falling.step(8, 10, 0.78, 0.0).expect("in range").alarm);
        }
        let alarms: Vec<bool> = (0..3).map(|_| falling.step(5, 10, 0.78, 0.0).expect("in range").alarm).collect();
        assert_eq!(alarms, [false, true, true]);
        let mut quiet = ResponseMonitor::default();
        let steps: Vec<ResponseStep> = (0..36).map(|_| quiet.step(6, 10, 0.6, 0.0).expect("in range")).collect();
        assert!(steps.iter().all(|step| !step.alarm && close(step.expected, 0.6, 1e-12)));
    }

    #[test]
    fn nothing_is_summed_before_the_third_round_and_a_holiday_excuses_everybody() {
        let mut monitor = ResponseMonitor::default();
        for _ in 0..3 {
            assert!(monitor.step(0, 10, 0.78, 0.0).expect("in range").sum.abs() < f64::EPSILON);
        }
        let (mut holiday, mut ordinary) = (monitor, monitor);
        let effect = -1.5;
        assert!(
            holiday.step(1, 10, 0.78, effect).expect("in range").sum
                < ordinary.step(1, 10, 0.78, 0.0).expect("in range").sum
        );
    }

    #[test]
    fn it_resumes_where_it_was_and_refuses_nonsense() {
        let mut monitor = ResponseMonitor::default();
        for responded in [8, 7, 8, 4, 3] {
            monitor.step(responded, 10, 0.78, 0.1);
        }
        let (rounds, responded) = (monitor.rounds(), monitor.responded());
        assert_eq!(ResponseMonitor::resume(rounds, responded, monitor.invited(), monitor.sum()), Some(monitor));
        let before = monitor;
        for (responded, invited, rate, effect) in
            [(11, 10, 0.78, 0.0), (0, 0, 0.78, 0.0), (5, 10, 1.1, 0.0), (5, 10, 0.78, f64::NAN), (5, 10, 0.78, 1e9)]
        {
            assert_eq!(monitor.step(responded, invited, rate, effect), None);
            assert_eq!(monitor, before);
        }
        assert_eq!(ResponseMonitor::resume(1, 11.0, 10.0, 0.0), None);
        assert_eq!(ResponseMonitor::resume(1, 5.0, 10.0, -1.0), None);
        assert_eq!(ResponseMonitor::resume(1, f64::NAN, 10.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn any_input_gives_finite_numbers_or_none(
            state: (u32, f64, f64, f64), rounds in proptest::collection::vec(any::<(u32, u32, f64, f64)>(), 0..6), rate in 0.0..=1.0f64,
        ) {
            let resumed = ResponseMonitor::resume(state.0, state.1, state.2, state.3);
            for mut monitor in resumed.into_iter().chain([ResponseMonitor::default()]) {
                for &(responded, invited, wild, effect) in &rounds {
                    for (rate, effect) in [(wild, effect), (rate, effect % 10.0)] {
                        let step = monitor.step(responded % 40, invited % 40, rate, effect);
                        prop_assert!(step.is_none_or(|step| step.sum.is_finite() && step.sum >= 0.0), "{step:?}");
                        prop_assert!(step.is_none_or(|step| (0.0..=1.0).contains(&step.expected)), "{step:?}");
                    }
                }
            }
        }

        #[test]
        fn more_answers_never_raise_the_sum(responded in 0u32..20, more in 1u32..10, p0 in 0.05..0.95f64) {
            let p1 = odds_shifted(p0, ODDS_RATIO).expect("in range");
            let ratio = |responded| log_likelihood_ratio(responded, 30, p0, p1).expect("in range");
            prop_assert!(ratio(responded + more) < ratio(responded));
        }
    }
}
