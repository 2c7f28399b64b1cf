//! How often the interval of a team holds what its present members feel, by the formula and as printed. Does not look at
//! signals.

use domain::Questionnaire;
use domain::statistics::{Moderated, PRIOR_WEIGHT, RETEST, half_width};

use super::super::model::{Conditions, Team};
use super::super::organisation::{Exact, Organisation};
use super::super::story::Story;
use super::Fraction;

/// How many teams live beside each other, and for how long: after some months intervals are made with the variance of the
/// organisation itself.
const TEAMS: usize = 40;
const MONTHS: usize = 8;

/// The lines of one replicate: coverage by the formula, coverage as printed, the half width by the formula, half the width
/// as printed, the variance within teams.
pub(super) fn live(questionnaire: &Questionnaire, seed: u64, size: usize) -> Option<Vec<Fraction>> {
    let teams = vec![Team::of(size, Story::Steady); TEAMS];
    let mut organisation = Organisation::new(questionnaire, seed, &teams, Conditions::PLAIN);
    let mut lines = vec![Fraction::default(); 5];
    let [formula, print, half_formula, half_print, variance] = lines.as_mut_slice() else { return None };
    let invited = u32::try_from(size).ok()?;
    for _ in 0..MONTHS {
        let exact = organisation.live()?;
        let within = organisation.variance_within();
        for (number, exact) in exact.iter().enumerate() {
            let Some(printed) = organisation.printed(number) else { continue };
            let climate = organisation.model.climate(number);
            let half = half(exact, invited, within)?;
            formula.count((exact.mean - climate).abs() <= half);
            half_formula.add(half);
            let (low, high) = printed.interval().points();
            print.count((low..=high).contains(&climate));
            half_print.add((high - low) / 2.0);
            variance.add(exact.variance);
        }
    }
    Some(lines)
}

/// Half the interval with the exact number of answers and the exact variance.
fn half(exact: &Exact, invited: u32, within: f64) -> Option<f64> {
    let moderated = Moderated::of(within, PRIOR_WEIGHT, exact.variance, f64::from(exact.n.saturating_sub(1)));
    half_width(moderated, exact.n, invited, RETEST, 0.95)
}
