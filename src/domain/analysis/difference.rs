//! Which teams, and which statements in them, differ from before in this wave, with the false ones among them bounded.
//! Does not look further back than that: lasting changes are for the watch.

use super::drift::Watch;
use super::items::ItemShift;
use crate::statistics::distribution::normal_two_sided;
use crate::statistics::multiple::{benjamini_bogomolov, benjamini_hochberg};

/// The expected share of false ones among those named.
const FALSE_SHARE: f64 = 0.10;

/// For each team whether its score differs from its own earlier level: Benjamini & Hochberg (1995) over all teams that
/// have one.
pub(super) fn teams_that_differ(watch: &Watch, teams: usize) -> Vec<bool> {
    let tested: Vec<(usize, f64)> =
        (0..teams).filter_map(|team| Some((team, normal_two_sided(watch.newest(team)?)?))).collect();
    let p: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
    let mut differ = vec![false; teams];
    for ((team, _), adjusted) in tested.iter().zip(benjamini_hochberg(&p).unwrap_or_default()) {
        differ[*team] = adjusted <= FALSE_SHARE;
    }
    differ
}

/// For each team the statements that differ: Benjamini & Bogomolov (2014), a team being a family of statements.
pub(super) fn statements_that_differ(shifts: Vec<Vec<ItemShift>>) -> Vec<Vec<ItemShift>> {
    let tested: Vec<Vec<f64>> = shifts.iter().filter(|team| !team.is_empty()).map(|team| p_values(team)).collect();
    let mut families = benjamini_bogomolov(&tested, FALSE_SHARE).unwrap_or_default().into_iter();
    let kept = |team: Vec<ItemShift>| {
        let rejected = if team.is_empty() { None } else { families.next() };
        let rejected = rejected.map(|family| family.rejected).unwrap_or_default();
        team.into_iter().zip(rejected).filter_map(|(shift, rejected)| rejected.then_some(shift)).collect()
    };
    shifts.into_iter().map(kept).collect()
}

fn p_values(team: &[ItemShift]) -> Vec<f64> {
    team.iter().map(ItemShift::p).collect()
}
