//! The command line: words in, one command called, one face for failures. Does no command's work.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::{
    account, audit, check, demo, export, init, keys, mail, people, report, schedule, serve, simulate, survey,
    templates, wave,
};
use crate::{Failure, terminal};

/// Self-hosted pulse surveys on psychological safety.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "A first round, from nothing to figures:
  polsslag init --dir there --organisation \"Our organisation\"
  polsslag people import roster.csv --dir there
  polsslag wave open --survey team-safety --closes 2026-12-15 --dir there
  polsslag serve --dir there
  polsslag wave close --dir there
  polsslag report --unit \"Care/Team A\" --wave 2026-11 --language nl --out team.pdf --dir there"
)]
struct Words {
    /// The folder of the installation [default: the folder you are in]
    #[arg(long, global = true, env = "POLSSLAG_DIR")]
    dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make an installation: configuration, keys folder, questionnaires, database
    Init(init::Arguments),
    /// Check questionnaire files
    #[command(subcommand)]
    Survey(survey::Command),
    /// The roster: who is asked, and where they count
    #[command(subcommand)]
    People(people::Command),
    /// Open and close waves
    #[command(subcommand)]
    Wave(wave::Command),
    /// Look at the whole installation and say what to mend: files, database, mail server, the sender's domain; sends nothing
    Check(check::Arguments),
    /// Pulses that open, remind and close by themselves
    #[command(subcommand)]
    Schedule(schedule::Command),
    /// Letters that wait, and whether letters arrive
    #[command(subcommand)]
    Mail(mail::Command),
    /// Who may sign in, and as what
    #[command(subcommand)]
    Account(account::Command),
    /// Passphrases of the adviser and the deputy
    #[command(subcommand)]
    Keys(keys::Command),
    /// Run the server: answer pages, the adviser's room, and the queue of letters
    Serve,
    /// Write reports as PDF: on one unit, on the whole organisation, or all of a wave
    Report(report::Arguments),
    /// Templates of your own for reports
    #[command(subcommand)]
    Templates(templates::Command),
    /// Write everything ever published, and nothing else
    Export(export::Arguments),
    /// Attack what was published, and say whether the promise holds
    #[command(subcommand)]
    Audit(audit::Command),
    /// Measure how often Polsslag errs, on made-up organisations, and hold it against what we claim
    Simulate(simulate::Arguments),
    /// A made-up organisation with its history, to click through on this machine
    Demo(demo::Arguments),
}

/// A dump of this process's memory could hold answers and keys: none is written, and nobody of the same
/// account may look inside.
fn no_core_dumps() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if setrlimit(Resource::Core, none).is_err() || set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() {
            terminal::note("core dumps can't be turned off here; turn them off for this service (LimitCORE=0)");
        }
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let words = Words::parse();
    no_core_dumps();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            terminal::note(format!("polsslag: the machine gives no threads: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(command(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::note(format!("polsslag: {failure}"));
            failure.exit_code()
        }
    }
}

async fn command(words: Words) -> Result<(), Failure> {
    let chosen = words.dir.clone();
    let dir = words.dir.unwrap_or_else(|| PathBuf::from("."));
    match words.command {
        Command::Init(arguments) => init::run(&dir, &arguments).await,
        Command::Survey(command) => survey::run(&command),
        Command::People(command) => people::run(&dir, &command).await,
        Command::Wave(command) => wave::run(&dir, command).await,
        Command::Check(arguments) => check::run(&dir, &arguments).await,
        Command::Schedule(command) => schedule::run(&dir, &command).await,
        Command::Mail(command) => mail::run(&dir, &command).await,
        Command::Account(command) => account::run(&dir, &command).await,
        Command::Keys(command) => keys::run(&dir, &command),
        Command::Audit(command) => audit::run(&dir, &command).await,
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Serve => serve::run(&dir).await,
        Command::Report(arguments) => report::run(&dir, &arguments).await,
        Command::Templates(command) => templates::run(&dir, &command),
        Command::Export(arguments) => export::run(&dir, &arguments).await,
        // A whole past in one future: too large for the stack.
        Command::Demo(arguments) => Box::pin(demo::run(chosen, &arguments)).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_words_fit_together() {
        Words::command().debug_assert();
    }
}
