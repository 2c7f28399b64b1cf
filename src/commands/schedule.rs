//! `schedule`: tells what will happen by itself, and when; pauses it and goes on. Opens and sends nothing.

use std::path::Path;

use chrono::{NaiveDate, Utc};
use clap::Subcommand;
use domain::schedule::Pause;
use store::WaveState;

use self::plan::Plan;
use super::{Installation, wave};
use crate::{Failure, terminal};

mod plan;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show the next rounds: when they open, remind and close, and when their results are released
    Next {
        /// How many
        #[arg(default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=500))]
        count: u16,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Let nothing open and no letter that asks for an answer leave; waves still close, and results are released
    Pause {
        /// The day on which the schedule goes on by itself, such as 2026-12-15
        #[arg(long, value_parser = super::day)]
        until: Option<NaiveDate>,
    },
    /// End the pause; what waited goes in working hours
    Resume,
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Next { count, json } => next(installation, (*count).into(), *json).await,
        Command::Pause { until } => pause(installation, *until).await,
        Command::Resume => resume(installation).await,
    })
    .await
}

async fn next(installation: &Installation, count: usize, json: bool) -> Result<(), Failure> {
    let plan = Plan::of(installation, count).await?;
    if json {
        return Ok(terminal::print(&plan.json())?);
    }
    for line in plan.lines() {
        terminal::say(line);
    }
    let pause = installation.store.pause().await?;
    for wave in installation.store.waves().await?.iter().filter(|wave| wave.state == WaveState::Open) {
        terminal::say(wave::to_come(installation, wave, pause));
    }
    if let Some(pause) = pause {
        terminal::say(told(pause));
    }
    for trouble in installation.store.schedule_troubles().await? {
        terminal::note(trouble.to_string());
    }
    Ok(())
}

async fn pause(installation: &Installation, until: Option<NaiveDate>) -> Result<(), Failure> {
    let today = installation.today();
    if let Some(until) = until.filter(|until| *until <= today) {
        return Err(Failure::Refused(format!("--until {until} has come already; today is {today}")));
    }
    let pause = Pause { until };
    installation.store.set_pause(Some(pause)).await?;
    terminal::say(told(pause));
    terminal::say("waves that are open still close on the day people were told, and results are still released");
    Ok(())
}

async fn resume(installation: &Installation) -> Result<(), Failure> {
    if installation.store.pause().await?.is_none() {
        terminal::say("the schedule is not paused");
        return Ok(());
    }
    installation.timekeeper()?.resume(Utc::now()).await?;
    terminal::say("the schedule goes on; letters that waited go in working hours");
    Ok(())
}

/// What a pause means.
pub(super) fn told(pause: Pause) -> String {
    format!("{}; nothing opens by itself, and no letter that asks for an answer leaves", paused(pause))
}

/// That there is a pause, and how long.
fn paused(pause: Pause) -> String {
    match pause.until {
        Some(until) => format!("the schedule is paused until {until}"),
        None => "the schedule is paused until: polsslag schedule resume".to_owned(),
    }
}
