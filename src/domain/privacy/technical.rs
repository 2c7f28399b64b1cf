//! How well a questionnaire measures in the organisation as a whole: reliability and agreement. Says nothing about any
//! single unit.

use super::class::{Class, Counts};
use crate::statistics::agreement::{r_star_wg_j, uniform_null};
use crate::statistics::anova::{Group, OneWay};
use crate::statistics::reliability::{alpha_of_variances, feldt_interval};
use crate::statistics::sums::median;
use crate::statistics::{Moments, POINTS_PER_SCALE_POINT};
use crate::survey::POINTS;

/// The reliability of one index over the whole organisation, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Technical {
    /// Cronbach's alpha with its 95 % interval after Feldt (1965): whether the statements hang together.
    pub(super) alpha: [i32; 3],
    /// What the teams show; `None` with too few of them.
    pub(super) teams: Option<Teams>,
}

/// What the teams show about an index, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Teams {
    /// ICC(1): which share of the differences between people lies between teams.
    pub(super) icc1: i32,
    /// ICC(2): how reliable the mean of a team is.
    pub(super) icc2: i32,
    /// F of the teams' means, in hundredths.
    pub(super) f: i32,
    /// The median over teams of r*wg(J): how far people in one team agree.
    pub(super) agreement: i32,
}

impl Technical {
    /// Fewer scores say too little, and a share of them would be somebody's.
    const FEWEST_SCORES: u32 = 50;
    /// Fewer teams say too little about how teams differ.
    const FEWEST_TEAMS: usize = 10;

    /// Alpha with the lower and the upper end of its interval.
    pub fn alpha(&self) -> [f64; 3] {
        self.alpha.map(hundredths)
    }

    /// What the teams show.
    pub const fn teams(&self) -> Option<Teams> {
        self.teams
    }

    /// The figures of one index from how often each point was chosen in the whole organisation, its scores, and the
    /// classes of teams.
    ///
    /// Alpha takes the variance of the total from the scores, whose half rule puts a person's own mean in the place of a
    /// statement that was skipped. `None` with fewer than fifty scores or two statements.
    pub(super) fn of(
        items: &[Option<Counts>],
        scores: &Moments,
        teams: &[&Class],
        index: usize,
        of: &[usize],
    ) -> Option<Self> {
        if scores.n < Self::FEWEST_SCORES {
            return None;
        }
        let variances: Vec<f64> =
            of.iter().filter_map(|&item| (*items.get(item)?).map(|counts| variance(&counts))).collect();
        let count = u32::try_from(variances.len()).ok()?;
        let total = on_scale(scores.variance()) * f64::from(count).powi(2);
        let alpha = alpha_of_variances(&variances, total)?;
        let (low, high) = feldt_interval(alpha, scores.n, count, 0.95)?;
        Some(Self { alpha: [rounded(alpha), rounded(low), rounded(high)], teams: Teams::of(teams, index, of) })
    }
}

impl Teams {
    /// ICC(1): which share of the differences between people lies between teams.
    pub fn icc1(self) -> f64 {
        hundredths(self.icc1)
    }

    /// ICC(2): how reliable the mean of a team is; 0 where teams don't differ more than chance makes them.
    pub fn icc2(self) -> f64 {
        hundredths(self.icc2)
    }

    /// F of the teams' means.
    pub fn f(self) -> f64 {
        hundredths(self.f)
    }

    /// The median over teams of r*wg(J), 1 when all agree and 0 when answers are as if by lot.
    pub fn agreement(self) -> f64 {
        hundredths(self.agreement)
    }

    fn of(teams: &[&Class], index: usize, of: &[usize]) -> Option<Self> {
        let group = |class: &&Class| {
            let scores = (*class.indices.get(index)?)?;
            Some(Group { n: scores.n, mean: scores.mean()?, deviation: scores.deviation() })
        };
        let groups: Vec<Group> = teams.iter().filter_map(group).collect();
        if groups.len() < Technical::FEWEST_TEAMS {
            return None;
        }
        let way = OneWay::of(&groups)?;
        let agreements: Vec<f64> = teams.iter().filter_map(|class| agreement(class, of)).collect();
        Some(Self {
            icc1: rounded(way.icc1()?),
            icc2: rounded(way.icc2().unwrap_or_default().max(0.0)),
            f: rounded(way.f?),
            agreement: rounded(median(&agreements)?),
        })
    }
}

/// r*wg(J) of one class: 1 less the mean variance of its statements over that of answers by lot.
fn agreement(class: &Class, of: &[usize]) -> Option<f64> {
    let variances: Vec<f64> =
        of.iter().filter_map(|&item| (*class.items.get(item)?).map(|counts| variance(&counts))).collect();
    let count = u32::try_from(variances.len()).ok().filter(|&count| count > 0)?;
    let null = uniform_null(u32::try_from(POINTS).ok()?)?;
    r_star_wg_j(variances.iter().sum::<f64>() / f64::from(count), null)
}

/// The variance of a statement, in the square of scale points.
fn variance(counts: &Counts) -> f64 {
    on_scale(Moments::of_counts(counts).variance())
}

fn on_scale(points_squared: f64) -> f64 {
    points_squared / (POINTS_PER_SCALE_POINT * POINTS_PER_SCALE_POINT)
}

#[expect(clippy::cast_possible_truncation, reason = "clamped; an F of ten thousand is as good as any larger one")]
fn rounded(value: f64) -> i32 {
    (value * 100.0).round().clamp(-1e6, 1e6) as i32
}

fn hundredths(value: i32) -> f64 {
    f64::from(value) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Score;

    /// A class in which everybody gives the same answer to each of the statements.
    fn class(unit: usize, answers: &[[u8; 3]]) -> Class {
        let mut scores = Moments::default();
        let mut items = vec![Counts::default(); 3];
        for sheet in answers {
            scores.add(Score::of(sheet.iter().map(|&point| Some(point))).expect("three answers"));
            for (counts, &point) in items.iter_mut().zip(sheet) {
                counts[usize::from(point) - 1] += 1;
            }
        }
        let sheets = u32::try_from(answers.len()).expect("few");
        Class { unit, sheets, items: items.into_iter().map(Some).collect(), indices: vec![Some(scores)] }
    }

    fn technical(classes: &[Class]) -> Option<Technical> {
        let mut items = vec![Counts::default(); 3];
        let mut scores = Moments::default();
        for class in classes {
            scores.merge(&class.indices[0].expect("scores"));
            for (counts, own) in items.iter_mut().zip(&class.items) {
                counts.iter_mut().zip(own.expect("counts")).for_each(|(all, own)| *all += own);
            }
        }
        let items: Vec<_> = items.into_iter().map(Some).collect();
        Technical::of(&items, &scores, &classes.iter().collect::<Vec<_>>(), 0, &[0, 1, 2])
    }

    #[test]
    fn statements_that_always_agree_are_perfectly_reliable_and_teams_are_told_apart() {
        let teams: Vec<_> =
            (0..10).map(|team| class(team, &[[1 + u8::try_from(team % 5).expect("few"); 3]; 6])).collect();
        let technical = technical(&teams).expect("sixty scores");
        assert_eq!(technical.alpha, [100, 100, 100]);
        assert_eq!(technical.teams, None, "without any difference inside teams F has no value");
    }

    #[test]
    fn by_hand() {
        // Each team has the sheets 2-2-4, 3-3-3, 4-4-2 twice: variances 4/6 * 60/59 each, of the sum 4/6 * 60/59.
        let sheets = [[2, 2, 4], [3, 3, 3], [4, 4, 2]].repeat(2);
        let technical = technical(&(0..10).map(|team| class(team, &sheets)).collect::<Vec<_>>()).expect("sixty scores");
        // alpha = 3/2 (1 - 3/1)
        assert_eq!(technical.alpha[0], -300);
        let teams = technical.teams.expect("ten teams");
        assert_eq!((teams.f, teams.icc1), (0, -20), "teams are alike: ICC(1) = -1/(n-1)");
        // The variance of each statement inside a team is 4/6 * 6/5 = 0.8, by lot it would be 2.
        assert_eq!(teams.agreement, 60);
    }

    #[test]
    fn too_few_say_nothing() {
        let sheets = [[2, 2, 4], [3, 3, 3], [4, 4, 2]].repeat(2);
        assert_eq!(technical(&(0..8).map(|team| class(team, &sheets)).collect::<Vec<_>>()), None);
        let nine: Vec<_> = (0..9).map(|team| class(team, &sheets)).collect();
        assert_eq!(technical(&nine).map(|technical| technical.teams), Some(None));
    }
}
