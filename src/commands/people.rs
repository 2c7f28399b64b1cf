//! `people`: imports a roster, after showing what would change. Never changes half of it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::roster::{Difference, Reading};
use domain::{Person, Roster, Threshold, UnitPath};
use store::WaveState;

use super::Installation;
use crate::Failure;
use crate::terminal::{self, count};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Put the people of a CSV file in the place of the roster
    ///
    /// Columns: person, email, unit, language, in any order; comma or semicolon; UTF-8. The unit is a path such as
    /// "Care/Ward North/Team A". Who works elsewhere can have a `time_zone`, such as `America/New_York`. The whole file is taken over, or nothing of it.
    Import {
        /// The file
        file: PathBuf,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
}

/// How many people of each kind are named.
const NAMED: usize = 20;

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let Command::Import { file, dry_run } = command;
    Installation::within(dir, async |installation| import(installation, file, *dry_run).await).await
}

async fn import(installation: &Installation, file: &Path, dry_run: bool) -> Result<(), Failure> {
    let bytes = fs::read(file).map_err(Failure::file(file))?;
    let reading = Reading::of(&bytes).map_err(|source| Failure::Roster { path: file.to_owned(), source })?;
    if !reading.ignored.is_empty() {
        terminal::note(format!("passed over, because nobody needs them: column {}", reading.ignored.join(", ")));
    }
    let before = installation.store.roster().await?;
    let difference = before.difference(&reading.roster);
    describe(&difference);
    point_out(&reading.roster, installation.config.threshold)?;
    if dry_run {
        terminal::say("nothing was changed (--dry-run)");
    } else if difference.is_empty() {
        terminal::say("the roster is the same as before");
    } else {
        installation.store.replace_roster(&reading.roster).await?;
        terminal::say(format!("imported {}", count(reading.roster.people().len(), "person", "people")));
        let waves = installation.store.waves().await?;
        for wave in waves.iter().filter(|wave| wave.state == WaveState::Open) {
            terminal::note(format!(
                "wave {} is open: its letters and answers keep to the roster it was opened with",
                wave.label
            ));
        }
    }
    Ok(())
}

fn describe(difference: &Difference) {
    let place = |person: &Person| format!("{}  {}", person.key.as_str(), person.unit);
    kind("join", &difference.joined, place);
    kind("leave", &difference.left, place);
    kind("move", &difference.moved, |(old, new)| format!("{}  {} -> {}", new.key.as_str(), old.unit, new.unit));
    kind("get another address, language or time zone", &difference.corrected, |(_, new)| place(new));
    terminal::say(format!("{:>6} stay as they are", difference.unchanged));
}

fn kind<T>(what: &str, people: &[T], line: impl Fn(&T) -> String) {
    terminal::say(format!("{:>6} {what}", people.len()));
    for person in people.iter().take(NAMED) {
        terminal::say(format!("         {}", line(person)));
    }
    if people.len() > NAMED {
        terminal::say(format!("         and {} more", people.len() - NAMED));
    }
}

/// What is said of a unit that can never be shown by itself.
pub(super) fn too_small(path: &UnitPath, invited: u32, threshold: Threshold) -> String {
    let people = count(invited, "person", "people");
    format!("{path} has {people}, fewer than {}: counted in the units around it", threshold.get())
}

/// Points out the units that can never be shown by themselves, and names that differ in capitals only.
fn point_out(roster: &Roster, threshold: Threshold) -> Result<(), Failure> {
    let tree = roster.tree().map_err(|error| Failure::Refused(error.to_string()))?;
    let mut spellings: HashMap<String, &UnitPath> = HashMap::new();
    for unit in tree.units() {
        let (path, invited, k) = (&unit.path, unit.invited, threshold.get());
        if invited < k && unit.invited_directly > 0 {
            terminal::note(too_small(path, invited, threshold));
        }
        if let Some(other) = spellings.insert(path.to_string().to_lowercase(), path) {
            terminal::note(format!("{other} and {path} differ in capitals only, and are two units"));
        }
    }
    Ok(())
}
