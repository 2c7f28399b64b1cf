//! `simulate`: measures how often Polsslag errs, and holds it against what we claim. Needs no installation, and touches
//! none.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use domain::Questionnaire;

use super::init::TEAM_SAFETY;
use crate::simulation::{Effort, Row, Unit, experiments, run as measure};
use crate::{Failure, terminal};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The seed: the same one gives the same table
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A tenth of the work, with errors three times as large
    #[arg(long)]
    quick: bool,
    /// How many organisations to make up for each experiment
    #[arg(long, conflicts_with = "quick", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    replicates: Option<u32>,
    /// Also write the table to this CSV file
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Measures everything, prints the table, and fails when a number is not as claimed.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let path = PathBuf::from("team-safety.toml");
    let questionnaire = Questionnaire::parse(TEAM_SAFETY).map_err(|source| Failure::Survey { path, source })?;
    let experiments = experiments(match arguments.replicates {
        Some(replicates) => Effort::Replicates(usize::try_from(replicates).unwrap_or(usize::MAX)),
        None if arguments.quick => Effort::Quick,
        None => Effort::Full,
    });
    let total = experiments.iter().map(|experiment| experiment.replicates).sum();
    let bar = terminal::bar(total, "living through made-up years");
    let mut rows = Vec::new();
    for experiment in &experiments {
        rows.extend(measure(experiment, &questionnaire, arguments.seed, || bar.inc(1)));
    }
    bar.finish_and_clear();
    terminal::print(&table(&rows))?;
    if let Some(out) = &arguments.out {
        fs::write(out, csv(&rows)).map_err(Failure::file(out))?;
    }
    let claimed = rows.iter().filter(|row| row.claim.is_some()).count();
    match rows.iter().filter(|row| !row.is_as_claimed()).count() {
        0 => Ok(()),
        wrong => Err(Failure::Refused(format!("{wrong} of {claimed} numbers are NOT as claimed"))),
    }
}

const VERDICTS: [&str; 2] = ["NOT as claimed", "as claimed"];

/// The rows under their titles, in columns.
fn table(rows: &[Row]) -> String {
    let wide = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    let mut title = "";
    for row in rows {
        if row.title != title {
            title = row.title;
            // Writing to a String can't fail.
            let _ = writeln!(text, "{}{title}", if text.is_empty() { "" } else { "\n" });
        }
        let (measured, error) = (number(row.unit, row.measured), number(row.unit, row.error));
        let claim = row
            .claim
            .map_or_else(String::new, |(from, to)| format!("{} to {}", number(row.unit, from), number(row.unit, to)));
        let verdict = row.claim.map_or("", |_| VERDICTS[usize::from(row.is_as_claimed())]);
        let line = format!("  {:wide$}  {measured:>8} ± {error:<6}  {claim:<18}  {verdict}", row.what);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// A number as it is read: shares in percent, rates in hundredths, the rest in tenths.
fn number(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{:.1} %", 100.0 * value),
        Unit::PerTeamYear => format!("{value:.3}"),
        Unit::Mean => format!("{value:.1}"),
        Unit::Months => format!("{value:.0}"),
    }
}

/// The rows with all their digits; no field of ours holds a quotation mark.
fn csv(rows: &[Row]) -> String {
    let mut text = "experiment,what,measured,standard_error,claimed_from,claimed_to,verdict\n".to_owned();
    for row in rows {
        let claim = row.claim.map_or_else(|| ",".to_owned(), |(from, to)| format!("{from},{to}"));
        let verdict = row.claim.map_or("", |_| VERDICTS[usize::from(row.is_as_claimed())]);
        let Row { title, what, measured, error, .. } = row;
        // Writing to a String can't fail.
        let _ = writeln!(text, "\"{title}\",\"{what}\",{measured},{error},{claim},{verdict}");
    }
    text
}
