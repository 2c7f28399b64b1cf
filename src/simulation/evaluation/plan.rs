//! What is measured, how often, and what we claim about it. Does not measure.

use domain::Questionnaire;
use domain::analysis::claims::{
    DIVIDED_BY_CHANCE_OF_HUNDRED, FALSE_AMBER_OF_HUNDRED_TEAM_YEARS, FALSE_OF_TEN_AMBER, FALSE_OF_TEN_RED,
    FALSE_OF_TEN_SILENT,
};

use super::super::model::{Conditions, Wander};
use super::{Experiment, Fraction, Line, Place, Unit, coverage, differences, division, falls, run_length, silence};

/// The mean run of the textbook's chart, from the integral equation (Brook and Evans 1972; Hawkins 1992).
const RUN_LENGTH: f64 = 335.37;

/// How much work a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// About a minute or two on two cores: errors small enough to check every claim.
    Full,
    /// A tenth of it.
    Quick,
    /// So many organisations for each experiment.
    Replicates(usize),
}

impl Effort {
    const fn of(self, full: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Quick => full / 10,
            Self::Replicates(replicates) => replicates,
        }
    }
}

/// Everything that is measured.
pub(crate) fn experiments(effort: Effort) -> Vec<Experiment> {
    let mut all = vec![experiment(
        "A plain cumulative sum (k 0.5, h 4)",
        effort.of(200),
        vec![line(Unit::Mean, "steps until it errs", 0).claimed(0.98 * RUN_LENGTH, 1.02 * RUN_LENGTH)],
        |_, seed| Some(run_length::live(seed)),
    )];
    all.extend(intervals(effort));
    all.extend(quiet(effort));
    all.push(named_by_chance(effort));
    all.push(found(effort));
    all.extend(true_and_false(effort));
    all.extend(silences(effort));
    all.extend(divisions(effort));
    all
}

fn intervals(effort: Effort) -> impl Iterator<Item = Experiment> {
    let sizes = [
        ("The interval, teams of 6", 6),
        ("The interval, teams of 8", 8),
        ("The interval, teams of 15", 15),
        ("The interval, teams of 25", 25),
    ];
    sizes.into_iter().map(move |(title, size)| {
        let lines = vec![
            line(Unit::Share, "holds the climate, by the formula", 0).claimed(0.93, 0.99),
            line(Unit::Share, "holds the climate, as printed", 1).claimed(0.95, 1.0),
            line(Unit::Mean, "half of it by the formula, in points", 2),
            line(Unit::Mean, "half of it as printed, in points", 3),
            line(Unit::Mean, "variance within a team, in points squared", 4),
        ];
        experiment(title, effort.of(150), lines, move |survey, seed| coverage::live(survey, seed, size))
    })
}

fn quiet(effort: Effort) -> impl Iterator<Item = Experiment> {
    let plain = ("Nothing happens, teams of 10", Conditions::PLAIN, [(0.05, 0.13), (0.0, 0.05)]);
    let wanders = ("Climates wander by 2.5 points, teams of 10", wandering(2.5), [(0.0, 0.18), (0.0, 0.09)]);
    [plain, wanders].into_iter().map(move |(title, conditions, [amber, red])| {
        let lines = vec![
            line(Unit::PerTeamYear, "false amber signals of a fall", 0).claimed(amber.0, amber.1),
            line(Unit::PerTeamYear, "false red signals of a fall", 1).claimed(red.0, red.1),
        ];
        experiment(title, effort.of(150), lines, move |survey, seed| falls::nothing_happens(survey, seed, conditions))
    })
}

/// The pages say: one or two waves in ten name a team, one in fifty a statement.
fn named_by_chance(effort: Effort) -> Experiment {
    let lines = vec![
        line(Unit::Share, "waves in which the score of a team is said to differ", 0).claimed(0.0, 0.20),
        line(Unit::Share, "waves in which a statement is", 1).claimed(0.0, 0.04),
    ];
    experiment("Nothing happens, forty teams of 10", effort.of(60), lines, differences::nothing_happens)
}

fn found(effort: Effort) -> Experiment {
    // At least so many are found within three and within six months; the median takes at most so many months.
    let claims = [
        (0.50, 0.70, 3.0),
        (0.30, 0.55, 6.0),
        (0.85, 0.95, 2.0),
        (0.70, 0.90, 3.0),
        (0.95, 0.97, 1.0),
        (0.90, 0.95, 2.0),
    ];
    let kinds = falls::FALLS.iter().flat_map(|(points, _)| ["amber", "red"].map(|level| (points, level)));
    let lines = kinds.zip(claims).enumerate().flat_map(|(kind, ((points, level), (three, six, median)))| {
        let (first, months) = (kind * falls::WATCHED, falls::WATCHED);
        let what = |what: &str| format!("{points} points: {level} {what}");
        [
            line(Unit::Share, &what("within 3 months"), first + 2).claimed(three, 1.0),
            line(Unit::Share, &what("within 6 months"), first + 5).claimed(six, 1.0),
            Line { place: Place::MedianOf { first, months }, ..line(Unit::Months, &what("in the median month"), 0) }
                .claimed(1.0, median),
        ]
    });
    experiment("A fall at once, teams of 10", effort.of(500), lines.collect(), |survey, seed| {
        falls::found(survey, seed, Conditions::PLAIN)
    })
}

fn true_and_false(effort: Effort) -> impl Iterator<Item = Experiment> {
    let shock = Conditions { shock: Some((9, -5.0)), ..wandering(2.0) };
    let both = [
        ("One team in ten falls 15 points in two years", wandering(2.0)),
        ("The same, and all fall 5 points in month 10", shock),
    ];
    both.into_iter().map(move |(title, conditions)| {
        let a_year = f64::from(FALSE_AMBER_OF_HUNDRED_TEAM_YEARS) / 100.0;
        let lines = vec![
            of_ten("amber signals that are chance", 0, FALSE_OF_TEN_AMBER),
            line(Unit::PerTeamYear, "false amber signals", 1).claimed(a_year - 0.02, a_year + 0.02),
            line(Unit::Share, "falls told amber within 3 months", 2).claimed(0.80, 1.0),
            of_ten("red signals that are chance", 3, FALSE_OF_TEN_RED),
            line(Unit::PerTeamYear, "false red signals", 4).claimed(0.0, 0.06),
            line(Unit::Share, "falls told red within 3 months", 5).claimed(0.75, 1.0),
        ];
        experiment(title, effort.of(250), lines, move |survey, seed| falls::true_signals(survey, seed, conditions))
    })
}

fn silences(effort: Effort) -> impl Iterator<Item = Experiment> {
    let sizes = [
        ("A unit falls silent, units of 10", 10, [0.35, 0.60, 0.80, 0.95]),
        ("A unit falls silent, units of 25", 25, [0.65, 0.88, 0.97, 0.99]),
    ];
    let by_size = sizes.into_iter().map(move |(title, size, [half, half_later, most, most_later])| {
        let lines = vec![
            line(Unit::PerTeamYear, "false signals", 0).claimed(0.0, 0.10),
            line(Unit::Share, "76 to 55 %: told within 3 months", 1).claimed(half, 1.0),
            line(Unit::Share, "76 to 55 %: told within 6 months", 2).claimed(half_later, 1.0),
            line(Unit::Share, "76 to 40 %: told within 3 months", 3).claimed(most, 1.0),
            line(Unit::Share, "76 to 40 %: told within 6 months", 4).claimed(most_later, 1.0),
        ];
        experiment(title, effort.of(150), lines, move |survey, seed| silence::live(survey, seed, size))
    });
    let lines = vec![of_ten("signals that are chance", 0, FALSE_OF_TEN_SILENT)];
    by_size.chain([experiment("One unit in ten falls silent", effort.of(200), lines, silence::false_signals)])
}

fn divisions(effort: Effort) -> impl Iterator<Item = Experiment> {
    let sizes = [
        ("Divided views, teams of 8", 8, 0.55),
        ("Divided views, teams of 10", 10, 0.60),
        ("Divided views, teams of 15", 15, 0.60),
    ];
    sizes.into_iter().map(move |(title, size, found)| {
        let chance = f64::from(DIVIDED_BY_CHANCE_OF_HUNDRED) / 100.0;
        let lines = vec![
            line(Unit::Share, "called divided by chance", 0).claimed(0.0, chance),
            line(Unit::Share, "divided 65 to 35 and called so", 1).claimed(found, 1.0),
        ];
        experiment(title, effort.of(400), lines, move |survey, seed| division::live(survey, seed, size))
    })
}

/// Climates that wander around each team's level, a month's deviation staying to 70 %.
fn wandering(sd: f64) -> Conditions {
    Conditions { wander: Wander::Around { sd, memory: 0.7 }, ..Conditions::PLAIN }
}

fn experiment(
    title: &'static str,
    replicates: usize,
    lines: Vec<Line>,
    live: impl Fn(&Questionnaire, u64) -> Option<Vec<Fraction>> + Send + Sync + 'static,
) -> Experiment {
    Experiment { title, replicates, live: Box::new(live), lines }
}

/// Of ten so many, to the nearest.
fn of_ten(what: &str, place: usize, count: u8) -> Line {
    let share = f64::from(count) / 10.0;
    line(Unit::Share, what, place).claimed(share - 0.05, share + 0.05)
}

fn line(unit: Unit, what: &str, place: usize) -> Line {
    Line { what: what.to_owned(), unit, place: Place::At(place), claim: None }
}

impl Line {
    fn claimed(self, from: f64, to: f64) -> Self {
        Self { claim: Some((from, to)), ..self }
    }
}
