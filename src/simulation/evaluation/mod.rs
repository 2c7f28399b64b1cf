//! Measures how often Polsslag errs, by letting made-up organisations live through the real gate and the real analysis.
//! Does not know how the result is shown.

mod coverage;
mod differences;
mod division;
mod falls;
mod fraction;
mod plan;
mod run_length;
mod silence;
#[cfg(test)]
mod tests;

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use domain::Questionnaire;

use fraction::{Fraction, share};
pub(crate) use plan::{Effort, experiments};

/// What one replicate of an experiment gives: a fraction for each of its lines. `None` when it could not be lived through.
type Live = Box<dyn Fn(&Questionnaire, u64) -> Option<Vec<Fraction>> + Send + Sync>;

/// Something that is simulated many times, and what is read off.
pub(crate) struct Experiment {
    /// What it is about.
    pub(crate) title: &'static str,
    /// How often it is done.
    pub(crate) replicates: usize,
    live: Live,
    lines: Vec<Line>,
}

/// One number that is read off.
#[derive(Debug, Clone)]
struct Line {
    what: String,
    unit: Unit,
    /// Where it stands among the fractions of a replicate.
    place: Place,
    /// From where to where the number lies as we claim; `None` where nothing is claimed.
    claim: Option<(f64, f64)>,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// One fraction.
    At(usize),
    /// The median month, from the shares found within 1, 2, 3 ... months.
    MedianOf {
        /// The first of these fractions.
        first: usize,
        /// How many there are.
        months: usize,
    },
}

/// How a number is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A share of all cases.
    Share,
    /// A number for each team and year.
    PerTeamYear,
    /// A mean.
    Mean,
    /// A number of months.
    Months,
}

/// A number with its error, and whether it is what we claim.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) title: &'static str,
    pub(crate) what: String,
    pub(crate) unit: Unit,
    pub(crate) measured: f64,
    /// The Monte-Carlo standard error.
    pub(crate) error: f64,
    pub(crate) claim: Option<(f64, f64)>,
}

impl Row {
    /// Whether the number lies where we claim, give or take three standard errors: of all numbers of a run, about one in
    /// a thousand that lies at an end of its range is found outside by chance.
    pub(crate) fn is_as_claimed(&self) -> bool {
        let slack = if self.error.is_finite() { 3.0 * self.error } else { 0.0 };
        self.claim.is_none_or(|(low, high)| self.measured >= low - slack && self.measured <= high + slack)
    }
}

/// Runs an experiment on all cores; `done` is told of each replicate. The same seed gives the same rows on any number of
/// cores.
pub(crate) fn run(
    experiment: &Experiment,
    questionnaire: &Questionnaire,
    seed: u64,
    done: impl Fn() + Sync,
) -> Vec<Row> {
    let replicates = on_all_cores(experiment.replicates, |replicate| {
        let fractions = (experiment.live)(questionnaire, mix(seed, experiment.title, replicate));
        done();
        fractions
    });
    let all = |place: usize| {
        let fractions = replicates.iter().flatten().filter_map(|fractions| fractions.get(place).copied());
        share(&fractions.collect::<Vec<_>>())
    };
    let row = |line: &Line| {
        let Line { what, unit, place, claim } = line.clone();
        // What could not be measured is a number that lies in no range.
        let (measured, error) = match place {
            Place::At(place) => all(place),
            Place::MedianOf { first, months } => median((0..months).map_while(|month| all(first + month))),
        }
        .unwrap_or((f64::NAN, f64::NAN));
        Row { title: experiment.title, what, unit, measured, error, claim }
    };
    experiment.lines.iter().map(row).collect()
}

/// The first month by which half is found, from the shares found within 1, 2, 3 ... months; its error is that of the share
/// over what a month adds to it.
fn median(shares: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let mut before = 0.0;
    for (month, (share, error)) in (1_u32..).zip(shares) {
        if share >= 0.5 {
            return Some((f64::from(month), error / (share - before)));
        }
        before = share;
    }
    None
}

/// A seed of its own for each replicate of each experiment (the finaliser of `SplitMix64`, Steele et al. 2014).
fn mix(seed: u64, title: &str, replicate: usize) -> u64 {
    let step = |state: u64, more: u64| {
        let mixed = (state ^ more).wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    let titled = title.bytes().fold(step(seed, 0), |state, byte| step(state, u64::from(byte)));
    step(titled, replicate as u64)
}

/// Does `jobs` jobs on all cores; the results are in order.
fn on_all_cores<T: Send>(jobs: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.max(1));
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(jobs)));
    let labour = || {
        loop {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if job >= jobs {
                break;
            }
            let result = work(job);
            if let Ok(mut results) = results.lock() {
                results.push((job, result));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(labour);
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(job, _)| *job);
    results.into_iter().map(|(_, result)| result).collect()
}
